"""A PDF and its fonts: which stand for which face of the document, for the report to people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fazhi_report.errors import FazhiError
from fazhi_report.norms.gbt9704 import Face


@dataclass(frozen=True, slots=True)
class FaceUse:
    """The fonts that were used for one face of the document.

    Args:
        face: The face.
        installed: Its accepted families that are installed, in the order of the norms.
        printed: PostScript names of the fonts that were used for it.
        genuine: Whether those fonts belong to an accepted family.
        embedded: Whether those that the PDF uses are embedded in it.
    """

    face: Face
    installed: tuple[str, ...]
    printed: tuple[str, ...]
    genuine: bool
    embedded: bool

    @property
    def faithful(self) -> bool:
        """Whether every reader of the PDF sees this face."""
        return self.genuine and self.embedded


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    """A PDF and what is known of it.

    Args:
        content: The PDF.
        pages: The number of its pages.
        faces: The fonts used for each face of the document, in the order of the norms.
        others: PostScript names of further fonts in the PDF: those of characters that the faces lack.
    """

    content: bytes
    pages: int
    faces: tuple[FaceUse, ...]
    others: tuple[str, ...]


def require_faithful(uses: Iterable[FaceUse]) -> None:
    """Refuse substitutes and fonts that are not embedded.

    Raises:
        FazhiError: There are such; the message names them.
    """
    lacking = [use for use in uses if not use.faithful]
    if not lacking:
        return
    faults = "；".join(
        f"{use.face.family} 被 {'、'.join(use.printed) or '别的字体'} 代替"
        if not use.genuine
        else f"{use.face.family} 不许嵌入"
        for use in lacking
    )
    names = "、".join(use.face.name for use in lacking)
    raise FazhiError(
        f"字体不齐，没有写任何文件：{faults}",
        f"安装 {names} 字体后重试（可用的字体名见 docs/reference/layout.md），或不加 --strict-fonts",
    )


def font_report(printed: PrintedPdf) -> Iterator[str]:
    """The font report for people: one line per face, then the fonts of single characters, then advice where needed."""
    yield "PDF 的字体："
    for use in printed.faces:
        yield f"  {_line(use)}"
    if printed.others:
        yield f"  另有 {'、'.join(printed.others)}：个别字上列字体里没有"
    substituted = [use.face.name for use in printed.faces if not use.genuine]
    if substituted:
        yield f"  提示：{'、'.join(substituted)} 不是公文要求的字体，安装后重新生成；可用的字体名见 docs/reference/layout.md"
    if any(use.genuine and not use.embedded for use in printed.faces):
        yield "  提示：没有嵌入的字体，在没有它的电脑上会变样；这样的字体自己不许嵌入，可换同类字体"


def _line(use: FaceUse) -> str:
    asked, taken = use.face.family, "、".join(use.printed) or "别的字体"
    if use.genuine:
        state = f"本机有 {'、'.join(use.installed)}" if use.installed else "本机有"
        taken = f"用 {taken}"
    else:
        state = f"本机有 {'、'.join(use.installed)}，却不许嵌入 PDF，没有用" if use.installed else "本机没有"
        taken = f"由 {taken} 代替"
    return f"{asked}：{state}，{taken}，{'已嵌入' if use.embedded else '没有嵌入'}"
