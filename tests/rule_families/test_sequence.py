"""GW601 on forty .docx files with right and wrong numbering of all kinds: every fault is found, and nothing else."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from fazhi_report.commands.check_docx import CheckOptions, judge
from fazhi_report.docx_in.measure import measure
from fazhi_report.findings import Finding, Severity
from fazhi_report.recognise.recognise import recognise

LONG = "健全行政执法监督机制，对执法主体、执法程序、执法文书逐项核查，发现问题当场指出并限期整改，" * 3
HEAD = ("白河县司法局2024年度法治政府建设情况报告", "白河县人民政府：", "2024年，我局依法履职。")
END = ("白河县司法局", "2025年2月28日")

# Lines of a body; a tilde is a soft break, a bar parts the cells of a table.
RIGHT = {
    "levels": ("一、成效", "（一）立法", "1.清理文件。", "2.备案审查。", "（二）执法", "1.培训。", "二、不足", "力量不足。"),
    "third level through the document": ("一、成效", "（一）立法", "1.清理文件。", "（二）执法", "2.培训。", "3.检查。"),
    "two levels": ("一、成效", "1.清理文件。", "2.培训。", "二、安排", "1.检查。"),
    "long items": ("一、成效", f"1.{LONG}。", f"2.{LONG}。", "3.培训。", f"4.{LONG}。"),
    "long heading sentences": (f"一、{LONG}。", f"二、{LONG}。", "三、安排"),
    "heads that end with a colon": (f"一、背景：案件上升。{LONG}。", f"二、思路：{LONG}。", "三、安排"),
    "list closed by semicolons": ("一、成效", "做了以下工作：", "1.清理文件；", "2.培训；", "3.检查。", "二、不足"),
    "list announced in a heading": ("一、成效", "1.清理文件。", "有关做法", "1.培训。", "2.检查。"),
    "list announced by a colon": ("一、成效", "1.清理文件。", "2.培训。", "其中：", "1.甲类三件。", "2.乙类两件。"),
    "chapters and articles": ("第一章 总则", "第一条 为了规范执法。", "第二条 适用于本县。", "第二章 附则", "第三条 施行。"),
    "articles that begin anew in a chapter": ("第一章 总则", "第一条 目的", "第二条 范围", "第二章 附则", "第一条 施行"),
    "items of articles": ("第一条 对象", "（一）企业。", "（二）单位。", "第二条 内容", "（一）证照。", "（二）台账。"),
    "sections of chapters": ("第一章 总则", "第一节 目的", "第二节 范围", "第二章 检查", "第一节 方式", "第十条的除外。"),
    "an article is spoken of": ("一、依据", "第三条规定了检查的方式。", "第二十条、第二十一条规定了处罚。", "二、安排"),
    "quarters": ("一、进度", "三、四季度受理40件。", "二、安排"),
    "numbers side by side": ("一、检查", "1、2号楼已整改。", "（三）、（四）项另报。", "二、安排"),
    "decimals and years": ("一、数据", "3.5万人参加培训。", "2.1%的案件被撤销。", "二、安排"),
    "inline items before": ("一、成效", "主要做法：1.清理文件；2.培训执法人员。", "3.开展检查。", "二、安排"),
    "soft breaks": ("一、成效~1.清理文件。~2.培训。~二、不足~力量不足。", "三、安排"),
    "brackets and circles": ("一、成效", "（1）企业", "①证照。", "②台账。", "（2）单位", "①证照。", "1）甲。", "2）乙。"),
    "circles count on": ("一、成效", "①清理。", "②培训。", "二、安排", "③检查。"),
    "first level below the third": ("1.总体", "（一）目的", "（二）范围", "2.安排", "（一）检查", "（二）培训"),
    "numbers in a table": ("一、数据", "1.|3.|7.", "二、安排"),
    "number beyond ten": (*(f"{n}、事项" for n in "一二三四五六七八九"), "十、事项", "十一、事项", "十二、事项"),
    "half width marks": ("一、成效", "(一)立法", "(二)执法", "1、清理。", "2、培训。", "二．安排"),
    "table of contents": ("一、成效\t1", "二、安排\t3", "一、成效", "清理。", "二、安排"),
}  # fmt: skip
# With the lines that are wrong.
WRONG: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "first level jumps": (("一、成效", "清理。", "三、安排", "检查。"), ("三、安排",)),
    "first level twice": (("一、成效", "清理。", "二、不足", "力量不足。", "二、安排"), ("二、安排",)),
    "second level jumps": (("一、成效", "（一）立法", "（三）执法"), ("（三）执法",)),
    "second level counts on": (("一、成效", "（一）立法", "（二）执法", "二、安排", "（三）检查"), ("（三）检查",)),
    "third level jumps behind long items": (("一、成效", f"1.{LONG}。", f"3.{LONG}。"), (f"3.{LONG}。",)),
    "item of a list": (("一、成效", "做了以下工作：", "1.清理；", "2.培训；", "4.检查。"), ("4.检查。",)),
    "fourth level begins with two": (("一、成效", "（一）执法", "1.检查", "（2）企业。"), ("（2）企业。",)),
    "an article is missing": (("第一条 目的", "第二条 范围", "第四条 施行"), ("第四条 施行",)),
    "a chapter is missing": (("第一章 总则", "第一条 目的", "第三章 附则", "第二条 施行"), ("第三章 附则",)),
    "items of an article": (("第一条 对象", "（一）企业。", "（三）单位。", "第二条 施行"), ("（三）单位。",)),
    "behind a quarter": (("一、进度", "三、四季度受理40件。", "三、安排"), ("三、安排",)),
    "a head that ends with a colon": (("一、背景：上升。", f"三、思路：{LONG}。"), (f"三、思路：{LONG}。",)),
    "circles": (("一、成效", "①清理。", "③培训。"), ("③培训。",)),
    "a word that ends like a number": (("统一、规范执法。", "二、成效"), ("二、成效",)),
    "an article that is cited": (("第一条 依照第二条处罚。", "第三条 施行"), ("第三条 施行",)),
    "two faults": (("一、成效", "（一）立法", "（三）执法", "三、安排"), ("（三）执法", "三、安排")),
    "the document begins with two": (("二、成效", "清理。", "三、安排"), ("二、成效",)),
}  # fmt: skip
ASKED = {
    "begins anew with nothing between": ("一、成效", "1.清理。", "2.培训。", "1.检查。", "2.复查。"),
    "a jump behind a soft break": ("一、成效", "1.清理。", "另有~3.培训。"),
}
STYLES = ("Normal", "Heading 1", "List Paragraph", "Body Text")


def findings(lines: tuple[str, ...], styled: int) -> list[Finding]:
    """Check a file of these lines, its paragraphs in styles that tell nothing."""
    document = Document()
    for at, line in enumerate((*HEAD, *lines, *END)):
        if "|" in line:
            cells = document.add_table(rows=1, cols=line.count("|") + 1).rows[0].cells
            for cell, words in zip(cells, line.split("|"), strict=True):
                cell.text = words
            continue
        style = STYLES[(at + styled) % len(STYLES)]
        document.add_paragraph(line.replace("~", "\n"), style=style)
    buffer = BytesIO()
    document.save(buffer)
    path = Path("x.docx")
    layout = recognise(measure(buffer.getvalue(), path))
    return list(judge(path, layout, CheckOptions(select=("GW601",))).findings)


def test_there_are_forty() -> None:
    assert len(RIGHT) + len(WRONG) >= 40


@pytest.mark.parametrize("styled", [0, 1])
@pytest.mark.parametrize("kind", RIGHT)
def test_right_numbering_is_right(kind: str, styled: int) -> None:
    assert findings(RIGHT[kind], styled) == []


@pytest.mark.parametrize("styled", [0, 1])
@pytest.mark.parametrize("kind", WRONG)
def test_wrong_numbering_is_found_where_it_stands(kind: str, styled: int) -> None:
    lines, wrong = WRONG[kind]
    found = findings(lines, styled)
    assert all(one.severity is Severity.ERROR for one in found)
    assert len(found) == len(wrong)
    for one, words in zip(found, wrong, strict=True):
        assert words[:12] in one.message


@pytest.mark.parametrize("kind", ASKED)
def test_what_may_be_meant_is_only_asked(kind: str) -> None:
    assert [one.severity for one in findings(ASKED[kind], 0)] == [Severity.NOTE]


def test_attachments_count_for_themselves_and_so_does_their_list() -> None:
    lines = ("一、成效", "1.清理。", "附件：1.甲表", "2.乙表", *END, "附件1", "甲表", "一、说明", "二、数据")
    assert findings((*lines, "附件2", "乙表", "一、说明"), 0) == []
    missing = findings(("一、成效", "附件：1.甲表", "3.乙表"), 0)
    assert [one.severity for one in missing] == [Severity.ERROR]
