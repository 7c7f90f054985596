"""A test of a refusal says which refusal it expects: one that fails for another reason proves nothing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).resolve().parent
_REFUSED = re.compile(r"returncode == 2|== CANNOT_GO_ON|raises\(FazhiError\)")
_REASON = re.compile(r"\b(?:stderr|stdout|message|hint|match|told|said|value|err|words|reason)\b")


def without_reason(source: str) -> list[str]:
    """The tests that see a refusal and look at no word of it."""
    found = []
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"):
            body = ast.unparse(ast.Module(one.body, []))
            # What is shown when an assertion fails is no assertion.
            checked = re.sub(r"(?m)^(\s*assert [^,\n]*), .*$", r"\1", body)
            if _REFUSED.search(body) and not _REASON.search(checked):
                found.append(one.name)
    return found


def test_every_refusal_has_its_reason() -> None:
    silent = [
        f"{path.relative_to(TESTS)}::{name}"
        for path in sorted(set(TESTS.rglob("test_*.py")) - {Path(__file__).resolve()})
        for name in without_reason(path.read_text(encoding="utf-8"))
    ]
    assert silent == []


def test_a_silent_test_is_seen() -> None:
    assert without_reason(
        "def test_a(run):\n    done = run()\n    assert done.returncode == 2, done.stderr\n"
    ) == ["test_a"]
    assert without_reason("def test_a(run):\n    with raises(FazhiError):\n        run()\n") == ["test_a"]
    assert without_reason("def test_a(run):\n    with raises(FazhiError, match='x'):\n        run()\n") == []
