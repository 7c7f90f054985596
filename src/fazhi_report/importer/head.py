"""The head of an old file: masthead, title, document number, index table, breadcrumb, and boilerplate of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fazhi_report.document.raw import BlockRole, RawBlock, RawParagraph, RawTable, Removed
from fazhi_report.importer.account import Account, shortened
from fazhi_report.importer.boilerplate import (
    Label,
    between,
    breadcrumb,
    continues_breadcrumb,
    document_numbers,
    is_boilerplate,
    labels,
    table_labels,
)
from fazhi_report.importer.elements import Frame, is_organ
from fazhi_report.importer.naming import is_second_line, is_title, strip_prefix
from fazhi_report.importer.surroundings import OUTSIDE
from fazhi_report.norms.elements import CORNER
from fazhi_report.numbers.dates import parse_date, parse_datetime
from fazhi_report.recognise.lines import NumberLine, corner, is_number_line, number_line
from fazhi_report.recognise.markers import fold
from fazhi_report.text.organ_names import authors_meet, is_author, organ_kind

_SPARE_MARK = re.compile(r"(〔[0-9]{4}〕[0-9]{1,5}号)号+")
_OWN_FIELDS = {"signatories", *(one.key for one in CORNER)}
_SUFFIX = re.compile(r"\s*[-_|–—]\s*[^-_|–—]{2,30}$")
_COMMAS = re.compile("[,，;；]+")
FILE_NAME = "file name"
"""Property of a source under which the name of its file is given, without suffix."""
_FILED = re.compile(r"^(?:附件\s*[0-9]{0,2}\s*[：:._、-]?|[0-9]{1,3}\s*[._、-])\s*")
# What systems and people put behind the name of a copy.
_COPY = re.compile(
    r"(?:\s*[（(](?:[0-9]{1,2}|定稿|终稿|公开版|公示稿|印发稿|报送稿|副本|最终版?)[)）]|\s*[-_—]\s*(?:副本|定稿|终稿|[0-9]{1,8}))+$"
)
# Field of the publication, meta tag in lower case, whether it is a list.
_TAGS = (
    ("keywords", "keywords", True),
    ("description", "description", False),
    ("address", "url", False),
    ("site.name", "sitename", False),
    ("site.domain", "sitedomain", False),
    ("site.id_code", "siteidcode", False),
    ("column.name", "columnname", False),
    ("column.description", "columndescription", False),
    ("column.keywords", "columnkeywords", True),
    ("column.type", "columntype", False),
)
_LONGEST_ORGAN_LINE = 40


def read_head(
    blocks: Sequence[RawBlock], properties: Mapping[str, str], frame: Frame, account: Account
) -> None:
    """Read everything before the body.

    Args:
        blocks: The blocks before the body.
        properties: The metadata of the file.
        frame: The frame that the elements are written to.
        account: The record of everything else.
    """
    reading = Head(frame, account)
    titles = _title_places(blocks)
    if titles:
        reading.title(blocks, titles)
    head_end = titles[0] if titles else len(blocks)
    numbered = max((at for at in range(head_end) if _is_numbered(blocks[at])), default=0)
    for at, block in enumerate(blocks):
        if at in titles:
            continue
        if isinstance(block, RawTable):
            found = table_labels(block)
            if found is None and block.outside:
                account.remove_block(block, OUTSIDE)
            elif found is None:
                account.remove_block(block, "正文之前的表格")
                account.note(("title",), "正文之前的一张表格没有收", block.line)
            else:
                reading.labels(found, block)
        elif block.text.strip():
            reading.paragraph(block, before=at < head_end, above_number=at < numbered and not block.outside)
    reading.finish(properties)


def _title_places(blocks: Sequence[RawBlock]) -> list[int]:
    """Return the indices of the title's lines; the last title counts, since breadcrumbs name it before."""
    marked = [
        at for at, one in enumerate(blocks) if isinstance(one, RawParagraph) and one.role is BlockRole.TITLE
    ]
    if marked:
        return marked[-1:]
    for at in reversed(range(len(blocks))):
        block = blocks[at]
        if not isinstance(block, RawParagraph) or block.role is BlockRole.CRUMB or _is_label_line(block):
            continue
        before = blocks[at - 1] if at else None
        if is_second_line(block.text) and isinstance(before, RawParagraph) and _may_be_organ(before):
            return [*_authors_above(blocks, at - 1), at - 1, at]
        if is_title(block.text):
            above = _authors_above(blocks, at)
            # An office right above a title that names one is its mark or a column's name; a committee is its author.
            top = blocks[above[0]] if above else None
            joint = isinstance(top, RawParagraph) and organ_kind(top.text) == "party"
            return [*(above if joint else ()), at]
    return []


def _authors_above(blocks: Sequence[RawBlock], at: int) -> list[int]:
    """Return the indices of the lines right above a line of the title with further authors, one on each line."""
    first = at
    while first and isinstance(above := blocks[first - 1], RawParagraph) and not above.linked:
        below = blocks[first]
        words = above.text.strip()
        # A breadcrumb may end like an author: 首页 > 政务公开 > 法治政府.
        meets = isinstance(below, RawParagraph) and authors_meet(words, below.text.strip())
        if not (meets and is_author(words)):
            break
        first -= 1
    return list(range(first, at))


def _is_numbered(block: RawBlock) -> bool:
    """Whether a block is the line of 发文字号 and 签发人, and neither a label of the page nor boilerplate."""
    if not isinstance(block, RawParagraph) or block.role is BlockRole.CRUMB:
        return False
    text = block.text.strip()
    return (
        is_number_line(text)
        and not labels(text, block.line)
        and not is_boilerplate(text)
        and not is_title(text)
    )


def _is_label_line(block: RawParagraph) -> bool:
    found = labels(block.text, block.line)
    return bool(found) and found[0].field != "title"


def _may_be_organ(block: RawParagraph) -> bool:
    text = block.text.strip()
    return (
        2 < len(text) <= _LONGEST_ORGAN_LINE  # noqa: PLR2004
        and not re.search("[。；：:>|，,0-9]", text)
        and not is_boilerplate(text)
        and not is_title(text)
    )


@dataclass(slots=True)
class Head:
    """The head of a file while it is read block by block."""

    frame: Frame
    account: Account
    crumbs: list[str] = field(default_factory=list)
    in_crumbs: bool = False

    def title(self, blocks: Sequence[RawBlock], places: Sequence[int]) -> None:
        """Take the title from the blocks at these indices."""
        lines = [block for at in places if isinstance(block := blocks[at], RawParagraph)]
        prefix, first = strip_prefix(lines[0].text)
        self.account.remove(prefix, lines[0].line, "标题前面的栏目名")
        self.frame.title = [
            part.strip()
            for part in "\n".join([first, *(line.text for line in lines[1:])]).split("\n")
            if part.strip()
        ]
        self.frame.title_line = lines[0].line

    def paragraph(self, block: RawParagraph, *, before: bool, above_number: bool = False) -> None:
        """Read a line of the head.

        Args:
            block: The line.
            before: Whether the title comes later.
            above_number: Whether a document number comes between the line and the title, as in a masthead.
        """
        if self.in_crumbs and continues_breadcrumb(block.text):
            self._crumb([*re.split(r"\s*[>＞»→]+\s*", block.text.strip())], block)
            return
        self.in_crumbs = False
        crumb = breadcrumb(block)
        if crumb is not None:
            self.in_crumbs = True
            self._crumb(list(crumb), block)
            return
        found = labels(block.text, block.line)
        if found:
            self.labels(found, block, before=before)
        elif _is_numbered(block):
            self.number_line(block.text.strip(), block.line)
        elif not (above_number and self._masthead_line(block.text.strip())):
            self._other(block)

    def _masthead_line(self, text: str) -> bool:
        """Take a line above the document number into the frame; False where it is no element of the masthead."""
        role = corner(text)
        if role is not None:
            key = next(one.key for one in CORNER if one.role is role)
            if key in self.frame.corner:
                return False
            self.frame.corner[key] = re.sub(r"\s", "", text)
            return True
        if not is_organ(text.removesuffix("文件")) or is_boilerplate(text):
            return False
        self.frame.organ_mark.append(text)
        return True

    def _other(self, block: RawParagraph) -> None:
        text = block.text.strip()
        title = "".join(self.frame.title)
        if title and re.sub(r"\s", "", text) in title:
            reason = "重复的标题" if len(text) > 6 else "网页装饰"  # noqa: PLR2004
        else:
            reason = "网页装饰" if is_boilerplate(text) or not re.search(r"\w", text) else "正文之前的文字"
            if reason != "网页装饰" and block.outside:
                reason = OUTSIDE
            elif reason != "网页装饰":
                self.account.note(("title",), f"正文之前的一行没有收：“{shortened(text)}”", block.line)
        self.account.remove(text, block.line, reason)

    def _crumb(self, names: list[str], block: RawParagraph) -> None:
        names = [name for name in names if name]
        if not names:
            self.account.remove(block.text, block.line, "当前位置的标签和符号")
            return
        kept = [name for name in names if name != "".join(self.frame.title)]
        if self.frame.publication.get("breadcrumb") and self.crumbs and names[0] in self.crumbs:
            self.account.remove(block.text, block.line, "重复的当前位置")
            return
        rest, there = block.text, Counter[str]()
        for name in sorted(kept, key=len, reverse=True):
            there[name] += name in rest
            rest = rest.replace(name, "", 1)
        # In broken markup a name within another one is listed twice and stands in the text once.
        for name in kept:
            self.crumbs += [name] if there[name] else []
            there[name] -= 1
        self.account.remove(rest, block.line, "当前位置的标签和符号")
        if self.crumbs:
            self.frame.publication["breadcrumb"] = self.crumbs

    def number_line(self, words: str, line: int) -> None:
        """Take 发文字号 and 签发人 from one line, or from several joined by tabs."""
        found = number_line(words)
        rest = words.replace(found.number, " ", 1) if found.number else words
        if found.number:
            self._number(found.number, line)
        if found.label:
            rest, _, names = rest.partition(found.label)
            self._signatories(found, names, line)
        if rest.strip():
            self.account.remove(rest, line, "发文字号旁边的文字")
            self.account.note(("document_number",), f"发文字号旁边的文字没有收：“{shortened(rest)}”", line)

    def _signatories(self, found: NumberLine, names: str, line: int) -> None:
        if self.frame.signatories:
            self.account.remove(found.label + names, line, "另有一处签发人")
            return
        self.account.print(found.label, line)
        self.account.print(re.sub("[^、，,]", "", names), line)
        self.frame.signatories = list(found.signatories)

    def _number(self, number: str, line: int) -> None:
        if self.frame.document_number:
            self.account.remove(number, line, "另有一个文号")
            return
        written = _SPARE_MARK.sub(r"\1", number)
        if written != number:
            self.account.remove("号" * (len(number) - len(written)), line, "文号末尾多出的“号”")
            self.account.note(("document_number",), f"原文写作“{number}”，多一个“号”字", line)
        self.frame.document_number = written

    def labels(self, found: Sequence[Label], block: RawBlock, *, before: bool = True) -> None:
        """Take the labels of a line or of an index table into the frame."""
        for one in found:
            self._label(one, before=before)
        if isinstance(block, RawParagraph):
            self.account.remove(between(block.text, found), block.line, "标签之间的符号")

    def _label(self, one: Label, *, before: bool) -> None:
        said = f"{one.label}{one.value}"
        value = one.value.strip()
        if not value or not one.field:
            self.account.remove(said, one.line, "网页装饰" if not value else "没有对应字段的网页信息")
        elif one.field == "title":
            self.frame.page_title = self.frame.page_title or value
            self.account.remove(said, one.line, "网页信息里的标题")
        elif one.field in _OWN_FIELDS:
            self._own(one, value)
        elif one.field == "document_number" and not before:
            self.account.print(one.label, one.line)
            self._number(value, one.line)
        else:
            self._published(one, value, said)

    def _own(self, one: Label, value: str) -> None:
        if self.frame.signatories if one.field == "signatories" else self.frame.corner.get(one.field):
            self.account.remove(one.label + one.value, one.line, "网页上另有一项同名信息")
            return
        self.account.print(one.label, one.line)
        if one.field == "signatories":
            self.frame.signatories = [name for name in re.split(r"[\s、，]+", value) if name]
            self.account.print(re.sub("[^、，]", "", value), one.line)
        else:
            self.frame.corner[one.field] = value

    def _published(self, one: Label, value: str, said: str) -> None:
        publication = self.frame.publication
        there = publication.get(one.field)
        if one.field == "document_number":
            written = _SPARE_MARK.sub(r"\1", value)
            if written != value and not there:
                self.account.remove("号" * (len(value) - len(written)), one.line, "文号末尾多出的“号”")
                self.account.note(("publication", "document_number"), "原文多一个“号”字", one.line)
            value = written
        readable = _readable(one.field, value)
        if there is not None:
            self.account.remove(
                said, one.line, "重复的网页信息" if there == value else "网页上另有一项同名信息"
            )
        elif not readable:
            self.account.remove(said, one.line, "日期不全，写不进数据")
            self.account.note(("publication", one.field), f"原文写作“{value}”，缺时刻或不是日期", one.line)
        else:
            self.account.print(one.label, one.line)
            publication[one.field] = re.split("[;；,，\\s]+", value) if one.field == "keywords" else value
            if one.field == "keywords":
                self.account.print(re.sub("[^;；,，]", "", value), one.line)

    def finish(self, properties: Mapping[str, str]) -> None:
        """Fill title, document number and publication from the metadata of the page."""
        self._properties(properties)
        if not self.frame.title:
            names = (
                (self.frame.page_title, "网页信息"),
                (properties.get("articletitle", ""), "网页信息"),
                (_SUFFIX.sub("", properties.get("title", "")), "网页信息"),
                (_COPY.sub("", _FILED.sub("", properties.get(FILE_NAME, ""))), "文件名"),
            )
            found, place = next((named for named in names if is_title(named[0])), ("", ""))
            if found:
                self.frame.title = [found]
                self._from_outside(found, place)
        number = self.frame.publication.get("document_number")
        if not self.frame.document_number and isinstance(number, str) and list(document_numbers(number)):
            self.frame.document_number = number
            self.account.added.append(Removed(number, 0, "公布信息里的文号同时记作发文字号"))

    def _properties(self, properties: Mapping[str, str]) -> None:
        """Take the meta tags of 《政府网站发展指引》; they are no words of the page, so each counts as added."""
        publication = self.frame.publication
        for name, tag, many in _TAGS:
            said = properties.get(tag, "")
            field_name, _, inner = name.partition(".")
            if not said or (not inner and publication.get(field_name)):
                continue
            value: object = [one for one in _COMMAS.split(said) if one] if many else said
            if inner:
                group = publication.setdefault(field_name, {})
                if isinstance(group, dict):
                    group[inner] = value
            else:
                publication[field_name] = value
            self.account.added.append(
                Removed(_COMMAS.sub("", said) if many else said, 0, f"网页的 meta 标签 {tag}")
            )

    def _from_outside(self, title: str, place: str) -> None:
        """Record that the title is no word of the text; one in the metadata of a page was counted as removed."""
        for at, one in enumerate(self.account.removed):
            if one.reason == "网页信息里的标题" and one.text.endswith(title):
                label = one.text[: -len(title)]
                self.account.removed[at] = Removed(label, one.line, "标签")
                return
        self.account.added.append(Removed(title, 0, f"标题取自{place}"))
        self.account.note(("title",), f"标题取自{place}，正文里没有")


def _readable(name: str, value: str) -> bool:
    try:
        if name == "date_of_issue":
            parse_date(fold(value))
        elif name == "published_at":
            parse_datetime(fold(value))
    except ValueError:
        return False
    return True
