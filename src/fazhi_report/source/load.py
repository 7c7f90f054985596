"""A data file to a report, with everything that went wrong on the way."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from pydantic import BaseModel, ValidationError

from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.findings import Place, Route
from fazhi_report.model.report import KINDS, Report, Year
from fazhi_report.model.statistics import YearStatistics
from fazhi_report.model.waiver import Waiver, Waivers
from fazhi_report.norms.statistics import FORM_NAMES
from fazhi_report.regular_files import open_regular
from fazhi_report.source.chinese import VALUES, canonical
from fazhi_report.source.encoding import MOST_BYTES, Problem, decode
from fazhi_report.source.messages import MOST_ERRORS, problem_of, without_cascades
from fazhi_report.source.parse import parse
from fazhi_report.source.positions import Lines, Positions, content_start
from fazhi_report.source.settings import settings_for, with_own_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fazhi_report.source.positions import Positions

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*fazhi[ \t]*[:：][^\n]*", re.MULTILINE)
_FORM = re.compile(r"#[ \t]*fazhi:[ \t]*ignore\[(?P<codes>[^\]\n]*)\](?P<reason>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """An excuse, and the lines that it covers.

    Args:
        codes: Codes that it names.
        reason: Why; empty when the drafter gave none.
        offset: Where the comment stands, characters into the file.
        first: First line that it covers.
        last: Last line that it covers.
        malformed: Whether it looks like an excuse and cannot be read.
    """

    codes: tuple[str, ...]
    reason: str
    offset: int
    first: int
    last: int
    malformed: bool = False

    def covers(self, code: str, line: int) -> bool:
        """Whether it excuses a finding."""
        return bool(self.reason) and code in self.codes and self.first <= line <= self.last


def find_ignores(marks: Positions) -> tuple[Ignore, ...]:
    """Every excuse of a file.

    A comment covers its own line; when it stands alone in a line, the next line that holds data. If a text
    begins there, it covers the whole text, for no comment can stand inside a text.
    """
    # Why: hardly any file has one, and looking for texts around it is dear.
    if "fazhi" not in marks.text:
        return ()
    texts = [(content_start(marks.text, one), one.start, one.end) for one in marks.scalars()]
    return tuple(
        _ignores_read(match, marks.lines, texts)
        for match in _COMMENT.finditer(marks.text)
        if not any(start <= match.start() < end for start, _, end in texts)
    )


def _ignores_read(match: re.Match[str], lines: Lines, texts: list[tuple[int, int, int]]) -> Ignore:
    line, column = lines.at(match.start())
    if not lines.words(line)[: column - 1].strip():
        line = next(_data_lines(lines, line + 1), line)
    last = max(
        [line, *(lines.at(max(start, end - 1))[0] for _, start, end in texts if lines.at(start)[0] == line)]
    )
    form = _FORM.fullmatch(match[0])
    if form is None:
        return Ignore((), "", match.start(), line, last, malformed=True)
    codes = tuple(code.strip() for code in re.split("[,，、]", form["codes"]) if code.strip())
    return Ignore(codes, form["reason"].strip(), match.start(), line, last, malformed=not codes)


def _data_lines(lines: Lines, first: int) -> Iterator[int]:
    for line in range(first, len(lines) + 1):
        words = lines.words(line).strip()
        if words and not words.startswith("#"):
            yield line


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
        statistics: What it says, where it holds tables of statistics (``kind: enforcement`` and the like).
        kind: What it says of its kind; empty where it says nothing.
    """

    path: PurePath
    text: str
    marks: Positions | None
    year: Year | None
    problems: tuple[Problem, ...] = ()
    statistics: YearStatistics | None = None
    kind: str = ""

    @property
    def report(self) -> Report | None:
        """The report; None when the file holds none, or anything stands in the way."""
        return self.year if isinstance(self.year, Report) else None

    @property
    def is_statistics(self) -> bool:
        """Whether the file says that it holds tables of statistics, sound or not."""
        return self.kind in FORM_NAMES

    @cached_property
    def ignores(self) -> tuple[Ignore, ...]:
        """The excuses that its comments make."""
        return () if self.marks is None else find_ignores(self.marks)

    def locate(self, route: Route, offset: int | None = None) -> Place:
        """The place of a route, as `Positions.locate` finds it; the first line without positions."""
        if self.marks is None:
            line, column = Lines(self.text).at(offset or 0)
        else:
            line, column = self.marks.locate(route, offset)
        return Place(self.path, line, column)


def load(path: Path) -> Source:
    """Read a data file.

    Raises:
        FazhiError: There is no such file, it may not be read, or the office's settings have faults.
    """
    return _labelled(_loaded(_bytes(path), path))


# Within a unit, each year's file is this year's first and last year's afterwards. The key is the content: a file that
# has changed since is read anew.
@lru_cache(maxsize=3)
def _loaded(data: bytes, path: PurePath) -> Source:
    held, source = read(data, path, _kind)
    return (
        replace(source, statistics=held) if isinstance(held, YearStatistics) else replace(source, year=held)
    )


def _labelled(source: Source) -> Source:
    """The source with the names that the office's settings give to its own indicators."""
    settings = settings_for(Path(source.path))
    if source.year is None or not settings.listed:
        return source
    return replace(source, year=with_own_labels(source.year, settings))


def _bytes(path: Path) -> bytes:
    try:
        return _settled(path)
    except FileNotFoundError:
        raise FazhiError(f"没有文件 {path}", "检查路径；新建数据文件用 fazhi-report init") from None
    except IsADirectoryError:
        raise FazhiError(f"{path} 是文件夹，不是数据文件", "写出其中的 YAML 文件") from None
    except OSError as error:
        hint = "这是文件夹，写出其中的 YAML 文件" if path.is_dir() else "检查文件的权限，或是否被别的程序占用"
        raise FazhiError(f"读不了文件 {path}：{system_reason(error)}", hint) from None
    except ValueError:
        raise FazhiError(f"“{path!s}”不是有效的路径", "检查路径里有没有看不见的字符") from None


def _settled(path: Path) -> bytes:
    """The file's bytes, once it rests and two readings agree: an editor may be writing it just now.

    Raises:
        FazhiError: It never comes to rest.
    """
    # Unbuffered, so that the second reading asks the disk again.
    with open_regular(path, buffering=0) as file:
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


def _read_from_start(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(MOST_BYTES + 1)


def load_bytes(data: bytes, path: PurePath) -> Source:
    """Read the bytes of a data file; whatever is wrong with them is a problem, never an error.

    Raises:
        FazhiError: The office's settings beside the path have faults.
    """
    return _labelled(_loaded(data, path))


def _kind(value: object) -> type[Year | YearStatistics]:
    """The model that a file asks for by its ``kind``; a whole report unless it names another."""
    kind = _kind_word(value)
    return YearStatistics if kind in FORM_NAMES else KINDS.get(kind, Report)


def _kind_word(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    kind = value.get("kind") or value.get("文件类别")
    return VALUES.get(kind, kind) if isinstance(kind, str) else ""


def load_waivers(path: Path) -> tuple[Source, tuple[Waiver, ...]]:
    """Read a waiver file; the waivers are none where the file has problems.

    Raises:
        FazhiError: There is no such file, or it may not be read.
    """
    waivers, source = read(_bytes(path), path, lambda _: Waivers)
    return source, () if waivers is None else waivers.waivers


def read(data: bytes, path: PurePath, choose: Callable[[object], type[Root]]) -> tuple[Root | None, Source]:
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
    root, kind = choose(parsed.value), _kind_word(parsed.value)
    parsed = canonical(parsed, decoded.text, root)
    try:
        model = root.model_validate(parsed.value)
    except ValidationError as error:
        problems = (*parsed.problems, *_schema_problems(error, root))
        return None, Source(path, decoded.text, parsed.marks, None, problems, kind=kind)
    source = Source(path, decoded.text, parsed.marks, None, parsed.problems, kind=kind)
    return (None if parsed.problems else model), source


def load_text(text: str, path: PurePath) -> Source:
    """Read a data file that is already text."""
    return load_bytes(text.encode("utf-8", errors="surrogatepass"), path)


def _schema_problems(error: ValidationError, root: type[BaseModel]) -> list[Problem]:
    errors = without_cascades(error.errors(include_url=False), root)
    problems = [problem_of(one, root) for one in errors[:MOST_ERRORS]]
    if len(errors) > MOST_ERRORS:
        rest = f"还有 {len(errors) - MOST_ERRORS} 处不合格式，没有一一列出"
        problems.append(Problem("many", (), rest, "先改好列出的各处；检查是不是选错了文件"))
    return problems


# A revision never begins with a dash, so that git cannot take it for an option; a colon would name another file.
_REVISION = re.compile(r"[0-9A-Za-z_][0-9A-Za-z_./~^@{}-]{0,199}")
_PATIENCE = 10
"""Seconds that git may take."""


def load_revision(path: Path, revision: str) -> Source:
    """Read a data file as it stood in a revision.

    Args:
        path: The file as it lies in its work tree.
        revision: What git calls a revision: a commit, a branch, a tag, ``HEAD~3``.

    Raises:
        FazhiError: There is no git, no repository, no such revision, or the file was not in it.
    """
    if not _REVISION.fullmatch(revision):
        raise FazhiError(f"“{revision}”不是 git 的版本", "写提交号、分支、标签或 HEAD~3 这样的版本")
    target = path.resolve()
    name = f"{revision}:./{target.name}"
    # Asked first: git would hand over a blob of any size.
    size = _git_says(path, revision, "-C", str(target.parent), "cat-file", "-s", name)
    if int(size) > MOST_BYTES:
        raise FazhiError(
            f"{path} 在 {revision} 的内容超过 {MOST_BYTES // 1_000_000} MB，没有读", "检查是不是选错了文件"
        )
    # The plumbing command runs no filters and no pager.
    data = _git_says(path, revision, "-C", str(target.parent), "cat-file", "blob", name)
    return load_bytes(data, Path(f"{path}@{revision}"))


def _git_says(path: Path, revision: str, *words: str) -> bytes:
    """Return what git prints.

    Raises:
        FazhiError: There is no git, it does not answer, or it refuses.
    """
    try:
        done = subprocess.run(  # noqa: S603  (the revision is checked)
            [_git(), *words[:2], *_QUIET, *words[2:]],
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            env=_git_surroundings(),
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise FazhiError(
            f"git {_PATIENCE} 秒没有取出 {path} 的旧版本",
            "检查 .git 文件夹是否完好，里面有没有管道一类的文件",
        ) from None
    except OSError as error:
        raise FazhiError(f"启动不了 git：{system_reason(error)}", "检查 git 的安装") from None
    if done.returncode:
        raise FazhiError(
            f"git 里没有 {path} 在 {revision} 的内容",
            "检查版本的写法，文件在那时是否已经提交，文件夹是不是 git 仓库",
        )
    return done.stdout


# Of a repository that a stranger has made, the configuration is the stranger's, too: whatever in it names a program
# is switched off. It is read whoever owns the folder, since nothing of it is run.
_QUIET = (
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.alternateRefsCommand=",
    "-c",
    "core.bigFileThreshold=1m",
    "-c",
    "protocol.allow=never",
    "-c",
    "safe.directory=*",
)


def _git_surroundings() -> dict[str, str]:
    """The environment for git: nothing is fetched, asked for or read from elsewhere than the repository."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        # An old git knows nothing of lazy fetching being off; that no protocol is allowed holds for its child, too,
        # and unlike protocol.allow it cannot be overruled by the repository.
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
    }


def _git() -> str:
    """The program git, from a folder that the PATH names in full: never from the working folder.

    Raises:
        FazhiError: There is none.
    """
    name = "git.exe" if sys.platform == "win32" else "git"
    for folder in os.get_exec_path():
        program = Path(folder) / name
        if program.is_absolute() and program.is_file() and os.access(program, os.X_OK):
            return str(program)
    raise FazhiError("没有找到 git，取不出文件的旧版本", "安装 git，或者直接写两个文件的路径")
