"""The body of a saved web page: whatever stands around it, the same data; what is left out is left out with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.commands.import_ import Recovered, recover_scan
from fazhi_report.readers import html
from fazhi_report.readers import text as plain
from properties import tried

TITLE = "示例县司法局2023年法治政府建设年度报告"
PARAGRAPHS = (
    "2023年，我局扎实推进法治政府建设。现将有关情况报告如下：",
    "一、主要举措和成效",
    "（一）规范行政执法",
    "全年开展执法检查45次，办理案件126件。",
    "二、存在的不足",
    "基层执法力量薄弱，普法形式单一。",
    "三、下一步工作安排",
    "2024年，加强执法人员培训，组织学习不少于6次。",
)
SIGNED = ("示例县司法局", "2024年1月15日")

BODIES = {
    "a usual id": lambda lines: f"<div id='zoom'>{_paragraphs(lines)}</div>",
    "a usual class in another": lambda lines: (
        f"<div id='UCAP-CONTENT'><div class='view TRS_UEDITOR'>{_paragraphs(lines)}</div></div>"
    ),
    "a class of no meaning": lambda lines: f"<div class='_d3'>{_paragraphs(lines)}</div>",
    "line breaks in a cell": lambda lines: (
        f"<table><tr><td><font>{'<br><br>'.join(f'&nbsp;&nbsp;{line}' for line in lines)}</font></td></tr></table>"
    ),
    "a block for each paragraph": lambda lines: (
        f"<div>{''.join(f'<div><div>{line}</div></div>' for line in lines)}</div>"
    ),
    "two halves": lambda lines: (
        f"<div><div class='p'>{_paragraphs(lines[:4])}</div><div class='p'>{_paragraphs(lines[4:])}</div></div>"
    ),
}
BEFORE = (
    "<ul class='nav'><li><a>首页</a></li><li><a>县情概况</a></li></ul>",
    "<div class='crumb'>当前位置：<a>首页</a> &gt; <a>政务公开</a></div>",
    "<div class='side'><p>县司法局负责全县的法律服务、社区矫正和人民调解。</p></div>",
    "<div><a>示例县司法局2022年法治政府建设年度报告</a></div>",
    "<select><option>国务院部门网站</option></select>",
    "<p>今天是2024年2月1日 星期四</p>",
)
BEHIND = (
    "<div>【<a>打印本页</a>】【<a>关闭</a>】</div>",
    "<p>扫一扫在手机打开当前页</p>",
    "<div><h3>附件下载</h3><ul><li><a>统计表.xlsx</a></li></ul></div>",
    "<div><h3>相关文章</h3><p><a>示例县召开执法工作会议</a></p><p>会议指出，一年来执法工作成效明显。会议要求再接再厉。</p></div>",
    "<div><h4>一、如何申请法律援助</h4><p>申请人可以到法律援助中心提出申请，也可以在网上提出。</p></div>",
    "<div><p>版权所有：示例县司法局</p><p>网站标识码：0000000001 示ICP备00000001号</p></div>",
    "<p>为获得最佳浏览效果，建议您使用63版本及以上的浏览器。</p>",
    "<p style='display:none'>分享的摘要</p>",
)


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def imported(page: str) -> Recovered:
    return recover_scan(html.read(f"<html><body>{page}</body></html>".encode()), Path("old.html"))


def said(found: Recovered) -> dict[str, object]:
    """The data without what the page says of its publication."""
    return {name: value for name, value in found.values.items() if name != "publication"}


@tried(60)
@given(
    st.sampled_from(sorted(BODIES)),
    st.lists(st.sampled_from(BEFORE), max_size=4, unique=True),
    st.lists(st.sampled_from(BEHIND), max_size=5, unique=True),
    st.sampled_from([(), SIGNED]),
)
def test_what_stands_around_the_body_changes_nothing(
    form: str, before: list[str], behind: list[str], signed: tuple[str, ...]
) -> None:
    lines = PARAGRAPHS + signed
    title = f"<h1>{TITLE}</h1>"
    bare = imported(title + _paragraphs(lines))
    found = imported(f"<div>{''.join(before)}</div><div>{title}{BODIES[form](lines)}{''.join(behind)}</div>")
    assert said(found) == said(bare)
    assert found.balance.even
    assert all(one.reason for one in found.draft.account.removed)


@pytest.mark.parametrize("signed", [(), SIGNED])
@pytest.mark.parametrize(
    "line",
    [
        "网站标识码：0000000001",
        "示ICP备00000001号",
        "版权所有：示例县司法局",
        "为确保最佳浏览效果，建议您使用63版本及以上的浏览器。",
        "附件下载",
        "责任编辑：张三",
    ],
)
def test_what_a_site_says_of_itself_is_no_text_of_a_copy(line: str, signed: tuple[str, ...]) -> None:
    lines = (TITLE, *PARAGRAPHS, *signed)
    bare, found = (_text(*lines, *more) for more in ((), (line,)))
    assert said(found) == said(bare)
    assert line in [one.text for one in found.draft.account.removed]


@pytest.mark.parametrize(
    "line",
    [
        "2024年，做好网站备案和ICP备案工作，网站累计访问量力争达到12万人次。",
        "加强普法宣传，推动手机端阅读，建议使用统一浏览器访问执法平台。",
    ],
)
def test_a_last_sentence_of_the_office_about_sites_is_text(line: str) -> None:
    parts = _text(TITLE, *PARAGRAPHS, line).values["parts"]
    assert isinstance(parts, list)
    assert parts[-1]["text"] == [PARAGRAPHS[-1], line]


def test_a_last_line_that_is_no_sentence_is_asked_about() -> None:
    found = _text(TITLE, *PARAGRAPHS, "示例县门户")
    assert "最后一行“示例县门户”不像正文" in found.text


def test_text_outside_the_body_is_left_out_and_asked_about() -> None:
    aside = "会议指出，一年来全县执法工作成效明显，会议要求再接再厉，再上台阶。"
    found = imported(f"<div class='zoom'>{_paragraphs(PARAGRAPHS)}</div><div><p>{aside}</p></div>")
    assert f"# 待核：网页正文以外另有 1 段文字没有收，如“{aside[:30]}" in found.text


def test_a_signature_right_behind_the_element_belongs_to_the_text() -> None:
    last = ("特此报告。", *SIGNED)
    inside = imported(f"<div id='zoom'>{_paragraphs(PARAGRAPHS + last)}</div>")
    behind = imported(
        f"<div id='zoom'>{_paragraphs(PARAGRAPHS)}</div><div>{_paragraphs(last)}</div><div>示例县司法局</div>"
    )
    apart = imported(f"<div id='zoom'>{_paragraphs(PARAGRAPHS)}</div><div>落款</div>{_paragraphs(last)}")
    assert said(inside) == said(behind) == said(apart)
    assert apart.balance.even


def test_a_file_saved_by_a_word_processor_is_text_as_a_whole() -> None:
    text = f"<div><p>{TITLE}</p></div><div class=zoom>{_paragraphs(PARAGRAPHS)}</div><p>附言一句。</p>"
    page = f"<meta name=Generator content='Microsoft Word 15'>{text}"
    assert not any(block.outside for block in html.read(page.encode()).blocks)


def _text(*lines: str) -> Recovered:
    return recover_scan(plain.scan("\n".join(lines)), Path("old.txt"))


def test_a_breadcrumb_within_a_breadcrumb_is_counted_once() -> None:
    inner = "<div class='position'><a>首页</a> &gt; <a>年报</a></div>"
    found = imported(
        f"<html><body><div class='position'><a>首页</a> &gt; <a>政务{inner}</a></div></body></html>"
    )
    assert found.balance.even, (found.balance.lost, found.balance.invented)
