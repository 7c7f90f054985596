"""Findings are kept by content: nothing that they depend on may change unnoticed, and no entry is believed blindly."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from commandline import run_in
from fazhi_report.commands import content_key
from fazhi_report.commands import validate as module
from fazhi_report.commands.build import BuildOptions, build
from fazhi_report.commands.city import city_below
from fazhi_report.commands.validate import ValidateOptions, ValidationResult, validate
from fazhi_report.commands.workers import InProcess
from fazhi_report.rules.deadlines import not_published_in_time, same_answer
from fazhi_report.rules.run import data_rules
from fazhi_report.source.load import load_text
from fazhi_report.source.local_rules import duty_for
from unit_files import TEXT, unit

DAY = date(2024, 3, 1)
LAST = TEXT.replace("year: 2020", "year: 2019").replace("1629件", "1500件")


class Office:
    """An office of two years whose files are checked again and again."""

    def __init__(self, folder: Path, out: Path) -> None:
        self.folder, self.checked = folder, 0
        self.options = ValidateOptions(today=DAY, keep_in=out)
        unit(folder, LAST, 2019)
        unit(folder)

    def validated(self, **changes: object) -> ValidationResult:
        options = replace(self.options, **changes)  # type: ignore[arg-type]
        (result,) = validate(city_below([self.folder.parent]).units, options, InProcess())
        # Whatever is kept, it is what would be found.
        assert result == next(
            validate(city_below([self.folder.parent]).units, replace(options, keep_in=None), InProcess())
        )
        return result

    def count(self, **changes: object) -> int:
        """How many of the two files are checked."""
        self.checked = 0
        self.validated(**changes)
        # The comparison without anything kept checks both.
        return self.checked - 2

    @property
    def entries(self) -> list[Path]:
        assert self.options.keep_in is not None
        return sorted(self.options.keep_in.rglob("*.json"))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(tmp_path / "市" / "司法局", tmp_path / "dist")
    examine = module.examine

    def counted(*given: object) -> object:
        made.checked += 1
        return examine(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "examine", counted)
    return made


def changed(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n# 又一行\n", encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], object], int]] = {
    "nothing": (lambda _: None, 0),
    "this year": (lambda office: changed(office / "data" / "2020.yaml"), 1),
    "last year, which is checked itself": (lambda office: changed(office / "data" / "2019.yaml"), 2),
    "last year is gone": (lambda office: (office / "data" / "2019.yaml").unlink(), 1),
    "a lexicon": (lambda office: (office / "data" / "lexicon.yaml").write_text("{}", encoding="utf-8"), 2),
    "settings": (lambda office: (office / "fazhi-report.toml").write_text("", encoding="utf-8"), 2),
    "a lexicon beside": (lambda office: (office / "lexicon.yaml").write_text("{}", encoding="utf-8"), 2),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_file_depends_on_is_checked_anew_and_nothing_else(office: Office, name: str) -> None:
    assert office.count() == 2
    change, expected = CHANGES[name]
    change(office.folder)
    files = len(list((office.folder / "data").glob("20*.yaml")))
    assert office.count() - (files - 2) == expected
    assert office.count() - (files - 2) == 0


@pytest.mark.parametrize(
    "options", [{"select": ("FZ2",)}, {"ignore": ("FZ5",)}, {"edition": "submit"}], ids=str
)
def test_options_have_findings_of_their_own(office: Office, options: dict[str, object]) -> None:
    assert office.count() == 2
    assert office.count(**options) == 2
    assert office.count(**options) == 0
    assert office.count() == 0


def test_another_program_checks_anew(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert office.count() == 2
    monkeypatch.setattr(content_key, "program", lambda: "another")
    assert office.count() == 2


def test_waivers_hold_at_once(office: Office) -> None:
    code = office.validated().findings[0].code
    waiver = f"waivers:\n  - code: {code}\n    reason: 已核对\n    owner: 张三\n    expires: 2030-01-01\n"
    (office.folder / "fazhi-waivers.yaml").write_text(waiver, encoding="utf-8")
    assert office.count() == 0
    assert code not in {one.code for one in office.validated().findings}


def test_only_one_rule_asks_for_the_day() -> None:
    # Who adds another has to say in `same_answer` when its answer changes.
    assert [code for code, one in data_rules().items() if "today" in one.needs] == ["FZ411"]


def test_the_answer_is_the_same_on_all_days_that_are_given_and_on_no_other() -> None:
    report = (
        load_text(TEXT.replace("publication:", "x_publication:"), Path("2020.yaml")).report
        or load_text(TEXT, Path("2020.yaml")).report
    )
    assert report is not None
    report = report.model_copy(update={"publication": None})
    duty = duty_for(report, Path("2020.yaml"))
    assert duty is not None

    def answer(day: date) -> list[str]:
        return [issue.message for issue in not_published_in_time(report, duty, day)]

    for day in (
        date(2021, 1, 1),
        date(2021, 4, 1),
        date(2021, 4, 2),
        date(2021, 8, 1),
        date(2021, 12, 31),
        DAY,
    ):
        first, last = same_answer(report, duty, day)
        assert first <= day <= last
        assert answer(first) == answer(day) == answer(last)
        one = timedelta(days=1)
        assert first == date.min or answer(first - one) != answer(day)
        assert last == date.max or answer(last + one) != answer(day)


def broken(entry: Path) -> Iterator[str]:
    """The text of an entry, spoilt in every way that a person or a disk might."""
    text = entry.read_text(encoding="utf-8")
    found = json.loads(text)
    yield ""
    yield text[: len(text) // 2]
    yield "[" * 5000
    yield json.dumps({"found": found["found"], "digest": ""})
    yield text.replace("FZ", "FX", 1)
    yield json.dumps({**found, "found": {**found["found"], "findings": []}})
    yield json.dumps({**found, "found": {**found["found"], "numbers": "many"}})


def test_a_spoilt_entry_is_not_believed(office: Office) -> None:
    office.validated()
    for entry in office.entries:
        for text in broken(entry):
            entry.write_text(text, encoding="utf-8")
            assert office.count() == 1
            assert office.count() == 0


def test_entries_that_come_with_a_folder_are_not_believed(office: Office, tmp_path: Path) -> None:
    office.validated()
    shutil.copytree(tmp_path / "市", tmp_path / "received" / "市")
    office.folder = tmp_path / "received" / "市" / "司法局"
    assert office.count() == 2


def test_an_entry_of_another_file_is_not_believed(office: Office) -> None:
    office.validated()
    one, other = office.entries
    shutil.copy(one, other)
    assert office.count() == 1


@pytest.mark.parametrize("obstacle", ["file", "link", "full"])
def test_where_nothing_can_be_kept_the_check_goes_on(
    office: Office, tmp_path: Path, obstacle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if obstacle == "file":
        (tmp_path / "dist").write_text("x", encoding="utf-8")
    elif obstacle == "link":
        (tmp_path / "dist").mkdir()
        (tmp_path / "dist" / ".fazhi-report").symlink_to(elsewhere, target_is_directory=True)
    else:

        def refuse(*_: object, **__: object) -> Path:
            raise OSError(28, "no space")

        monkeypatch.setattr("fazhi_report.commands.kept_findings.flushed", refuse)
    assert office.count() == 2
    assert office.count() == 2
    assert list(elsewhere.iterdir()) == []


def test_a_build_takes_what_was_found(office: Office, tmp_path: Path) -> None:
    office.validated()
    office.checked = 0
    options = BuildOptions(("md",), out=tmp_path / "dist", today=DAY, keep_in=tmp_path / "dist")
    (results,) = build(city_below([tmp_path / "市"]).units, options, InProcess())
    assert [one.state for one in results] == ["built", "built"]
    assert office.checked == 0


def test_the_command_keeps_findings_of_folders_only_and_can_be_told_not_to(tmp_path: Path) -> None:
    unit(tmp_path)
    for line in (("validate", "2020"), ("validate", "data", "--no-cache")):
        run_in(tmp_path, *line)
        assert not (tmp_path / "dist").exists()
    cold = run_in(tmp_path, "validate", "data", "--format", "json")
    assert (tmp_path / "dist" / ".fazhi-report" / "findings").is_dir()
    warm = run_in(tmp_path, "validate", "data", "--format", "json")
    assert (warm.returncode, warm.stdout, warm.stderr) == (cold.returncode, cold.stdout, cold.stderr)
