"""A quantity in its place and with its roles: what all identities are read from."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi_report.sentences.quantity import Quantity


@dataclass(slots=True, eq=False)
class Term:
    """A quantity, the words around it, and the roles those words give it.

    Args:
        quantity: The quantity.
        index: Its number in the block.
        scope: The number of its scope: 0 for the plain text, others for brackets.
        sentence: The number of its sentence in the block.
        before: The words before it, back to the last mark or quantity.
        phrase: The same, back over 、 and ： to the last comma or quantity.
        gap: Everything between the quantity before it in its scope and itself, marks included.
        after: The words behind it, up to the next mark or quantity.
        tail: The words behind it up to the next comma or quantity and, where that is a mark, up to the one after.
        clause: All words of its clause from comma to comma, without brackets.
        clause_id: Which clause that is.
        mark: The mark that its clause begins behind; empty at the beginning.
        owner: For a quantity in brackets the one just before the bracket.
        lead: The words just before its bracket.
        change: 1 where it says by how much something rose, −1 where it fell, 0 where it is no change.
        own: The words that give a change or a rate a subject of its own; empty where it speaks of what went before.
        to: 1 or −1 where it is the value that something rose or fell to, 0 where it only became it; None where not.
        start: Whether it is the value that something changed from.
        base: Whether it is the value of the period compared with.
        year: The year its words name; None where they name none.
        rate: The name of its rate (出庭应诉率).
        share: The words of what it is a share of; empty for a bare 占比, None where it is no share.
        base_number: The quantity that it is a share of, where the words name it (占全县900名执法人员的76%).
        average: The words of what it is an average over.
        total: Whether it is called a total.
        rest: Whether it is called the rest.
        pending: Whether it counts what is not done, or was turned down.
        opener: The word that makes it a part of what stands before.
        stock: The part it plays in a stock: ``start``, ``in``, ``out``, ``end``; empty for none.
    """

    quantity: Quantity
    index: int
    scope: int
    sentence: int
    before: str = ""
    phrase: str = ""
    gap: str = ""
    after: str = ""
    tail: str = ""
    clause: str = ""
    clause_id: int = 0
    mark: str = ""
    owner: Term | None = None
    lead: str = ""
    change: int = 0
    own: str = ""
    to: int | None = None
    start: bool = False
    base: bool = False
    year: int | None = None
    rate: str = ""
    share: str | None = None
    base_number: Term | None = None
    average: str = ""
    total: bool = False
    rest: bool = False
    pending: bool = False
    opener: str = ""
    stock: str = ""

    @property
    def family(self) -> str:
        """The family of units of its quantity."""
        return self.quantity.family

    @property
    def words(self) -> str:
        """The words before and behind it: what it counts stands on either side."""
        return self.phrase + self.after

    @property
    def stated(self) -> bool:
        """True for a percentage of this period that says how large something is, not how it changed."""
        return (
            self.quantity.is_percent
            and not self.change
            and not self.quantity.planned
            and not self.base
            and not self.start
            and self.to is None
        )

    @property
    def counted(self) -> bool:
        """True for a plain count of this period: no change, no average, nothing planned, nothing of last year."""
        return (
            self.quantity.countable
            and not self.change
            and not self.average
            and not self.base
            and not self.start
            and not self.quantity.planned
        )
