"""``fazhi-report fill``: filled workbooks and edited drafts back into the data file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Data, Target, TerminalColumn, confirm, say, show, table
from fazhi_report.cli.targets import resolve

if TYPE_CHECKING:
    from fazhi_report.commands.fill import Filling
    from fazhi_report.forms.answers import RefusedCell

_COLUMNS = (
    TerminalColumn("label", "指标"),
    TerminalColumn("old", "原来", right=True),
    TerminalColumn("new", "改为", right=True),
    TerminalColumn("place", "填在"),
)


def fill(
    target: Target,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件...",
            help="填好的采集表 .xlsx、改过的稿子 .docx，或文件夹",
            show_default=False,
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="列出的改动全部写入，不再问；没有收下的不写")] = False,
    data: Data = Path("data"),
) -> int:
    """把填好的采集表、在 Word 里改过的稿子收回数据文件：列出每一处“原来 → 改为”，确认后写入。

    认不准的不写，逐处说明在哪个文件、哪张工作表、哪一格，为什么，怎么改。

    退出码：0 都收下了；1 有的没有收下；2 没有写。
    """
    from fazhi_report.commands.fill import deliver, read_answers

    (path,) = resolve([target], data)
    made = read_answers(path, files)
    rows = [
        {"label": one.label, "old": one.old, "new": one.new, "place": str(one.place)} for one in made.figures
    ]
    if rows:
        show(table(_COLUMNS, rows, "text"))
    _show_words(made)
    _tell(made.refused)
    for words in made.passed:
        say(words)
    say(
        f"{made.files} 个文件：{made.changes} 处改动，{made.same} 处与数据文件相同，"
        f"{made.blank} 行没有填，{len(made.refused)} 处没有收"
    )
    if made.changes:
        left = f"（没有收的 {len(made.refused)} 处不写）" if made.refused else ""
        question = f"写入这 {made.changes} 处改动吗？{left}"
        confirm(question, f"{made.changes} 处改动没有写入 {made.path}", yes=yes)
        deliver(made)
        say(f"已写入 {path}：{made.changes} 处")
        say(f"下一步：fazhi-report validate {target}")
    return FOUND if made.refused else FINE


def _show_words(made: Filling) -> None:
    """Show what changes in texts, follow-ups and the date, before and after."""
    changes = [(str(one.place), *one.shown) for one in made.texts]
    changes += [(str(one.place), *one.shown) for one in made.measures]
    changes += [(f"{one.place} 上年事项的交代", one.old, one.new) for one in made.follow_ups.values()]
    if made.day:
        changes.append(("成文日期", made.last_day, made.day))
    for place, old, new in changes:
        show(f"改 {place}\n  − {old}\n  ＋ {new}\n")


def _tell(refused: Sequence[RefusedCell]) -> None:
    for one in sorted(refused, key=lambda refused: refused.place):
        label = f" {one.label}" if one.label else ""
        show(f"没有收 {one.place}{label}：{one.message}\n  提示：{one.hint}\n")
