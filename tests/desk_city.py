"""An invented city whose units send their papers as units do: for the tests of the city desk, with what is true of each."""

from __future__ import annotations

import csv
import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH as AT
from docx.shared import Mm, Pt

from fazhi_report.forms.form_workbook import form_workbook
from fazhi_report.forms.identity import FormIdentity
from fazhi_report.forms.questions import FormQuestion, sheets
from fazhi_report.model.figure import Figure
from fazhi_report.norms.catalogue import catalogue

CITY = "示例市"
YEAR = 2025
_STEMS = """
司法局 财政局 水利局 林业局 民政局 审计局 统计局 体育局 教育局 公安局 商务局 文化和旅游局 农业农村局 应急管理局
市场监督管理局 生态环境局 自然资源局 交通运输局 卫生健康局 人力资源和社会保障局 住房和城乡建设局 城市管理局
退役军人事务局 医疗保障局 科学技术局 信访局 数据局 粮食和物资储备局 机关事务管理局 政务服务管理局
""".split()  # noqa: SIM905  (names read better without quotes)
_PLACES = "东山 西湖 南桥 北川 中和 上坊 下沙 青云 白石 红岩 金溪 银湖 长乐 永安".split()  # noqa: SIM905
_TOWNS = [f"{one}{kind}" for kind in ("镇", "街道", "乡") for one in _PLACES]
FIGURES = {
    "normative_documents.reviewed": "审查行政规范性文件{}件",
    "reconsideration.received": "收到行政复议申请{}件",
    "contracts.reviewed": "审查合同{}件",
    "enforcement.penalties": "办理行政处罚案件{}件",
    "mediation.total": "调解矛盾纠纷{}件",
    "legal_aid.total": "办理法律援助案件{}件",
}
"""Key → the words that it is said with in reports."""
LISTED = {key: catalogue().indicators[key] for key in FIGURES}


@dataclass
class DeskUnit:
    """A unit, and what it sends.

    Args:
        name: Its full name.
        way: How it answers: docx, html, xlsx, damaged, yaml or missing.
        values: What is true of it, by key.
        files: The files that it sends, by their path below the inbox.
    """

    name: str
    way: str
    values: dict[str, int]
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def short(self) -> str:
        """Its name without the city."""
        return self.name.removeprefix(CITY)


def unit_names(count: int) -> list[str]:
    """Full names of so many units: offices of the city, then towns, then offices of its districts."""
    names = [f"{CITY}{stem}" for stem in _STEMS]
    names += [f"{CITY}{town}{'办事处' if town.endswith('街道') else '人民政府'}" for town in _TOWNS]
    for district in (
        "东区",
        "西区",
        "南区",
        "北区",
        *(f"{one}县" for one in _PLACES),
    ):
        names += [f"{CITY}{district}{stem}" for stem in _STEMS]
    return names[:count]


def paragraphs(unit: DeskUnit, extra: str = "") -> list[str]:
    """The lines of its report."""
    says = {key: words.format(unit.values[key]) for key, words in FIGURES.items()}
    return [
        f"{unit.name}关于{YEAR}年度法治政府建设情况的报告",
        f"{CITY}人民政府：",
        f"{YEAR}年，{unit.name}全面推进依法行政，现将有关情况报告如下。",
        "一、主要举措和成效",
        "（一）健全依法行政制度体系",
        f"全年{says['normative_documents.reviewed']}，{says['contracts.reviewed']}，合法性审查实现全覆盖。{extra}",
        "（二）严格规范公正文明执法",
        f"全年{says['enforcement.penalties']}，没有发生重大执法过错。",
        "（三）依法化解矛盾纠纷",
        f"全年{says['reconsideration.received']}，{says['mediation.total']}。",
        "（四）开展法治宣传教育",
        f"全年{says['legal_aid.total']}，干部群众法治意识进一步增强。",
        "二、存在的不足和原因",
        "基层法治力量还不足，主要原因是编制偏紧、专业人员偏少。",
        "三、主要负责人履行推进法治建设第一责任人职责情况",
        "主要负责人坚持重要工作亲自部署、重大问题亲自过问。",
        f"四、{YEAR + 1}年工作安排",
        "充实基层法治力量，加强执法人员培训。",
        "特此报告。",
        unit.name,
        f"{YEAR + 1}年1月20日",
    ]


def _plain(lines: list[str], **look: Any) -> bytes:
    """A .docx of lines; the look says how its office writes."""
    document = docx.Document()
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    if look.get("margins"):
        section.top_margin, section.left_margin = Mm(37), Mm(28)
        section.bottom_margin, section.right_margin = Mm(35), Mm(26)
    for at, line in enumerate(lines):
        heading = line[:2] in {"一、", "二、", "三、", "四、"}
        if heading and look.get("headings"):
            paragraph = document.add_heading(line, 1)
        else:
            paragraph = document.add_paragraph()
            text = f"{look.get('indent', '')}{line}" if 1 < at < len(lines) - 2 else line
            run = paragraph.add_run(text)
            run.font.size = Pt(look.get("size", 16))
            run.bold = bool(heading and look.get("bold"))
        if at == 0:
            paragraph.alignment = AT.CENTER
        elif at >= len(lines) - 2:
            paragraph.alignment = AT.RIGHT
        if look.get("leading"):
            paragraph.paragraph_format.line_spacing = Pt(28)
    if table := look.get("table"):
        made = document.add_table(rows=0, cols=2)
        for row in table:
            cells = made.add_row().cells
            cells[0].text, cells[1].text = row
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _masthead(unit: DeskUnit) -> list[str]:
    return [f"{unit.name}文件", f"示司〔{YEAR + 1}〕{len(unit.name)}号", *paragraphs(unit)]


def _two_line_title(unit: DeskUnit) -> list[str]:
    first, *rest = paragraphs(unit)
    return [unit.name, first.removeprefix(unit.name), *rest]


HABITS: tuple[Callable[[DeskUnit], bytes], ...] = (
    lambda unit: _plain(paragraphs(unit), margins=True, leading=True),
    lambda unit: _plain(paragraphs(unit), indent="　　"),
    lambda unit: _plain(paragraphs(unit), indent="    ", size=14),
    lambda unit: _plain(paragraphs(unit), headings=True),
    lambda unit: _plain(_masthead(unit), margins=True),
    lambda unit: _plain(_two_line_title(unit), bold=True),
    lambda unit: _plain([line.replace("，", ",") for line in paragraphs(unit)], size=15),
    lambda unit: _plain([one for line in paragraphs(unit) for one in (line, "")]),
    lambda unit: _plain(paragraphs(unit)[:-2], leading=True),
    lambda unit: _plain([*paragraphs(unit), "（此件公开发布）"], indent="　　", margins=True),
)
"""Ten ways in which offices write the same report."""


def page(unit: DeskUnit) -> bytes:
    """A saved web page."""
    title, *rest = paragraphs(unit)
    body = "".join(f"<p>{line}</p>" for line in rest)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}-{CITY}人民政府</title></head><body>"
        f"<div class='nav'>首页 &gt; 政府信息公开</div><h1>{title}</h1><div class='article'>{body}</div></body></html>"
    ).encode()


def form(unit: DeskUnit) -> bytes:
    """A form of this program, filled in."""
    questions = [
        FormQuestion(key, LISTED[key].label, Figure(status="to_fill"), LISTED[key]) for key in FIGURES
    ]
    empty = form_workbook(FormIdentity.of(unit.name, YEAR, "x"), sheets(questions, "domain"))
    book = openpyxl.load_workbook(BytesIO(empty))
    for sheet in book.worksheets:
        heads = {str(cell.value): cell.column for cell in sheet[4] if cell.value}
        value = next(column for head, column in heads.items() if head.startswith("本年数"))
        for row in range(5, sheet.max_row + 1):
            key = str(sheet.cell(row, heads["指标键"]).value)
            if key in unit.values:
                sheet.cell(row, value).value = unit.values[key]
    return _saved(book)


def table(unit: DeskUnit) -> bytes:
    """A table of its own making."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([f"{unit.name}{YEAR}年法治政府建设数据统计表"])
    sheet.append(["序号", "指标", "计量单位", f"{YEAR - 1}年", f"{YEAR}年", "备注"])
    for at, key in enumerate(FIGURES, 1):
        sheet.append([at, LISTED[key].label, LISTED[key].unit, 1, unit.values[key], ""])
    return _saved(book)


def _saved(book: Any) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def data_file(unit: DeskUnit) -> bytes:
    """A data file with figures alone."""
    units = {key: LISTED[key].unit for key in FIGURES}
    figures = "".join(f"  {key}: {value}{units[key]}\n" for key, value in unit.values.items())
    return f"kind: figures\nyear: {YEAR}\norgan:\n  name: {unit.name}\nfigures:\n{figures}".encode()


def _bomb(_: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", b"<x>" + b" " * 60_000_000)
    return buffer.getvalue()


DAMAGES: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: data[: len(data) // 2],
    lambda _: b"",
    _bomb,
    lambda _: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    ),
    lambda data: b"not a workbook at all" + data[100:200],
)
"""Five ways in which a workbook is damaged, a zip bomb and a password among them."""


@dataclass
class DeskCity:
    """The city.

    Args:
        units: Its units, in the order of the roster.
        strays: Files of nobody on the roster.
    """

    units: list[DeskUnit]
    strays: dict[str, bytes] = field(default_factory=dict)

    def of_way(self, *ways: str) -> list[DeskUnit]:
        """The units that answer in some ways."""
        return [one for one in self.units if one.way in ways]

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write inbox and roster, and return both."""
        inbox, roster = folder / "收件", folder / "单位.csv"
        moment = 1_768_900_000
        for files in (*(unit.files for unit in self.units), self.strays):
            for name, content in files.items():
                path = inbox / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                moment += 60
                os.utime(path, (moment, moment))
        with roster.open("w", encoding="gb18030", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["序号", "单位", "简称", "联系人", "电话", "类别"])
            for at, unit in enumerate(self.units, 1):
                writer.writerow([at, unit.name, unit.short, f"联系人{at}", f"0599-{at:07}", unit.way])
        return inbox, roster


def made_city(scale: int = 1, seed: int = 7) -> DeskCity:
    """The city: times ``scale`` 40 .docx after ten habits, 12 .html, 12 workbooks (5 damaged), 6 YAML, 2 missing.

    One unit sends two reports, the second with another number; one file is of another city.
    """
    chance = random.Random(seed)  # noqa: S311  (numbers, not secrets)
    ways = [
        way
        for way, count in (
            ("docx", 40),
            ("html", 12),
            ("xlsx", 7),
            ("damaged", 5),
            ("yaml", 6),
            ("missing", 2),
        )
        for _ in range(count * scale)
    ]
    names = unit_names(len(ways))
    assert len(names) == len(ways)
    chance.shuffle(ways)
    units = [
        DeskUnit(name, way, {key: chance.randint(2, 900) for key in FIGURES})
        for name, way in zip(names, ways, strict=True)
    ]
    seen: dict[str, int] = {}
    for unit in units:
        at = seen[unit.way] = seen.get(unit.way, -1) + 1
        match unit.way:
            case "docx":
                unit.files[f"{unit.short}/{YEAR}年报告（{at}）.docx"] = HABITS[at % 10](unit)
            case "html":
                unit.files[f"网页/{unit.short}.html"] = page(unit)
            case "xlsx":
                unit.files[f"{unit.short}数据表.xlsx"] = (form, table)[at % 2](unit)
            case "damaged":
                unit.files[f"{unit.short}数据表.xlsx"] = DAMAGES[at % 5](form(unit))
            case "yaml":
                unit.files[f"yaml/{at}.yaml"] = data_file(unit)
    double = next(unit for unit in units if unit.way == "docx")
    double.values = {**double.values, "mediation.total": double.values["mediation.total"] + 11}
    double.files[f"{double.short}/{YEAR}年报告（修改稿）.docx"] = _plain(paragraphs(double, "新建制度3项。"))
    stranger = DeskUnit("邻山市财政局", "docx", dict.fromkeys(FIGURES, 5))
    return DeskCity(
        units, {"财政局补报.docx": _plain([line.replace(CITY, "邻山市") for line in paragraphs(stranger)])}
    )
