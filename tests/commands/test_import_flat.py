"""The seed with its breaks lost, as copies of it were met: the same data, but for what only breaks can tell."""

from __future__ import annotations

from pathlib import Path

from fazhi_report.commands.import_ import recover

SEED = Path(__file__).parents[1] / "data_files" / "linhai-2020.txt"


def test_a_page_on_one_line_gives_the_same_data(tmp_path: Path) -> None:
    flat = tmp_path / "flat.txt"
    flat.write_text(" ".join(SEED.read_text(encoding="utf-8").split()), encoding="utf-8")
    found = recover(flat)
    assert found.balance.even
    assert found.draft.values == recover(SEED).draft.values


def test_without_any_blank_the_end_is_still_told(tmp_path: Path) -> None:
    flat = tmp_path / "flat.txt"
    flat.write_text("".join(SEED.read_text(encoding="utf-8").split()), encoding="utf-8")
    found = recover(flat)
    assert found.balance.even
    values = found.draft.values
    assert (values["closing"], values["date_of_issue"]) == ("特此报告。", "2021年2月28日")
    organ = values["organ"]
    assert isinstance(organ, dict)
    assert organ["name"] == "临海市司法局"
    assert {"achievements", "leader_duties", "shortcomings", "plans"} <= set(values)
