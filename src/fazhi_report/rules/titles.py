"""FZ346, FZ329, FZ330 and FZ811: names that must be exact: that of the office, and the titles of laws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi_report.findings import Issue, Severity
from fazhi_report.model.authors import JointAuthors, Organ
from fazhi_report.model.report import Report
from fazhi_report.norms.laws import COUNTRY, laws, plain_title
from fazhi_report.norms.lexicon import Lexicon
from fazhi_report.rules.registry import rule
from fazhi_report.rules.texts import RunningText, Texts
from fazhi_report.text.organ_names import full_names, split_authors
from fazhi_report.text.zones import titles

_CLOSE = 2
"""Largest edit distance between a misspelt title and the right one."""
_SHORTEST_SHORT = 3
"""Least length of an office's short name; shorter ones, such as 市府 or 公安, are ambiguous."""
_SHORTEST_TITLE = 5
"""Least length of a compared title; a shorter one resembles too many others."""
_PLACE = re.compile(
    "^(?P<place>.{1,9}?(?:自治州|自治县|自治区|地区|省|市|州|盟|县|区|旗|镇|乡|街道))(?P<kind>.{2,})$"
)
_LOCAL = re.compile("^.{1,7}?(?:省|市|县|自治区|自治州|经济特区)")
_CITED_AS_GROUND = re.compile("(?:依据|依照|根据|按照|适用|违反|执行|严格落实)[^，。；]{0,3}$")
"""Words before a title that mean its application; a law that is not yet in force may be studied, not applied."""


@rule("FZ346", Severity.WARNING)
def own_name_in_two_forms(report: Report, texts: Texts) -> Iterator[Issue]:
    """本机关的名称有两种写法。

    ## 查什么
    正文里与本机关全称只差一两个字、或地名相同而机关名缩写不同的名称。`organ.short_name` 写明的规范化简称不算。

    ## 为什么
    地名错一个字就成了别的机关；全称、简称混用，公文的作者就说不清。

    ## 怎么改
    统一用全称，或在 `organ.short_name` 写明规范化简称后统一用简称。

    ## 依据
    《党政机关公文处理工作条例》第九条：发文机关名称应当用全称或者规范化简称。
    """
    for organ in report.organ.each:
        yield from _other_forms(organ, texts)


def _other_forms(organ: Organ, texts: Texts) -> Iterator[Issue]:
    own = organ.name
    parts = _PLACE.match(own)
    if parts is None:
        return
    place, kind = parts["place"], parts["kind"]
    same_kind = re.compile(f"(?<![\u4e00-\u9fff])?([\u4e00-\u9fff]{{{len(place)}}}){re.escape(kind)}")
    same_place = re.compile(f"{re.escape(place)}([\u4e00-\u9fff]{{1,{len(kind)}}}?{re.escape(kind[-1])})")
    for text in texts:
        if kind not in text.words and place not in text.words:
            continue
        found = (
            *(
                (match.start(1), match[0])
                for match in same_kind.finditer(text.words)
                if _is_slip(match[1], place)
            ),
            *(
                (match.start(), match[0])
                for match in same_place.finditer(text.words)
                if match[1] != kind and _is_shortened(match[1], kind) and match[0] != organ.short_name
            ),
        )
        for start, name in found:
            yield Issue(
                text.route,
                f"本机关是“{own}”，这里写作“{name}”",
                "统一用全称，或在 organ.short_name 写明规范化简称后统一用简称",
                start,
            )


@rule("FZ329", Severity.WARNING)
def several_organs_in_one_name(report: Report) -> Iterator[Issue]:
    """几个机关写成了一个名称。

    ## 查什么
    一个机关名称（`organ.name`）里是不是写了几个机关，如“中共某区委员会 某区人民政府”。

    ## 为什么
    联合署名的机关，标题里连写，发文机关标志和署名却各占一行，报告对象和期限也不同；写成一个名称就都印错、查错。

    ## 怎么改
    `organ` 写成列表，一个机关一项，党委在前；名称之间的空格、顿号由标题样式的 `between` 定。

    ## 依据
    GB/T 9704—2012 7.2.4、7.3.5.1（联合行文的发文机关标志和署名）。
    """
    for at, organ in enumerate(report.organ.each):
        names = split_authors(organ.name)
        if len(names) > 1:
            several = isinstance(report.organ, JointAuthors)
            yield Issue(
                ("organ", at, "name") if several else ("organ", "name"),
                f"“{organ.name}”像是 {len(names)} 个机关",
                f"organ 写成列表，一个机关一项：{'、'.join(full_names(names))}",
            )


@rule("FZ330", Severity.NOTE)
def party_committee_not_first(report: Report) -> Iterator[Issue]:
    """联合署名的机关，党委没有排在前面。

    ## 查什么
    `organ` 的各项里，类别是党委（`kind: party`）的有没有排在别的机关之后。

    ## 为什么
    联合署名的年度报告，党委在前、政府在后；标题、发文机关标志、署名都照 `organ` 的次序印。

    ## 怎么改
    把党委移到最前；类别写错的，改 `kind`。

    ## 依据
    GB/T 9704—2012 7.2.4（联合行文时主办机关名称在前）。
    """
    kinds = [one.kind for one in report.organ.each]
    late = next((at for at, kind in enumerate(kinds) if kind == "party" and at), None)
    if late is not None and kinds[0] != "party":
        name = report.organ.each[late].name
        yield Issue(("organ", late, "name"), f"“{name}”排在“{report.organ.each[0].name}”之后", "党委移到最前")


def _is_slip(written: str, place: str) -> bool:
    """Whether a place name is the office's own with a wrong character."""
    differing = [(one, other) for one, other in zip(written, place, strict=True) if one != other]
    # Where the last character differs (市 for 县) or the first is a verb before a shorter name, it is another office.
    return len(differing) == 1 and written[-1] == place[-1] and written[0] == place[0]


def _is_shortened(written: str, kind: str) -> bool:
    """Whether a short name is a subsequence of the full one that includes its first and last characters."""
    if not (_SHORTEST_SHORT <= len(written) < len(kind) and written[0] == kind[0]):
        return False
    rest = iter(kind)
    return all(character in rest for character in written)


@rule("FZ811", Severity.NOTE)
def nearly_the_title_of_a_law(report: Report, texts: Texts, lexicon: Lexicon) -> Iterator[Issue]:
    """书名号里的法律法规名称，与一个已知的名称只差一两个字；或引用时还没有施行。

    ## 查什么
    书名号里的名称，与程序所带名称表（现行的国家法律、行政法规、党内法规）里的一个相近而不
    相同的，请核对。依据、适用、执行的法律到报告年度结束时还没有施行的，也提示。带地名的地方性法规不查；本机关可以在词表的
    allow 里列出许可的名称。

    ## 为什么
    名称错一个字，引用就落了空。

    ## 怎么改
    与公布的文本核对，改用正确的名称。

    ## 依据
    《党政机关公文处理工作条例》第二十条：审核公文要看引文是否准确。
    """
    for text in texts:
        for zone in titles(text.words):
            quoted = text.words[zone.start + 1 : zone.end - 1]
            if quoted not in lexicon.allowed:
                yield from _judged(report, text, zone.start, quoted)


def _judged(report: Report, text: RunningText, start: int, quoted: str) -> Iterator[Issue]:
    title, known = plain_title(quoted), laws()
    if title in known:
        since = known[title]
        ends = date(report.year + (report.role_at(text.route) == "plans"), 12, 31)
        if (
            since is not None
            and since > ends
            and _CITED_AS_GROUND.search(text.words[max(0, start - 12) : start])
        ):
            yield Issue(
                text.route,
                f"《{quoted}》自{since.year}年{since.month}月{since.day}日起施行，报告说的是{ends.year}年",
                "核对名称和年份：没有施行的法律不能作为依据",
                start,
            )
        return
    meant = _nearest(title)
    if meant is not None:
        right = (COUNTRY if quoted.startswith(COUNTRY) else "") + meant
        yield Issue(
            text.route,
            f"没有见过《{quoted}》，与《{right}》只差一两个字",
            f"核对名称：是《{right}》的，照改；确有这个文件的，把名称写进本机关词表的 allow",
            start,
        )


def _nearest(title: str) -> str | None:
    """Return the listed title that is most similar; None when none is similar enough, or for a local title."""
    if len(title) < _SHORTEST_TITLE or _LOCAL.search(title):
        return None
    from rapidfuzz import process  # noqa: PLC0415  (only where a title is not listed)
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    allowed = 1 if len(title) <= 2 * _SHORTEST_TITLE else _CLOSE
    found = process.extractOne(title, list(laws()), scorer=Levenshtein.distance, score_cutoff=allowed)
    if found is None or found[1] == 0:
        return None
    meant: str = found[0]
    # 实施条例, 实施办法 of a law are documents of their own; so is what another body issued under a like name.
    return meant if meant[0] == title[0] and (meant[-1] == title[-1] or found[1] == 1) else None
