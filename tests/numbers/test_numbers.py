"""Every number of a text, told by its neighbours."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.norms.indicator_words import vocabulary
from fazhi_report.numbers.figure import parse_figure
from fazhi_report.numbers.finder import FoundNumber, Kind, fold_digits, numbers
from fazhi_report.numbers.hedges import HEDGES, HedgePlace
from fazhi_report.numbers.shapes import FORMULAS, SHAPES, Shape
from growth import assert_linear

ANYTHING = st.one_of(
    st.text(max_size=60),
    st.text(
        alphabet="0123456789０９.．,-—～:：+·%％年月日号第前近约余多万亿件个项人次元天至由“”‘’《》（）〔〕{}、，。；\n N",
        max_size=60,
    ),
)


def only(text: str) -> FoundNumber:
    found = list(numbers(text))
    assert len(found) == 1, found
    return found[0]


def kinds(text: str) -> list[tuple[str, Kind]]:
    return [(number.text, number.kind) for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("反馈问题80余条，", "80余条"),
        ("涉及金额20574.58万元，", "20574.58万元"),
        ("成功率99.78%；", "99.78%"),
        ("抽样送检近480批次。", "近480批次"),
        ("货值达190万余元。", "190万余元"),
        ("发布4.46万个岗位", "4.46万个"),
        ("应诉案件40件次，", "40件次"),
        ("开展讲座12场次、", "12场次"),
        ("帮助500多名求职者", "500多名"),
        ("满意率保持不低于95%，", "不低于95%"),
        ("全年开展检查不少于20次，", "不少于20次"),
        ("企业开办稳定在1个工作日以内", "1个工作日以内"),
        ("平均每人1.96个/件", "1.96个/件"),
        ("下降3.2个百分点", "3.2个百分点"),
        ("是上年的2倍", "2倍"),
        ("同比-3.5%", "-3.5%"),
        ("整改1,234件", "1,234件"),
        ("90%以上的村", "90%以上"),
        ("压缩至5.5个工作日", "5.5个工作日"),
        ("得分95.6，", "95.6"),
        ("共98。", "98"),
        ("覆盖7.06万", "7.06万"),
        ("办结率100％", "100％"),
        ("跨部门与部门内案件之比为3.6，", "3.6"),
        ("抽查的住所里，其余18宗为不合格", "18宗"),
        ("接访量突破1000件", "突破1000件"),
        ("赔付迈上3亿元台阶", "迈上3亿元"),
        ("好评率高于98%", "高于98%"),
        ("平均用时不到6个工作日", "不到6个工作日"),
    ],
)
def test_a_statistic_is_found_with_hedge_scale_and_unit(text: str, figure: str) -> None:
    found = only(text)
    assert (found.text, found.kind) == (figure, Kind.STATISTIC)
    assert found.written == parse_figure(figure)
    assert text[found.start : found.end] == figure


def test_an_announced_number_is_no_statistic_but_can_be_counted_on() -> None:
    found = only("梳理4大巡察重点")
    assert (found.text, found.kind, found.written) == ("4大", Kind.ANNOUNCED, parse_figure("4大"))
    assert only("召开2场大会").kind is Kind.STATISTIC


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("申办率不低于50%，", "不低于50%"),
        ("公务员申办率应不低于90%，", "不低于90%"),
        ("要求各单位每年组织公共法律知识培训不少于60学时", "不少于60学时"),
        ("每名法律顾问每月值班至少2次", "至少2次"),
        ("执法人员培训不得少于40学时", "40学时"),
        ("未达到每人每年40学时的要求", "40学时"),
        ("80分以上为合格", "80分以上"),
        ("力争调解率达到35%", "35%"),
        ("计划新建调解室9个", "9个"),
        ("确保覆盖率达90%以上", "90%以上"),
        ("标的额50万元以上的合同", "50万元以上"),
    ],
)
def test_what_was_asked_is_no_statistic(text: str, figure: str) -> None:
    found = only(text)
    assert (found.text, found.kind) == (figure, Kind.REQUIREMENT)
    assert found.written == parse_figure(figure)


@pytest.mark.parametrize(
    "text",
    [
        "出庭应诉率达90%以上",
        "按照要求完成整改90%以上",
        "要求整改，已完成90%以上",
        "确保案件办结率达到100%",
        "罚款50万元以上",
        "人均培训50学时以上",
        "发放应急包不少于300份",
        "帮助30人以上",
    ],
)
def test_what_was_reached_is_a_statistic(text: str) -> None:
    assert only(text).kind is Kind.STATISTIC


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("办理时限由7日缩短为2日。", ["7日", "2日"]),
        ("审批由法定的30个工作日压缩至18个工作日", ["30个工作日", "18个工作日"]),
        ("由平均12日减少到9日，", ["12日", "9日"]),
    ],
)
def test_what_a_time_was_and_became_are_two_statistics(text: str, values: list[str]) -> None:
    assert kinds(text) == [(value, Kind.STATISTIC) for value in values]


def test_a_day_behind_a_change_is_a_length_and_elsewhere_a_date() -> None:
    assert kinds("会期缩减了5日，") == [("5日", Kind.STATISTIC)]
    assert kinds("申请时限延至当月15日，于次月3日起") == [("15日", Kind.DATE), ("3日", Kind.DATE)]


def test_a_number_set_against_what_was_asked_is_a_statistic() -> None:
    assert only("达到要求的60%").kind is Kind.REQUIREMENT
    assert only("比要求的60%").kind is Kind.STATISTIC


def test_full_width_digits_and_spaces_are_read_and_kept() -> None:
    found = only("审查２０余件")
    assert (found.text, found.written) == ("２０余件", parse_figure("20余件"))
    spaced = only("审查 80 余 件。")
    assert (spaced.text, spaced.written) == ("80 余 件", parse_figure("80余件"))


def test_a_form_that_the_standard_forbids_is_a_statistic_without_a_figure() -> None:
    found = only("走访7千余户")
    assert (found.text, found.kind, found.written) == ("7千余户", Kind.STATISTIC, None)
    assert not found.is_count
    assert not found.unit


@pytest.mark.parametrize(
    "text",
    [
        "预约3件",
        "履约3件",
        "附近3家",
        "高超3招",
        "制约5个",
        "修订村规民约102件",
        "取得突破3项",
        "路线跨越2个县",
        "做不到3次",
        "查摆不足和5项",
    ],
)
def test_the_end_of_a_word_is_no_hedge(text: str) -> None:
    assert only(text).text[0].isdecimal()


@pytest.mark.parametrize("text", ["实施5多元", "留下5余额", "立3成立", "有5部门", "分30分别"])
def test_the_beginning_of_a_word_is_no_measure_word(text: str) -> None:
    assert only(text).text.isdecimal()


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("2020年度全市", "2020年度", Kind.YEAR),
        ("梳理2007—2021年印发", "2007—2021年", Kind.YEAR),
        ("2019、2020年两年", "2019、2020年", Kind.YEAR),
        ("规划20212025年", "20212025年", Kind.YEAR),
        ("统一目录（2020）", "2020", Kind.YEAR),
        ("2021法治建设要点", "2021", Kind.YEAR),
        ("2021年2月28日", "2021年2月28日", Kind.DATE),
        ("2021年1月，", "2021年1月", Kind.DATE),
        ("1—10月，", "1—10月", Kind.DATE),
        ("日期:2021-03-09 ", "2021-03-09", Kind.DATE),
        ("3月15日至20日", "3月15日至20日", Kind.DATE),
        ("第一届3季度", "3季度", Kind.DATE),
        ("当月15日前", "15日", Kind.DATE),
        ("发布09:33 ", "09:33", Kind.TIME),
        ("早8时30分", "8时30分", Kind.TIME),
        ("上午9点", "9点", Kind.TIME),
        ("厅字〔2019〕28号", "〔2019〕28号", Kind.DOCUMENT_NUMBER),
        ("文号〔2021〕8号号", "〔2021〕8号号", Kind.DOCUMENT_NUMBER),
        ("〔2014〕保市府办172号", "〔2014〕保市府办172号", Kind.DOCUMENT_NUMBER),
        ("国务院令第825号", "第825号", Kind.DOCUMENT_NUMBER),
        ("4号文件", "4号", Kind.DOCUMENT_NUMBER),
        ("1.创建机制", "1.", Kind.ORDINAL),
        ("　　2、完善机制", "2、", Kind.ORDINAL),
        ("（1）完善机制", "（1）", Kind.ORDINAL),
        ("依照第26条", "第26条", Kind.ORDINAL),
        ("召开第3次会议", "第3次", Kind.ORDINAL),
        ("见附件3。", "3", Kind.ORDINAL),
        ("居全省前10名", "10名", Kind.ORDINAL),
        ("（07 版）", "07", Kind.ORDINAL),
        ("建党100周年", "100周年", Kind.ORDINAL),
        ("组建“6 + N”专班", "6 + N", Kind.FORMULA),
        ("“1+1+N”模式", "1+1+N", Kind.FORMULA),
        ("“100+50”指标体系", "100+50", Kind.FORMULA),
        ("7×24小时", "7×24", Kind.FORMULA),
        ("“12·4”宪法日", "12·4", Kind.FORMULA),
        ("1+网格", "1", Kind.FORMULA),
        ("比例为3:1，", "3:1", Kind.FORMULA),
        ("上升到1.6∶1，", "1.6∶1", Kind.FORMULA),
        ("2/3以上", "2/3", Kind.FORMULA),
        ("《2020年工作要点》", "2020年", Kind.NAME),
        ("获“2020数字政府奖”", "2020", Kind.NAME),
        ("“885”工程", "885", Kind.NAME),
        ('"885"工程', "885", Kind.NAME),
        ("“500米服务圈”", "500", Kind.NAME),
        ("建成15分钟公共法律服务圈", "15分钟", Kind.NAME),
        ("法律援助2.0升级版", "2.0", Kind.NAME),
        ("20KV线路", "20KV", Kind.NAME),
        ("V3.0系统", "V3.0", Kind.NAME),
        ("索引号: LH331082-038/2021-110071 ", "LH331082-038/2021-110071", Kind.NAME),
        ("12345政务服务便民热线", "12345", Kind.NAME),
        ("拨打12348，", "12348", Kind.NAME),
        ("电话0576-85112345", "0576-85112345", Kind.NAME),
        ("身份证330000000000000001", "330000000000000001", Kind.NAME),
        ("4.15国家安全教育日", "4.15", Kind.NAME),
        ("90后干部", "90后", Kind.NAME),
        ("见http://a.cn/2020/1.html", "http://a.cn/2020/1.html", Kind.NAME),
        ("每季度3—5次", "3—5次", Kind.RANGE),
        ("占60%～80%", "60%～80%", Kind.RANGE),
        ("22万～27万", "22万～27万", Kind.RANGE),
        ("近3年", "近3年", Kind.MEASURE),
        ("24小时自助", "24小时", Kind.MEASURE),
        ("相距500米", "500米", Kind.MEASURE),
        ("表格 17 ", "17", Kind.UNCLEAR),
    ],
)
def test_what_is_no_statistic_says_what_it_is(text: str, number: str, kind: Kind) -> None:
    found = only(text)
    assert (found.text, found.kind, found.written) == (number, kind, None)


def test_a_quoted_sentence_is_read_like_any_other() -> None:
    assert kinds("“去年办结80件，今年更多。”") == [("80件", Kind.STATISTIC)]
    assert kinds("“整改率100%”行动") == [("100", Kind.NAME)]


def test_a_mark_without_its_partner_hides_nothing() -> None:
    assert kinds("“办结80件\n另有”9件") == [("80件", Kind.STATISTIC), ("9件", Kind.STATISTIC)]


def test_a_change_is_two_statistics_and_no_range() -> None:
    assert kinds("由1200至1500件") == [("1200", Kind.STATISTIC), ("1500件", Kind.STATISTIC)]
    assert kinds("由20.86天压缩至6.44天") == [("20.86天", Kind.STATISTIC), ("6.44天", Kind.STATISTIC)]


def test_digits_of_references_are_none() -> None:
    assert kinds("接收{{ review.received2020 }}件，办结66件") == [("66件", Kind.STATISTIC)]
    assert not kinds("接收{{ review.received2020 }}件")


def test_half_width_punctuation_changes_nothing() -> None:
    assert kinds("2020年,对5个镇(街道)和5个部门检查,反馈80余条;整改率达100%.") == [
        ("2020年", Kind.YEAR),
        ("5个", Kind.STATISTIC),
        ("5个", Kind.STATISTIC),
        ("80余条", Kind.STATISTIC),
        ("100%", Kind.STATISTIC),
    ]


@pytest.mark.parametrize("shape", [*FORMULAS, *SHAPES], ids=lambda shape: shape.name)
def test_a_shape_finds_its_own_example(shape: Shape) -> None:
    before, rest = shape.example.split("[", 1)
    number, after = rest.rsplit("]", 1)
    text = before + number + after
    assert (len(before), len(before) + len(number)) in set(shape.finditer(text))


@given(ANYTHING)
def test_numbers_stand_in_order_apart_and_leave_no_digit(text: str) -> None:
    found = list(numbers(text))
    edges = [edge for number in found for edge in (number.start, number.end)]
    assert edges == sorted(edges)
    assert all(
        number.start < number.end and number.text == text[number.start : number.end] for number in found
    )
    if not re.search("[{}｛｝]", text):
        left = list(fold_digits(text))
        for number in found:
            left[number.start : number.end] = " " * (number.end - number.start)
        assert not re.search("[0-9]", "".join(left))


@given(ANYTHING)
def test_statistics_parse_as_figures(text: str) -> None:
    for number in numbers(text):
        plain = "".join(fold_digits(number.text).split())
        if number.written is not None:
            assert number.kind in {Kind.STATISTIC, Kind.ANNOUNCED}
            assert number.written == parse_figure(plain)
        elif number.kind is Kind.STATISTIC:
            assert re.search("[0-9][余多]?[百千]", plain)


@given(st.text(max_size=40), st.integers(0, 10**9), st.sampled_from(["件", "宗", "人次", "万元", "%"]))
def test_a_plain_count_is_found_after_any_words(before: str, count: int, unit: str) -> None:
    text = f"{before}。共办理{count}{unit}。"
    assert list(numbers(text))[-1].text == f"{count}{unit}"


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1+",
        "2020年",
        "2020-",
        "《1",
        "“1",
        '"1',
        "1.",
        "1,",
        "1月",
        "{{1",
        "第1",
        "a1-",
        "（2021）",
        "1%～",
        "近1",
        "1 ",
        "1：",
        "应不低于1%",
        "要求1人以上",
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    assert_linear(lambda text: list(numbers(text)), piece, 2_000)


def _heads() -> set[str]:
    words = (head for one in vocabulary().indicators.values() for head in one.heads)
    # The word before these is no end of a clause: 的不足3项 are shortcomings, 受不到 and 习不到 cannot be.
    return {head for head in words if len(head) > 1 and head[-1] not in "的想达及"}


@pytest.mark.parametrize("hedge", [one.word for one in HEDGES if one.place is HedgePlace.BEFORE])
def test_a_hedge_is_part_of_the_figure_behind_every_name_of_an_indicator(hedge: str) -> None:
    wrong = [head for head in _heads() if numbers(f"{head}{hedge}800件。")[-1].text != f"{hedge}800件"]
    assert wrong == []


@pytest.mark.parametrize("words", ["解约", "预约", "签约", "履约", "合约", "违约"])
def test_a_word_that_ends_like_a_hedge_is_none(words: str) -> None:
    assert numbers(f"全年{words}80件。")[0].text == "80件"


@pytest.mark.parametrize("text", ["约800件", "约3万元"])
@pytest.mark.parametrize("before", ["成功化解", "挽回损失", "服务村民", "修订", "征集", "办理法律手续"])
def test_a_verb_that_ends_like_another_word_leaves_the_hedge_to_the_figure(before: str, text: str) -> None:
    assert numbers(f"全年{before}{text}。")[0].text == text


@pytest.mark.parametrize("unit", ["次", "场次", "人次", "件", "份", "元", "万元", "名"])
def test_more_than_is_part_of_the_figure_before_every_unit(unit: str) -> None:
    assert numbers(f"开展工作300多{unit}。")[0].text == f"300多{unit}"
