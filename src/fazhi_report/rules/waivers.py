"""FZ02x: waivers of findings, and unused or expired waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePath

from fazhi_report.findings import Finding, Issue, Severity
from fazhi_report.model.waiver import Waiver
from fazhi_report.rules.registry import rule


@dataclass(frozen=True, slots=True)
class Waived:
    """The effect of the waiver file in a run.

    Args:
        waivers: In the order of the file.
        used: Indices of those that matched a finding.
        today: The day of the run.
    """

    waivers: Sequence[Waiver]
    used: frozenset[int] = field(default_factory=frozenset)
    today: date = date.min


def excuse(
    findings: Iterable[Finding], waivers: Sequence[Waiver], today: date, paths: Iterable[PurePath] = ()
) -> tuple[tuple[Finding, ...], Waived]:
    """Return the findings that no waiver matches, and the effect of the waivers.

    An expired waiver matches nothing. A waiver for a file that is not part of this run is not judged.

    Args:
        findings: The findings of this run.
        waivers: In the order of the file.
        today: The day of the run.
        paths: The files of this run.
    """
    left: list[Finding] = []
    looked_at = tuple(paths)
    used = {
        index
        for index, waiver in enumerate(waivers)
        if waiver.path is not None and not any(_meant_for(waiver.path, path) for path in looked_at)
    }
    for finding in findings:
        covering = {index for index, waiver in enumerate(waivers) if _covers(waiver, finding)}
        used |= covering
        if not any(waivers[index].expires >= today for index in covering):
            left.append(finding)
    return tuple(left), Waived(waivers, frozenset(used), today)


def _covers(waiver: Waiver, finding: Finding) -> bool:
    return (
        waiver.code == finding.code
        and (waiver.path is None or _meant_for(waiver.path, finding.place.path))
        and (waiver.contains is None or waiver.contains in finding.message)
    )


def _meant_for(pattern: str, path: PurePath) -> bool:
    return fnmatchcase(path.as_posix(), pattern) or path.as_posix().endswith(f"/{pattern}")


@rule("FZ020", Severity.WARNING, silenceable=False)
def expired_waiver(waived: Waived) -> Iterator[Issue]:
    """豁免已经到期。

    ## 查什么
    豁免清单里每一条的到期日（`expires`）是不是已经过了。过了期的豁免不再起作用，它原来豁免的问题照常列出。

    ## 为什么
    豁免是“暂时可以接受”，不是“永远不查”。没有期限的例外，几年之后就没有人记得是为什么。

    ## 怎么改
    问题已经改好的，删去这一条；仍须接受的，由责任人重新决定，写上新的理由和到期日。

    ## 依据
    本工具约定：每条豁免都有理由、责任人和到期日。
    """
    for index, waiver in enumerate(waived.waivers):
        if waiver.expires < waived.today:
            yield Issue(
                ("waivers", index, "expires"),
                f"{waiver.code} 的豁免已于 {waiver.expires.isoformat()} 到期，不再起作用",
                f"由{waiver.owner}重新决定：改好问题后删去，或写新的到期日",
            )


@rule("FZ021", Severity.WARNING, silenceable=False)
def unused_waiver(waived: Waived) -> Iterator[Issue]:
    """豁免没有用上。

    ## 查什么
    豁免清单里的每一条，这一次检查里有没有它能豁免的问题。

    ## 为什么
    问题改好以后留下的豁免，会在以后悄悄盖住新的、同样编号的问题。

    ## 怎么改
    删去这一条；如果是编号、文件名或文字写错了，改正它。

    ## 依据
    本工具约定：豁免清单只留用得上的。
    """
    for index, waiver in enumerate(waived.waivers):
        if index not in waived.used:
            yield Issue(
                ("waivers", index),
                f"{waiver.code} 的豁免没有用上：没有符合的问题",
                "问题已经改好就删去这一条；没有改，就核对编号、文件和文字",
            )
