"""The organs that issued an old report, from signature, title, mark, opening and 来源 together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi_report.importer.elements import is_organ
from fazhi_report.text.organ_names import full_names, organ_kind, place_of, same_author

_GOVERNED = "省|市|自治区|自治州|州|盟|地区|区|县|旗|自治县|自治旗"
# A zone is run by a 管委会, not by a government of its own.
_ZONE = re.compile("(?:新|开发|示范|试验|实验|高新|保税|合作|工业园|园|度假|管理|功能|产业园)区$")
_REGION = re.compile(rf"[\u4e00-\u9fff]{{1,12}}(?:{_GOVERNED})$")
_TOWN = re.compile("[\u4e00-\u9fff]{1,12}(?:镇|乡)$")
_STREET = re.compile("[\u4e00-\u9fff]{1,12}街道$")
_INNER = re.compile("(?:办公室|办公厅|科|处|股|室|中心)$")
_SPACES = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The organ, or the organs, that issued a report.

    Args:
        names: Their full names in order; empty where nothing names one.
        doubt: What the drafter should look at, Chinese; empty where title, signature and 来源 agree.
        place: Where the names were found, Chinese.
    """

    names: tuple[str, ...]
    doubt: str = ""
    place: str = "标题或署名"


@dataclass(frozen=True, slots=True)
class NamedAuthors:
    """The organs that each place of an old report names, in order and as written there.

    Args:
        title: The whole title, on one line.
        titled: Those of the title.
        signed: Those of the signature.
        marked: Those of 发文机关标志.
        opened: Those of the opening (现将某区委、区政府……报告如下).
        source: 来源 of the web page; empty for none.
    """

    title: str
    titled: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    source: str = ""


def issuers(said: NamedAuthors) -> Issuer:
    """Return the organs that issued a report, with a doubt where its places do not name the same."""
    if joint := _joint(said):
        return joint
    titled = said.titled[0] if said.titled else ""
    found = issuer(titled, said.signed, said.title, said.source)
    return found if found.names or not said.marked else Issuer(said.marked[:1], place="发文机关标志")


_PLACES = {"signed": "署名", "titled": "标题", "marked": "发文机关标志", "opened": "开头"}


def _joint(said: NamedAuthors) -> Issuer | None:
    """Return the joint authors, where a place names several; None for one author."""
    named = {place: getattr(said, place) for place in _PLACES if getattr(said, place)}
    several = [place for place, names in named.items() if len(names) > 1 and _are_joint(names)]
    if not several:
        return None
    # The signature has the full names; a place that names more authors knows more.
    best = max(several, key=lambda place: len(named[place]))
    names = full_names(named[best])
    others = [place for place in named if place != best and not _agrees(named[place], names, place)]
    told = "，".join(f"{_PLACES[place]}是{'、'.join(named[place])}" for place in others)
    doubt = f"{_PLACES[best]}写的是{'、'.join(named[best])}，{told}；按{_PLACES[best]}写" if told else ""
    return Issuer(names, doubt, _PLACES[best])


def _are_joint(names: Sequence[str]) -> bool:
    """Whether several names are those of joint authors: a party committee or a congress is among them."""
    kinds = {organ_kind(name) for name in names}
    return bool(kinds & {"party", "congress"}) and len(kinds) > 1


def _agrees(other: Sequence[str], names: Sequence[str], place: str) -> bool:
    """Whether a place names the authors: all of them in order, their region alone, or in the mark the one in charge."""
    if len(other) > 1:
        full = full_names(other)
        return len(full) == len(names) and all(map(same_author, full, names))
    if government(other[0]) != other[0]:
        return any(_is_same(government(other[0]), name) or place_of(name) == other[0] for name in names)
    return place == "marked" and any(same_author(other[0], name) for name in names)


def government(name: str) -> str:
    """Return the full name of the government of a bare region, such as 示例区人民政府; the name itself for any other."""
    if _STREET.fullmatch(name):
        return f"{name}办事处"
    if _TOWN.fullmatch(name) or (_REGION.fullmatch(name) and not _ZONE.search(name)):
        return f"{name}人民政府"
    return name


def issuer(titled: str, signed: Sequence[str], title: str, source: str) -> Issuer:
    """Return the organ that issued a report, with a doubt where title, signature and 来源 do not name the same.

    Args:
        titled: The organ that the title names; empty for none.
        signed: The organs of the signature.
        title: The whole title.
        source: 来源 of the web page; empty for none.
    """
    signature = signed[0] if signed else ""
    posted = source if is_organ(source) and not _INNER.search(source) else ""
    if not titled and not signature:
        return Issuer((posted,), "标题和署名里没有机关名称，取自网页的来源", "来源") if posted else Issuer(())
    full = government(titled)
    if not signature:
        told = "" if not posted or full != titled or _is_same(titled, posted) else posted
        return Issuer((full,), f"标题说的是{titled}，网页的来源是{told}" if told else "")
    if not titled or title.startswith(signature) or _is_same(full, signature):
        # The fuller name is the one to print; a title often says 市水务局 where the signature says 示例市水务局.
        return Issuer((signature,))
    if any(_is_same(full, one) for one in signed):
        return Issuer((full,))
    doubt = f"标题说的是{titled}，署名是{'、'.join(signed)}"
    if posted and _is_same(signature, posted) and not _is_same(full, posted):
        return Issuer((signature,), f"{doubt}；网页的来源也是{posted}，按署名写")
    return Issuer((full,), f"{doubt}；按标题写")


def _is_same(one: str, other: str) -> bool:
    """Whether two names are those of one organ: alike, or one the short form of the other."""
    first, second = sorted((_SPACES.sub("", one), _SPACES.sub("", other)), key=len)
    if second.endswith(first):
        return True
    # 示例区 and 示例区人民政府, 示例区政府 and 示例区人民政府.
    return government(first) == second or second.replace("人民政府", "政府").endswith(first)
