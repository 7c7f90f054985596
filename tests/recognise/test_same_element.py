"""The same line is the same element for check-docx, for reformat and for import, from .docx and from .txt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fazhi_report.commands.import_ import Recovered, recover
from fazhi_report.commands.recast import recast
from fazhi_report.commands.reformat import reformat
from fazhi_report.document.nodes import Document
from fazhi_report.docx_in.measure import measure
from fazhi_report.errors import FazhiError
from fazhi_report.norms.elements import Role
from fazhi_report.recognise.recognise import recognise
from wordfiles import docx, p, roles

R = Role
HEAD = (
    "示例市司法局文件",
    "示司〔2025〕8号\t签发人：张三丰",
    "示例市司法局关于2024年度法治政府建设情况的报告",
    "",
)
BODY = (
    "2024年，我局坚持依法行政，现将有关情况报告如下。",
    "一、主要举措和成效",
    "开展培训12次。",
    "二、第一责任人履行职责情况",
    "主要负责人带头学法。",
    "三、存在的不足和原因",
    "培训不够。",
    "四、下一年度安排",
    "加强培训。",
)
END = ("示例市司法局", "2025年2月28日")
PRINTING = "示例市司法局办公室\u30002025年3月1日印发"


@dataclass(frozen=True)
class Case:
    """An imprint, and what everybody should make of it.

    Args:
        lines: Its lines.
        roles: What check-docx knows them as.
        addressees: Names moved into the imprint.
        copied: Names of 抄送机关.
        printed: 印发机关 and 印发日期.
        doubts: Words that an import must leave out with 待核.
        label: A word other than 抄送 before the names.
    """

    lines: tuple[str, ...]
    roles: tuple[Role, ...]
    addressees: str = ""
    copied: str = ""
    printed: tuple[str, str] = ("示例市司法局办公室", "2025年3月1日")
    doubts: tuple[str, ...] = ()
    label: str = ""


BOTH = (R.COPIED_TO, R.PRINTED_BY)
CASES = {
    "plain": Case(("抄送：市委办公室，市人大办公室。", PRINTING), BOTH, copied="市委办公室，市人大办公室"),
    "half-width colon": Case(("抄送:市委办公室。", PRINTING), BOTH, copied="市委办公室"),
    "half space": Case(("抄 送：市委办公室。", PRINTING), BOTH, copied="市委办公室"),
    "full space": Case(("抄\u3000送：市委办公室。", PRINTING), BOTH, copied="市委办公室"),
    "reported": Case(("抄报：市委办公室。", PRINTING), BOTH, copied="市委办公室", label="抄报"),
    "distributed": Case(("分送：市委办公室。", PRINTING), BOTH, copied="市委办公室", label="分送"),
    "moved": Case(("主送：示例市人民政府。", PRINTING), BOTH, addressees="示例市人民政府"),
    "moved, full space": Case(("主\u3000送：示例市人民政府。", PRINTING), BOTH, addressees="示例市人民政府"),
    "moved and copied": Case(
        ("主 送：示例市人民政府。", "抄 送：市委办公室。", PRINTING),
        (R.COPIED_TO, *BOTH),
        addressees="示例市人民政府",
        copied="市委办公室",
    ),
    "wrapped": Case(
        ("抄送：市委办公室，市人大办公室，", "市政协办公室。", PRINTING),
        (R.COPIED_TO, *BOTH),
        copied="市委办公室，市人大办公室，市政协办公室",
    ),
    "printing word torn": Case(
        ("抄送：市委办公室。", "示例市司法局办公室\u30002025年3月1日\u3000印 发"), BOTH, copied="市委办公室"
    ),
    "nothing between organ and date": Case(
        ("抄送：市委办公室。", "示例市司法局办公室2025年3月1日印发"), BOTH, copied="市委办公室"
    ),
    "Chinese numerals": Case(
        ("抄送：市委办公室。", "示例市司法局办公室\u3000二〇二五年三月一日印发"),
        BOTH,
        copied="市委办公室",
        printed=("示例市司法局办公室", "二〇二五年三月一日"),
    ),
    "organ and date in two lines": Case(
        ("抄送：市委办公室。", "示例市司法局办公室", "2025年3月1日印发"),
        (*BOTH, R.PRINTED_BY),
        copied="市委办公室",
    ),
    "printing alone": Case((PRINTING,), (R.PRINTED_BY,)),
    "no printing": Case(("抄送：市委办公室。",), (R.COPIED_TO,), copied="市委办公室", printed=("", "")),
    "copies counted": Case(
        ("抄送：市委办公室。", PRINTING, "（共印30份）"),
        (*BOTH, R.UNKNOWN),
        copied="市委办公室",
        doubts=("共印30份",),
    ),
    "printing, then copies": Case(
        ("抄送：市委办公室。", f"{PRINTING}\u3000共印30份"), BOTH, copied="市委办公室", doubts=("共印30份",)
    ),
}


def document(case: Case) -> tuple[str, ...]:
    return (*HEAD, *BODY, "", *END, *case.lines)


def as_docx(case: Case) -> bytes:
    return docx("".join(map(p, document(case))))


def imported(case: Case, form: str, folder: Path) -> Recovered:
    source = folder / f"原件.{form}"
    text = "\n".join(document(case)).encode()
    source.write_bytes(as_docx(case) if form == "docx" else text)
    found = recover(source)
    assert found.balance.even, found.balance
    return found


@pytest.mark.parametrize("name", CASES)
def test_check_docx_knows_the_lines(name: str) -> None:
    case = CASES[name]
    assert tuple(roles(*document(case))[-len(case.lines) :]) == case.roles


@pytest.mark.parametrize("form", ["docx", "txt"])
@pytest.mark.parametrize("name", CASES)
def test_import_takes_them_to_the_same_elements(name: str, form: str, tmp_path: Path) -> None:
    case = CASES[name]
    found = imported(case, form, tmp_path)
    values: Any = found.draft.values
    assert "，".join(values.get("addressees", ())) == case.addressees
    assert "，".join(values.get("copied_to", ())) == case.copied
    imprint = values.get("imprint", {})
    assert (imprint.get("printed_by", ""), imprint.get("printed_on", "")) == case.printed
    assert bool(imprint.get("addressees_here")) == bool(case.addressees)
    assert "signature" not in values
    assert values["date_of_issue"] == "2025年2月28日"
    for words in case.doubts:
        assert any("待核" in line and words in line for line in found.text.split("\n"))
        assert any(words in one.text for one in found.draft.account.removed)
    if case.label:
        assert any("待核" in line and case.label in line for line in found.text.split("\n"))


@pytest.mark.parametrize("name", CASES)
def test_reformat_sets_them_as_the_same_elements(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    content = as_docx(case)
    layout = recognise(measure(content, Path("x.docx")))
    if R.UNKNOWN in case.roles:
        with pytest.raises(FazhiError, match="认不出是公文的哪一部分"):
            recast(layout)
        return
    made: Document = recast(layout)
    assert made.imprint is not None
    assert made.imprint.addressees == ((case.addressees,) if case.addressees else ())
    copied = (case.copied,) if case.copied else ()
    assert made.imprint.others == (((case.label, *copied),) if case.label else ())
    assert made.imprint.copied_to == (() if case.label else copied)
    source = tmp_path / "原件.docx"
    source.write_bytes(content)
    done = reformat(source, tmp_path / "新件.docx")
    # Written anew, the colon would become a full one: the file is changed in place.
    assert ("会改动文字" in done.reason) is (name == "half-width colon")
    path = done.path
    again = recast(recognise(measure(path.read_bytes(), path)))
    assert again.imprint == made.imprint


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (("抄送:市委办公室。", PRINTING), ("抄送：市委办公室。", PRINTING)),
        (("抄送：市委办公室", PRINTING), ("抄送：市委办公室。", PRINTING)),
        (("抄送：市委办。", "主送：市政府。", PRINTING), ("主送：市政府。", "抄送：市委办。", PRINTING)),
    ],
)
def test_the_reason_of_reformat_is_true(
    lines: tuple[str, ...], mended: tuple[str, ...], tmp_path: Path
) -> None:
    source, target = tmp_path / "原件.docx", tmp_path / "新件.docx"
    source.write_bytes(as_docx(Case(lines, ())))
    reason = reformat(source, target).reason
    number, came = re.findall("第 ([0-9]+) 段附近，原文“.*”会成为“(.*)”", reason)[0]
    assert came in "".join((*document(Case((), ())), *mended)).replace("\t", "")
    printed = [one.printed for one in measure(source.read_bytes(), source).paragraphs]
    assert {printed[int(number) - 1], printed[int(number) - 2]} & set(lines)
    source.write_bytes(as_docx(Case(mended, ())))
    assert reformat(source, target).reason == ""


@pytest.mark.parametrize("form", ["docx", "txt"])
@pytest.mark.parametrize("parts", [
    ("各位代表：", "全面依法治市领导小组", "二〇二五年二月二十八日", "(此件公开发布)"),
    ("示例市人民政府：", "示例市司法局", "2025-02-28", "（此件公开发布）"),
    ("市委、市政府:", "示例市司法局", "2025 年 2 月 28 日", "（此件公开发布）"),
])  # fmt: skip
def test_head_and_end_are_the_same_elements(
    parts: tuple[str, str, str, str], form: str, tmp_path: Path
) -> None:
    addressee, organ, day, note = parts
    corner = ("000001", "秘密★1年", "特急")
    lines = (*corner, *HEAD, addressee, *BODY, "", organ, day, note, "抄报：市委办公室。", PRINTING)
    found = roles(*lines)
    assert found[:6] == [R.COPY_NUMBER, R.SECRECY, R.URGENCY, R.ORGAN_MARK, R.NUMBER_LINE, R.TITLE]
    assert found[7] is R.ADDRESSEE
    assert found[-5:] == [R.SIGNATURE, R.DATE, R.NOTE, R.COPIED_TO, R.PRINTED_BY]
    source = tmp_path / f"原件.{form}"
    text = "\n".join(lines).encode()
    source.write_bytes(docx("".join(map(p, lines))) if form == "docx" else text)
    recovered = recover(source)
    assert recovered.balance.even
    values: Any = recovered.draft.values
    assert values["copy_number"] == "000001"
    assert values["secrecy"] == {"level": "秘密", "period": "1年"}
    assert values["urgency"] == "特急"
    assert values["document_number"] == "示司〔2025〕8号"
    assert values["signatories"] == ["张三丰"]
    assert "、".join(values["addressees"]) == addressee.rstrip("：:")
    signed = values.get("signature", {}).get("organs", [values["organ"]["name"]])
    assert signed == [organ]
    assert values["date_of_issue"].replace(" ", "") == day.replace(" ", "")
    assert values["notes"] == ["此件公开发布"]
    assert values["copied_to"] == ["市委办公室"]


def test_masthead_and_imprint_in_tables_are_the_same_elements(tmp_path: Path) -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"

    head = table(("示司〔2025〕8号", "签发人：张三丰"))
    foot = table(("抄 送：市委办公室。", ""), ("示例市司法局办公室", "2025年3月1日印发"))
    body = "".join(map(p, (*HEAD[2:], *BODY)))
    content = docx(
        head + body + table(("项目", "数量"), ("培训", "12次")) + "".join(map(p, ("", *END))) + foot
    )
    layout = recognise(measure(content, Path("x.docx")))
    known = {one.paragraph.printed: one.role for one in layout.elements}
    assert known["示司〔2025〕8号"] is known["签发人：张三丰"] is R.NUMBER_LINE
    assert known["抄 送：市委办公室。"] is R.COPIED_TO
    assert known["示例市司法局办公室"] is known["2025年3月1日印发"] is R.PRINTED_BY
    assert known["12次"] is R.TABLE
    source = tmp_path / "原件.docx"
    source.write_bytes(content)
    recovered = recover(source)
    assert recovered.balance.even
    values: Any = recovered.draft.values
    assert (values["document_number"], values["signatories"]) == ("示司〔2025〕8号", ["张三丰"])
    assert values["copied_to"] == ["市委办公室"]
    assert values["imprint"] == {"printed_by": "示例市司法局办公室", "printed_on": "2025年3月1日"}
    assert "没有收" not in recovered.text
    made = recast(layout)
    assert made.masthead is not None
    assert (made.masthead.document_number, made.masthead.signatories) == ("示司〔2025〕8号", ("张三丰",))
    assert made.imprint is not None
    assert (made.imprint.copied_to, made.imprint.printed_on) == (("市委办公室",), "2025年3月1日")


@pytest.mark.parametrize("place", ["before", "behind"])
def test_a_table_that_is_left_out_is_noted(place: str, tmp_path: Path) -> None:
    row = "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in ("经办人", "李四"))
    table = f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"
    lines = "".join(map(p, (*HEAD[2:], *BODY, "", *END)))
    source = tmp_path / "原件.docx"
    source.write_bytes(docx(table + lines if place == "before" else lines + table))
    recovered = recover(source)
    assert recovered.balance.even
    assert any("待核" in line and "表格没有收" in line for line in recovered.text.split("\n"))


def test_a_label_of_attachments_on_a_line_of_its_own_opens_their_list(tmp_path: Path) -> None:
    lines = (
        *HEAD[2:],
        *BODY,
        "附件：",
        "1.统计表",
        "2.名单",
        "",
        *END,
        "附件1",
        "统计表",
        "",
        "略。",
        "附件2",
        "名单",
        "",
        "无。",
    )
    found = [role for role in roles(*lines) if role is not R.BLANK]
    assert found[-11:-6] == [R.ATTACHMENT_NOTE] * 3 + [R.SIGNATURE, R.DATE]
    source = tmp_path / "原件.txt"
    source.write_text("\n".join(lines), encoding="utf-8")
    recovered = recover(source)
    assert recovered.balance.even
    values: Any = recovered.draft.values
    assert [one["title"] for one in values["attachments"]] == ["统计表", "名单"]
