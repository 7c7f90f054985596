"""An import takes time in proportion to the text, however it is made, and stops at a bound."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_report.commands.import_ import recover_scan
from fazhi_report.errors import FazhiError
from fazhi_report.importer.suggestions import FigureBinding
from fazhi_report.readers import detect, text
from growth import assert_linear

_HEAD = "示例市司法局关于2023年度法治政府建设情况的报告\n\n一、主要举措和成效\n（一）依法行政。"
PIECES = {
    "figures of one sentence": "办理第3类案件3件，",
    "sentences of one paragraph": "办结行政复议案件12件，比上年增长5.3%。",
    "measures of one paragraph": "一是开展培训3场次。二是走访企业4家。",
    "parts of wholes": "收案100件，其中甲30件、乙70件，占30%；",
    "paragraphs": "全年办结行政复议案件12件。\n",
    "measures": "一是做了工作。\n",
    "sections with doubts": f"\n（二）{'很长的标题' * 16}\n做了。",
    "lines of one width": "全年办结行政复议案件和行政应诉案件以及其他各类案件若干全年办结行政复议案件和行政应诉案\n",
    "imprints": "抄送：甲，乙。\n示例办公室　2024年1月20日印发\n",
}


@pytest.mark.parametrize("name", PIECES)
def test_import_is_linear(name: str) -> None:
    def work(words: str) -> None:
        recover_scan(text.scan(_HEAD + words), Path("old.txt"), binding=FigureBinding.ALL)

    assert_linear(work, PIECES[name], size=1_500)


def test_a_text_beyond_the_bound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text("法" * (detect.MOST_CHARACTERS + 1), encoding="utf-8")
    with pytest.raises(FazhiError, match="超过 50 万字"):
        detect.read(path)
