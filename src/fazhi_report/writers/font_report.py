"""What became of the fonts of a PDF, told in words."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.writers.printing import FaceUse, Printed


def font_report(printed: Printed) -> Iterator[str]:
    """Lines of the report: a line a face, then the fonts of single characters, then the cure where one is needed."""
    yield "PDF 的字体："
    for use in printed.faces:
        yield f"  {_line(use)}"
    if printed.others:
        yield f"  另有 {'、'.join(printed.others)}：个别字上列字体里没有"
    substituted = [use.face.name for use in printed.faces if not use.genuine]
    if substituted:
        yield f"  提示：{'、'.join(substituted)} 不是公文要求的字体，安装后重新生成；可用的字体名见 docs/layout.md"
    if any(use.genuine and not use.embedded for use in printed.faces):
        yield "  提示：没有嵌入的字体，在没有它的电脑上会变样；这样的字体自己不许嵌入，可换同类字体"


def _line(use: FaceUse) -> str:
    asked, taken = use.face.family, "、".join(use.printed) or "别的字体"
    if use.genuine:
        told = f"本机有 {'、'.join(use.installed)}" if use.installed else "本机有"
        taken = f"用 {taken}"
    else:
        told = f"本机有 {'、'.join(use.installed)}，LibreOffice 却没有用" if use.installed else "本机没有"
        taken = f"由 {taken} 代替"
    return f"{asked}：{told}，{taken}，{'已嵌入' if use.embedded else '没有嵌入'}"
