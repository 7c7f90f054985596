"""The walk of a newcomer: from an empty folder and last year's .docx to this year's signed-off report.

Counted are the commands, since that is what a person types.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from commandline import Done, Run
from last_years_report import last_years_report
from this_years_report import NEW_WORDS, edit_draft, fill_form, this_years

MOST_COMMANDS = 8


@dataclass
class Walk:
    """Commands as a person types them, counted; each has to succeed."""

    run: Run
    typed: list[str] = field(default_factory=list)

    def __call__(self, *arguments: str, code: int = 0) -> Done:
        self.typed.append(" ".join(arguments))
        done = self.run(*arguments)
        assert done.returncode == code, done.stdout + done.stderr
        return done


def test_by_workbook_and_word_alone(run: Run, tmp_path: Path) -> None:
    last_years_report(tmp_path / "去年.docx")
    walk = Walk(run)
    walk("init", "--from", "去年.docx")
    walk("form", "2025")
    (form,) = tmp_path.glob("*.xlsx")
    assert fill_form(form) == OPEN_FIGURES
    walk("fill", "2025", form.name, "--yes")
    walk("build", "2025", "--draft")
    (draft,) = (tmp_path / "dist").glob("*.docx")
    assert edit_draft(draft) == 18
    taken = walk("fill", "2025", f"dist/{draft.name}", "--yes")
    assert "：18 处改动，" in taken.stderr
    walk("build", "2025", "--format", "docx,html", "-o", "定稿")
    assert {path.suffix for path in (tmp_path / "定稿").iterdir() if path.is_file()} >= {".docx", ".html"}
    assert len(walk.typed) <= MOST_COMMANDS
    honest(run)


def test_by_yaml_alone(run: Run, tmp_path: Path) -> None:
    last_years_report(tmp_path / "去年.docx")
    walk = Walk(run)
    walk("init", "--from", "去年.docx")
    path = tmp_path / "data" / "2025.yaml"
    text = re.sub(
        r"(?P<key>[a-z_.]+): {status: to_fill, previous: (?P<last>[^,}]+)",
        lambda one: f"{one['key']}: {{value: {value(one['key'], one['last'])}, previous: {one['last']}",
        path.read_text(encoding="utf-8"),
    )
    for old, new in NEW_WORDS.items():
        assert old in text
        text = text.replace(old, new) if old not in QUOTED else new.join(text.rsplit(old, 1))
    text = text.replace(
        "    outcome:\n    evidence:\n", "    outcome: done\n    evidence: 见本报告第一部分\n"
    )
    path.write_text(text.replace("'【待填：成文日期】'", "2026-01-20"), encoding="utf-8")
    walk("validate", "2025")
    walk("build", "2025", "--format", "docx,html", "-o", "定稿")
    assert len(walk.typed) <= MOST_COMMANDS
    honest(run)


QUOTED = {words for words in NEW_WORDS if words.endswith("。") and len(words) < 45}
"""Words that last year's plans and shortcomings are quoted by, above the place where they stand now."""


def value(key: str, last: str) -> str:
    unit = re.sub("^[0-9.]+", "", last)
    number = this_years(key, last)
    return number if isinstance(number, str) else f"{number}{unit}"


def honest(run: Run) -> None:
    """An honest report has few findings, each for a checker to act on; that the last day has passed depends on today."""
    done = run("validate", "2025", "--ignore", "FZ411", "--format", "json")
    assert [one["code"] for one in json.loads(done.stdout)["findings"]] == FINDINGS


OPEN_FIGURES = 78
FINDINGS = ["FZ017", "FZ305", "FZ341"]
"""Four numbers that are no figures yet, a short part, and duties of the first responsible person left out."""
