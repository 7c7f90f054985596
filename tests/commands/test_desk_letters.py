"""Reminders and return slips: what a unit gets to read, with places in its own file and the same words every time."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from commandline import run_in
from desk_city import FIGURES, YEAR, DeskCity, DeskUnit, form, page, paragraphs
from desk_city import _plain as plain  # the units' own hand
from fazhi_report.commands.unit_papers import plain_words

TODAY = ("--year", str(YEAR), "--today", "2026-01-25")
WRONG = "其中一般程序3件、简易程序900件，占比50%"
CITY = "汇总"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six units: a report with a wrong sum, the same as a page, a form with a word for a number, a damaged file, a fine
    data file, and one that has sent nothing."""
    folder = tmp_path_factory.mktemp("letters")
    names = ["司法局", "水利局", "林业局", "民政局", "审计局", "统计局"]
    units = [DeskUnit(f"示例市{name}", "docx", dict.fromkeys(FIGURES, 77)) for name in names]
    lines = [line.replace("没有发生重大执法过错", WRONG) for line in paragraphs(units[0])]
    units[0].files["司法局.docx"] = plain(lines)
    units[1].files["水利局.html"] = page(units[1]).decode().replace("没有发生重大执法过错", WRONG).encode()
    book = openpyxl.load_workbook(BytesIO(form(units[2])))
    sheet = next(one for one in book.worksheets if one.title == "人民调解")
    next(cell for row in sheet.iter_rows() for cell in row if cell.value == 77).value = "七十余"
    buffer = BytesIO()
    book.save(buffer)
    units[2].files["林业局.xlsx"] = buffer.getvalue()
    units[3].files["民政局.docx"] = plain(lines)[:900]
    units[4].files["审计局.yaml"] = (
        f"kind: figures\nyear: {YEAR}\norgan: {{name: 示例市审计局}}\nfigures: {{mediation.total: 7件}}\n".encode()
    )
    DeskCity(units).write(folder)
    done = run_in(folder, "collect", "收件", "--roster", "单位.csv", *TODAY, "--jobs", "1")
    assert done.returncode == 1, done.stderr
    return folder


def slip(folder: Path, unit: str, suffix: str) -> Path:
    return folder / CITY / "退回" / str(YEAR) / f"{unit}修改意见.{suffix}"


def test_a_list_of_who_owes_what_with_days_left(desk: Path) -> None:
    done = run_in(desk, "remind", *TODAY, "--due", "2026-01-20", "--from", "示例市司法局")
    assert done.returncode == 0, done.stderr
    sheet = openpyxl.load_workbook(desk / CITY / f"催报{YEAR}.xlsx").worksheets[0]
    rows = {row[1]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows.keys() >= {"示例市民政局", "示例市统计局"}
    assert "示例市审计局" not in rows
    assert rows["示例市统计局"][5:9] == ("2026年1月20日", -5, "联系人6", "0599-0000006")
    told = (desk / CITY / f"催报{YEAR}.txt").read_text(encoding="utf-8")
    assert (
        f"示例市统计局、联系人6：{YEAR}年度法治政府建设年度报告，应于2026年1月20日前报送，已逾期5天，"
        "请尽快报送报告、数据表。（示例市司法局）"
    ) in told
    assert "民政局.docx打不开" in told
    assert (desk / CITY / f"催报{YEAR}.md").read_text(encoding="utf-8").count("\n| ") == len(rows) + 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--due", "2026-01-25"), "今天到期，请在今天报送"),
        (("--due", "2026-01-27"), "2026年1月27日到期，只剩2天，请抓紧报送"),
        (("--due", "2026-02-25"), "请于2026年2月25日前（还有31天）报送"),
        # The rule for departments: before 1 March.
        ((), "请于2026年3月1日前（还有35天）报送"),
    ],
)
def test_the_words_follow_the_days(desk: Path, tmp_path: Path, more: tuple[str, ...], told: str) -> None:
    done = run_in(desk, "remind", *TODAY, *more, "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"示例市统计局、联系人6：{YEAR}年度法治政府建设年度报告，{told}" in (
        tmp_path / f"催报{YEAR}.txt"
    ).read_text(encoding="utf-8")


def test_a_slip_names_the_place_in_the_units_own_file(desk: Path) -> None:
    done = run_in(desk, "return-slips", *TODAY, "--due", "2026-01-30", "--from", "示例市司法局", "--notes")
    assert done.returncode == 0, done.stderr
    sent = docx.Document(str(desk / "收件" / "司法局.docx"))
    at = next(number for number, one in enumerate(sent.paragraphs, 1) if WRONG in one.text)
    rows = table_rows(slip(desk, "示例市司法局", "docx"))
    places = {row[1] for row in rows if "900 > 77" in row[2]}
    assert len(places) == 1
    assert places.pop().startswith(f"第 {at} 段“全年办理行政处罚案件77件")
    # A page has no paragraphs that its author could count: the words say where.
    (place,) = {row[1] for row in table_rows(slip(desk, "示例市水利局", "docx")) if "900 > 77" in row[2]}
    assert place.startswith("“全年办理行政处罚案件77件")
    refused = next(row for row in table_rows(slip(desk, "示例市林业局", "docx")) if "七十余" in row[2])
    assert re.fullmatch("工作表“人民调解”[A-Z]+5“调解矛盾纠纷”", refused[1])
    assert refused[3]


def test_no_slip_speaks_of_our_data_file(desk: Path) -> None:
    run_in(desk, "return-slips", *TODAY, "--due", "2026-01-30", "--from", "示例市司法局", "--notes")
    for unit in ("示例市司法局", "示例市水利局", "示例市林业局"):
        for row in table_rows(slip(desk, unit, "docx")):
            words = "".join(row[1:]).replace("GB/T", "").replace("mm", "")
            assert not re.search(r"YAML|\.yaml|[a-z]+_[a-z]+|\{\{|as_issued", words), row


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("没有成文日期（date_of_issue）", "没有成文日期"),
        ("写上 closing: 特此报告。", "写上 结束语 特此报告。"),
        ("补一句“主要原因是……”，或写 cause", "补一句“主要原因是……”"),
        ("在安排里写上措施；已经写了的，给它起 id，在这里写 measure", "在安排里写上措施"),
        ("改为 37 mm，存成 .docx", "改为 37 mm，存成 .docx"),
        ("写 cause", "写 cause"),
    ],
)
def test_words_of_the_data_file_are_put_plainly(ours: str, theirs: str) -> None:
    assert plain_words(ours) == theirs


def table_rows(path: Path) -> list[tuple[str, ...]]:
    document = docx.Document(str(path))
    return [tuple(cell.text for cell in row.cells) for table in document.tables for row in table.rows[1:]]


def test_a_slip_is_a_letter_and_a_workbook_to_answer_in(desk: Path) -> None:
    run_in(desk, "return-slips", *TODAY, "--due", "2026-01-30", "--from", "示例市司法局", "--notes")
    document = docx.Document(str(slip(desk, "示例市民政局", "docx")))
    text = "\n".join(one.text for one in document.paragraphs)
    assert (
        "".join(text.split("示例市民政局：")[0].split())
        == f"关于示例市民政局{YEAR}年度法治政府建设年度报告的修改意见"
    )
    assert "“民政局.docx”打不开：" in text
    assert "请于2026年1月30日前重新报送。" in text
    assert text.rstrip().endswith("2026年1月25日")
    sheet = openpyxl.load_workbook(slip(desk, "示例市司法局", "xlsx")).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        "类别",
        "序号",
        "位置",
        "问题",
        "怎么改",
        "改了没有、怎么改的（单位填）",
    ]
    assert sheet.max_row == 1 + len(table_rows(slip(desk, "示例市司法局", "docx")))


def test_nobody_without_faults_gets_a_slip_and_the_same_again_changes_nothing(desk: Path) -> None:
    run_in(desk, "return-slips", *TODAY)
    assert not slip(desk, "示例市统计局", "docx").exists()
    done = run_in(desk, "return-slips", *TODAY)
    assert "什么也没有改" in done.stderr
    done = run_in(desk, "return-slips", *TODAY, "--unit", "示例市司法局", "-o", "一份")
    assert [path.suffix for path in sorted((desk / "一份").iterdir()) if path.is_file()] == [".docx", ".xlsx"]
    assert "和上次一样" in (run_in(desk, "remind", *TODAY), run_in(desk, "remind", *TODAY))[1].stderr


def test_the_letters_of_one_city_name_its_layout(desk: Path) -> None:
    run_in(desk, "return-slips", *TODAY)
    done = run_in(desk, "validate", CITY, "--no-cache", "--select", "FZ0")
    assert "检查了 4 个文件" in done.stderr


def test_what_cannot_be_made_is_told(desk: Path) -> None:
    for line, told in {
        "remind --year 2024": "没有 汇总/收件登记2024.json",
        "return-slips 没有 --year 2025": "先运行 fazhi-report collect",
        "return-slips --year 2025 --unit 不知道的局": "登记表里没有“不知道的局”",
        "remind --year 2025 --due 明天": "--due 应写日期",
    }.items():
        done = run_in(desk, *line.split())
        assert (done.returncode, told in done.stderr) == (2, True), (line, done.stderr)
    broken = desk / CITY / f"收件登记{YEAR}.json"
    held = broken.read_bytes()
    broken.write_bytes(b"{}")
    assert "不是收件登记" in run_in(desk, "remind", *TODAY).stderr
    broken.write_bytes(held)


def test_reminders_of_a_city_that_is_complete(tmp_path: Path) -> None:
    (tmp_path / "收件").mkdir()
    text = f"kind: figures\nyear: {YEAR}\norgan: {{name: 甲局}}\nfigures: {{mediation.total: 7件}}\n"
    (tmp_path / "收件" / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "单位.csv").write_text("单位\n甲局\n", encoding="utf-8")
    assert run_in(tmp_path, "collect", "收件", "--roster", "单位.csv", *TODAY, "--jobs", "1").returncode == 0
    done: Any = run_in(tmp_path, "remind", *TODAY)
    assert "都报齐了" in done.stderr
    assert "没有要退回修改的" in run_in(tmp_path, "return-slips", *TODAY).stderr
