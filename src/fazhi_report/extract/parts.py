"""Headings of the first level to the parts of the model: by meaning, never by their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fazhi_report.extract.account import Account
from fazhi_report.extract.outline import Branch
from fazhi_report.extract.wording import OTHER, part_of
from fazhi_report.model.report import PART_NAMES, PartName
from fazhi_report.norms.outline import outline as norms

_REQUIRED = ("achievements", "leader_duties", "shortcomings", "plans")


@dataclass(slots=True)
class Placed:
    """The parts of a report, in its own order.

    Args:
        order: Names in the order of the source.
        parts: Name → its heading.
        folded: Name → further headings of the first level that become sections of it.
        wrapped: Whether the heading of ``achievements`` is ours: the source has themes without a wrapper.
    """

    order: list[PartName] = field(default_factory=list)
    parts: dict[PartName, Branch] = field(default_factory=dict)
    folded: dict[PartName, list[Branch]] = field(default_factory=dict)
    wrapped: bool = False

    @property
    def missing(self) -> tuple[PartName, ...]:
        """Required parts that the source does not have."""
        return tuple(name for name in PART_NAMES if name in _REQUIRED and name not in self.parts)

    def resembling(self, name: PartName) -> Branch | None:
        """A section, of whatever part, whose heading names a part that the source does not have."""
        sections = (section for part in self.parts.values() for section in part.branches)
        folded = (one for ones in self.folded.values() for one in ones)
        return next((one for one in (*sections, *folded) if part_of(one.title, None) == name), None)


def place(branches: Sequence[Branch], year: int | None, account: Account) -> Placed:
    """Give every heading of the first level its part.

    Args:
        branches: The headings, in order.
        year: The year reported on.
        account: Where doubts and added words are noted.
    """
    said = [(branch, part_of(branch.title, year)) for branch in branches]
    unknown = [branch for branch, name in said if name is None]
    placed = Placed()
    named = {name for _, name in said}
    if len(unknown) == 1 and "achievements" not in named:
        said = [(branch, name or "achievements") for branch, name in said]
        account.note(("line", unknown[0].line), "标题里没有明说，按位置当作“举措和成效”")
    elif len(unknown) > 1 and "achievements" not in named:
        _wrap(placed, unknown, account)
    for branch, name in said:
        if not (placed.wrapped and name is None):
            _put(placed, branch, name, account)
    return placed


def _wrap(placed: Placed, themes: Sequence[Branch], account: Account) -> None:
    """Themes without a wrapper become sections of the achievements, under a heading that is ours."""
    title = norms().parts["achievements"].title
    wrapper = Branch(1, 0, title, themes[0].line, branches=[])
    placed.wrapped = True
    placed.order.append("achievements")
    placed.parts["achievements"] = wrapper
    placed.folded["achievements"] = list(themes)
    account.note(
        ("achievements",),
        f"原文是 {len(themes)} 个并列的专题部分，没有“{title}”这一层；标题是补的，各专题降为（一）（二）……",
    )


def _put(placed: Placed, branch: Branch, name: PartName | None, account: Account) -> None:
    if name is not None and name not in placed.parts:
        placed.parts[name] = branch
        placed.order.append(name)
        if name == "other" and not OTHER.match(branch.title):
            account.note(("other",), "模型里没有专门的位置，放在“其他需要报告的情况”")
        return
    if name is None and "other" not in placed.parts:
        placed.parts["other"] = branch
        placed.order.append("other")
        account.note(("other",), "认不出是哪一部分，放在“其他需要报告的情况”，请核对", branch.line)
        return
    target = name or (placed.order[-1] if placed.order else "achievements")
    placed.folded.setdefault(target, []).append(branch)
    account.note((target,), f"原文另有一部分“{branch.title}”，并入这里，成为最后一节，请核对", branch.line)
