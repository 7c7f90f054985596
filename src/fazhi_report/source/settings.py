"""Reads an office's settings (``fazhi-report.toml``, or ``[tool.fazhi-report]`` in ``pyproject.toml``) and words."""

from __future__ import annotations

import csv
import io
import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.findings import Route
from fazhi_report.model.report import Year
from fazhi_report.model.settings import DEFAULTS, OwnIndicator, Settings
from fazhi_report.norms.lexicon import Lexicon, LexiconError, lexicon, parse_lexicon
from fazhi_report.regular_files import open_regular
from fazhi_report.source.messages import problem_of, without_cascades

NAME = "fazhi-report.toml"
FILES = (NAME, "pyproject.toml")
"""Where settings may stand; the first that has some counts."""
_TABLE = ("tool", "fazhi-report")
_MOST_BYTES = 200_000
# Possessive and from the start of a word: a long word, or a long row of blanks, is looked at once.
_DEEP = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){20}")
"""A dotted name of twenty parts: the parser of TOML takes time and memory in the square of their number."""
_MOST_TOLD = 5
_COLUMNS = {"键": "key", "名称": "label", "单位": "unit", "口径": "definition"}


def settings_for(data_file: Path) -> Settings:
    """Return the settings for a data file: of its folder, or else of the folder above; defaults where there are none.

    Raises:
        FazhiError: The settings cannot be read or have faults; the message gives file, line and cure.
    """
    for folder in _folders(data_file):
        found = settings_in(folder)
        if found is not None:
            return found
    return DEFAULTS


def settings_files(data_file: Path) -> Iterator[Path]:
    """Yield the files that the settings for a data file may come from, for digests of what a result depends on."""
    for folder in _folders(data_file):
        yield from (path for name in FILES if (path := folder / name).is_file())
        yield from sorted(folder.glob("*.csv")) if (folder / NAME).is_file() else ()


def _folders(data_file: Path) -> tuple[Path, Path]:
    return data_file.parent, Path(os.path.normpath(data_file.parent / ".."))


def settings_in(folder: Path) -> Settings | None:
    """Return the settings in a folder; None where it has none.

    Raises:
        FazhiError: The settings cannot be read or have faults.
    """
    for name, table in zip(FILES, ((), _TABLE), strict=True):
        path = folder / name
        # Of ours, what is no regular file is refused, not passed over; a pyproject.toml may be anything.
        if not (path.is_file() if table else path.exists()):
            continue
        content = _read(path)
        # A pyproject.toml of somebody else's is nothing to us, sound or not.
        if not table or b"fazhi-report" in content:
            found = _parsed(content, path, table)
            if found is not None:
                return found
    return None


def with_own_labels(year: Year, settings: Settings) -> Year:
    """Return the year with the names of the office's own indicators, where its figures give none themselves."""
    named = {one.key: one.label for one in settings.listed}
    figures = {
        key: figure.model_copy(update={"label": named[key]})
        if figure.label is None and key in named
        else figure
        for key, figure in year.figures.items()
    }
    return year.model_copy(update={"figures": figures})


def _read(path: Path) -> bytes:
    try:
        with open_regular(path) as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise FazhiError(f"读不了 {path}：{system_reason(error)}", "检查文件的权限") from None
    if len(content) > _MOST_BYTES:
        raise FazhiError(f"{path} 太大", "设置和指标文件不超过 200 KB")
    return content


# A unit's files share one; the key is the content, so that a file that has changed is read anew.
@lru_cache(maxsize=8)
def _parsed(content: bytes, path: Path, table: tuple[str, ...]) -> Settings | None:
    try:
        text = content.decode("utf-8-sig")
        if deep := _DEEP.search(text):
            line = text.count("\n", 0, deep.start()) + 1
            raise FazhiError(f"{path}:{line}:1 键套得太深", "设置里的键最多套三层，检查是不是选错了文件")
        value: object = tomllib.loads(text)
    except UnicodeDecodeError:
        raise FazhiError(f"{path} 不是 UTF-8 编码", "用编辑器另存为 UTF-8") from None
    except (ValueError, RecursionError) as error:
        found_at = re.search(r"at line (\d+), column (\d+)", str(error))
        place = f"{path}:{found_at[1]}:{found_at[2]}" if found_at else str(path)
        raise FazhiError(
            f"{place} 不是 TOML", "检查这一行：文字要加引号，括号、引号要成对，一个键只写一次"
        ) from None
    for name in table:
        value = value.get(name) if isinstance(value, dict) else None
    if value is None and table:
        return None
    try:
        found = Settings.model_validate(value)
    except ValidationError as error:
        problems = [
            problem_of(one, Settings) for one in without_cascades(error.errors(include_url=False), Settings)
        ]
        told = [
            f"{path}:{line_of(text, (*table, *one.route))}:1 {one.message}{f'（{one.hint}）' if one.hint else ''}"
            for one in problems[:_MOST_TOLD]
        ]
        raise FazhiError("设置有错误：" + "；".join(told), "格式见 docs/guide/settings.md") from None
    if isinstance(found.indicators, str):
        return found.model_copy(update={"indicators": _indicators(path.parent, found.indicators)})
    return found


def _indicators(folder: Path, name: str) -> tuple[OwnIndicator, ...]:
    """Read the office's indicators from a CSV file beside the settings, as Excel writes it."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or path.suffix.lower() != ".csv":
        raise FazhiError(f"指标文件“{name}”不是设置旁边的 .csv 文件", "写同一文件夹里 .csv 文件的名字")
    if not path.is_file():
        raise FazhiError(f"没有指标文件 {path}", "检查 fazhi-report.toml 里 indicators 的文件名")
    content = _read(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel and WPS write the code page of Windows unless they are told otherwise.
        text = content.decode("gb18030", errors="replace")
    rows = csv.reader(io.StringIO(text))
    head = next(rows, [])
    if missing := [title for title in ("键", "名称") if title not in head]:
        raise FazhiError(f"{path}:1:1 第一行没有“{'”“'.join(missing)}”", f"第一行写 {'、'.join(_COLUMNS)}")
    found = []
    for row in rows:
        values = {
            _COLUMNS[title]: cell.strip() for title, cell in zip(head, row, strict=False) if title in _COLUMNS
        }
        if not any(values.values()):
            continue
        try:
            found.append(OwnIndicator.model_validate({key: cell for key, cell in values.items() if cell}))
        except ValidationError as error:
            one = problem_of(error.errors(include_url=False)[0], OwnIndicator)
            raise FazhiError(f"{path}:{rows.line_num}:1 {one.message}", one.hint) from None
    return tuple(found)


_HEADER = re.compile(r"\s*(?P<open>\[\[?)(?P<name>[^\[\]]+)\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*(?P<name>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_of(text: str, route: Route) -> int:
    """Return the line of a value in TOML text, or of the nearest table or key around it.

    Args:
        text: The text; it is known to be TOML.
        route: Keys, and places in arrays of tables.
    """
    best, line = 0, 1
    for number, where in _routes(text.splitlines()):
        shared = _shared(where, route)
        if shared == len(where) and shared > best:
            best, line = shared, number
    return line


def _routes(lines: Sequence[str]) -> Iterator[tuple[int, Route]]:
    """Yield the lines that open a table or give a key, each with its route."""
    table: Route = ()
    counts: dict[Route, int] = {}
    for number, line in enumerate(lines, 1):
        if header := _HEADER.fullmatch(line):
            names: Route = tuple(_names(header["name"]))
            if header["open"] == "[[":
                counts[names] = counts.get(names, -1) + 1
                names = (*names, counts[names])
            table = names
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_names(key["name"]))


def _names(dotted: str) -> Iterator[str]:
    return (part.strip().strip("\"'") for part in dotted.split("."))


def _shared(where: Route, route: Route) -> int:
    """Return how many steps two routes have in common from the root."""
    return next(
        (at for at, (one, other) in enumerate(zip(where, route, strict=False)) if one != other),
        min(len(where), len(route)),
    )


LEXICON = "lexicon.yaml"
LEXICON_MOST_BYTES = 1_000_000
"""A larger file is no list of words."""


def lexicon_for(path: Path) -> Lexicon:
    """The lexicon for a data file: the shipped one, with ``lexicon.yaml`` beside the file or beside its folder.

    The nearer one is taken alone. A folder holds data files of all years; one lexicon serves them all. Words in the
    office's settings are added.

    Raises:
        FazhiError: There is such a file, and it cannot be read.
    """
    own = lexicon_file(path)
    found = lexicon() if own is None else read_lexicon(own)
    words = settings_for(path).lexicon
    if not words:
        return found
    try:
        return found.with_own(words)
    except LexiconError as error:
        raise FazhiError(f"设置里的 lexicon：{error}", "格式见 fazhi-report rules FZ801") from None


def lexicon_file(path: Path) -> Path | None:
    """The ``lexicon.yaml`` beside a data file or beside its folder; None when there is none."""
    beside = (folder / LEXICON for folder in (path.parent, path.absolute().parent.parent))
    return next((file for file in beside if file.exists()), None)


def read_lexicon(path: Path) -> Lexicon:
    """The shipped lexicon with an office's own file.

    Raises:
        FazhiError: The file cannot be read, or has another form.
    """
    try:
        with open_regular(path) as stream:
            data = stream.read(LEXICON_MOST_BYTES + 1)
        if len(data) > LEXICON_MOST_BYTES:
            raise FazhiError(f"词表 {path} 太大", "词表不超过 1 MB")
        return lexicon().with_own(parse_lexicon(data.decode("utf-8-sig")))
    except OSError as error:
        raise FazhiError(f"读不了词表 {path}：{system_reason(error)}", "检查文件的权限") from None
    except UnicodeDecodeError:
        raise FazhiError(f"词表 {path} 不是 UTF-8 编码", "用编辑器另存为 UTF-8") from None
    except LexiconError as error:
        raise FazhiError(f"{path}：{error}", "格式见 fazhi-report rules FZ801") from None
