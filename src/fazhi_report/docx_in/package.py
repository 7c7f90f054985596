"""Opening of untrusted .docx files within limits; nothing is executed and nothing is fetched.

Refused with a message of one sentence: files that are not .docx whatever their suffix; encrypted ones; archives that
are damaged, repeat a name or exceed the limits of `archive`; XML that exceeds its limits; macros; and
relationships that make an office program fetch something by itself. Hyperlinks are allowed: nothing follows them. Media
are never unpacked.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from fazhi_report.docx_in.archive import Archive, open_archive, parse
from fazhi_report.docx_in.links import is_fetched, kind_of
from fazhi_report.docx_in.properties import W
from fazhi_report.errors import FazhiError

MOST_PARAGRAPHS = 60_000
"""Most paragraphs of a document, cells and text boxes included; a report of thirty pages has about 300."""
_RESAVE = "用 Word 或 WPS 打开，另存为 .docx 再试"
# First bytes of other formats, and the messages for them.
_OTHERS = (
    (b"%PDF", "是 PDF，不是 .docx"),
    (b"{\\rtf", "是 RTF，不是 .docx"),
    (b"<!DOCTYPE html", "是网页，不是 .docx"),
    (b"<html", "是网页，不是 .docx"),
    (b"<?xml", "是 XML 文件，不是 .docx"),
    (b"\x89PNG", "是图片，不是 .docx"),
    (b"\xff\xd8\xff", "是图片，不是 .docx"),
    (b"Rar!", "是 RAR 压缩包，不是 .docx"),
    (b"7z\xbc\xaf", "是 7z 压缩包，不是 .docx"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of old Word files and of encrypted new ones."""
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(slots=True)
class Package:
    """The parts of a .docx.

    Args:
        archive: The archive.
        main: Name of the main document part.
        links: What an office program would fetch, in a few words each; nothing of it is fetched here.
    """

    archive: Archive
    main: str = ""
    links: tuple[str, ...] = ()
    _trees: dict[str, etree._Element] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """Names of the parts, without a leading slash."""
        return self.archive.names

    @property
    def outside(self) -> str:
        """A Chinese sentence about the file's external links; empty when there are none."""
        if not self.links:
            return ""
        more = f"等 {len(self.links)} 处" if len(self.links) > _MOST_LINKS else ""
        shown = "；".join(self.links[:_MOST_LINKS])
        return f"文件指向外部的内容没有去取（{shown}{more}），多半是 Word、WPS 留下的链接"

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of an XML part; None when the package lacks it.

        Raises:
            FazhiError: The part is damaged or exceeds the limits.
        """
        if name not in self.names:
            return None
        if name not in self._trees:
            self._trees[name] = parse(self.archive.read(name), name)
        return self._trees[name]

    def targets(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Return kind (last word of the type) and target part by relationship id, without external targets.

        Raises:
            FazhiError: As for `xml`.
        """
        folder, _, name = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for entry in () if root is None else root:
            if entry.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, unquote(entry.get("Target", ""))))
            kind = entry.get("Type", "").rpartition("/")[2]
            found[entry.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the part of a kind, such as ``styles``; None when the document has none.

        Raises:
            FazhiError: As for `xml`.
        """
        return next(
            (self.xml(part) for found, part in self.targets(self.main).values() if found == kind), None
        )


def open_package(data: bytes, *, converted: bool = False) -> Package:
    """Open the bytes of a .docx.

    Args:
        data: The file.
        converted: Whether LibreOffice just converted it from an old file: external links are then allowed, because no
        office program is going to open it.

    Raises:
        FazhiError: They are not a .docx, or one that is refused.
    """
    _refuse_others(data)
    package = Package(open_archive(data))
    types = package.xml("[Content_Types].xml")
    if types is None:
        raise _no_docx(package.names)
    _refuse_macros(package.names, types)
    package.links = () if converted else _links(package)
    package.main = next(
        (part for kind, part in package.targets("").values() if kind == "officeDocument"), "word/document.xml"
    )
    root = package.xml(package.main)
    if root is None or etree.QName(root).localname != "document":
        raise _no_docx(package.names)
    if sum(1 for _ in root.iter(f"{W}p")) > MOST_PARAGRAPHS:
        raise FazhiError(f"文档超过 {MOST_PARAGRAPHS} 段，没有读", "检查是不是选错了文件")
    return package


def _refuse_others(data: bytes) -> None:
    if not data:
        raise FazhiError("文件是空的", "检查是不是选错了文件")
    if data.startswith(OLE):
        if _OLE_ENCRYPTED in data:
            raise FazhiError("文件加了密码，打不开", "在 Word 或 WPS 中去掉密码，另存后再试")
        raise FazhiError("是旧版 Word 格式（.doc）或其他 Office 文件，不是 .docx", _RESAVE)
    opening = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    for start, sentence in _OTHERS:
        if opening.lower().startswith(start.lower()):
            raise FazhiError(sentence, f"检查后缀是否写错；文字处理文件{_RESAVE}")
    if not data.startswith(b"PK"):
        raise FazhiError("不是 .docx：不是 Word 文档的压缩包", f"检查后缀是否写错；{_RESAVE}")


def _refuse_macros(names: frozenset[str], types: etree._Element) -> None:
    declared = " ".join(entry.get("ContentType", "") for entry in types)
    if "macroEnabled" in declared or "vbaProject" in declared or any("vbaProject" in name for name in names):
        raise FazhiError("文件里有宏，没有读", "在 Word 或 WPS 中另存为不带宏的 .docx 再试")


def _links(package: Package) -> tuple[str, ...]:
    """Return descriptions of the links that an office program would fetch; none is fetched here.

    Raises:
        FazhiError: A link is to a part of the text, so that the file does not contain the whole document.
    """
    found: dict[str, None] = {}
    for name in sorted(package.names):
        root = package.xml(name) if name.endswith(".rels") else None
        for entry in () if root is None else root:
            kind = kind_of(entry)
            if kind in _TEXT_ELSEWHERE:
                what, cure = _TEXT_ELSEWHERE[kind]
                raise FazhiError(f"文件里有{what}（{entry.get('Target', '')[:80]}），其中的文字读不到", cure)
            if is_fetched(entry):
                found[f"{_FETCHED.get(kind, kind or '不明')}：{entry.get('Target', '')[:80]}"] = None
    return tuple(found)


_TEXT_ELSEWHERE = {
    "aFChunk": ("整块嵌入的另一份文件（altChunk）", "用 Word 打开后保存一次，Word 会把它并入正文，再试"),
    "subDocument": ("子文档", "用 Word 打开主控文档，展开并取消子文档的链接，保存后再试"),
}
_MOST_LINKS = 3
_FETCHED = {"attachedTemplate": "模板", "image": "图片", "oleObject": "链接的对象", "frame": "框架"}


def _no_docx(names: frozenset[str]) -> FazhiError:
    if "mimetype" in names:
        return FazhiError("是 ODF 或电子书文件，不是 .docx", _RESAVE)
    if any(name.startswith("xl/") for name in names):
        return FazhiError("是 Excel 表格，不是 .docx", "检查是不是选错了文件")
    if any(name.startswith("ppt/") for name in names):
        return FazhiError("是演示文稿，不是 .docx", "检查是不是选错了文件")
    return FazhiError("是压缩包，但不是 Word 文档", f"检查后缀是否写错；{_RESAVE}")
