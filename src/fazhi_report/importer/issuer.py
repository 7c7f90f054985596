"""The organ that issued an old report, from signature, title and 来源 together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi_report.importer.elements import is_organ

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
    """The organ that issued a report.

    Args:
        name: Its full name; empty where nothing names it.
        doubt: What the drafter should look at, Chinese; empty where title, signature and 来源 agree.
        place: Where the name was found, Chinese.
    """

    name: str
    doubt: str = ""
    place: str = "标题或署名"


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
        return Issuer(posted, "标题和署名里没有机关名称，取自网页的来源", "来源") if posted else Issuer("")
    full = government(titled)
    if not signature:
        told = "" if not posted or full != titled or _is_same(titled, posted) else posted
        return Issuer(full, f"标题说的是{titled}，网页的来源是{told}" if told else "")
    if not titled or title.startswith(signature) or _is_same(full, signature):
        # The fuller name is the one to print; a title often says 市水务局 where the signature says 示例市水务局.
        return Issuer(signature)
    if any(_is_same(full, one) for one in signed):
        return Issuer(full)
    doubt = f"标题说的是{titled}，署名是{'、'.join(signed)}"
    if posted and _is_same(signature, posted) and not _is_same(full, posted):
        return Issuer(signature, f"{doubt}；网页的来源也是{posted}，按署名写")
    return Issuer(full, f"{doubt}；按标题写")


def _is_same(one: str, other: str) -> bool:
    """Whether two names are those of one organ: alike, or one the short form of the other."""
    first, second = sorted((_SPACES.sub("", one), _SPACES.sub("", other)), key=len)
    if second.endswith(first):
        return True
    # 示例区 and 示例区人民政府, 示例区政府 and 示例区人民政府.
    return government(first) == second or second.replace("人民政府", "政府").endswith(first)
