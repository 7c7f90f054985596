"""Where the names of the signing organs and the date stand (GB/T 9704-2012 7.3.5.1, 7.3.5.2)."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.length import Length
from fazhi_report.typesetting.line_breaks import break_name
from fazhi_report.typesetting.lines import chars, width


@dataclass(frozen=True, slots=True)
class PlacedName:
    """The name of an organ in its place, measured from the left edge of the type area.

    Args:
        lines: Its lines; a name that is wider than the type area is broken by its meaning.
        start: Where the widest of its lines begins.
        width: How wide that line is.
        spread: What is added behind each character but the last, so that the names of a column are equally wide.
    """

    lines: tuple[str, ...]
    start: Length
    width: Length
    spread: Length = Length(0)  # noqa: RUF009  (a frozen value)

    @property
    def middle(self) -> Length:
        """The middle of its widest line."""
        return self.start + self.width / 2


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Names side by side.

    Args:
        gap: The number of empty lines above.
        names: The names from left to right.
    """

    gap: int
    names: tuple[PlacedName, ...]

    @property
    def lines(self) -> int:
        """The number of lines, with the empty ones above."""
        return self.gap + max((len(one.lines) for one in self.names), default=0)


@dataclass(frozen=True, slots=True)
class SignatureLayout:
    """The rows of names and the place of the date.

    Args:
        rows: The rows from top to bottom.
        gap: The number of empty lines above the date where there are no names.
        date_start: Where the date begins, from the left edge of the type area.
        date_lines: 1 where there is a date, else 0.
    """

    rows: tuple[SignatureRow, ...]
    gap: int
    date_start: Length
    date_lines: int

    @property
    def line_count(self) -> int:
        """The number of lines, empty ones included."""
        return self.gap + sum(row.lines for row in self.rows) + self.date_lines


def signature_layout(organs: tuple[str, ...], date: str, *, sealed: bool) -> SignatureLayout:
    """The places of names and date.

    Args:
        organs: The names, that of the sponsor (主办机关) first.
        date: 成文日期 as printed; empty for none.
        sealed: Whether room is left for seals.
    """
    return _sealed(organs, date) if sealed else _unsealed(organs, date)


# ── Without seals ───────────────────────────────────────────────────────────────────────────────────────────────
def _unsealed(organs: tuple[str, ...], date: str) -> SignatureLayout:
    """One column: all names begin at one place, and the widest ends two characters from the right edge."""
    edge = norms.TYPE_AREA_WIDTH.value - chars(norms.UNSEALED_INDENT.value)
    most = norms.CHARS.value - norms.UNSEALED_INDENT.value
    names = [break_name(organ, most).lines for organ in organs]
    column = max((width(line) for name in names for line in name), default=Length(0))
    shift = chars(norms.UNSEALED_DATE_OFFSET.value)
    start = edge - column
    if width(date) > column:
        # 7.3.5.2: 日期长于署名的，日期右空二字，署名相应左移。
        start = edge - width(date) - shift
    start = max(start, Length(0))
    date_start = start + shift if organs else edge - width(date)
    gaps = (norms.SIGNATURE_GAP_LINES.value, *(0 for _ in names[1:]))
    spread = _spread(names, column)
    rows = tuple(
        SignatureRow(gap, (_in_column(name, start, column, spread=spread),))
        for gap, name in zip(gaps, names, strict=False)
    )
    gap = 0 if organs else norms.SIGNATURE_GAP_LINES.value
    return SignatureLayout(rows, gap, date_start, int(bool(date)))


def _spread(names: list[tuple[str, ...]], column: Length) -> bool:
    """Whether the names of a column can be spread to its width without holes between their characters."""
    short = [line for lines in names for line in lines if width(line) < column]
    most = chars(norms.SIGNATURE_MOST_SPREAD.value)
    one_line = all(len(lines) == 1 for lines in names)
    return one_line and all(len(line) > 1 and _gap(line, column) <= most for line in short)


def _gap(line: str, column: Length) -> Length:
    return (column - width(line)) / (len(line) - 1)


def _in_column(name: tuple[str, ...], start: Length, column: Length, *, spread: bool) -> PlacedName:
    own = max(map(width, name))
    if not spread or own == column:
        return PlacedName(name, start, own)
    return PlacedName(name, start, column, _gap(name[0], column))


# ── With seals ──────────────────────────────────────────────────────────────────────────────────────────────────
def _sealed(organs: tuple[str, ...], date: str) -> SignatureLayout:
    """The last name centred over the date, the others in rows with it."""
    names = [break_name(organ, norms.CHARS.value).lines for organ in organs]
    widest = max((width(line) for name in names for line in name), default=Length(0))
    centres = _centres(len(organs), widest, date)
    groups = [names[at : at + len(centres)] for at in range(0, len(names), len(centres))]
    rows = []
    for at, group in enumerate(groups):
        last = at == len(groups) - 1
        gap = norms.SEALED_GAP_LINES.value if at == 0 else _row_lines() - 1
        places = centres[-len(group) :] if last else centres[: len(group)]
        rows.append(SignatureRow(gap, tuple(map(_centred, group, places))))
    gap = 0 if organs else norms.SEALED_GAP_LINES.value
    return SignatureLayout(tuple(rows), gap, centres[-1] - width(date) / 2, int(bool(date)))


def _centred(name: tuple[str, ...], middle: Length) -> PlacedName:
    own = max(map(width, name))
    return PlacedName(name, middle - own / 2, own)


def _centres(count: int, widest: Length, date: str) -> list[Length]:
    """The middles of the seals of one row from left to right; the last is that of the date."""
    area, seal = norms.TYPE_AREA_WIDTH.value, norms.SEAL_DIAMETER.value
    # The last name is centred over the date and must end within the type area.
    last = area - max(chars(norms.SEALED_DATE_INDENT.value) + width(date) / 2, widest / 2)
    step = max(seal + norms.SEAL_CLEARANCE.value, widest + chars(1))
    reach = max(seal, widest) / 2
    fitting = 1 + int((last - reach).twips // step.twips) if last > reach else 1
    fitting = min(fitting, norms.SEALS_PER_ROW.value, max(count, 1))
    return [last - step * back for back in range(fitting - 1, -1, -1)]


def _row_lines() -> int:
    """The number of lines from one row of names to the next at which the seals do not touch."""
    distance = norms.SEAL_DIAMETER.value + norms.SEAL_CLEARANCE.value
    return -int(-distance.twips // norms.LINE_PITCH.value.twips)
