"""No length, type size or face name stands anywhere but in the norms."""

from __future__ import annotations

import ast
import re
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "fazhi_report"
MAKERS = {"pt", "mm", "twips", "Pt", "Mm", "Cm", "Inches", "Twips", "Emu", "Length"}
FACES = re.compile(
    "^(仿宋|楷体|黑体|宋体|小标宋|方正.+|华文.+|FangSong|KaiTi|SimHei|SimSun|ST[A-Z][a-z]\\w+)(_GB2312|_GBK)?$"
)


def literals(source: str) -> list[str]:
    """Calls that make a length of a number, and strings that name a face."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(name), args=[ast.Constant(int() | float() as value)]):
                if name in MAKERS and value:
                    found.append(f"{name}({value})")
            case ast.Constant(str(text)) if FACES.match(text):
                found.append(text)
    return found


def test_no_layout_number_outside_the_norms() -> None:
    found = {
        path.relative_to(SRC).as_posix(): literals(path.read_text(encoding="utf-8"))
        for path in sorted(SRC.rglob("*.py"))
        if path.parent.name != "norms"
    }
    assert len(found) > 100
    assert {name: numbers for name, numbers in found.items() if numbers} == {}


def test_the_search_finds_what_it_is_for() -> None:
    assert literals('a = Pt(16)\nb = mm(37.5)\nc = "仿宋_GB2312"\nd = Length(0)\ne = pt(size)\n') == [
        "Pt(16)",
        "mm(37.5)",
        "仿宋_GB2312",
    ]
