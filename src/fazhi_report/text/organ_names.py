"""Names of organs: their kind, authors that are named together, and names shortened beside another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from fazhi_report.text.patterns import Pattern

Kind = Literal["party", "congress", "government", "township", "department", "committee", "zone"]
"""The kinds of organs that issue reports."""
HAN = "\u4e00-\u9fff"
BLANK = r"[ \t\u00a0\u2000-\u200a\u202f\u3000]"
_PLACE = "自治区|自治州|自治县|自治旗|[省市县区州盟旗镇乡]|街道"
_PARTY_END = (
    rf"党工委|党委|党组|工委|(?<=(?:{'|'.join('省市县区州盟旗镇乡')}))委(?!员会)|工作委员会|委员会|委"
)
_PARTY = Pattern(
    rf"中共中央(?:办公厅)?|中共[{HAN}]{{1,30}}(?:委员会|委|党组|党委)|[{HAN}]{{0,30}}(?:党工委|党委|党组)"
    rf"|[{HAN}]{{0,28}}[省市县区州盟旗镇乡]委"
)
_OFFICE_END = (
    # 法治政府 is no organ.
    "人民政府|(?<!法治)(?<!责任)(?<!服务)政府|行政公署|办事处|管理委员会|管委会|"
    "人民代表大会主席团|人大主席团|人民代表大会常务委员会|人大常委会|人大工作委员会|人大工委"
)
_OTHER_END = "办公室|委员会|监委|局|厅|部|院|署|中心|公司"
_AUTHOR = Pattern(rf"国务院(?:办公厅)?|[{HAN}（）]{{0,36}}(?:{_OFFICE_END}|{_OTHER_END})")
_CONGRESS = Pattern("(?:人民代表大会|人大)(?:主席团|常务委员会|常委会|工作委员会|工委)?$")
_TOWNSHIP = Pattern("(?:[镇乡]|街道|苏木)(?:人民政府|政府|办事处)?$")
_GOVERNMENT = Pattern("(?:政府|行政公署)$")
_ZONE = Pattern(
    "(?:开发区|高新区|经开区|产业园区?|工业园区?|园区|保税区|自贸(?:试验)?区|合作区|示范区)(?:管理委员会|管委会)?$"
)
_COMMITTEE = Pattern("(?:管理委员会|管委会)$")
_KINDS: tuple[tuple[Kind, Pattern], ...] = (
    ("congress", _CONGRESS),
    ("township", _TOWNSHIP),
    ("government", _GOVERNMENT),
    ("zone", _ZONE),
    ("committee", _COMMITTEE),
)
LONGEST = 40
"""Characters of the longest name of an organ that is looked for."""
_MOST = 9
"""The most authors that are looked for in a line."""


def plain_name(name: str) -> str:
    """Return a name without blanks and differences of width, for comparison."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def organ_kind(name: str) -> Kind:
    """Return the kind of an organ by its name; a department where nothing says otherwise."""
    name = plain_name(name)
    if _PARTY.fullmatch(name):
        return "party"
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "department")


_GAP = Pattern(rf"{BLANK}+|[、\n]")
_AND = Pattern("[和与及]")


def split_authors(words: str) -> tuple[str, ...]:
    """Return the authors that are named together in a text of nothing but names, as they are written there.

    Between them stand blanks, 、 or a line break, after a party committee also 和, 与 or nothing at all. One name is
    returned whole, whatever it is, and so are words that are no names of organs.
    """
    words = words.strip()
    if len(words) > LONGEST * _MOST:
        return (words,)
    pieces = [piece for piece in _GAP.pieces(words) if piece]
    names = [name for piece in pieces for name in _after_party(piece)]
    if 1 < len(names) <= _MOST and all(map(is_author, names)):
        return tuple(names)
    return (words,)


def _after_party(piece: str) -> tuple[str, ...]:
    """Return a party committee and what is named behind it without a blank; the piece whole where it is one name."""
    for end in _ends_of_party(piece):
        rest = piece[end:]
        # 和平区委和平区人民政府: a place may begin with 和, too.
        if _AND.match(rest) and not rest.startswith(place_of(piece[:end])):
            rest = rest[1:]
        # 示例区委办公室 is one name.
        if _NEXT.fullmatch(rest):
            return piece[:end], rest
    return (piece,)


_NEXT = Pattern(rf"[{HAN}]{{0,30}}(?:{_OFFICE_END})|国务院(?:办公厅)?")
_PARTY_STOP = Pattern("委员会|委(?!员会)|党组|中共中央(?:办公厅)?")


def _ends_of_party(piece: str) -> Iterator[int]:
    for stop in _PARTY_STOP.finditer(piece):
        if _PARTY.fullmatch(piece[: stop.end()]) and stop.end() < len(piece):
            yield stop.end()


def is_author(name: str) -> bool:
    """Whether a text is the name of an organ, as far as its words show, and nothing else."""
    return bool(_PARTY.fullmatch(name) or _AUTHOR.fullmatch(name))


_LEFT = Pattern(rf"[{HAN}（）]{{2,{LONGEST}}}$")
_RIGHT = Pattern(
    rf"(?P<name>国务院(?:办公厅)?|[{HAN}（）]{{0,36}}?(?:{_OFFICE_END}|{_OTHER_END}))"
    rf"(?=$|关于|印发|转发|令|文件|[0-9]|[》〉、]|法治|{BLANK}+[{HAN}])"
)


def authors_meet(before: str, behind: str) -> bool:
    """Whether a place between two texts separates two authors, as in 中共中央 国务院关于…, and not two words.

    Args:
        before: What stands before the place; its last characters are looked at.
        behind: What stands behind it; its first characters are looked at.
    """
    left = _LEFT.search(before[-LONGEST:])
    right = _RIGHT.match(behind[: LONGEST + len("关于")]) if not behind.startswith("关于") else None
    if left is None or right is None:
        return False
    return any(is_author(left[0][start:]) for start in _starts(left[0]))


def _starts(run: str) -> Iterator[int]:
    """Yield the offsets at which the last name of a run of characters may begin."""
    yield 0
    yield from (at for at in range(1, len(run)) if run.startswith("中共", at))


def title_on_one_line(lines: Iterable[str]) -> str:
    """Return the lines of a title as one text, with a space where a line ends between two authors."""
    text = ""
    for line in lines:
        text += f" {line}" if text and authors_meet(text, line) else line
    return text


_PLACE_OF = Pattern(rf"^(?:中共)?(?P<place>[{HAN}（）]*?)(?:{_PARTY_END}|{_OFFICE_END})$")


_DOUBLED = Pattern(r"([省市县区州盟旗镇乡])\1$")


def place_of(name: str) -> str:
    """Return the place in the name of a party committee, a government or a 管委会; the name itself for any other."""
    match = _PLACE_OF.search(plain_name(name))
    # 甲区区委 is the 区委 of 甲区.
    return _DOUBLED.sub(r"\1", match["place"]) if match else plain_name(name)


def full_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of joint authors with the place where it is left out after the first.

    示例区委、区政府 is 示例区委, 示例区人民政府; 示例高新区党工委、管委会 is 示例高新区党工委, 示例高新区管委会.
    """
    if not names:
        return ()
    place = place_of(names[0])
    return (names[0], *(_full_name(name, place) for name in names[1:]))


def _full_name(name: str, place: str) -> str:
    own = place_of(name)
    if own == plain_name(name) or (own and not (len(own) < len(place) and place.endswith(own))):
        return name
    office = plain_name(name)[len(own) :]
    return f"{place}{'人民政府' if office == '政府' else office}"


def same_author(one: str, other: str) -> bool:
    """Whether two names may be of one organ: of one kind, and the shorter place is an abbreviation of the longer.

    示例区委 may be 中共示例市示例区委员会, 示例高新区管委会 may be 示例高新技术产业开发区管理委员会.
    """
    kinds = {"zone" if kind == "committee" else kind for kind in (organ_kind(one), organ_kind(other))}
    short, long = sorted((place_of(one), place_of(other)), key=len)
    return len(kinds) == 1 and _is_subsequence(short, long)


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
