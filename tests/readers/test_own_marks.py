"""Our .docx after somebody has worked on it: edited figures come back under their keys, doubtful ones are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_report.commands.import_ import Recovered, recover_scan
from fazhi_report.document.fact import Fact
from fazhi_report.document.nodes import (
    Datum,
    Heading,
    Paragraph,
    TableBlock,
    Text,
)
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.readers import docx
from fazhi_report.source.load import load_text
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.parts import NAMESPACE
from fazhi_report.writers.package import pack
from specimens import PUBLISHED, text
from wordprocessing import parts

KEY = "reconsideration.received"
REF = f"{{{{ {KEY} }}}}"
RECEIVED = Datum(KEY, "62件")
RATE = Datum("own.rate", "99.78%")
GROWN = Datum("own.growth", "增长14.6%")
FACTS = (
    Fact(KEY, "收到申请", "行政复议", "62件", scope="全市", source="复议科", note="含上年结转"),
    Fact("own.rate", "办结率", "其他", "99.78%", period="1—11月"),
    Fact("own.growth", "增幅", "其他", "增长14.6%"),
    Fact("own.silent", "没有印的", "其他", "5件"),
    Fact("own.none", "没有的", "其他", "0", status="zero"),
)
BLOCKS = (
    Heading(1, text("推进法治政府建设的主要举措和成效"), "一、"),
    Paragraph((Text("全年收到申请"), RECEIVED, Text("，办结率"), RATE, Text("，同比"), GROWN, Text("。"))),
    Paragraph((Text("其中重复一次"), RECEIVED, Text("。"))),
    TableBlock((text("项目"), text("数量")), ((text("收到"), (RECEIVED,)),)),
)
DOCUMENT = replace(PUBLISHED, blocks=BLOCKS, attachments=(), facts=FACTS)
MAIN, ITEM = "word/document.xml", "customXml/item1.xml"
START, END = r'<w:bookmarkStart w:id="{0}" w:name="_fz{0}"/>', '<w:bookmarkEnd w:id="{0}"/>'


def edited(change: Callable[[str], str], name: str = MAIN) -> bytes:
    made = parts(write(DOCUMENT, CLASSIC))
    before = made[name].decode()
    after = change(before)
    assert after != before
    return pack(made | {name: after.encode()})


def swapped(old: str, new: str, count: int = -1, name: str = MAIN) -> bytes:
    return edited(lambda xml: xml.replace(old, new, count), name)


def imported(content: bytes) -> Recovered:
    found = recover_scan(docx.read(content), Path("old.docx"))
    assert found.balance.even, (found.balance.lost, found.balance.invented)
    return found


def figures(found: Recovered) -> dict[str, str]:
    lines = found.text.partition("\nfigures:")[2].partition("\n\n")[0]
    return dict(re.findall(r"^  ([a-z_.]+): (?:\{value: )?\"?([^\s,}\"]*)", lines, re.MULTILINE))


def told(content: bytes) -> str:
    return "\n".join(doubt.words for doubt in docx.read(content).doubts)


def test_figures_come_back_with_what_is_said_of_them() -> None:
    scan = docx.read(write(DOCUMENT, CLASSIC))
    assert {key: dict(one.fields) for key, one in scan.figures.items()} == {
        KEY: {
            "value": "62件",
            "label": "收到申请",
            "scope": "全市",
            "source": "复议科",
            "note": "含上年结转",
        },
        "own.rate": {"value": "99.78%", "label": "办结率", "period": "1—11月"},
        "own.silent": {"value": "5件", "label": "没有印的"},
        "own.none": {"status": "zero", "label": "没有的"},
    }
    assert scan.doubts == ()
    found = imported(write(DOCUMENT, CLASSIC))
    assert found.text.count(REF) == 3
    assert "同比增长14.6%。" in found.text


def test_a_figure_edited_everywhere_takes_its_new_value() -> None:
    content = swapped("62件", "63件")
    found = imported(content)
    assert figures(found)[KEY] == "63件"
    assert found.text.count(REF) == 3
    assert "# 待核：文件写出时是“62件”，现在文中是“63件”，照文中的写（原文第" in found.text
    assert load_text(found.text, Path("new.yaml")).report is not None or found.problems


def test_a_figure_edited_once_is_the_figure_and_the_others_stay_words() -> None:
    content = swapped("<w:t>62件</w:t>", "<w:t>63件</w:t>", 1)
    found = imported(content)
    assert figures(found)[KEY] == "63件"
    assert found.text.count(REF) == 1
    assert found.text.count(f"“{KEY}”这里印的是“62件”，别处是“63件”") == 2
    assert "其中重复一次62件。" in found.text


def test_doubts_name_the_paragraph() -> None:
    plain = docx.read(write(DOCUMENT, CLASSIC))
    (line,) = (block.line for block in plain.blocks if "重复一次" in getattr(block, "text", ""))
    scan = docx.read(
        edited(lambda xml: "63件".join(xml.rsplit("62件", 2)[:2]) + "62件" + xml.rsplit("62件", 2)[2])
    )
    assert [one.line for one in scan.doubts if "63件" in one.words and "照文中" in one.words] == [line]


def test_words_moved_with_their_marks_keep_the_keys() -> None:
    paragraph = re.compile(r"<w:p>(?:(?!</w:p>).)*其中重复一次.*?</w:p>")

    def move(xml: str) -> str:
        found = paragraph.search(xml)
        assert found is not None
        return xml.replace(found[0], "").replace("</w:p>", f"</w:p>{found[0]}", 1)

    scan = docx.read(edited(move))
    assert [getattr(one, "text", "") for one in scan.blocks][1] == f"其中重复一次{REF}。"
    assert scan.doubts == ()


def test_words_copied_with_their_marks_keep_the_keys() -> None:
    paragraph = re.compile(r"<w:p>(?:(?!</w:p>).)*其中重复一次.*?</w:p>")
    found = imported(edited(lambda xml: paragraph.sub(lambda match: match[0] * 3, xml)))
    assert found.text.count(REF) == 5


def test_a_figure_without_any_mark_left_is_told_and_left_out() -> None:
    content = edited(lambda xml: re.sub(r"<w:bookmark(?:Start|End)[^>]*>", "", xml))
    found = imported(content)
    assert set(figures(found)) == {"own.silent", "own.none"}
    assert f"# 待核：指标“{KEY}”写出时印的是“62件”，正文里找不到它的标记了，没有收" in found.text
    assert "全年收到申请62件，办结率99.78%" in found.text


def test_one_mark_of_several_gone_is_told() -> None:
    content = edited(lambda xml: xml.replace(START.format(1), "").replace(END.format(1), ""))
    found = imported(content)
    assert found.text.count(REF) == 2
    assert "写出时印了 3 处，现在找到标记的有 2 处" in found.text


@pytest.mark.parametrize(
    "words", ["若干件", "62件、63件", "63 件", "", "63", "{{ own.rate }}", "6" * 80 + "件", "63千件"]
)
def test_a_mark_around_something_else_is_told_and_dropped(words: str) -> None:
    content = swapped("<w:t>99.78%</w:t>", f"<w:t>{words}</w:t>")
    assert "own.rate" not in docx.read(content).figures
    assert "现在认不出是数，照文字收，没有用键" in told(content)
    imported(content)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (START.format(1), f"<w:r><w:t>1</w:t></w:r>{START.format(1)}"),
        (f"62件</w:t></w:r>{END.format(1)}", f"62</w:t></w:r>{END.format(1)}<w:r><w:t>3件</w:t></w:r>"),
        (f"62件</w:t></w:r>{END.format(1)}", f"62</w:t></w:r>{END.format(1)}<w:r><w:t>宗</w:t></w:r>"),
    ],
    ids=["before", "behind", "unit"],
)
def test_what_was_typed_beside_the_mark_is_not_cut_from_its_number(old: str, new: str) -> None:
    content = swapped(old, new, 1)
    scan = docx.read(content)
    assert scan.figures[KEY].text == "62件"
    first = next(getattr(one, "text", "") for one in scan.blocks if "全年收到" in getattr(one, "text", ""))
    assert REF not in first
    assert "现在认不出是数" in told(content)
    imported(content)


def test_white_space_and_several_runs_inside_a_mark_are_no_matter() -> None:
    content = swapped("<w:t>99.78%</w:t>", '<w:t xml:space="preserve"> 99.</w:t></w:r><w:r><w:t>81%</w:t>')
    found = imported(content)
    assert figures(found)["own.rate"] == "99.81%"


def test_tracked_changes_inside_a_mark_count_as_accepted() -> None:
    stamp = 'w:id="900" w:author="甲" w:date="2025-03-01T00:00:00Z"'
    content = swapped(
        "<w:r><w:t>99.78%</w:t></w:r>",
        f"<w:r><w:t>99.</w:t></w:r><w:del {stamp}><w:r><w:delText>78</w:delText></w:r></w:del>"
        f"<w:ins {stamp}><w:r><w:t>81</w:t></w:r></w:ins><w:r><w:t>%</w:t></w:r>",
    )
    assert figures(imported(content))["own.rate"] == "99.81%"


def test_a_figure_can_become_one_that_was_not_recorded() -> None:
    scan = docx.read(swapped("<w:t>99.78%</w:t>", "<w:t>未统计</w:t>"))
    assert scan.figures["own.rate"].fields["status"] == "not_recorded"


def test_a_draft_filled_in_by_hand_brings_the_figure() -> None:
    open_place = Datum("own.rate", "【待填】")
    facts = (Fact("own.rate", "办结率", "其他", "【待填】", status="to_fill"),)
    blocks = (BLOCKS[0], Paragraph((Text("办结率"), open_place, Text("。"))))
    content = write(replace(DOCUMENT, blocks=blocks, facts=facts), CLASSIC)
    assert docx.read(content).figures["own.rate"].fields["status"] == "to_fill"
    made = parts(content)
    made[MAIN] = made[MAIN].replace("【待填】".encode(), b"98%")
    assert docx.read(pack(made)).figures["own.rate"].fields["value"] == "98%"


def test_a_mark_over_two_paragraphs_is_none() -> None:
    content = edited(
        lambda xml: xml.replace(END.format(1), "").replace(END.format(4), END.format(1) + END.format(4))
    )
    assert imported(content).text.count(REF) == 2


def test_of_marks_that_overlap_one_stands() -> None:
    inner = START.format(1) + "<w:r><w:t>62件</w:t></w:r>"
    content = edited(lambda xml: xml.replace(inner, START.format(2) + inner, 1))
    scan = docx.read(content)
    assert all(getattr(one, "text", "").count("{{") <= 3 for one in scan.blocks)
    imported(content)


@pytest.mark.parametrize(
    "part",
    [
        "no xml",
        "<figures/>",
        f'<figures xmlns="{NAMESPACE}">',
        f'<!DOCTYPE x><figures xmlns="{NAMESPACE}"/>',
        f'<figures xmlns="{NAMESPACE}"><figure/></figures>',
        f'<figures xmlns="{NAMESPACE}"><figure key="../etc" text="62件" marks="_fz1"/></figures>',
        f'<figures xmlns="{NAMESPACE}"><figure key="{"a." * 9999}a" text="62件"/></figures>',
        f'<figures xmlns="{NAMESPACE}"><figure key="a.b" text="62件" marks="OLE_LINK1"/></figures>',
        f'<figures xmlns="{NAMESPACE}"><figure key="a.b" status="bogus" text="62件"/></figures>',
        f'<figures xmlns="{NAMESPACE}">{"<figure/>" * 200_000}</figures>',
    ],
    ids=["words", "plain", "open", "doctype", "empty", "key", "long", "foreign-name", "status", "many"],
)
def test_a_hostile_part_of_ours_names_nothing(part: str) -> None:
    scan = docx.read(swapped(parts(write(DOCUMENT, CLASSIC))[ITEM].decode(), part, name=ITEM))
    assert set(scan.figures) <= {"a.b"}
    assert not any("{{" in getattr(one, "text", "") for one in scan.blocks)


def test_hostile_words_of_the_part_are_left_out() -> None:
    said = "长" * 5000
    content = swapped('scope="全市"', f'scope="{said}" period="&#xE000;x"', name=ITEM)
    fields = docx.read(content).figures[KEY].fields
    assert "scope" not in fields
    assert "period" not in fields
    assert fields["source"] == "复议科"


def test_thousands_of_open_marks_cost_little() -> None:
    many = START.format(1) * 50_000
    content = edited(lambda xml: xml.replace(START.format(1), many, 1))
    assert docx.read(content).figures[KEY].text == "62件"


def test_thousands_of_marks_in_one_paragraph_cost_little() -> None:
    again = START.format(1) + "<w:r><w:t>62件</w:t></w:r>" + END.format(1)
    content = edited(lambda xml: xml.replace(END.format(4), END.format(4) + again * 20_000, 1))
    assert docx.read(content).figures[KEY].text == "62件"


def test_a_document_of_others_has_no_figures() -> None:
    content = swapped("customXml/item1.xml", "customXml/item9.xml", name="word/_rels/document.xml.rels")
    scan = docx.read(content)
    assert scan.figures == {}
    assert scan.doubts == ()
