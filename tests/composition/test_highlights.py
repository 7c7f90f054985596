"""Which figures stand before the text of the page: the office's choice, or what moved most."""

from __future__ import annotations

from pathlib import Path

from fazhi_report.commands.build import compose_file
from fazhi_report.composition.highlights import highlights
from fazhi_report.document.fact import Fact
from fazhi_report.source.load import load
from webpage import OFFICE, SEED, composed


def fact(key: str, number: str, before: str, *, domain: str = "复议", unit: str = "件") -> Fact:
    change = "变了" if before and before != number else ""
    return Fact(
        key, key, domain, number + unit, number, unit, previous=before, previous_number=before, change=change
    )


def chosen(facts: list[Fact], *wanted: str) -> list[str]:
    report = load(SEED).report
    assert report is not None
    return [one.key for one in highlights(report, facts, wanted, ())]


def test_the_settings_choose_where_the_data_do_not_and_what_is_missing_is_passed_over() -> None:
    facts = [fact("a.b", "5", "4"), fact("a.c", "7", "3")]
    assert chosen(facts, "a.c", "a.gone", "a.b") == ["a.c", "a.b"]


def test_what_moved_most_is_chosen_in_the_order_of_the_data() -> None:
    steady = [fact(f"d{at}.steady", "1000", "999", domain=f"领域{at}") for at in range(6)]
    moved = [fact("x.rose", "300", "100", domain="甲"), fact("y.fell", "100", "300", domain="乙")]
    keys = chosen([steady[0], moved[0], *steady[1:], moved[1], fact("z.still", "50", "50", domain="丙")])
    assert len(keys) == 8
    assert {"x.rose", "y.fell"} < set(keys)
    assert keys.index("d0.steady") < keys.index("x.rose") < keys.index("y.fell")
    assert "z.still" not in keys


def test_small_counts_and_many_of_one_domain_do_not_crowd_out_the_rest() -> None:
    facts = [fact("a.tiny", "3", "1"), *(fact(f"a.n{at}", str(200 + at), "100") for at in range(5))]
    facts += [fact(f"b{at}.c", "110", "100", domain=f"领域{at}") for at in range(4)]
    keys = chosen(facts)
    assert "a.tiny" not in keys
    assert sum(key.startswith("a.") for key in keys) == 2
    assert len(keys) == 6


def test_without_last_year_the_greatest_counts_stand_in() -> None:
    facts = [
        fact("a.small", "3", ""),
        fact("a.great", "900", ""),
        fact("b.money", "99999", "", domain="钱", unit="万元"),
    ]
    assert chosen(facts) == ["a.great"]


def test_the_years_come_from_the_files_beside_and_end_with_this_year() -> None:
    found = {one.key: one.years for one in composed(OFFICE / "2025.yaml").highlights}
    assert [(one.year, one.text) for one in found["reconsideration.received"]] == [
        (2022, "398件"),
        (2023, "446件"),
        (2024, "512件"),
        (2025, "587件"),
    ]
    # Legal aid was counted in another way before 2023, so its columns begin there.
    assert found["legal_aid.total"][0].year == 2023


def test_a_broken_file_of_another_year_does_not_stop_the_page(tmp_path: Path) -> None:
    (tmp_path / "2020.yaml").write_bytes(SEED.read_bytes())
    (tmp_path / "2019.yaml").write_text("kind: report\nyear: [", encoding="utf-8")
    report = load(tmp_path / "2020.yaml").report
    assert report is not None
    assert len(compose_file(tmp_path / "2020.yaml", report, edition="publish", paged=True).highlights) == 8
