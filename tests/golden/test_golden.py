"""What the Linhai report becomes, held against what a person has read and accepted (`make accept`)."""

import difflib
import os
import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.dom import minidom

import pytest

from commandline import run_in
from fazhi_report.commands.build import compose_file
from fazhi_report.commands.tables import FORMATS as TABLES
from fazhi_report.comparison.sheet import EXPORTS
from fazhi_report.composition.report import Edition
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.reporters.formats import REPORTERS
from fazhi_report.source.load import load
from fazhi_report.writers.formats import FORMATS, writer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ACTUAL = ROOT / "tests" / "actual"
CASES: dict[str, tuple[str, Edition]] = {
    "2020": ("data/2020.yaml", "publish"),
    "示例市司法局-2024-报送": ("examples/示例市司法局/data/2024.yaml", "submit"),
}
# Set pages hold the fonts of the machine; tests/writers and tests/office look at them.
FORMS = [form for form in FORMATS if form not in {"pdf", "ofd"}]
STYLE = re.compile(r"(<(style|script)\b[^>]*>).*?(</\2>)", re.DOTALL)


def made(case: str, form: str) -> dict[str, str]:
    """File name → text; a .docx gives a file a part, its XML spread over lines so that a diff shows the change."""
    path, edition = CASES[case]
    report = load(ROOT / path).report
    assert report is not None
    content = writer(form)(compose_file(ROOT / path, report, edition=edition, paged=True), CLASSIC)
    if form == "html":
        # What is the same on every page is looked at in the browser.
        return {f"{case}.{form}": STYLE.sub(r"\1\3", content.decode("utf-8"))}
    if form != "docx":
        return {f"{case}.{form}": content.decode("utf-8").replace("\r\n", "\n")}
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {f"{case}.docx/{name}": spread(package.read(name)) for name in package.namelist()}


def spread(part: bytes) -> str:
    return minidom.parseString(part).toprettyxml(" ")  # noqa: S318  (we wrote it ourselves, a moment ago)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES)
def test_the_output_is_the_accepted_one(case: str, form: str) -> None:
    files = made(case, form)
    if os.environ.get("FAZHI_ACCEPT"):
        for name, text in files.items():
            (HERE / name).parent.mkdir(parents=True, exist_ok=True)
            (HERE / name).write_text(text, encoding="utf-8", newline="\n")
    there = {
        path.relative_to(HERE).as_posix() for path in HERE.rglob(f"{case}.{form}*/**/*") if path.is_file()
    }
    if form == "docx":
        assert there == set(files)
    for name, text in files.items():
        gold = (HERE / name).read_text(encoding="utf-8")
        if gold != text:
            (ACTUAL / name).parent.mkdir(parents=True, exist_ok=True)
            (ACTUAL / name).write_text(text, encoding="utf-8", newline="\n")
            lines = difflib.unified_diff(
                gold.splitlines(), text.splitlines(), f"golden/{name}", f"actual/{name}", "", "", 1, ""
            )
            pytest.fail("\n".join(list(lines)[:60]))


@pytest.mark.parametrize(
    ("command", "forms"),
    [
        ("build", FORMATS),
        ("diff", EXPORTS),
        ("export", TABLES),
        ("validate", tuple(REPORTERS)),
        ("check-docx", tuple(REPORTERS)),
    ],
)
def test_every_format_of_the_list_is_offered_and_documented(
    command: str, forms: tuple[str, ...], tmp_path: Path
) -> None:
    page = run_in(tmp_path, command, "--help").stdout
    printed = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    for words in (page, printed.partition(f"## fazhi-report {command}\n")[2].partition("\n## ")[0]):
        offered = re.search(r"--format(.*?)\n  -", words, re.DOTALL)
        assert offered is not None
        assert set(forms) <= set(re.split(r"[\s、，；：<|>]+", offered[1]))
