"""The CI files, ours and those that init gives away, run what was looked at, with no more rights than they use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from fazhi_report import __version__
from fazhi_report.scaffold.workspace import make_workspace

ROOT = Path(__file__).parents[1]
OURS = ROOT / ".github" / "workflows" / "ci.yml"
USES = re.compile(r"uses: (\S+?)@(\S+)(.*)")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CI files of a new workspace."""
    folder = tmp_path_factory.mktemp("office")
    make_workspace(folder, {})
    return folder / "ci"


def test_every_action_is_pinned_by_commit_to_one_release(given: Path) -> None:
    found = USES.findall(OURS.read_text("utf-8") + (given / "github.yml").read_text("utf-8"))
    assert found
    loose = [
        action
        for action, commit, words in found
        if not (re.fullmatch(r"[0-9a-f]{40}", commit) and re.fullmatch(r" # v\d+\.\d+\.\d+", words))
    ]
    assert loose == []
    assert len({action for action, *_ in found}) == len(set(found)), "one action in two releases"


def test_packages_come_from_a_lock_or_are_pinned(given: Path) -> None:
    assert re.findall(r"pip install .*", OURS.read_text("utf-8")) == []
    for path in given.iterdir():
        asked = set(re.findall(r"pip install (.*)", path.read_text("utf-8")))
        assert asked == {f"fazhi-report=={__version__}"}, path.name


@pytest.mark.parametrize("whose", ["ours", "given"])
def test_only_the_job_that_uploads_findings_may_write(whose: str, given: Path) -> None:
    workflow: dict[str, Any] = yaml.safe_load(
        (OURS if whose == "ours" else given / "github.yml").read_text("utf-8")
    )
    rights = workflow["permissions"]
    for name, job in workflow["jobs"].items():
        granted = job.get("permissions", rights)
        assert granted["contents"] == "read"
        uploads = any("upload-sarif" in step.get("uses", "") for step in job["steps"])
        writing = {what for what, how in granted.items() if how != "read"}
        assert writing == ({"security-events"} if uploads else set()), name
