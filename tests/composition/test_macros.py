from pathlib import Path, PurePath

from fazhi_report.composition.report import compose
from fazhi_report.document.nodes import Paragraph, words
from fazhi_report.source.load import load_text

MINIMAL = (Path(__file__).parents[1] / "data" / "minimal.yaml").read_text(encoding="utf-8")


def test_a_paragraph_behind_a_list_that_runs_on_stands_alone() -> None:
    opening = "opening:\n  - 引子。\n  - inline: true\n    measures: [甲。, 乙。]\n  - 另一段。\n"
    head, _, rest = MINIMAL.partition("\nopening:")
    text = f"{head}\n{opening}{rest.partition(chr(10))[2]}"
    source = load_text(text, PurePath("2024.yaml"))
    assert source.report is not None, source.problems
    paragraphs = [
        words(block.content) for block in compose(source.report).blocks if isinstance(block, Paragraph)
    ]
    assert paragraphs[:2] == ["引子。一是甲。二是乙。", "另一段。"]


def test_the_closing_words_stand_alone_whatever_is_printed_before_them(tmp_path: Path) -> None:
    """A template of an office need not end with an empty line."""
    sections = tmp_path / "sections"
    sections.mkdir()
    (tmp_path / "report.md.j2").write_text(
        '{% include "sections/opening.md.j2" %}\n自己的一段。{% include "sections/closing.md.j2" %}',
        encoding="utf-8",
    )
    source = load_text(f"{MINIMAL.rstrip()}\nclosing: 特此报告。\n", PurePath("2024.yaml"))
    assert source.report is not None, source.problems
    blocks = compose(source.report, templates=tmp_path).blocks
    printed = [words(block.content) for block in blocks if isinstance(block, Paragraph)]
    assert printed[-2:] == ["自己的一段。", "特此报告。"]
