"""The office's own lexicon is found beside its data."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_report.errors import FazhiError
from fazhi_report.norms.lexicon import Lexicon, lexicon
from fazhi_report.source.settings import LEXICON, LEXICON_MOST_BYTES, lexicon_for, read_lexicon

OWN = "organ:\n  - {word: 旧局, instead: 新局}\n"


def has_own(words: Lexicon) -> bool:
    return any(entry.word == "旧局" for entry in words.of("organ"))


def test_without_a_file_the_shipped_lexicon_serves(tmp_path: Path) -> None:
    assert lexicon_for(tmp_path / "data" / "2024.yaml") is lexicon()


@pytest.mark.parametrize("folder", ["data", "."])
def test_it_lies_beside_the_file_or_beside_its_folder(tmp_path: Path, folder: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / folder / LEXICON).write_text(OWN, encoding="utf-8")
    assert has_own(lexicon_for(tmp_path / "data" / "2024.yaml"))


def test_the_nearer_one_is_taken_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / LEXICON).write_text(OWN, encoding="utf-8")
    (tmp_path / "data" / LEXICON).write_text("allow: [一把手]\n", encoding="utf-8")
    assert not has_own(lexicon_for(tmp_path / "data" / "2024.yaml"))


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / LEXICON).write_text(OWN, encoding="utf-8-sig")
    assert has_own(read_lexicon(tmp_path / LEXICON))


@pytest.mark.parametrize(
    ("data", "part"),
    [("旧局".encode("gbk"), "UTF-8"), (b"organ: 1\n", "organ"), (b" " * (LEXICON_MOST_BYTES + 1), "太大")],
)
def test_what_cannot_be_read_stops_with_a_reason(tmp_path: Path, data: bytes, part: str) -> None:
    (tmp_path / LEXICON).write_bytes(data)
    with pytest.raises(FazhiError, match=part):
        lexicon_for(tmp_path / "2024.yaml")


def test_a_file_that_is_gone_stops_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="读不了词表"):
        read_lexicon(tmp_path / LEXICON)
