"""A .docx with a page a font family: printed, it shows what LibreOffice takes for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fazhi_report.errors import FazhiError
from fazhi_report.writers.docx.oxml import W_NAMESPACE, escape
from fazhi_report.writers.docx.package import pack
from fazhi_report.writers.docx.parts import DECLARATION, DOCUMENT, base
from fazhi_report.writers.pdf_facts import Sample

_WORDS = "法治政府建设年度报告"


def probe(families: Iterable[str]) -> bytes:
    """The file: on each page the same words in another family."""
    pages = "".join(
        f'<w:p><w:pPr><w:pageBreakBefore w:val="{int(number > 0)}"/></w:pPr><w:r><w:rPr>'
        f'<w:rFonts w:ascii="{family}" w:eastAsia="{family}" w:hAnsi="{family}" w:cs="{family}"/>'
        f"</w:rPr><w:t>{_WORDS}</w:t></w:r></w:p>"
        for number, family in enumerate(map(escape, families))
    )
    text = f'{DECLARATION}<w:document xmlns:w="{W_NAMESPACE}"><w:body>{pages}</w:body></w:document>'
    return pack({**base(), DOCUMENT: text.encode("utf-8")})


def require_legible(families: Sequence[str], samples: Iterable[Sample], outcome: str, cure: str = "") -> None:
    """Refuse a machine without Chinese fonts: every character would be the same empty box, and nobody would say so.

    Args:
        families: The families of the probe.
        samples: Its printed pages.
        outcome: What did not come about, for the message.
        cure: What can be done beside installing fonts.

    Raises:
        FazhiError: The words of a page cannot be read back.
    """
    wanted = set(_WORDS)
    blank = [
        family
        for family, sample in zip(families, samples, strict=True)
        if len(wanted & set(sample.words)) < len(wanted) / 2
    ]
    if blank:
        raise FazhiError(
            f"本机没有能显示汉字的字体（{'、'.join(blank)} 印出来全是方框），{outcome}",
            f"安装中文字体后重试；统信、麒麟、Debian 至少运行 sudo apt install fonts-noto-cjk{cure}",
        )
