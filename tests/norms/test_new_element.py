"""A new element of the masthead's corner, tried in a copy of the program: a field, a row, the data, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIELD = """    handling: Literal["亲启", "限时办结"] | None = Field(
        None, title="办理标志", description="亲启或限时办结"
    )
    addressees:"""
ROW = """    OfficialElement(
        key="handling",
        role=Role.HANDLING,
        name="办理标志",
        clause="7.2.3",
        region=Region.MASTHEAD,
        editions=(SUBMIT,),
        printed="版心左上角顶格，在紧急程度之下",
        label="办理标志",
        words=_pattern("亲启|限时办结"),
        place="发文字号以上",
        style="Handling",
        type=norms.URGENCY,
        corner=True,
    ),
    OfficialElement(
        key="organ_mark","""
EDITS = {
    "src/fazhi_report/model/report.py": (("    addressees:", FIELD),),
    "src/fazhi_report/norms/elements.py": (
        ('    ORGAN_MARK = "发文机关标志"\n', '    HANDLING = "办理标志"\n    ORGAN_MARK = "发文机关标志"\n'),
        ('    OfficialElement(\n        key="organ_mark",', ROW),
    ),
    "examples/示例市司法局/data/2025-secret.yaml": (("urgency: 特急\n", "urgency: 特急\nhandling: 亲启\n"),),
}
"""File → what is replaced, and by what; the schema of the data file is printed anew from the model."""
TRIAL = """
import json, sys
from pathlib import Path
from fazhi_report import compose, load, write
from fazhi_report.commands.import_ import recover
from fazhi_report.commands.reformat import reformat
from fazhi_report.docx_in.measure import measure
from fazhi_report.recognise.recognise import recognise

folder = Path(sys.argv[2])
write(compose(load(sys.argv[1]), edition="submit"), folder, ("docx", "html", "md", "json"))
(word,) = folder.glob("*.docx")
reformat(word, folder / "anew.docx")
told = {"known": [], "imported": []}
for path in sorted(folder.glob("*.docx")):
    told["known"].append([one.paragraph.printed for one in recognise(measure(path.read_bytes(), path)).elements
                          if one.role.name == "HANDLING"])
for path in sorted(folder.glob("*.*")):
    if path.suffix in {".docx", ".html", ".md"}:
        told["imported"].append(recover(path).draft.values.get("handling"))
print(json.dumps(told))
"""


def test_a_new_element_is_printed_known_and_imported_from_its_row(tmp_path: Path) -> None:
    assert len(EDITS) + 1 <= 4
    for folder in ("src/fazhi_report", "templates", "data", "examples/示例市司法局"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name, changes in EDITS.items():
        text = (tmp_path / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (name, old)
            text = text.replace(old, new)
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = tmp_path / "made"
    data = tmp_path / "examples/示例市司法局/data/2025-secret.yaml"
    found = json.loads(_run(tmp_path, "-c", TRIAL, data, made))
    for form in ("html", "md", "json"):
        text = "".join(path.read_text(encoding="utf-8") for path in made.glob(f"*.{form}"))
        assert text.count("亲启") == 1, form
    assert found == {"known": [["亲启"], ["亲启"]], "imported": ["亲启"] * 4}


def _run(copy: Path, *arguments: str | Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=copy / "examples/示例市司法局",
        env=environment,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout
