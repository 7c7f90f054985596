"""Titles in all their forms, the organ and the year that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from fazhi_report.extract.markers import fold
from fazhi_report.model.organ import TITLE_PRESETS

_SUBJECT = "法治|依法行政|依法治"
_TITLE = re.compile(rf"(?:{_SUBJECT}).{{0,40}}(?:报告|情况|总结|要点|汇报)(?:[（(].{{1,12}}[）)])?$")
_SECOND_LINE = re.compile(rf"^(?:关于|[0-9]{{4}}年).{{0,40}}(?:{_SUBJECT}).{{0,40}}(?:报告|情况|总结|汇报)$")
_YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\s?年")
_ORGAN_BEFORE = re.compile(r"^(?P<organ>[\u4e00-\u9fff（）]{2,40}?)(?=关于|(?:19|20)[0-9]{2}年)")
_ORGAN_AFTER = re.compile(r"^(?:19|20)[0-9]{2}年度?(?P<organ>[\u4e00-\u9fff（）]{2,40}?)(?=法治|依法)")
_PREFIX = re.compile(r"^(?:【[^】]{1,12}】|\[[^\]]{1,12}\]|标题[：:]|发布)\s*")
ORGAN_WORDS = re.compile(
    "(?:政府|委员会|管委会|局|厅|院|部|办公室|办|处|署|中心|街道|镇|乡|集团|公司|大队|支队|党委|党工委|委)(?:（.{1,20}）)?$"
)
_LEAST_TITLE, _MOST_TITLE = 7, 70


@dataclass(frozen=True, slots=True)
class Named:
    """What a title names.

    Args:
        organ: The organ; empty where the title names none.
        year: The year reported on; None where the title names none.
    """

    organ: str
    year: int | None


def is_title(text: str) -> bool:
    """Whether a line looks like the title of a rule-of-law report."""
    plain = fold(strip_prefix(text)[1]).replace(" ", "").replace("\u3000", "")
    return (
        _LEAST_TITLE <= len(plain) <= _MOST_TITLE
        and bool(_TITLE.search(plain))
        and not re.search("[。；，？！]|如下", plain)
    )


def is_second_line(text: str) -> bool:
    """Whether a line is the rest of a title whose first line is the organ."""
    return bool(_SECOND_LINE.match(fold(text).replace(" ", "").replace("\u3000", "")))


def strip_prefix(text: str) -> tuple[str, str]:
    """What stands before a title (【工作总结】), and the title."""
    match = _PREFIX.match(text.strip())
    return (match[0], text.strip()[match.end() :]) if match else ("", text.strip())


def named(title: str) -> Named:
    """The organ and the year that a title names."""
    plain = fold(title)
    years = [int(match["year"]) for match in _YEAR.finditer(plain)]
    match = _ORGAN_BEFORE.match(plain) or _ORGAN_AFTER.match(plain)
    organ = match["organ"] if match else ""
    return Named(organ if organ and organ != "关于" else "", years[0] if years else None)


def preset(title: str, organ: str, year: int) -> str | None:
    """Name of the preset that prints exactly this title; None for none."""
    for name, form in TITLE_PRESETS.items():
        if form.format(organ=organ, year=year) == title:
            return name
    return None


def organ_kind(name: str) -> Literal["department", "government", "township"]:
    """What kind of organ a name tells of."""
    if re.search("(?:镇|乡|街道)(?:人民政府|办事处|党工委)?$", name):
        return "township"
    return "government" if name.endswith("人民政府") else "department"
