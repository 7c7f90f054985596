"""Rules for what has to fit the page: lines of titles, the mark, the names that sign, and the imprint."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.model.authors import mark_lines
from fazhi_report.model.report import Report
from fazhi_report.model.report_title import title_lines, title_text
from fazhi_report.norms.gbt9704 import CHARS, UNSEALED_INDENT
from fazhi_report.rules.registry import rule
from fazhi_report.typesetting.line_breaks import LINE_CHARACTERS, break_name, break_title, kept_lines
from fazhi_report.typesetting.organ_mark import mark_layout

_SIGNED = CHARS.value - UNSEALED_INDENT.value


@rule("FZ318", Severity.ERROR)
def title_without_joints(report: Report) -> Iterator[Issue]:
    """标题不能按词意回行。

    ## 查什么
    一行排不下（超过 20 字）的标题和附件标题，能不能在机关名称、“关于”、年度等词语的交界处分成长短适宜的几行；
    自己分行的（`lines`），每一行排不排得下，有没有只剩一个字的行。

    ## 为什么
    标题回行要词意完整、排列对称、长短适宜，排成梯形或菱形。程序认不出词语交界的，硬按字数折断就会拆开词语，
    或把一个字甩到下一行。

    ## 怎么改
    自己分行：标题写 `title.lines`，附件写 `lines`，一行一项，每行不超过 20 字，不留单字；也可以改短。

    ## 依据
    GB/T 9704—2012 第 7.3.1、7.3.7 条。
    """
    if not title_lines(report).well:
        yield Issue(_title_place(report), _unbroken("标题", title_text(report)), _cure("title.lines"))
    for at, one in enumerate(report.attachments):
        broken = kept_lines(one.lines) if one.lines else break_title(one.title)
        if not broken.well:
            place: Route = ("attachments", at, "lines" if one.lines else "title")
            yield Issue(place, _unbroken("附件标题", one.title), _cure("这个附件的 lines"))


def _unbroken(what: str, text: str) -> str:
    return f"{what}“{text}”一行排不下 {LINE_CHARACTERS} 字以外的，又认不出在哪里按词意回行"


def _cure(field: str) -> str:
    return f"用 {field} 自己分行：一行一项，每行不超过 {LINE_CHARACTERS} 字，不留单字"


def _title_place(report: Report) -> Route:
    if report.title.lines:
        return ("title", "lines")
    if report.title.text is not None:
        return ("title", "text")
    return ("title",) if "title" in report.model_fields_set else ("organ",)


@rule("FZ319", Severity.ERROR)
def name_that_does_not_fit(report: Report, edition: str) -> Iterator[Issue]:
    """机关名称太长，排不下。

    ## 查什么
    报送版的发文机关标志：字宽压缩到一半、分成两行、字号缩到三号，还排不排得下。
    署名：一行排不下的机关名称，能不能按词意分成两行。

    ## 为什么
    发文机关标志应当醒目，不能比正文还小；名称不能从词语中间折断。

    ## 怎么改
    标志写 `organ.mark`，一行一项；署名写 `signature.organs`，用规范化简称。

    ## 依据
    GB/T 9704—2012 第 7.2.4、7.3.5 条。
    """
    lines, word = mark_lines(report.organ)
    if edition == "submit" and not mark_layout(lines, word).fits:
        longest = max(lines, key=len)
        yield Issue(
            ("organ",),
            f"发文机关标志“{longest}”压到最窄、缩到三号也排不下",
            "用 organ.mark 自己分行，一行一项；或用规范化简称",
        )
    signed = report.signature
    names = () if signed.unsigned else signed.organs or tuple(one.name for one in report.organ.each)
    for at, name in enumerate(names):
        if not break_name(name, _SIGNED).well:
            place: Route = ("signature", "organs", at) if signed.organs else ("organ",)
            yield Issue(
                place,
                f"署名“{name}”一行排不下 {_SIGNED} 字以外的，又认不出在哪里按词意回行",
                "用 signature.organs 写规范化简称",
            )


@rule("FZ347", Severity.WARNING)
def submission_without_imprint(report: Report, edition: str) -> Iterator[Issue]:
    """报送版没有版记。

    ## 查什么
    编排报送版（submit）时，有没有版记（`imprint`：印发机关和印发日期）。

    ## 为什么
    版记由版记中的分隔线、抄送机关、印发机关和印发日期组成；没有印发机关和印发日期，版记就不完整，程序不印半个版记。

    ## 怎么改
    写上 `imprint`：`printed_by`（如“示例市司法局办公室”）和 `printed_on`；只要公开版的，用 `--edition publish`。

    ## 依据
    GB/T 9704—2012 第 7.4 条；《党政机关公文处理工作条例》第九条第十七项。
    """
    if edition == "submit" and report.imprint is None and not report.copied_to:
        yield Issue(("imprint",), "报送版没有版记（imprint）", _IMPRINT_CURE)


@rule("FZ348", Severity.ERROR)
def half_imprint(report: Report, edition: str) -> Iterator[Issue]:
    """写了抄送机关，没有印发机关和印发日期。

    ## 查什么
    编排报送版（submit）时，写了抄送机关（`copied_to`）的，有没有版记（`imprint`）。

    ## 为什么
    抄送机关印在版记里，与印发机关、印发日期一道；缺了后两项，版记只有半个。

    ## 怎么改
    写上 `imprint`：`printed_by`（如“示例市司法局办公室”）和 `printed_on`。

    ## 依据
    GB/T 9704—2012 第 7.4.2、7.4.3 条。
    """
    if edition == "submit" and report.imprint is None and report.copied_to:
        yield Issue(
            ("copied_to",), "有抄送机关，没有印发机关和印发日期（imprint），版记只有半个", _IMPRINT_CURE
        )


_IMPRINT_CURE = "写上 imprint 的 printed_by（印发机关）和 printed_on（印发日期）"
