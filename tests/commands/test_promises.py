from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_report.commands.city import city_below
from fazhi_report.commands.promises import Promises, city_promises
from fazhi_report.errors import FazhiError

OFFICE = Path(__file__).resolve().parents[2] / "examples" / "示例市司法局" / "data"


def promises(folder: Path, year: int) -> Promises:
    return city_promises(city_below([folder]), year, folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("2024.yaml", "2025.yaml"):
        (tmp_path / name).write_bytes((OFFICE / name).read_bytes())
    return tmp_path


def test_every_promise_has_its_answer_of_the_year_after(folder: Path) -> None:
    found = promises(folder, 2025)
    answered = [(row["kind"], row["where"], row["outcome"]) for row in found.rows if row["year"] == "2024"]
    assert answered == [
        ("安排", "一要", "已完成"),
        ("安排", "二要", "部分完成"),
        ("安排", "三要", "已完成"),
        ("安排", "四要", "已完成"),
        ("安排", "五要", "结转下年"),
        ("不足", "一是", "已完成"),
        ("不足", "二是", "结转下年"),
        ("不足", "三是", "不再实施"),
    ]
    assert found.unanswered == 0
    assert found.unread == ()
    carried = found.rows[4]
    assert carried["answered"] == "2025"
    assert carried["evidence"] == "法治人才培养周期较长；结转到：services"


def test_the_last_year_waits_for_its_answer(folder: Path) -> None:
    rows = [row for row in promises(folder, 2025).rows if row["year"] == "2025"]
    assert len(rows) == 9
    assert {row["outcome"] for row in rows} == {"待下一年度交代"}
    assert rows[0]["owner"] == "法治调研科"
    assert {row["year"] for row in promises(folder, 2024).rows} == {"2024"}


def test_answers_count_where_last_years_file_is_missing(folder: Path) -> None:
    (folder / "2024.yaml").unlink()
    rows = promises(folder, 2025).rows
    assert [row["outcome"] for row in rows if row["year"] == "2024"][:2] == ["已完成", "部分完成"]


def test_a_promise_nobody_speaks_of_is_unanswered(folder: Path) -> None:
    text = (folder / "2025.yaml").read_text(encoding="utf-8")
    (folder / "2025.yaml").write_text(text.replace("where: 二要", "where: 九要"), encoding="utf-8")
    found = promises(folder, 2025)
    assert found.unanswered == 1
    assert next(row for row in found.rows if row["outcome"] == "没有交代")["where"] == "二要"


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "2023.yaml").write_text("year: x\n", encoding="utf-8")
    assert promises(folder, 2025).unread == (folder / "2023.yaml",)


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="没有 2025 年"):
        promises(tmp_path, 2025)
