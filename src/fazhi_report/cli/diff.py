"""``fazhi-report diff``: two years, two files or two folders of units side by side."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fazhi_report.cli import common
from fazhi_report.cli.common import FINE, FOUND, Data, Force, cell_width, say
from fazhi_report.cli.redline import redline
from fazhi_report.cli.targets import chosen_city, holds_a_city, resolve, say_passed, sorted_targets
from fazhi_report.comparison.rows import INCOMPARABLE, Comparison, ComparisonRow, Status
from fazhi_report.comparison.sheet import EXPORTS, cells, columns, groups
from fazhi_report.errors import FazhiError
from fazhi_report.reporters.summary import visible

if TYPE_CHECKING:
    from fazhi_report.commands.city import City
    from fazhi_report.commands.compare import CitySide
    from fazhi_report.comparison.rows import Comparison, ComparisonRow

_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)[%％]?")


if TYPE_CHECKING:
    DiffFormat = StrEnum
else:
    # Made from the list of formats, so that a new one is offered as soon as it is there.
    DiffFormat = StrEnum("DiffFormat", ["text", *EXPORTS, "docx"])


class Sorting(StrEnum):
    """The order of the rows."""

    CATALOGUE = "catalogue"
    BIGGEST = "biggest"


class Only(StrEnum):
    """Which rows are shown."""

    CHANGED = "changed"


_SIDES = 2
BINARY = frozenset({"xlsx", "docx", "png"})


def diff(
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="[城市] 甲 乙",
            help="两个年度、两个数据文件，或两个各单位的文件夹；同一文件夹的两年，写文件夹和两个年度",
            show_default=False,
        ),
    ],
    output: Annotated[
        DiffFormat | None, typer.Option("--format", help="输出格式；不写则看 -o 的后缀", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="文件", help="写到文件", show_default=False)
    ] = None,
    sort: Annotated[
        Sorting, typer.Option("--sort", help="catalogue 按指标目录；biggest 变动大的在前")
    ] = Sorting.CATALOGUE,
    only: Annotated[
        Only | None, typer.Option("--only", help="changed：不列没有变的", show_default=False)
    ] = None,
    fail_over: Annotated[
        str,
        typer.Option("--fail-over", metavar="百分数", help="有指标变动超过它即退出码 1", show_default=False),
    ] = "",
    internal: Annotated[bool, typer.Option("--internal", help="连内部掌握的指标一起列")] = False,
    as_redline: Annotated[
        bool, typer.Option("--redline", help="不比指标，比全文：生成花脸稿，同 redline 命令")
    ] = False,
    author: Annotated[
        str | None, typer.Option("--author", metavar="姓名", help="花脸稿的修订人", show_default=False)
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="日期", help="花脸稿的修订日期", show_default=False)
    ] = None,
    data: Data = Path("data"),
    force: Force = False,
) -> int:
    """逐项对比两个年度的指标：增减、幅度、新增、不再列、改键，以及不可比的原因。"""
    if as_redline:
        if out is None:
            raise FazhiError("花脸稿要写到文件", "加上 -o 文件名.docx")
        old, new = _two(targets)
        return redline(old, new, out, author, day, data=data, force=force)
    form = chosen_format(output, out, [one.value for one in DiffFormat])
    limit = _limit(fail_over)
    compared = _compared(targets, data, internal=internal)
    whole = compared.found
    content = _content(_chosen(whole, sort, only), form, out)
    if content is not None:
        deliver_bytes(content, out, force=force, inputs=compared.inputs)
    say(whole.summary)
    over = [row for row in whole.rows if limit is not None and row.move > limit]
    _tell(over, fail_over)
    if compared.passed is not None:
        say_passed(compared.passed)
    return FOUND if over or compared.unread else FINE


def _chosen(found: Comparison, sort: Sorting, only: Only | None) -> Comparison:
    from fazhi_report.comparison.rows import biggest_first, changed_only

    rows = found.rows if only is None else changed_only(found.rows)
    return replace(found, rows=rows if sort is Sorting.CATALOGUE else biggest_first(rows))


def _content(found: Comparison, form: str, out: Path | None) -> bytes | None:
    """The bytes to write; None for words that are shown on the terminal."""
    if form == "text" and out is None:
        show_comparison(found)
        return None
    if form == "text":
        return plain(found).encode("utf-8")
    from fazhi_report.commands.compare import export_comparison

    return export_comparison(found, form)


def _tell(over: list[ComparisonRow], limit: str) -> None:
    """Write to stderr which figures changed by more than ``--fail-over`` allows."""
    from fazhi_report.comparison.rows import change_words, rate_words

    for row in over:
        moved = "，".join(filter(None, (change_words(row), rate_words(row))))
        say(f"超过 {limit}：{row.organ}{row.label}（{row.key}）{moved}")


def _two(targets: list[str]) -> tuple[str, str]:
    if len(targets) != _SIDES:
        raise FazhiError(
            f"要对比的是两边，现在写了 {len(targets)} 个",
            "如 diff 2020 2023；一个市的两年：diff 某市 2020 2023",
        )
    return targets[0], targets[1]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A comparison, and what it was made from.

    Args:
        found: The comparison.
        inputs: The data files, where files were named.
        passed: What was passed over.
        unread: Whether a data file of many could not be read.
    """

    found: Comparison
    inputs: tuple[Path, ...] = ()
    passed: City | None = None
    unread: bool = False


def _compared(targets: list[str], data: Path, *, internal: bool) -> _Compared:
    """Compare what a command line means.

    Raises:
        FazhiError: There are not two sides, or they cannot be compared.
    """
    from fazhi_report.commands.compare import CitySide, compare

    folders, years, files = sorted_targets(targets)
    if len(years) == _SIDES and len(folders) < _SIDES and not files and (folders or holds_a_city(data)):
        roots = folders or [data]
        sides = [CitySide(f"{year}年", chosen_city(roots, [year])) for year in years]
        return _of_cities(sides, chosen_city(roots, years), internal=internal)
    old, new = _two(targets)
    paths = [Path(one) if Path(one).is_dir() else resolve([one], data)[0] for one in (old, new)]
    if all(path.is_dir() for path in paths):
        sides = [CitySide(str(path), chosen_city([path])) for path in paths]
        return _of_cities(sides, *(side.city for side in sides), internal=internal)
    return _Compared(compare(*paths, internal=internal), tuple(paths))


def _of_cities(sides: Sequence[CitySide], *cities: City, internal: bool) -> _Compared:
    from fazhi_report.commands.city import OTHER_YEAR, City
    from fazhi_report.commands.compare import compare_cities

    found, unread = compare_cities(sides[0], sides[1], internal=internal)
    passed = dict.fromkeys((*(one for city in cities for one in city.passed), *unread))
    units = tuple(unit for city in cities for unit in city.units)
    return _Compared(found, (), City(units, tuple(passed)), any(one.reason != OTHER_YEAR for one in unread))


def _limit(words: str) -> Fraction | None:
    if not words:
        return None
    match = _PERCENT.fullmatch(words.strip())
    if match is None:
        raise FazhiError(f"--fail-over 应写百分数，现在是“{words}”", "如 --fail-over 50%")
    return Fraction(match[1]) / 100


def chosen_format(asked: StrEnum | None, out: Path | None, known: list[str]) -> str:
    """The format named by ``--format``, else by the suffix of the output file, else ``text``.

    Raises:
        FazhiError: The file's suffix is that of no format, whatever is asked for, or the format needs a file.
    """
    suffix = "" if out is None else out.suffix.removeprefix(".").lower()
    if suffix not in {"", "txt", *known}:
        raise FazhiError(
            f"不知道“.{suffix}”是什么格式", f"-o 的后缀写 txt、{'、'.join(known).replace('text、', '')}"
        )
    form = asked.value if asked is not None else {"txt": "text", "": "text"}.get(suffix, suffix)
    if form in BINARY and out is None:
        raise FazhiError(f"{form} 要写到文件", f"加上 -o 文件名.{form}")
    return form


def deliver_bytes(
    content: bytes, out: Path | None, *, force: bool = False, inputs: Iterable[Path] = ()
) -> None:
    """Write bytes to the output file, or to stdout where none is named.

    CSV keeps its byte order mark in a pipe, too, because Excel recognises UTF-8 by nothing else.
    """
    if out is not None:
        from fazhi_report.files import write

        write({out: content}, force=force, inputs=inputs)
        say(f"已写出 {out}")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


_WIDE = 100
"""From this width on, in cells, the remarks have a column of their own."""
_NARROW = 72
"""Below this width, in cells, `narrow` is used."""

_STYLES = {Status.ADDED: "green", Status.GONE: "dim", Status.CHANGED: "bold"}


def show_comparison(comparison: Comparison) -> None:
    """Print a comparison to stdout; pipes, files and ``NO_COLOR`` get plain text.

    Colours only repeat what the column 情况 says.
    """
    if not sys.stdout.isatty():
        common.show(plain(comparison))
        return
    # Rich takes as long to import as a whole comparison; only a person at a terminal pays for it.
    from rich.console import Console

    console = Console(highlight=False)
    if console.width < _NARROW:
        common.show(narrow(comparison))
        return
    _rich(comparison, console.width >= _WIDE, console.width)


def plain(comparison: Comparison) -> str:
    """The comparison as plain text: one line per figure, columns separated by two spaces."""
    shown = tuple(
        common.TerminalColumn(column.name, column.title, column.right) for column in columns(comparison)
    )
    return common.table(shown, [cells(row) for row in comparison.rows], "text")


def narrow(comparison: Comparison) -> str:
    """The comparison for a narrow window: a line with the name of the figure, then one with both years and the change."""
    return "\n".join(_narrow(comparison)) + "\n"


def _narrow(comparison: Comparison) -> Iterator[str]:
    for heading, rows in groups(comparison):
        yield f"【{visible(heading)}】"
        for row in rows:
            words = {name: visible(said) for name, said in cells(row).items()}
            yield f"{words['label']}　{words['status']}"
            move = "，".join(filter(None, (words["change"], words["rate"])))
            yield f"  {words['old']} → {words['new']}{f'（{move}）' if move else ''}"
            if words["note"]:
                yield f"  {words['note']}"


def _rich(comparison: Comparison, wide: bool, width: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    system: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    console = Console(highlight=False, width=width, color_system=system)
    hidden = {"organ", "domain"} | (set() if wide else {"note"})
    shown = [column for column in columns(comparison) if column.name not in hidden]
    for heading, rows in groups(comparison):
        table = Table(title=Text(heading), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
        for column in shown:
            table.add_column(
                column.title,
                justify="right" if column.right else "left",
                overflow="fold",
                no_wrap=column.name in {"change", "rate", "status"},
                min_width=_least(column.name, rows),
            )
        for row in rows:
            words = cells(row)
            table.add_row(*(Text(visible(words[column.name])) for column in shown), style=_style(row))
        console.print(table)


def _least(name: str, rows: tuple[ComparisonRow, ...]) -> int | None:
    """The least width of a column in cells, so that no number is broken; None for text, which may be folded."""
    if name not in {"old", "new", "change", "rate"}:
        return None
    return min(max(cell_width(cells(row)[name]) for row in rows), 16)


def _style(row: ComparisonRow) -> str:
    return "yellow" if row.status in INCOMPARABLE else _STYLES.get(row.status, "")
