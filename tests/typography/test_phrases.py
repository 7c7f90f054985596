"""Blanks, relative years and hollow promises."""

from __future__ import annotations

import pytest

from fazhi_report.typography.wording import blanks, hollow_promises, relative_years


def found(scan: object, text: str) -> list[str]:
    assert callable(scan)
    return [text[fault.start : fault.end] for fault in scan(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("走访XX镇，办结×件", ["XX", "×"]),
        ("20XX年", ["20XX"]),
        ("××市司法局", ["××"]),
        ("培训*次、□人", ["*", "□"]),
        ("数据（待补充）", ["（待补充）"]),
        ("数据【此处填写】", ["【此处填写】"]),
        ("TODO", ["TODO"]),
        ("“1+X”个", []),
        ("3×4件", []),
        ("XXL号", []),
        ("【法治】", []),
        ("（待命）", []),
    ],
)
def test_blanks(text: str, words: list[str]) -> None:
    assert found(blanks, text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("今年以来，比去年多8件。", ["今年", "去年"]),
        ("《今年工作要点》和“今年我普法”", []),
        ("近年来、往年、今年度报告", []),
    ],
)
def test_relative_years(text: str, words: list[str]) -> None:
    assert found(relative_years, text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("进一步加强工作。", ["进一步加强工作"]),
        ("办结8件。再接再厉，再创佳绩。", ["再接再厉，再创佳绩"]),
        ("我们将不断提高工作水平。", ["我们将不断提高工作水平"]),
        ("进一步加强行政执法监督工作。", []),
        ("加强监督，提高质量。", []),
        ("完善备案审查制度。", []),
    ],
)
def test_hollow_promises(text: str, words: list[str]) -> None:
    assert found(hollow_promises, text) == words
