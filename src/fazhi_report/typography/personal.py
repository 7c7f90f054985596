"""Finds personal data that no published report may contain: identity, telephone and card numbers, homes, mailboxes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from fazhi_report.text.patterns import Pattern
from fazhi_report.typography.scan import HAN, Fault, scan

_GAP = r"[\s\-]?"
_IDENTITY = Pattern(
    rf"(?<![0-9A-Za-z])([1-9][0-9]{{5}}){_GAP}((?:18|19|20)[0-9]{{2}}){_GAP}([0-9]{{2}})([0-9]{{2}}){_GAP}([0-9]{{3}}[0-9Xx])(?![0-9A-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PROVINCES = frozenset(
    (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
        83,
    )
)

_MOBILE = Pattern(
    rf"(?<![0-9A-Za-z.\-])(?:(?:\+|00)?86{_GAP})?(1[3-9][0-9]{{1}}{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}})(?![0-9A-Za-z%.]|-[0-9])"
)
_COUNTED_AFTER = Pattern(r"\s?[万亿余多件个人元条次]")

_CARD = Pattern(
    r"(?<![0-9A-Za-z.\-])([2-6][0-9]{3}(?:[ \-]?[0-9]{4}){3}(?:[ \-]?[0-9]{1,3})?)(?![0-9A-Za-z])"
)
_CARD_LENGTHS = (16, 17, 18, 19)
_UNION_PAY = "62"
_CARD_WORDS = Pattern(f"(?:银行卡|卡号|账号|帐号|账户|帐户|开户)[{HAN}：:（(\\s]{{0,12}}$")

_HOME = Pattern(
    rf"[{HAN}]{{0,9}}(?:小区|花园|公寓|家园|花苑|新村|佳苑|名苑|华庭|嘉园|里弄)[{HAN}]{{0,4}}[0-9]{{1,4}}(?:号楼|栋|幢|座|号)(?:[0-9]{{1,2}}单元)?[0-9]{{1,5}}(?:室|号|户)?"
    rf"|[0-9]{{1,4}}(?:号楼|栋|幢)[0-9]{{1,2}}单元[0-9]{{1,5}}(?:室|号|户)?"
    rf"|(?:家住|住址|家庭地址|户籍地|户籍所在地|经常居住地)[为是：:在]{{0,2}}[{HAN}0-9]{{2,30}}?[0-9]{{1,5}}(?:号|室|户)"
    rf"|[{HAN}]{{2,9}}村[{HAN}]{{0,4}}[0-9]{{1,3}}组[0-9]{{1,4}}号",
)
_HOME_SIGN = (
    "小区|花园|公寓|家园|花苑|新村|佳苑|名苑|华庭|嘉园|里弄|单元|家住|住址|家庭地址|户籍|经常居住地|组[0-9]"
)
_OFFICE = Pattern(
    "服务中心|服务站|服务点|调解室|工作室|工作站|法律顾问室|司法所|办公|居委会|村委会|警务室|大厅|窗口"
)

_MAILBOX = Pattern(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}",
    re.ASCII,
    needs="@",
)

_SECRECY = Pattern(
    "(?:绝密|机密|秘密)\\s?[★☆]|内部资料\\s?[，,]?\\s?(?:注意保存|注意保密|请勿外传|不得外传)|(?:注意保密|请勿外传|不得外传|不得公开|仅供内部)(?=[。）)！]|$|使用|参考|掌握)"
)
_SECRECY_SIGN = r"密\s?[★☆]|内部资料|注意保[存密]|请勿外传|不得外传|不得公开|仅供内部"
_SHOWN = 6


@scan("[1-9][0-9]{5}")
def identity_cards(text: str) -> Iterator[Fault]:
    """Find numbers of identity cards (GB 11643): a province, a day of birth, and the check character that fits."""
    for match in _IDENTITY.finditer(text):
        area, year, month, day, last = match.groups()
        if int(area[:2]) in _PROVINCES and _born(int(year), int(month), int(day)):
            digits = area + year + month + day + last.upper()
            total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
            if _CHECK[total % 11] == digits[-1]:
                message = f"有居民身份证号码（{digits[:_SHOWN]}…{digits[-2:]}）"
                yield Fault(match.start(), match.end(), message, "删去；公开的报告不写个人身份信息")


def _born(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]  # noqa: PLR2004  (months of a year)


@scan(rf"1[3-9][0-9]{_GAP}[0-9]{{4}}")
def mobile_numbers(text: str) -> Iterator[Fault]:
    """Find mobile telephone numbers; hotlines (12345, 12348) and office lines with an area code are allowed."""
    for match in _MOBILE.finditer(text):
        if not _COUNTED_AFTER.match(text, match.end()):
            digits = re.sub(r"\D", "", match[1])
            message = f"有手机号码（{digits[:3]}…{digits[-2:]}）"
            yield Fault(match.start(), match.end(), message, "删去；联系电话写办公电话或热线")


@scan(r"[2-6][0-9]{3}[ \-]?[0-9]{4}")
def bank_cards(text: str) -> Iterator[Fault]:
    """Find bank card numbers: 16 to 19 digits with the check digit of Luhn (GB/T 14504), UnionPay or named."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[1])
        named = _CARD_WORDS.search(text[max(0, match.start() - 20) : match.start()])
        if len(digits) in _CARD_LENGTHS and (named or digits.startswith(_UNION_PAY)) and _luhn(digits):
            message = f"有银行卡号（{digits[:_SHOWN]}…{digits[-2:]}）"
            yield Fault(match.start(), match.end(), message, "删去；公开的报告不写个人账户")


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004  (the sum of two digits)
    return total % 10 == 0


@scan(_HOME_SIGN)
def home_addresses(text: str) -> Iterator[Fault]:
    """Find addresses down to the flat or the house; offices and service points are allowed."""
    for match in _HOME.finditer(text):
        around = text[max(0, match.start() - 6) : match.end() + 12]
        if not _OFFICE.search(around):
            yield Fault(
                match.start(), match.end(), "有具体到门牌的住址", "删去，或只写到镇（街道）、村（社区）"
            )


@scan("@", needs="@")
def mailboxes(text: str) -> Iterator[Fault]:
    """Find mail addresses outside gov.cn."""
    for match in _MAILBOX.finditer(text):
        if not match[0].lower().endswith((".gov.cn", "@gov.cn")):
            yield Fault(
                match.start(), match.end(), f"有电子邮箱（{match[0]}）", "个人邮箱删去；对外联系用政务邮箱"
            )


@scan(_SECRECY_SIGN)
def secrecy_marks(text: str) -> Iterator[Fault]:
    """Find markings that forbid publication (秘密★1年, 内部资料 注意保存)."""
    for match in _SECRECY.finditer(text):
        yield Fault(match.start(), match.end(), f"有“{match[0]}”字样", "涉密和内部的内容不得公开；误写的删去")
