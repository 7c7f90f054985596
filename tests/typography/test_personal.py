"""Personal data in plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.typography.personal import (
    bank_cards,
    home_addresses,
    identity_cards,
    mailboxes,
    mobile_numbers,
    secrecy_marks,
)

WEIGHTS = [2**place % 11 for place in range(17, 0, -1)]


def identity(body: str) -> str:
    """The number with the check character of ISO 7064, MOD 11-2, reckoned another way than the program does."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "0123456789X"[(12 - total % 11) % 11]


def luhn(body: str) -> str:
    for check in "0123456789":
        digits = [int(digit) for digit in body + check][::-1]
        if sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0:
            return body + check
    raise AssertionError


@given(st.dates(), st.integers(0, 999), st.sampled_from(["110105", "331082", "650102"]))
def test_every_identity_number_is_found_and_no_other_check_character(
    day: object, serial: int, area: str
) -> None:
    written = f"{day:%Y%m%d}".rjust(8, "0")
    number = identity(f"{area}{written}{serial:03}")
    expected = 1 if written[:2] in {"18", "19", "20"} else 0
    assert len(list(identity_cards(f"当事人{number}，"))) == expected
    for other in "0123456789X":
        if other != number[-1]:
            assert list(identity_cards(f"当事人{number[:-1]}{other}，")) == []


@pytest.mark.parametrize(
    "text",
    [
        identity("99010519491231002"),
        identity("11010519491331002"),
        "A" + identity("11010519491231002"),
        identity("11010519491231002") + "0",
        "热线12345",
    ],
)
def test_what_is_no_identity_number(text: str) -> None:
    assert list(identity_cards(text)) == []


def test_identity_numbers_are_found_in_pieces_and_not_repeated_in_the_message() -> None:
    number = identity("11010519491231002")
    (fault,) = identity_cards(f"号码{number[:6]} {number[6:14]} {number[14:].lower()}")
    assert (fault.start, number in fault.message) == (2, False)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("联系13800001234。", 1),
        ("联系+86 138-0000-1234。", 1),
        ("联系138 0000 1234和13900005678。", 2),
        ("热线12345、12348，电话0576-85111111", 0),
        ("金额13800001234元", 0),
        ("编号13800001234567", 0),
        ("13800001234.50", 0),
    ],
)
def test_mobile_numbers(text: str, count: int) -> None:
    assert len(list(mobile_numbers(text))) == count


@given(st.integers(0, 10**13 - 1), st.integers(13, 16))
def test_cards_of_union_pay_are_found(serial: int, length: int) -> None:
    body = "62" + str(serial).rjust(length, "0")[:length]
    number = luhn(body)
    assert len(list(bank_cards(f"汇入{number}。"))) == 1
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert list(bank_cards(f"汇入{wrong}。")) == []


def test_other_cards_are_found_where_they_are_called_so() -> None:
    number = luhn("411111111111111")
    assert len(list(bank_cards(f"银行卡号：{number}"))) == 1
    assert list(bank_cards(f"流水{number}")) == []
    assert list(bank_cards(f"银行卡号：{luhn('41111111111111')}")) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("走访阳光小区3幢2单元501室。", 1),
        ("走访12幢3单元401。", 1),
        ("当事人家住示例镇示例路12号。", 1),
        ("走访向阳村3组15号。", 1),
        ("阳光小区3号楼101室司法所窗口", 0),
        ("行政大楼3号楼501室", 0),
        ("走访阳光小区和向阳村", 0),
    ],
)
def test_home_addresses(text: str, count: int) -> None:
    assert len(list(home_addresses(text))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("寄a.b@example.com", 1),
        ("寄sfj@linhai.gov.cn", 0),
        ("关注@临海普法", 0),
        ("寄a@gov.cn.example.com", 1),
    ],
)
def test_mailboxes(text: str, count: int) -> None:
    assert len(list(mailboxes(text))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("秘密★1年", 1),
        ("内部资料 注意保存", 1),
        ("本件仅供内部参考。", 1),
        ("开展保密审查，保护商业秘密。", 0),
        ("应公开的不得公开拖延", 0),
    ],
)
def test_secrecy_marks(text: str, count: int) -> None:
    assert len(list(secrecy_marks(text))) == count
