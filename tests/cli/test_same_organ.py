"""Whoever reads across years takes those of one organ, and says what was passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import Run
from fazhi_report.model.authors import Organ, same_organ

ROOT = Path(__file__).resolve().parents[2]
MINIMAL = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("示例市司法局", "示例市司法局", True),
        ("示例市司法局（行政复议局）", "示例市 司法局(行政复议局)", True),
        ("示例市司法局", "【待填：发文机关】", True),
        ("示例市司法局", "示例县司法局", False),
    ],
)
def test_one_organ_by_its_full_name(one: str, other: str, *, same: bool) -> None:
    assert same_organ(Organ(name=one), Organ(name=other)) is same


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two years of one folder."""
    (tmp_path / "data").mkdir()
    later = MINIMAL.replace("2025", "2026").replace("2024", "2025").replace("80件", "800件")
    (tmp_path / "data" / "2024.yaml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "data" / "2025.yaml").write_text(later, encoding="utf-8")
    return tmp_path


def test_the_year_before_of_another_organ_is_passed_over_and_told(two: Path, run: Run) -> None:
    def compared() -> bool:
        done = run("validate", "2025", "--format", "json", "--select", "FZ511")
        return any(one["code"] == "FZ511" for one in json.loads(done.stdout)["findings"])

    told = "2024年的文件是示例县司法局的，没有与它比"
    assert compared()
    assert told not in run("validate", "2025").stderr
    path = two / "data" / "2024.yaml"
    path.write_text(MINIMAL.replace("示例市司法局", "示例县司法局"), encoding="utf-8")
    assert not compared()
    assert told in run("validate", "2025").stderr
    listed = run("promises", "2025")
    assert "没有列：2024年（示例县司法局）" in listed.stderr
    assert "2024" not in listed.stdout
    assert "2024年（示例县司法局）" in run("series", "reconsideration.received").stderr


JOINT = "  - {name: 中共示例市委, kind: party}\n  - {name: 示例市人民政府, kind: government}\n"
ALONE = "  name: 示例市人民政府\n  kind: government\n"


def test_a_government_is_the_same_whether_it_reports_alone_or_with_its_committee(
    tmp_path: Path, run: Run
) -> None:
    for year, organ, count in ((2023, ALONE, "80件"), (2024, JOINT, "90件")):
        path = tmp_path / "示例市" / "政府" / "data" / f"{year}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = MINIMAL.replace("  name: 示例市司法局\n", organ, 1).replace("80件", count)
        path.write_text(text.replace("2025", f"{year + 1}").replace("2024", f"{year}"), encoding="utf-8")
    done = run("diff", "示例市", "2023", "2024", "--format", "json")
    assert done.returncode == 0, done.stderr
    found = [row for row in json.loads(done.stdout)["rows"] if row["key"] == "reconsideration.received"]
    assert [(row["organ"], row["status"]) for row in found] == [("中共示例市委 示例市人民政府", "changed")]
    (tmp_path / "示例市" / "单位.csv").write_text("单位\n示例市人民政府\n", encoding="utf-8")
    wide = run("compare", "示例市", "--year", "2024", "--format", "csv")
    assert wide.returncode == 0, wide.stderr
    assert "90" in wide.stdout
    assert "0/1" not in wide.stdout
