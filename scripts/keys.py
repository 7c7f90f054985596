"""Measures which figures of labelled sentences the classifier takes for which indicator.

Three forms are read: ``.txt`` (a line is a paragraph, ``#`` a heading, ``{key|figure}`` a label, ``-`` none, ``?a,b``
whatever may be defended), YAML with ``groups`` of such sentences, and YAML with ``texts``: files and the offsets of
their figures.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from fazhi_report.importer.naming import is_title, named
from fazhi_report.indicators.documents import Passage, read
from fazhi_report.indicators.readings import Certainty, Reading
from fazhi_report.indicators.scope import Scope

_LABEL = re.compile(r"\{(?P<keys>[^|{}]*)\|(?P<figure>[^{}]*)\}")
_HEADING = re.compile("(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|[0-9]{1,2}[.、])")
_LONGEST_HEADING = 45
NONE = "none"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure with what it is.

    Args:
        where: The file or group, with the figure and the words before it.
        right: The keys that may be defended, ``none`` among them where it may be no indicator.
        reading: What the classifier says; None where it sees no figure.
    """

    where: str
    right: tuple[str, ...]
    reading: Reading | None

    @property
    def certainty(self) -> Certainty:
        """How sure the classifier is."""
        return Certainty.NONE if self.reading is None else self.reading.certainty

    @property
    def is_right(self) -> bool:
        """Whether the answer may be defended."""
        said = self.reading.key if self.reading and self.certainty is not Certainty.NONE else NONE
        return said in self.right

    @property
    def has_key(self) -> bool:
        """Whether the figure certainly is an indicator of the catalogue."""
        return NONE not in self.right


def labelled(path: Path, root: Path) -> Iterator[Labelled]:
    """The labelled figures of a file.

    Args:
        path: The file.
        root: The folder that the files named in it are looked for in.
    """
    if path.suffix == ".txt":
        yield from _sentences(path.name, _lines(path))
        return
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, group in data.get("groups", {}).items():
        yield from _sentences(name, [(one["text"], group["heading"]) for one in group["sentences"]])
    for name, text in data.get("texts", {}).items():
        yield from _text(name, (root / text["file"]).read_text(encoding="utf-8"), text["figures"])


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    heading = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.strip():
            yield line, heading


def _sentences(name: str, sentences: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> Iterator[Labelled]:
    for marked, heading in sentences:
        text, labels = _unmarked(marked)
        (readings,) = read([Passage(text, (heading,))], Scope())
        found = {reading.spot.number.start: reading for reading in readings}
        for start, (keys, figure) in labels.items():
            yield Labelled(f"{name}: {text[max(0, start - 16) : start]}[{figure}]", keys, found.get(start))


def _unmarked(marked: str) -> tuple[str, dict[int, tuple[tuple[str, ...], str]]]:
    text, last = "", 0
    labels: dict[int, tuple[tuple[str, ...], str]] = {}
    for match in _LABEL.finditer(marked):
        text += marked[last : match.start()]
        keys = tuple(NONE if key == "-" else key for key in match["keys"].lstrip("?").split(","))
        labels[len(text)] = keys, match["figure"]
        text, last = text + match["figure"], match.end()
    return text + marked[last:], labels


def _text(name: str, text: str, figures: list[dict[str, object]]) -> Iterator[Labelled]:
    passages: list[Passage] = []
    places: list[int] = []
    headings: tuple[str, ...] = ()
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if words and len(words) < _LONGEST_HEADING and not words.endswith("。") and _HEADING.match(words):
            headings = (*(headings[:1] if words[0] in "（(" else ()), words)
        passages.append(Passage(line, headings))
        places.append(at)
        at += len(line) + 1
    title = next((line for line in text.splitlines() if is_title(line)), "")
    scope = Scope("".join(named(title).organs[-1:]), named(title or text).year)
    found = {
        place + reading.spot.number.start: reading
        for place, readings in zip(places, read(passages, scope), strict=True)
        for reading in readings
    }
    for one in figures:
        start = int(str(one["offset"]))
        arguable = one.get("arguable")
        keys = tuple(map(str, arguable)) if isinstance(arguable, list) else (str(one["key"]),)
        yield Labelled(f"{name}: {text[max(0, start - 16) : start]}[{one['text']}]", keys, found.get(start))


def table(found: list[Labelled]) -> str:
    """The measure as lines: right and wrong by certainty, and the recall of each."""
    counted = Counter((one.certainty, one.is_right) for one in found)
    keys = sum(one.has_key for one in found)
    lines = [f"{len(found)} figures, {keys} with a key"]
    for certainty in (Certainty.SURE, Certainty.ASK):
        recalled = sum(one.has_key and one.is_right and one.certainty is certainty for one in found)
        lines.append(
            f"{certainty.value}: {counted[certainty, True]} right, {counted[certainty, False]} wrong, "
            f"recall {recalled / keys if keys else 0:.2f}"
        )
    silent = sum(not one.has_key and one.certainty is Certainty.NONE for one in found)
    lines.append(f"none: {silent} of {len(found) - keys} without a key")
    return "\n".join(lines)


def main() -> int:
    """Measure files; the wrong answers are printed on request. Not zero where a sure one is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--root", type=Path, default=Path(), help="folder of the files named in the labels")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong or missed")
    chosen = parser.parse_args()
    sound = True
    for path in chosen.files:
        found = list(labelled(path, chosen.root))
        print(f"{path.name}: {table(found)}")
        sound &= all(one.is_right for one in found if one.certainty is Certainty.SURE)
        for one in found if chosen.wrong else ():
            if not one.is_right or (one.has_key and one.certainty is not Certainty.SURE):
                doubts = one.reading.evidence.doubts if one.reading and one.reading.evidence else ()
                said = one.reading.key if one.reading else ""
                names = ",".join(doubt.name for doubt in doubts)
                print(f"  {one.certainty.value} {said} ({','.join(one.right)}) {one.where} {names}")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
