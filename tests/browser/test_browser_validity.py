"""Every page is valid by the validator of the W3C (Nu Html Checker): elements, attributes, ARIA, CSS, SVG."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from browsing import missing, tool

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# The checker knows no hashes of a policy, nor CSS Writing Modes Level 3, a recommendation; that both hold is shown by
# the browser.
_NO_FAULTS = (
    "Inline script violates Content Security Policy",
    "CSS: “writing-mode”: Property “writing-mode” doesn't exist",
)


def faults(path: Path) -> list[str]:
    java = shutil.which("java")
    if java is None:
        missing("java")
    checker = tool("vnu-jar/build/dist/vnu.jar")
    done = subprocess.run(
        [str(java), "-jar", str(checker), "--format", "json", "--stdout", "--exit-zero-always", str(path)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    told = [str(one["message"]) for one in json.loads(done.stdout)["messages"]]
    return [message for message in told if not message.startswith(_NO_FAULTS)]


@pytest.mark.parametrize("name", ["seed", "office", "submitted", "index"])
def test_pages_are_valid(pages: dict[str, Path], name: str) -> None:
    assert faults(pages[name]) == []


def test_the_validator_sees_a_fault(pages: dict[str, Path], tmp_path: Path) -> None:
    html = pages["seed"].read_text(encoding="utf-8")
    path = tmp_path / "broken.html"
    path.write_text(html.replace("<article ", "<article align=left ", 1), encoding="utf-8")
    assert len(faults(path)) == 1
