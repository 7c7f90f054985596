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
