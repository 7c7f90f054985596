"""GW514 to GW518: the page number's face, marks that fall into another, weight, and fonts that others lack."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.docx_in.facts import PAGE_FIELD
from fazhi_report.docx_in.placement import SHARED_MARKS, chinese, face_of, family, is_face
from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.gbt9704 import FACES
from fazhi_report.recognise.anatomy import MASTHEAD, TEXT, Anatomy, Element, Role
from fazhi_report.rules.page.clause import Breach, clause, has, issues, size_name, type_name


def _has_number(layout: Anatomy) -> bool:
    return any(
        footer.number_line is not None for one in layout.layout.sections for footer in one.footers.values()
    )


@clause("GW515", norms.PAGE_NUMBER, applies=_has_number)
def wrong_type_of_page_number(layout: Anatomy) -> Iterator[Issue]:
    """页码不是四号半角宋体。

    ## 查什么
    页码数字的字体是不是宋体，字号是不是四号（14 磅）。

    ## 为什么
    页码一般用 4 号半角宋体阿拉伯数字；插入页码时默认是小五号 Times New Roman 一类的字体。

    ## 怎么改
    在页脚里选中页码，字体设为宋体，字号四号。

    ## 依据
    GB/T 9704—2012 第 7.5 条。
    """
    wanted = norms.PAGE_NUMBER.value

    def breaches() -> Iterator[Breach]:
        for index, section in enumerate(layout.layout.sections):
            for kind, footer in section.footers.items():
                line = footer.number_line
                if line is None or (kind == "even" and not layout.layout.even_and_odd):
                    continue
                run = next(run for run in line.runs if PAGE_FIELD in run.text)
                named = run.fonts.ascii
                if not is_face(named, wanted.face) or run.size.half_points != wanted.size.half_points:
                    found = f"{size_name(run.size)}{named or '，没有指定字体'}"
                    yield Breach(index, type_name(wanted), found, f"页脚里的页码设为{type_name(wanted)}")

    yield from issues(norms.PAGE_NUMBER, breaches())


@clause("GW516", placement.MARKS_FACE)
def marks_in_latin_face(layout: Anatomy) -> Iterator[Issue]:
    """引号、破折号、省略号落到了西文字体里。

    ## 查什么
    “ ”‘ ’——……·①这些中西文共用的标点和符号，会不会用西文字体排：西文字体不是中文字体，又没有标明按中文处理的。

    ## 为什么
    落到西文字体里的引号只有半个字宽，破折号断成两截，全篇标点一宽一窄。LibreOffice、WPS 里看不出，到 Word 里才变样。

    ## 怎么改
    选中这些标点，中文字体、西文字体都设为仿宋。

    ## 依据
    GB/T 9704—2012 第 5.2.2 条。
    """

    def breaches() -> Iterator[Breach]:
        for one in layout.elements:
            for run in one.paragraph.runs:
                mark = next((mark for mark in run.text if mark in SHARED_MARKS), None)
                if mark is None or not chinese(one.paragraph.words) or face_of(family(run, mark)) is not None:
                    continue
                cure = "选中标点，中文字体、西文字体都设为仿宋"
                yield Breach(one, "中文字体", f"西文字体{family(run, mark) or '（未指定）'}", cure)
                break

    yield from issues(placement.MARKS_FACE, breaches())


@clause("GW517", placement.PLAIN_WEIGHT, applies=has(*MASTHEAD, *TEXT, Role.TITLE))
def bold_or_slanted_words(layout: Anatomy) -> Iterator[Issue]:
    """文字加了粗、斜体或下划线。

    ## 查什么
    表格以外的文字有没有加粗、倾斜、加下划线。

    ## 为什么
    标准靠字体分层次，没有加粗；不少机关习惯把第二、三层标题加粗，本单位有统一要求的可以不改。

    ## 怎么改
    取消加粗、倾斜和下划线。

    ## 依据
    GB/T 9704—2012 第 5.2.2、7.3.3 条都没有规定加粗；属本工具提示。
    """
    kinds = (("bold", "加粗"), ("italic", "倾斜"), ("underline", "加下划线"))

    def breaches() -> Iterator[Breach]:
        for one in layout.elements:
            if one.role in {Role.TABLE, Role.CAPTION}:
                continue
            worn_by = [
                name
                for key, name in kinds
                if any(getattr(run, key) for run in one.paragraph.runs if run.text.strip())
            ]
            if worn_by:
                found = "、".join(worn_by)
                yield Breach(one, "不加粗、不倾斜、不加下划线", found, "取消；本单位有统一要求的可以不改")

    yield from issues(placement.PLAIN_WEIGHT, breaches())


@clause("GW518", placement.KNOWN_FONTS)
def font_that_will_be_substituted(layout: Anatomy) -> Iterator[Issue]:
    """用了别的电脑上未必有的字体。

    ## 查什么
    文字用到的字体里，有没有 Windows 和办公软件都不带的：方正小标宋等要另外安装的，以及来历不明的字体。

    ## 为什么
    对方电脑没有这种字体，打开时就换成别的字体，字宽、行数、页数都会变。

    ## 怎么改
    报送电子版时附 PDF，或在“文件 → 选项 → 保存”里勾选“将字体嵌入文件”；来历不明的字体换成标准的。

    ## 依据
    GB/T 9704—2012 第 5.2.2 条；字体替换属本工具提示。
    """
    known = {name.lower() for face in FACES for name in face.families} | placement.COMMON_FAMILIES

    def breaches() -> Iterator[Breach]:
        for one in layout.elements:
            for name in families(one):
                if name.startswith(placement.BOUGHT):
                    yield Breach(
                        one, "对方也有的字体", f"要另外安装的“{name}”", "报送时附 PDF，或把字体嵌入文件"
                    )
                elif name.lower() not in known:
                    yield Breach(one, "常见的字体", f"“{name}”", "换成标准规定的字体")

    yield from issues(placement.KNOWN_FONTS, breaches())


def families(element: Element) -> Iterator[str]:
    """Family names that an element's visible characters are set in."""
    seen: set[str] = set()
    for run in element.paragraph.runs:
        for character in {"a" if one.isascii() else one for one in run.text if not one.isspace()}:
            name = family(run, character)
            if name and name not in seen:
                seen.add(name)
                yield name
