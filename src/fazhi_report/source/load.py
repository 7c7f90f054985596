"""A data file to a report, with everything that went wrong on the way."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from fazhi_report.errors import FazhiError
from fazhi_report.findings import Place, Route
from fazhi_report.model.report import Report
from fazhi_report.model.waiver import Waiver, Waivers
from fazhi_report.model.year_figures import KINDS, Year
from fazhi_report.source.encoding import MOST_BYTES, decode
from fazhi_report.source.ignores import Ignore, find_ignores
from fazhi_report.source.lines import Lines
from fazhi_report.source.marks import Marks
from fazhi_report.source.messages import MOST_ERRORS, told, without_cascades
from fazhi_report.source.parse import parse
from fazhi_report.source.problem import Problem

_REST = 0.04
"""Seconds without a change after which a file counts as written."""
_TRIES = 40
Root = TypeVar("Root", bound=BaseModel)


@dataclass(frozen=True)
class Source:
    """A data file, read as far as it can be.

    Args:
        path: The file's name, as the user gave it.
        text: Its text; empty when the bytes are no text.
        marks: Positions; None when the text is no YAML.
        year: What it says, a whole report or figures alone; None when anything stands in the way.
        problems: Whatever went wrong.
    """

    path: PurePath
    text: str
    marks: Marks | None
    year: Year | None
    problems: tuple[Problem, ...] = ()

    @property
    def report(self) -> Report | None:
        """The report; None when the file holds none, or anything stands in the way."""
        return self.year if isinstance(self.year, Report) else None

    @cached_property
    def ignores(self) -> tuple[Ignore, ...]:
        """The excuses that its comments make."""
        return () if self.marks is None else find_ignores(self.marks)

    def locate(self, route: Route, offset: int | None = None) -> Place:
        """The place of a route, as `fazhi_report.source.marks.Marks.locate` finds it; the first line without marks."""
        if self.marks is None:
            line, column = Lines(self.text).at(offset or 0)
        else:
            line, column = self.marks.locate(route, offset)
        return Place(self.path, line, column)


def load(path: Path) -> Source:
    """Read a data file.

    Raises:
        FazhiError: There is no such file, or it may not be read.
    """
    return load_bytes(_bytes(path), path)


def _bytes(path: Path) -> bytes:
    try:
        return _settled(path)
    except FileNotFoundError:
        raise FazhiError(f"没有文件 {path}", "检查路径；新建数据文件用 fazhi-report init") from None
    except IsADirectoryError:
        raise FazhiError(f"{path} 是文件夹，不是数据文件", "写出其中的 YAML 文件") from None
    except OSError as error:
        hint = "这是文件夹，写出其中的 YAML 文件" if path.is_dir() else "检查文件的权限，或是否被别的程序占用"
        raise FazhiError(f"读不了文件 {path}（{error.__class__.__name__}）", hint) from None
    except ValueError:
        raise FazhiError(f"“{path!s}”不是有效的路径", "检查路径里有没有看不见的字符") from None


def _settled(path: Path) -> bytes:
    """The file's bytes, once it rests and two readings agree: an editor may be writing it just now.

    Raises:
        FazhiError: It never comes to rest.
    """
    # Unbuffered, so that the second reading asks the disk again.
    with path.open("rb", buffering=0) as file:
        if not file.seekable():
            return io.BufferedReader(file).read(MOST_BYTES + 1)
        for _ in range(_TRIES):
            data = _read_from_start(file)
            # A clock that is behind the disk's says nothing.
            if (
                not 0 <= time.time() - os.fstat(file.fileno()).st_mtime < _REST
                and _read_from_start(file) == data
            ):
                return data
            time.sleep(_REST)
    raise FazhiError(f"{path} 正在被别的程序改写，读不到完整的内容", "等它保存完毕再运行")


def _read_from_start(file: io.FileIO) -> bytes:
    file.seek(0)
    return file.read(MOST_BYTES + 1)


def load_bytes(data: bytes, path: PurePath) -> Source:
    """Read the bytes of a data file; whatever is wrong with them is a problem, never an error."""
    year, source = _read(data, path, _kind)
    return replace(source, year=year)


def _kind(value: object) -> type[Year]:
    """The model that a file asks for by its ``kind``; a whole report unless it names another."""
    kind = value.get("kind") if isinstance(value, dict) else None
    return KINDS.get(kind, Report) if isinstance(kind, str) else Report


def load_waivers(path: Path) -> tuple[Source, tuple[Waiver, ...]]:
    """Read a waiver file; the waivers are none where the file has problems.

    Raises:
        FazhiError: There is no such file, or it may not be read.
    """
    waivers, source = _read(_bytes(path), path, lambda _: Waivers)
    return source, () if waivers is None else waivers.waivers


def _read(data: bytes, path: PurePath, choose: Callable[[object], type[Root]]) -> tuple[Root | None, Source]:
    """The model that the bytes hold, None where anything stands in the way; and what there is to say of them.

    Args:
        data: The bytes.
        path: The file's name.
        choose: Tells from the plain value what the file holds.
    """
    decoded = decode(data)
    if decoded.problems:
        return None, Source(path, decoded.text, None, None, decoded.problems)
    parsed = parse(decoded.text)
    if parsed.marks is None:
        return None, Source(path, decoded.text, None, None, parsed.problems)
    root = choose(parsed.value)
    try:
        model = root.model_validate(parsed.value)
    except ValidationError as error:
        problems = (*parsed.problems, *_schema_problems(error, root))
        return None, Source(path, decoded.text, parsed.marks, None, problems)
    source = Source(path, decoded.text, parsed.marks, None, parsed.problems)
    return (None if parsed.problems else model), source


def load_text(text: str, path: PurePath) -> Source:
    """Read a data file that is already text."""
    return load_bytes(text.encode("utf-8", errors="surrogatepass"), path)


def _schema_problems(error: ValidationError, root: type[BaseModel]) -> list[Problem]:
    errors = without_cascades(error.errors(include_url=False), root)
    problems = [told(one, root) for one in errors[:MOST_ERRORS]]
    if len(errors) > MOST_ERRORS:
        rest = f"还有 {len(errors) - MOST_ERRORS} 处不合格式，没有一一列出"
        problems.append(Problem("many", (), rest, "先改好列出的各处；检查是不是选错了文件"))
    return problems
