"""The made-up statistics of `statistics_sets.py` as offices publish them: pages, documents and workbooks.

The labels are written out once more, as the decreed formats print them.
"""

from __future__ import annotations

from html import escape
from io import BytesIO

import docx
import openpyxl

from statistics_sets import APPLICANTS, COERCION, NEW_CLASSES, OLD_CLASSES, RESULTS, MadeUp

Head = list[tuple[str, int, int]]
"""Cells of a row: text, columns, rows."""

RESULT_LABELS = {
    "disclosed": "（一）予以公开",
    "partly": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "refused.secret": "1.属于国家秘密",
    "refused.forbidden": "2.其他法律行政法规禁止公开",
    "refused.security": "3.危及“三安全一稳定”",
    "refused.third_party": "4.保护第三方合法权益",
    "refused.internal": "5.属于三类内部事务信息",
    "refused.process": "6.属于四类过程性信息",
    "refused.enforcement_files": "7.属于行政执法案卷",
    "refused.inquiries": "8.属于行政查询事项",
    "unavailable.not_held": "1.本机关不掌握相关政府信息",
    "unavailable.to_be_made": "2.没有现成信息需要另行制作",
    "unavailable.unclear": "3.补正后申请内容仍不明确",
    "not_handled.petitions": "1.信访举报投诉类申请",
    "not_handled.repeated": "2.重复申请",
    "not_handled.publications": "3.要求提供公开出版物",
    "not_handled.excessive": "4.无正当理由大量反复申请",
    "not_handled.confirmation": "5.要求行政机关确认或重新出具已获取信息",
    "otherwise.not_amended": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "otherwise.unpaid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "otherwise.others": "3.其他",
}
GROUPS = {
    "refused": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "not_handled": "（五）不予处理",
    "otherwise": "（六）其他处理",
}
PENALTY_LABELS = {
    "warning": "警告",
    "fine": "罚款",
    "confiscation": "没收违法\n所得、没收非法财物",
    "suspension": "暂扣许可证、执照",
    "closure": "责令停产停业",
    "revocation": "吊销许可证、执照",
    "detention": "行政\n拘留",
    "others": "其他行政处罚",
}
NEW_LABELS = PENALTY_LABELS | {
    "warning": "警告、通报批评",
    "suspension": "暂扣许可证、执照，降低资质等级",
    "restriction": "限制开展生产经营活动",
    "closure": "责令停产停业、责令关闭、限制从业",
}
COERCION_LABELS = {
    "sealing": "查封场所、设施或者财物",
    "seizure": "扣押财物",
    "freezing": "冻结存款、汇款",
    "other_measures": "其他行政强制措施",
    "surcharge": "加处罚款或者滞纳金",
    "transfer": "划拨存款、汇款",
    "auction": "拍卖或者依法处理查封、扣押的场所、设施或者财物",
    "clearance": "排除妨碍、恢复原状",
    "substitution": "代履行",
    "other_execution": "其他强制执行",
    "court": "申请法院强制执行",
}
OUTCOME_LABELS = {
    "upheld": "维持",
    "rejected": "驳回",
    "revoked": "撤销",
    "unlawful": "确认违法（无效）",
    "changed": "变更",
    "ordered": "责令履行",
    "ended": "撤回/调解终止",
    "others": "其他",
    "total": "合计",
}
FLOW_LABELS = {
    "carried_in": "上年结转",
    "received": "新收申请",
    "not_accepted": "不予受理等",
    "accepted": "受理",
    "concluded": "审结",
    "pending": "未审结",
}


ACTS = ("levies", "levied", "inspections", "rulings", "confirmations", "awards", "payments", "others")


class Sheet:
    """A table in the making: rows of cells that may span others.

    Args:
        above: The lines above it.
    """

    def __init__(self, *above: str) -> None:
        self.above = above
        self.rows: list[Head] = []

    def add(self, *cells: str | tuple[str, int, int]) -> None:
        self.rows.append([cell if isinstance(cell, tuple) else (cell, 1, 1) for cell in cells])


def disclosure_sheets(made: MadeUp) -> list[Sheet]:
    """Tables 2 to 4, as the decreed format prints them."""
    two, three, four = (made.tables[name] for name in ("proactive", "requests", "disputes"))
    first = Sheet("二、主动公开政府信息情况")
    first.add(("第二十条第（一）项", 4, 1))
    first.add("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    for row, label in (("regulations", "规章"), ("normative", "行政规范性文件")):
        first.add(label, *two[row].values())
    for number, rows in (
        ("五", {"permits": "行政许可"}),
        ("六", {"penalties": "行政处罚", "coercion": "行政强制"}),
    ):
        first.add((f"第二十条第（{number}）项", 4, 1))
        first.add("信息内容", ("本年处理决定数量", 3, 1))
        for row, label in rows.items():
            first.add(label, (two[row]["decisions"], 3, 1))
    first.add(("第二十条第（八）项", 4, 1))
    first.add("信息内容", ("本年收费金额（单位：万元）", 3, 1))
    first.add("行政事业性收费", (two["fees"]["amount"], 3, 1))

    second = Sheet("三、收到和处理政府信息公开申请情况")
    second.add(
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 7, 1)
    )
    second.add(("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2))
    second.add("商业\n企业", "科研\n机构", "社会公益组织", "法律服务机构", "其他")

    def numbers(row: str) -> list[str]:
        return [three[row][one] for one in (*APPLICANTS, "total")]

    second.add(("一、本年新收政府信息公开申请数量", 3, 1), *numbers("received"))
    second.add(("二、上年结转政府信息公开申请数量", 3, 1), *numbers("carried_in"))
    opened = ""
    for row in (*RESULTS, "concluded"):
        group = row.partition(".")[0]
        cells: list[str | tuple[str, int, int]] = []
        if row == RESULTS[0]:
            cells.append(("三、本年度办理结果", 1, len(RESULTS) + 1))
        if "." not in row:
            cells.append((RESULT_LABELS.get(row, "（七）总计"), 2, 1))
        else:
            if group != opened:
                cells.append((GROUPS[group], 1, sum(one.startswith(f"{group}.") for one in RESULTS)))
            cells.append(RESULT_LABELS[row])
        opened = group
        second.add(*cells, *numbers(row))
    second.add(("四、结转下年度继续办理", 3, 1), *numbers("carried_out"))

    third = Sheet("四、政府信息公开行政复议、行政诉讼情况")
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    third.add(("行政复议", 5, 1), ("行政诉讼", 10, 1))
    third.add(*((one, 1, 2) for one in results), ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1))
    third.add(*results, *results)
    third.add(*(text for row in four.values() for text in row.values()))
    return [first, second, third]


def enforcement_sheets(made: MadeUp) -> list[Sheet]:
    """The four tables of the enforcement report, of one office or with a row per unit."""
    old = made.year <= 2022
    classes, labels = (OLD_CLASSES, PENALTY_LABELS) if old else (NEW_CLASSES, NEW_LABELS)
    side: list[tuple[str, int, int]] = [("序号", 1, 2), ("单位名称", 1, 2)] if made.units else []

    def fill(sheet: Sheet, name: str, columns: tuple[str, ...]) -> Sheet:
        for at, (unit, cells) in enumerate(made.tables[name].items(), 1):
            values = [cells[one] for one in columns]
            if not made.units:
                sheet.add(*values)
            elif unit == "total":
                sheet.add(("合　计", 2, 1), *values)
            else:
                sheet.add(str(at), unit, *values)
        return sheet

    permits = Sheet("表一", f"示例市某局{made.year}年度行政许可实施情况统计表")
    permits.add(*side, ("行政许可实施数量（宗）", 5, 1))
    permits.add("申请数量", "受理数量", "许可数量", "不予许可数量", "撤销许可数量")
    penalties = Sheet("表二", f"示例市某局{made.year}年度行政处罚实施情况统计表")
    penalties.add(*side, ("行政处罚实施数量（宗）", len(classes) + 1, 1), ("罚没金额（万元）", 1, 2))
    penalties.add(*(labels[one] for one in classes), "合计（宗）")
    coercion = Sheet("表三", f"示例市某局{made.year}年度行政强制实施情况统计表")
    high = [(text, wide, 3) for text, wide, _ in side]
    coercion.add(
        *high,
        ("行政强制措施实施数量（宗）", 4, 1),
        ("行政强制执行实施数量（宗）", 7, 1),
        ("合计（宗）", 1, 3),
    )
    coercion.add(
        *((COERCION_LABELS[one], 1, 2) for one in COERCION[:4]),
        ("行政机关强制执行", 6, 1),
        (COERCION_LABELS["court"], 1, 2),
    )
    coercion.add(*(COERCION_LABELS[one] for one in COERCION[4:10]))
    acts = Sheet("表四", f"示例市某局{made.year}年度其他行政执法行为实施情况统计表")
    acts.add(*side, ("行政征收", 2, 1), *((one, 1, 2) for one in ("行政检查次数", "行政裁决次数", "行政确认次数")),
             *((one, 1, 2) for one in ("行政奖励次数", "行政给付次数", "其他行政执法行为（宗）")))  # fmt: skip
    acts.add("次数", "征收总金额（万元）")
    return [
        fill(permits, "permits", ("applied", "accepted", "granted", "refused", "revoked")),
        fill(penalties, "penalties", (*classes, "total", "amount")),
        fill(coercion, "coercion", (*COERCION, "total")),
        fill(
            acts,
            "other_acts",
            ("levies", "levied", "inspections", "rulings", "confirmations", "awards", "payments", "others"),
        ),
    ]


def review_sheets(made: MadeUp) -> list[Sheet]:
    """Two tables of the statistics on reconsideration, the second a list with a column of shares."""
    flow = Sheet("表1：行政复议案件收结情况（单位：件）")
    flow.add(*FLOW_LABELS.values())
    flow.add(*(f"{made.tables['reconsideration']['total'][one]}件" for one in FLOW_LABELS))
    outcomes = Sheet("表2：行政复议案件审结情况")
    outcomes.add("序号", "处理方式", "数量")
    for at, (key, label) in enumerate(OUTCOME_LABELS.items(), 1):
        outcomes.add(str(at), label, made.tables["outcomes"]["total"][key])
    return [flow, outcomes]


SHEETS = {"disclosure": disclosure_sheets, "enforcement": enforcement_sheets, "review": review_sheets}
TITLES = {
    "disclosure": "示例市某局{}年政府信息公开工作年度报告",
    "enforcement": "示例市某局{}年度行政执法数据",
    "review": "示例市某局{}年度行政复议、行政应诉案件统计分析报告",
}
PROSE = "本年度认真落实各项要求，总体情况良好。"


def full_width(text: str) -> str:
    """The text with full-width digits."""
    return text.translate({ord("0") + at: ord("０") + at for at in range(10)})


def page(made: MadeUp) -> bytes:
    """A saved web page: article within a site, cells with paragraphs in them, full-width digits in the first table."""
    parts = [f"<h1>{TITLES[made.kind].format(made.year)}</h1>", f"<p>{PROSE}</p>"]
    for at, sheet in enumerate(SHEETS[made.kind](made)):
        parts += [f"<p>{escape(line)}</p>" for line in sheet.above]
        parts.append("<table>")
        for row in sheet.rows:
            cells = "".join(
                f'<td colspan="{wide}" rowspan="{high}"><p>{escape(full_width(text) if at == 0 else text)}</p></td>'
                for text, wide, high in row
            )
            parts.append(f"<tr>{cells}</tr>")
        parts.append("</table>")
    body = "\n".join(parts)
    menu = "<div class='nav'><a href='/'>首页</a><a href='/a'>政务公开</a></div>"
    head = "<meta charset='utf-8'><title>示例市某局</title>"
    article = f"<div class='article'>{body}</div>"
    return f"<html><head>{head}</head><body>{menu}{article}</body></html>".encode()


def document(made: MadeUp) -> bytes:
    """A Word document with merged cells."""
    made_docx = docx.Document()
    made_docx.add_paragraph(TITLES[made.kind].format(made.year))
    made_docx.add_paragraph(PROSE)
    for sheet in SHEETS[made.kind](made):
        for line in sheet.above:
            made_docx.add_paragraph(line)
        grid = placed(sheet)
        width = max(column + wide for (_, column), (_, wide, _) in grid.items())
        table = made_docx.add_table(len(sheet.rows), width)
        for (row, column), (text, wide, high) in grid.items():
            cell = table.cell(row, column)
            if wide > 1 or high > 1:
                cell = cell.merge(table.cell(row + high - 1, column + wide - 1))
            cell.text = text
    buffer = BytesIO()
    made_docx.save(buffer)
    return buffer.getvalue()


def workbook(made: MadeUp, *, one_sheet: bool) -> bytes:
    """A workbook: a sheet for each table, or all tables below one another; numbers are numbers."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    sheets = SHEETS[made.kind](made)
    page_of = book.create_sheet("数据") if one_sheet else None
    line = 1
    for at, sheet in enumerate(sheets):
        target = page_of if page_of is not None else book.create_sheet(f"表{at + 1}")
        line = line if one_sheet else 1
        if at == 0 or not one_sheet:
            target.cell(line, 1, TITLES[made.kind].format(made.year))
            line += 1
        for words in sheet.above:
            target.cell(line, 1, words)
            line += 1
        for (row, column), (text, wide, high) in placed(sheet).items():
            number = text.replace(".", "", 1).isdigit()
            target.cell(line + row, column + 1, float(text) if number else text)
            if wide > 1 or high > 1:
                target.merge_cells(
                    start_row=line + row,
                    start_column=column + 1,
                    end_row=line + row + high - 1,
                    end_column=column + wide,
                )
        line += len(sheet.rows) + 1
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def placed(sheet: Sheet) -> dict[tuple[int, int], tuple[str, int, int]]:
    """The cells of a table by their position, those behind cells that reach down moved to their place."""
    found: dict[tuple[int, int], tuple[str, int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for row, cells in enumerate(sheet.rows):
        column = 0
        for text, wide, high in cells:
            while (row, column) in covered:
                column += 1
            found[row, column] = (text, wide, high)
            covered |= {(row + down, column + right) for down in range(high) for right in range(wide)}
            column += wide
    return found
