"""Elements are known by their words and their place, whatever they look like."""

from __future__ import annotations

import pytest

from fazhi_report.norms.elements import Role
from fazhi_report.recognise.lines import ordinal
from fazhi_report.recognise.recognise import recognise
from wordfiles import measured, p, read, roles

TITLE = "某某局关于2024年度法治政府建设情况的报告"
BODY = "2024年，我局坚持依法行政，现将有关情况报告如下。"
R = Role


def test_a_published_report() -> None:
    assert roles(
        TITLE, "", "某某市人民政府：", BODY, "一、成效", "做了不少。", "", "某某局", "2025年2月28日"
    ) == [
        R.TITLE,
        R.BLANK,
        R.ADDRESSEE,
        R.BODY,
        R.HEADING_1,
        R.BODY,
        R.BLANK,
        R.SIGNATURE,
        R.DATE,
    ]


def test_a_masthead_without_any_formatting() -> None:
    found = roles(
        "000001",
        "秘密★1年",
        "特急",
        "某某市司法局文件",
        "某司〔2025〕8号　　签发人：张三",
        "某某市司法局关于2024年度",
        "法治政府建设情况的报告",
        "某某市人民政府：",
        BODY,
    )
    assert found == [
        R.COPY_NUMBER,
        R.SECRECY,
        R.URGENCY,
        R.ORGAN_MARK,
        R.NUMBER_LINE,
        R.TITLE,
        R.TITLE,
        R.ADDRESSEE,
        R.BODY,
    ]


@pytest.mark.parametrize(
    "number", ["某司〔2025〕8号", "某司[2025]8号", "某司（2025）第08号", "某司﹝2025﹞8号"]
)
def test_a_number_line_may_be_wrongly_written(number: str) -> None:
    want = R.NUMBER_LINE if "﹝" not in number else R.ORGAN_MARK
    found = roles("某某市司法局文件", number, TITLE, "某某市人民政府：", BODY)
    assert found[0] is R.ORGAN_MARK
    assert found[1] is want or found[1] is R.TITLE


def test_a_blue_title_is_no_organ_mark_but_red_words_are() -> None:
    def first(color: str) -> Role:
        body = p("某某市司法局", run=f'<w:color w:val="{color}"/>') + p() + p(TITLE) + p() + p(BODY)
        return recognise(measured(body)).elements[0].role

    assert first("345A8A") is R.TITLE
    assert first("FF0000") is R.ORGAN_MARK


def test_without_a_title_the_text_is_text() -> None:
    assert roles(BODY, "一、成效", "做了不少。") == [R.BODY, R.HEADING_1, R.BODY]


def test_a_sentence_that_ends_with_a_colon_is_no_addressee() -> None:
    assert roles(TITLE, "", "现将有关情况报告如下：", "做了不少。")[2] is R.BODY


def test_an_addressee_may_hold_many_names() -> None:
    assert roles(TITLE, "", "市委、市政府（含各部门、直属机构），市人大常委会:", BODY)[2] is R.ADDRESSEE


@pytest.mark.parametrize(
    ("words", "role", "number"),
    [
        ("一、总体情况", R.HEADING_1, "一、"),
        ("十二．其他", R.HEADING_1, "十二．"),
        ("（三）聚焦", R.HEADING_2, "（三）"),
        ("(三)聚焦", R.HEADING_2, "(三)"),
        ("1.健全机制。全年做了不少。", R.HEADING_3, "1."),
        ("1、健全机制", R.HEADING_3, "1、"),
        ("（1）压实", R.HEADING_4, "（1）"),
        ("3.5万人参加。", R.BODY, ""),
        ("一是强化学习。", R.BODY, ""),
        ("（一）" + "推进各项工作" * 15 + "；", R.BODY, "（一）"),
        ("（一）推进工作；", R.BODY, "（一）"),
    ],
)
def test_levels(words: str, role: Role, number: str) -> None:
    assert roles(TITLE, "", BODY, words)[3] is role
    assert ordinal(words) == number


def test_a_heading_ends_where_the_sentence_ends() -> None:
    heading = read(TITLE, "", BODY, "（一）聚焦复议为民。收到申请80件。").elements[3]
    assert heading.runs_on
    assert heading.paragraph.words[: heading.extent] == "（一）聚焦复议为民。"


def test_automatic_numbers_count_as_words() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    layout = measured(p(TITLE) + p() + p(BODY) + p("成效", listed), numbering=numbering)
    assert recognise(layout).elements[3].role is R.HEADING_1


def test_the_ending_with_everything() -> None:
    found = roles(
        TITLE,
        "",
        BODY,
        "附件：1.情况表",
        "2.目录",
        "甲局",
        "乙局",
        "二〇二五年二月二十八日",
        "（此件公开发布）",
        "附件1",
        "情况表",
        "",
        "表中数字截至年底。",
        "附件 2：",
        "目录",
        "",
        "一、决策",
        "抄送：市委办，市人大办。",
        "某某局办公室　2025年3月1日印发",
    )
    assert found[3:] == [
        R.ATTACHMENT_NOTE,
        R.ATTACHMENT_NOTE,
        R.SIGNATURE,
        R.SIGNATURE,
        R.DATE,
        R.NOTE,
        R.ATTACHMENT_MARK,
        R.ATTACHMENT_TITLE,
        R.BLANK,
        R.BODY,
        R.ATTACHMENT_MARK,
        R.ATTACHMENT_TITLE,
        R.BLANK,
        R.HEADING_1,
        R.COPIED_TO,
        R.PRINTED_BY,
    ]


def test_a_date_below_the_title_is_no_date_of_issue() -> None:
    found = roles(TITLE, "（2025年2月28日）", "", BODY)
    assert found == [R.TITLE, R.SUBTITLE, R.BLANK, R.BODY]


def test_a_sentence_about_printing_is_no_imprint() -> None:
    assert roles(TITLE, "", BODY, "该办法于2024年3月1日印发", "执行良好。", "再接再厉。")[3] is R.BODY


def test_imprint_and_signatory_are_found_in_tables() -> None:
    cell = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    layout = measured(
        p(TITLE)
        + p()
        + p(BODY)
        + cell.format(p("抄送：市委办。"))
        + cell.format(p("某某局 2025年3月1日印发"))
    )
    assert [one.role for one in recognise(layout).elements][3:] == [R.COPIED_TO, R.PRINTED_BY]


def test_caption_cells_and_note_of_a_table() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('事项')}</w:tc></w:tr></w:tbl>"
    layout = measured(p(TITLE) + p() + p(BODY) + p("表1 情况") + table + p("注：截至年底。") + p("后文。"))
    assert [one.role for one in recognise(layout).elements][3:] == [R.CAPTION, R.TABLE, R.TABLE_NOTE, R.BODY]


def test_an_empty_file_has_no_elements() -> None:
    assert recognise(measured("")).elements == ()


def test_the_items_of_a_list_are_text_to_the_last() -> None:
    opened = ("关于某事的报告", "", "现将有关情况报告如下。", "一、打算")
    found = roles(*opened, "1、持续发力；", "2、久久为功。", "3.压实责任", "逐级落实。")
    assert found[4:] == [Role.BODY, Role.BODY, Role.HEADING_3, Role.BODY]


def test_an_attachment_named_by_a_year_is_no_signature() -> None:
    ended = ("附件：1.2024年度数据", "2.2024年度项目清单", "", "某某局", "2025年2月28日")
    found = roles("关于某事的报告", "", "现将有关情况报告如下。", *ended)
    assert found[-5:] == [Role.ATTACHMENT_NOTE, Role.ATTACHMENT_NOTE, Role.BLANK, Role.SIGNATURE, Role.DATE]


def test_a_picture_has_a_caption_and_a_note() -> None:
    picture = "<w:p><w:r><w:drawing/></w:r></w:p>"
    lines = (
        p("关于某事的报告"),
        p(),
        p("报告如下。"),
        p("案件走势"),
        picture,
        p("注：不含执行案件。"),
        p("下文。"),
    )
    found = [one.role for one in recognise(measured("".join(lines))).elements]
    assert found[3:] == [Role.CAPTION, Role.UNKNOWN, Role.TABLE_NOTE, Role.BODY]
    above = (p("关于某事的报告"), p(), p("报告如下。"), p("走势如下："), picture, p("图1 案件走势"))
    found = [one.role for one in recognise(measured("".join(above))).elements]
    assert found[3:] == [Role.BODY, Role.UNKNOWN, Role.CAPTION]


def test_a_document_number_in_a_cell_is_one_above_the_first_sentence_only() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('某司〔2025〕6号')}</w:tc><w:tc>{p('签发人：张三')}</w:tc></w:tr></w:tbl>"
    lines = p("关于某事的报告") + p() + p("现将有关情况报告如下。")
    found = recognise(measured(table + p() + lines + table)).elements
    assert [one.role for one in found if "号" in one.paragraph.words] == [Role.NUMBER_LINE, Role.TABLE]


def test_a_text_box_is_no_body() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('内部资料')}</w:txbxContent></w:pict></w:r></w:p>"
    lines = p("关于某事的报告") + p() + p("报告如下。") + box + p("下文。")
    found = [one.role for one in recognise(measured(lines)).elements if one.paragraph.words]
    assert found[-2:] == [Role.UNKNOWN, Role.BODY]


def test_a_file_that_begins_with_an_annex_has_no_title_addressee_or_date() -> None:
    anatomy = read(
        "附件4", "", "白河县检查细则", "为规范检查，制定本细则。", "一、对象", "企业。", "2024年3月1日"
    )
    assert [one.role for one in anatomy.elements][:4] == [
        R.ATTACHMENT_MARK,
        R.BLANK,
        R.ATTACHMENT_TITLE,
        R.BODY,
    ]
    assert anatomy.first(R.TITLE, R.ADDRESSEE, R.DATE) is None
    assert all(one.attached for one in anatomy.elements)


def test_the_date_is_the_last_one_with_a_signature_above_it() -> None:
    chronicle = ("2024年3月1日", "召开会议，部署检查。", "2024年5月6日", "完成检查。")
    assert roles(TITLE, BODY, *chronicle, "某某局", "2025年2月28日")[-2:] == [R.SIGNATURE, R.DATE]
    assert R.DATE not in roles(TITLE, BODY, *chronicle)
    signed = roles(
        TITLE, BODY, "某某局", "2025年2月28日", "附件1", "大事记", "做了很多。", "某某科", "2024年12月30日"
    )
    assert signed.index(R.DATE) < signed.index(R.ATTACHMENT_MARK)
    assert signed.count(R.DATE) == 1


def test_an_article_is_neither_title_nor_signature() -> None:
    found = roles("白河县检查细则", "第一条 目的", "规范检查。", "第二条 施行", "2024年3月1日")
    assert found[0] is R.TITLE
    assert found[1:4] == [R.BODY] * 3
