"""Finds the element of a saved web page that holds the article: by its usual names, else by structure and share of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from fazhi_report.norms.elements import words_of as pattern_of
from fazhi_report.numbers.numerals import from_chinese
from fazhi_report.readers.own_page import SKIPPED, clean

_BLOCK_NAMES = (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td"
    " tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that begin a line of their own."""
CONTROLS = frozenset({"select", "button", "textarea", "datalist"})
"""Form controls; their words belong to no text."""
# Ids and classes that the systems of Chinese government sites give to the element of the article alone, in lower case
# and without digits and marks: JCMS (zoom), gov.cn (UCAP-CONTENT), TRS (TRS_Editor), Boda (vsb_content), Epoint (ewb-).
_USUAL = (
    "zoom fontzoom zoomcon ucapcontent trseditor trsueditor trspreappend vnewscontent vsbcontent vsbnewscontent"
    " articlecontent articlecon articletext articlebody articledetail ewbarticlecontent ewbinfocontent"
    " easysitenewscontent newscontent newscon newstext artibody artcontent artcon pagescontent xxgkcontent detailcontent"
    " detailcon infocontent nrcontent wzcontent wzcon zwcontent zhengwen contenttext textcontent contxt xlcon xlcontent"
    " gsjhtmlcon jcmscontent btcontent jfontcontent printcontent"
)
_NAMES = frozenset(_USUAL.split())
_SAVED_BY_WORD = re.compile("word|wps|office|writer", re.IGNORECASE)
_HEADING = pattern_of("heading_1")
_LEADS_ON = re.compile("(?:现将|现就).{0,60}如下")
_SUBJECT = re.compile("法治|依法|执法|普法|行政")
_STOPS = re.compile("[。；]")
LEAST_LINKED = 0.6
"""Share of a line's characters in links from which on it is a link, not a text that contains one."""
_SUBJECT_WEIGHT = 3
_HEADING_WEIGHT, _LEADING_WEIGHT = 20, 200
_NEARLY_ALL = 0.9
_FEW_LINES = 2


def body_of(root: etree._Element) -> etree._Element | None:
    """Return the element that holds the article; None where nothing lies outside it or none can be told.

    Args:
        root: The page.
    """
    if any(
        str(meta.get("name", "")).lower() == "generator"
        and _SAVED_BY_WORD.search(str(meta.get("content", "")))
        for meta in root.iter("meta")
    ):
        return None
    lines = _Lines()
    lines.visit(root, root)
    lines.flush(root)
    found = _Page(lines).article()
    return None if found is None or found.tag in {"body", "html"} else found


@dataclass(slots=True)
class _Lines:
    """The lines of a page, each with the block that it stands in, its weight and the number of its heading.

    Args:
        owners: For each line its innermost block.
        weights: For each line how much it counts for an article: nothing for links and for words without a stop.
        numbers: For each line the number of a heading of the first level; 0 for none.
        leads: The lines that lead on to a report (现将……如下).
        spans: For each block the first of its lines and the one behind its last.
    """

    owners: list[etree._Element] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    leads: set[int] = field(default_factory=set)
    spans: dict[etree._Element, tuple[int, int]] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    linked: int = 0

    def visit(self, element: etree._Element, owner: etree._Element, *, link: bool = False) -> None:
        if element.tag in SKIPPED or element.tag in CONTROLS:
            return
        is_block = element.tag in BLOCKS
        if is_block or element.tag == "br":
            self.flush(owner)
        start = len(self.owners)
        inner = element if is_block else owner
        link = link or element.tag == "a"
        self._add(element.text, link=link)
        for child in element:
            self.visit(child, inner, link=link)
            self._add(child.tail, link=link)
        if is_block:
            self.flush(element)
            self.spans[element] = start, len(self.owners)

    def _add(self, text: str | None, *, link: bool) -> None:
        if text:
            self.pending.append(text)
            self.linked += len(clean(text)) if link else 0

    def flush(self, owner: etree._Element) -> None:
        text, linked = clean("".join(self.pending)), self.linked
        self.pending.clear()
        self.linked = 0
        if not text:
            return
        self.owners.append(owner)
        number = _number(text) if linked < len(text) * LEAST_LINKED else 0
        leads = _LEADS_ON.search(text) is not None
        if leads:
            self.leads.add(len(self.weights))
        weight = 0
        if linked < len(text) * LEAST_LINKED and _STOPS.search(text):
            weight = len(text) * (_SUBJECT_WEIGHT if _SUBJECT.search(text) else 1)
        self.weights.append(weight + (_HEADING_WEIGHT if number else 0) + (_LEADING_WEIGHT if leads else 0))
        self.numbers.append(number)


def _number(text: str) -> int:
    """Return the number of a heading of the first level; 0 for none."""
    match = _HEADING.match(text)
    if match is None:
        return 0
    try:
        return from_chinese(match["n"])
    except ValueError:
        return 0


class _Page:
    """The lines of a page with sums and neighbours, so that every question about an element takes the same short time."""

    def __init__(self, lines: _Lines) -> None:
        """Prepare the sums.

        Args:
            lines: All lines of the page.
        """
        self.lines = lines
        self.sums = [0, *accumulate(lines.weights)]
        self.weighed = [0, *accumulate(weight > 0 for weight in lines.weights)]
        size = len(lines.numbers)
        self.heading_before = [-1] * (size + 1)
        """For each line the nearest numbered heading above it; -1 for none."""
        self.heading_from = [size] * (size + 1)
        """For each line the nearest numbered heading from it on; the number of lines for none."""
        for at in range(size):
            self.heading_before[at + 1] = at if lines.numbers[at] else self.heading_before[at]
        for at in reversed(range(size)):
            self.heading_from[at] = at if lines.numbers[at] else self.heading_from[at + 1]

    def article(self) -> etree._Element | None:
        """Return the element of the article; None where the page has no text."""
        if not self.sums[-1]:
            return None
        by_structure = self._grown(self._densest())
        by_name = self._named()
        if by_name is not None:
            by_name = self._grown(by_name)
            if self._begins(by_name) or self._weight(by_name) * 2 >= self._weight(by_structure):
                return by_name
        told = self._begins(by_structure)
        return by_structure if told or self._weight(by_structure) * 2 >= self.sums[-1] else None

    def _weight(self, element: etree._Element) -> int:
        start, end = self.lines.spans[element]
        return self.sums[end] - self.sums[start]

    def _begins(self, element: etree._Element) -> bool:
        """Whether the first numbered heading of an element is 一、."""
        start, end = self.lines.spans[element]
        first = self.heading_from[start]
        return first < end and self.lines.numbers[first] == 1

    def _named(self) -> etree._Element | None:
        """Return the innermost element with a usual name that holds nearly all that such elements hold; None for none."""
        named = [one for one in self.lines.spans if _is_named(one) and self._weight(one)]
        most = max(map(self._weight, named), default=0)
        # Blocks are listed when they end, so that an inner one comes before those around it.
        return next((one for one in named if self._weight(one) >= most * _NEARLY_ALL), None)

    def _densest(self) -> etree._Element:
        """Return the block whose own lines and paragraphs weigh most."""
        credit: Counter[etree._Element] = Counter()
        for at, (owner, weight) in enumerate(zip(self.lines.owners, self.lines.weights, strict=True)):
            if weight:
                alone = self.lines.spans.get(owner) == (at, at + 1)
                credit[_holder(owner) if alone else owner] += weight
        return credit.most_common(1)[0][0]

    def _grown(self, element: etree._Element) -> etree._Element:
        """Return the element, or the one around it as long as that holds more of the same article."""
        above = element.getparent()
        while above is not None:
            if above in self.lines.spans and self._weight(above) > self._weight(element):
                if not self._continues(element, above):
                    break
                element = above
            above = above.getparent()
        return element

    def _continues(self, element: etree._Element, above: etree._Element) -> bool:
        """Whether the element around another holds the text before it or behind it, by the numbers of headings."""
        (start, end), (first, last) = self.lines.spans[element], self.lines.spans[above]
        if start - 1 >= first and start - 1 in self.lines.leads:
            return True
        numbers = self.lines.numbers
        before, behind = self.heading_before[start], self.heading_from[end]
        is_before, is_behind = before >= first, behind < last
        if self.heading_from[start] < end:
            top, bottom = numbers[self.heading_from[start]], numbers[self.heading_before[end]]
            return (is_before and numbers[before] == top - 1) or (is_behind and numbers[behind] == bottom + 1)
        if is_before and start - before <= _FEW_LINES:
            return True
        if is_behind and numbers[behind] == 1 and behind - end < _FEW_LINES:
            return True
        return self.weighed[end] - self.weighed[start] <= _FEW_LINES and any(
            self._weight(one) for one in _alike(element, above) if one in self.lines.spans
        )


def _alike(element: etree._Element, above: etree._Element) -> Iterator[etree._Element]:
    """Yield the other children of an element that are built like the child that leads to the inner one."""
    child = element
    while (parent := child.getparent()) is not None and parent is not above:
        child = parent
    for one in above:
        if one is not child and one.tag == child.tag and one.get("class") == child.get("class"):
            yield one


def _holder(element: etree._Element) -> etree._Element:
    """Return the block around a paragraph."""
    above = element.getparent()
    while above is not None and above.tag not in BLOCKS:
        above = above.getparent()
    return element if above is None else above


def _is_named(element: etree._Element) -> bool:
    names = f"{element.get('id', '')} {element.get('class', '')}".lower().split()
    return any(re.sub(r"[\d_-]", "", name) in _NAMES for name in names)
