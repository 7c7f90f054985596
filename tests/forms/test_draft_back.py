"""A draft edited in Word comes back: what was changed, and nothing else, under the same keys."""

from __future__ import annotations

import difflib
import re
import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from commandline import Run
from fazhi_report.commands.fill import deliver, read_answers
from fazhi_report.composition.report import compose
from fazhi_report.model.report import Report
from fazhi_report.model.walk import texts
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.source.dump import dump
from fazhi_report.source.load import load
from fazhi_report.writers.docx.document import write
from filled_forms import answer
from properties import tried
from report_strategies import reports

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "示例市司法局"
DRAFT = "稿.docx"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from commandline import run_in  # noqa: PLC0415  (beside its one use)

    folder = tmp_path_factory.mktemp("draft")
    shutil.copytree(EXAMPLE / "data", folder / "data")
    done = run_in(folder, "build", "2025", "--draft", "--format", "docx")
    assert done.returncode == 0, done.stderr
    shutil.move(next((folder / "dist").glob("*.docx")), folder / DRAFT)
    shutil.rmtree(folder / "dist")
    return folder


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def report_of(office: Path) -> Report:
    report = load(office / "data" / "2025.yaml").report
    assert report is not None
    return report


def changed_lines(office: Path) -> list[str]:
    old = (EXAMPLE / "data" / "2025.yaml").read_text(encoding="utf-8").splitlines()
    new = (office / "data" / "2025.yaml").read_text(encoding="utf-8").splitlines()
    return [line for line in difflib.ndiff(old, new) if line[0] in "+-"]


def edited(office: Path, edit: Callable[[Document], object]) -> None:
    draft = docx.Document(str(office / DRAFT))
    edit(draft)
    draft.save(str(office / DRAFT))


def paragraph(draft: Document, words: str) -> Any:
    return next(one for one in draft.paragraphs if words in one.text)


def typed(draft: Document, old: str, new: str) -> None:
    """Type over words that are in one run, as Word does where the cursor stands in them."""
    run = next(run for run in paragraph(draft, old).runs if old in run.text)
    run.text = run.text.replace(old, new, 1)


def remove(element: Any) -> None:
    element.getparent().remove(element)


def without_marks(draft: Document, words: str) -> None:
    """Word drops a bookmark whose whole text is selected and typed over."""
    element = paragraph(draft, words)._p
    for mark in [*element.iter(qn("w:bookmarkStart")), *element.iter(qn("w:bookmarkEnd"))]:
        remove(mark)


def test_a_draft_that_was_not_touched_changes_nothing(office: Path, run: Run) -> None:
    done = run("fill", "2025", DRAFT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "：0 处改动" in done.stderr
    assert changed_lines(office) == []


@pytest.mark.parametrize(
    ("path", "edition"),
    [
        (ROOT / "data" / "2020.yaml", "publish"),
        (EXAMPLE / "data" / "2024.yaml", "publish"),
        (EXAMPLE / "data" / "2024.yaml", "submit"),
    ],
    ids=["2020", "2024", "2024 submitted"],
)
def test_every_edition_comes_back(path: Path, edition: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "data").mkdir()
    data = tmp_path / "data" / path.name
    data.write_bytes(path.read_bytes())
    assert run("build", data, "--draft", "--format", "docx", "--edition", edition).returncode == 0
    (draft,) = (tmp_path / "dist").glob("*.docx")
    assert "：0 处改动" in run("fill", data, draft).stderr
    assert data.read_bytes() == path.read_bytes()


def test_sentences_headings_and_cells(office: Path, run: Run) -> None:
    before = report_of(office)

    def edit(draft: Document) -> None:
        typed(draft, "强化统筹协调，压实法治建设责任", "强化统筹协调，层层压实责任")
        typed(draft, "组织制定年度工作计划", "主持制定年度工作计划")
        typed(draft, "个别领域重复检查", "少数领域重复检查")
        typed(draft, "注：数据来自行政复议与应诉科台账", "注：数据取自行政复议与应诉科台账")

    edited(office, edit)
    done = run("fill", "2025", DRAFT, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search("改 稿.docx 第 [0-9]+ 段\n  − .*压实法治建设责任\n  ＋ .*层层压实责任", done.stdout)
    lines = changed_lines(office)
    assert [line[0] for line in lines] == ["-", "+"] * 4, lines
    after = report_of(office)
    assert after.figures == before.figures
    assert after.follow_ups == before.follow_ups
    assert {"层层压实责任", "主持制定", "少数领域", "取自"} <= {
        word
        for word in ("层层压实责任", "主持制定", "少数领域", "取自")
        if any(word in line for line in lines)
    }
    assert "：0 处改动" in run("fill", "2025", DRAFT).stderr


def test_figures_in_their_marks_and_typed_over_them(office: Path, run: Run) -> None:
    before = report_of(office)

    def edit(draft: Document) -> None:
        typed(draft, "169件", "170件")
        typed(draft, "2015件", "2016件")
        without_marks(draft, "2016件")

    edited(office, edit)
    done = run("fill", "2025", DRAFT, "--yes")
    after = report_of(office)
    changed = {key for key in before.figures if before.figures[key] != after.figures[key]}
    assert {(before.figures[key].value, after.figures[key].value) for key in changed} == {
        ("169件", "170件"),
        ("2015件", "2016件"),
    }, done.stdout + done.stderr
    for key in changed:
        source = after.figures[key].source
        assert source is not None
        assert (source.file, source.name) == (DRAFT, before.figures[key].source_name or None)
        assert after.figures[key].model_copy(update={"value": "", "source": None}) == before.figures[
            key
        ].model_copy(update={"value": "", "source": None})
    # The texts print the figures by their keys as before.
    assert all(
        "figures" in line or "value:" in line or re.search(r"^[-+] +[a-z_.]+: ", line)
        for line in changed_lines(office)
    )


@pytest.mark.parametrize("marked", [True, False])
def test_a_figure_that_is_printed_twice_and_changed_once_is_named(
    office: Path, run: Run, *, marked: bool
) -> None:
    def edit(draft: Document) -> None:
        typed(draft, "3310件", "3311件")
        if not marked:
            without_marks(draft, "3311件")

    edited(office, edit)
    done = run("fill", "2025", DRAFT, "--yes")
    assert done.returncode == 1
    assert re.search(
        "没有收 稿.docx 第 [0-9]+ 段 法律援助案件：稿子里各处不一样：“331[01]件”、“331[01]件”", done.stdout
    )
    assert changed_lines(office) == []


def test_paragraphs_are_added_and_taken_away(office: Path, run: Run) -> None:
    def edit(draft: Document) -> None:
        first = paragraph(draft, "全面贯彻党的二十大")
        new = deepcopy(first._p)
        first._p.addnext(new)
        added = Paragraph(new, first._parent)
        for one in added.runs[1:]:
            remove(one._r)
        added.runs[0].text = "市委、市政府主要负责人多次听取汇报。市人大常委会专题审议。"
        gone = paragraph(draft, "办结案件中，维持")._p
        remove(gone)

    edited(office, edit)
    before = report_of(office)
    done = run("fill", "2025", DRAFT, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    after = report_of(office)
    assert len(after.opening) == len(before.opening) + 1
    assert after.opening[1] == "市委、市政府主要负责人多次听取汇报。市人大常委会专题审议。"
    text = yaml.safe_dump(after.model_dump(mode="json"), allow_unicode=True, width=10**6)
    assert "办结案件中，维持" not in text
    assert after.figures == before.figures


def test_measures_are_added_and_taken_away(office: Path, run: Run) -> None:
    before = report_of(office)

    def edit(draft: Document) -> None:
        remove(paragraph(draft, "二是执法质量稳步提高")._p)
        third = paragraph(draft, "三是法治人才队伍")
        new = deepcopy(third._p)
        third._p.addnext(new)
        added = Paragraph(new, third._parent)
        for one in added.runs[1:]:
            remove(one._r)
        added.runs[0].text = "四是数据共享还不充分。主要原因是系统不通。"

    edited(office, edit)
    done = run("fill", "2025", DRAFT, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    old, new = ([words for _, words in texts(one)] for one in (before, report_of(office)))
    gone = [one for one in old if one not in new]
    assert any("执法质量稳步提高" in one for one in gone)
    assert [one for one in new if one not in old] == ["数据共享还不充分。主要原因是系统不通。"]
    assert len(gone) <= 2
    # Built anew, the draft says what the edited one says: the program counts 一是、二是 itself.
    assert "：0 处改动" in run("fill", "2025", DRAFT).stderr


def test_follow_ups_come_back_from_their_table(office: Path, run: Run) -> None:
    before = report_of(office)

    def edit(draft: Document) -> None:
        table = next(one for one in draft.tables if one.cell(0, 0).text == "类别")
        cell = table.cell(1, 2).paragraphs[0]
        cell.runs[0].text = "部分完成"
        ground = table.cell(1, 3).paragraphs[0]
        ground.runs[0].text = "见本报告第一部分"
        table.cell(2, 3).paragraphs[0].runs[0].text = "见第一部分（二）；片区协作刚起步"

    edited(office, edit)
    done = run("fill", "2025", DRAFT, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    after = report_of(office)
    assert after.follow_ups[0] == before.follow_ups[0].model_copy(
        update={"outcome": "partly", "evidence": "见本报告第一部分"}
    )
    assert after.follow_ups[1] == before.follow_ups[1].model_copy(
        update={"evidence": "见第一部分（二）", "reason": "片区协作刚起步"}
    )
    assert after.follow_ups[2:] == before.follow_ups[2:]
    assert after.model_copy(update={"follow_ups": before.follow_ups}) == before


def test_open_places_of_the_next_year_are_filled_in(office: Path, run: Run) -> None:
    assert run("new", "2026", "--blank").returncode == 0
    assert run("build", "2026", "--draft", "--format", "docx").returncode == 0
    shutil.move(next((office / "dist").glob("*2026*.docx")), office / DRAFT)

    def edit(draft: Document) -> None:
        line = next(
            one for one in draft.paragraphs if len(one.runs) > 8 and one.runs[0].text.startswith("【待填")
        )
        line.runs[0].text = "全年收到申请"
        next(run for run in line.runs[1:] if run.text == "【收到行政复议申请（上年587件）】").text = "600件"
        typed(draft, "【待填：成文日期】", "2027年1月20日")

    edited(office, edit)
    done = run("fill", "2026", DRAFT, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    after = load(office / "data" / "2026.yaml").report
    assert after is not None
    received = after.figures["reconsideration.received"]
    assert (received.value, received.previous, received.status) == ("600件", "587件", "value")
    assert str(after.date_of_issue) == "2027-01-20"
    text = (office / "data" / "2026.yaml").read_text(encoding="utf-8")
    assert "全年收到申请{{ reconsideration.received }}、{{" in text
    # The comments of last year stay beside the values.
    assert "# 上年：587件" in text


@tried(6)
@given(reports(), st.integers(0, 10**6))
def test_of_a_generated_report_one_word_comes_back_or_is_named(report: Report, seed: int) -> None:
    values = report.model_dump(mode="json", exclude_defaults=True)
    text = dump({"kind": "report", **values})
    with tempfile.TemporaryDirectory() as folder:
        data, draft = Path(folder) / "2025.yaml", Path(folder) / DRAFT
        data.write_text(text, encoding="utf-8")
        held = load(data).report
        assert held is not None
        draft.write_bytes(write(compose(held, edition="publish"), CLASSIC))
        untouched = read_answers(data, [draft])
        assert (untouched.changes, untouched.refused) == (0, [])
        document = docx.Document(str(draft))
        runs = [run for one in document.paragraphs for run in one.runs if run.text.strip()]
        run = runs[seed % len(runs)]
        run.text += "新增"
        document.save(str(draft))
        made = read_answers(data, [draft])
        assert made.changes + len(made.refused) >= 1
        if made.changes:
            deliver(made)
        after = load(data).report
        assert after is not None
        now = [words for _, words in texts(after)]
        was = [words for _, words in texts(held)]
        changed = [(one, other) for one, other in zip(was, now, strict=True) if one != other]
        assert len(changed) == len(made.texts) <= 1
        assert all(other.replace("新增", "", 1) == one for one, other in changed)


def test_the_date_and_what_has_no_place(office: Path, run: Run) -> None:
    def edit(draft: Document) -> None:
        typed(draft, "2026年2月12日", "2026年2月20日")
        typed(draft, "示例市人民政府：", "示例市人民政府、示例省司法厅：")
        heading = paragraph(draft, "（六）强化普法依法治理")._p
        remove(heading)
        typed(draft, "增长12.5%", "增长13.5%")

    edited(office, edit)
    before = report_of(office)
    done = run("fill", "2025", DRAFT, "--yes")
    assert done.returncode == 1
    assert "没有收" in done.stdout
    for words in ("示例省司法厅", "（六）强化普法", "程序印出的数"):
        assert words in done.stdout, done.stdout
    after = report_of(office)
    assert after.date_of_issue is not None
    assert after.date_of_issue.isoformat() == "2026-02-20"
    assert after.model_copy(update={"date_of_issue": before.date_of_issue}) == before


def test_a_form_and_a_draft_that_differ_are_named(office: Path, run: Run) -> None:
    run("form", "2025", "-o", "表.xlsx")
    from openpyxl import load_workbook  # noqa: PLC0415  (beside its one use)

    book = load_workbook(office / "表.xlsx")
    key = next(key for key, one in report_of(office).figures.items() if one.value == "169件")
    sheet = next(one for one in book.worksheets if any(cell.value == key for cell in one["A"]))
    answer(sheet, key, 171)
    book.save(office / "表.xlsx")
    edited(office, lambda draft: typed(draft, "169件", "170件"))
    done = run("fill", "2025", "表.xlsx", DRAFT, "--yes")
    assert done.returncode == 1
    assert done.stdout.count("两处答案不同") == 2
    assert changed_lines(office) == []


def test_a_draft_older_than_the_data_takes_no_figure_back(office: Path, run: Run) -> None:
    data = office / "data" / "2025.yaml"
    newer = data.read_bytes().replace("value: 169件".encode(), "value: 175件".encode())
    data.write_bytes(newer)
    done = run("fill", "2025", DRAFT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "数据文件里改过 1 个数（维持等）" in done.stderr
    assert data.read_bytes() == newer


def test_other_documents_are_refused(office: Path, run: Run) -> None:
    other = docx.Document()
    other.add_paragraph("别处写的稿子。")
    other.save(str(office / "别.docx"))
    done = run("fill", "2025", "别.docx")
    assert done.returncode == 2
    assert "和数据文件对不上" in done.stderr
    text = (EXAMPLE / "data" / "2024.yaml").read_bytes()
    (office / "data" / "2025.yaml").write_bytes(text.replace(b"year: 2024\n", b"year: 2025\n", 1))
    done = run("fill", "2025", DRAFT)
    assert done.returncode in {1, 2}
