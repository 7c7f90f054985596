"""Many units on the command line: progress, refusals, and what it came to."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Self

from fazhi_report.cli.common import CANNOT_GO_ON, FINE, FOUND, resolve, say
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.commands.build_units import UnitBuild
    from fazhi_report.commands.units import Unit
    from fazhi_report.commands.validate import UnitValidation
    from fazhi_report.commands.workers import Crew

_MOST_TOLD_AGAIN = 20


def is_batch(targets: list[str]) -> bool:
    """Whether the targets are folders of units.

    Raises:
        FazhiError: Folders stand beside files or years.
    """
    folders = [target for target in targets if Path(target).is_dir()]
    if folders and len(folders) < len(targets):
        raise FazhiError("文件夹不能和年度、文件写在一起", "分两次运行")
    return bool(folders)


def chosen_units(targets: list[str], data: Path, *, all_years: bool) -> Callable[[], Iterable[Unit]]:
    """The units that a command line means; called again, it looks again.

    Args:
        targets: Folders, or years and files.
        data: The data folder (``--data``), which ``--all`` means where no folder is named: its years, or where it
            has none, the units below it.
        all_years: Whether ``--all`` is given.

    Raises:
        FazhiError: There is nothing to do.
    """
    from fazhi_report.commands.units import Unit, units_below, years_in

    if is_batch(targets):
        roots = [Path(target) for target in targets]
    elif targets:
        listed = tuple(resolve(targets, data))
        return lambda: [Unit((), listed, whole=False)]
    elif not all_years:
        raise FazhiError("缺少参数：年度、文件或文件夹", "如 2020；数据文件夹里的每一年，用 --all")
    else:
        roots = [data]
    if len(roots) == 1 and (files := years_in(roots[0])):
        # The data folder of one unit.
        return lambda: [Unit((), files)]
    if next(iter(units_below(roots)), None) is None:
        names = "、".join(map(str, roots))
        raise FazhiError(
            f"{names} 里没有任何年度的数据文件",
            "单位文件夹里要有 data/年份.yaml，如 某市/某局/data/2020.yaml",
        )
    return lambda: units_below(roots)


def chosen_crew(jobs: int | None, dask: str) -> AbstractContextManager[Crew]:
    """Who does the work.

    Raises:
        FazhiError: No cluster answers.
    """
    from fazhi_report.commands.workers import cluster, crew

    return cluster(dask) if dask else nullcontext(crew(jobs))


def absolute(units: Iterable[Unit]) -> Iterator[Unit]:
    """Units whose files are named from the root: workers of a cluster stand in folders of their own."""
    from dataclasses import replace

    return (replace(unit, files=tuple(path.absolute() for path in unit.files)) for unit in units)


def tell_builds(results: Iterable[tuple[UnitBuild, ...]], find: Callable[[], Iterable[Unit]]) -> int:
    """Tell outcomes as they come, then the sum.

    Returns:
        The exit code: 2 where the work could not go on somewhere, 1 where content has errors, else 0.

    Raises:
        FazhiError: All files hold figures alone.
    """
    start = time.perf_counter()
    states: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    refusals: list[str] = []
    with _progress(find) as step:
        for outcomes in results:
            for one in outcomes:
                states[one.state] += 1
                weights.update(dict(zip(("警告", "提示"), one.counts[1:], strict=True)))
                if line := _line(one):
                    step.say(line, refused=bool(one.reason))
                if one.reason:
                    refusals.append(line)
                _show_trace(one.trace)
                if one.remark:
                    step.say(one.remark, refused=False)
            step.advance()
    _tell_again(refusals, shown_already=not step.is_bar)
    if states["passed"] and states["passed"] == states.total():
        raise FazhiError("各年度的文件都只有指标（kind: figures），没有报告可以生成", "用 diff、series 比较")
    found = "，".join(f"{name} {number} 处" for name, number in weights.items() if number)
    say(
        f"共 {states.total()} 份：生成 {states['built']}，未变 {states['unchanged']}，"
        f"有错误没有生成 {states['refused']}，无法继续 {states['failed']}"
        f"{'，略过 ' + str(states['passed']) if states['passed'] else ''}"
        f"（{found + '；' if found else ''}用时 {time.perf_counter() - start:.1f} 秒）"
    )
    return CANNOT_GO_ON if states["failed"] else FOUND if states["refused"] else FINE


def _line(one: UnitBuild) -> str:
    match one.state:
        case "built":
            return f"已生成 {'、'.join(map(str, one.paths))}"
        case "unchanged":
            return ""
        case "passed":
            return f"略过 {one.path}：只有指标（kind: figures）"
        case _:
            return f"没有生成：{one.path}：{one.reason}"


def _show_trace(trace: str) -> None:
    for line in trace.splitlines():
        say(line)


def _tell_again(refusals: list[str], *, shown_already: bool) -> None:
    """Refusals once more at the end, where many lines have passed since."""
    if not shown_already or len(refusals) > _MOST_TOLD_AGAIN:
        for line in refusals[:_MOST_TOLD_AGAIN]:
            say(line)
        if len(refusals) > _MOST_TOLD_AGAIN:
            say(f"……另有 {len(refusals) - _MOST_TOLD_AGAIN} 份没有生成")


def tell_progress(
    verdicts: Iterable[UnitValidation], find: Callable[[], Iterable[Unit]]
) -> Iterator[UnitValidation]:
    """Verdicts as they come, the bar moving with them; what could not go on is told."""
    with _progress(find) as step:
        for verdict in verdicts:
            if verdict.reason:
                step.say(f"没有检查：{verdict.paths[0]} 等：{verdict.reason}", refused=True)
                _show_trace(verdict.trace)
            yield verdict
            step.advance()


class _Lines:
    """Plain lines, for pipes and CI."""

    is_bar = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def say(self, line: str, *, refused: bool) -> None:
        del refused
        say(line)

    def advance(self) -> None:
        return


class _Bar:
    """A bar for a person; only what was refused is told beside it."""

    is_bar = True

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("单位"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def say(self, line: str, *, refused: bool) -> None:
        """Refusals are told once, below the finished bar."""

    def advance(self) -> None:
        self._progress.advance(self._task)


def _progress(find: Callable[[], Iterable[Unit]]) -> _Lines | _Bar:
    if not sys.stderr.isatty():
        return _Lines()
    return _Bar(sum(1 for _ in find()))
