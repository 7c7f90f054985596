"""Prints docs/guide/check-docx.md: how check-docx and reformat are used, and what they were tried on.

``make docs`` writes the page; a test holds it fresh.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from fazhi_report.commands.check_docx import CheckOptions, judge
from fazhi_report.commands.surroundings import other_years
from fazhi_report.composition.report import EDITIONS, compose
from fazhi_report.docx_in.measure import measure
from fazhi_report.findings import Finding
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.recognise.recognise import recognise
from fazhi_report.rules.page.clause import CLAUSES
from fazhi_report.rules.page.distances import DISTANCES
from fazhi_report.rules.run import page_rules
from fazhi_report.source.load import load
from fazhi_report.writers.docx.document import write
from inspected import EXPLAINED, fixture, inspect
from office_habits import HABITS

ROOT = Path(__file__).parents[1]
FOREIGN = ROOT / "tests" / "foreign"
PAGE = ROOT / "docs" / "guide" / "check-docx.md"

REASONS = {
    "GW518": "小标宋要另外安装，用了它的文件都有这一条；报送电子版时附 PDF 即可",
    "GW608": "已公布的原文把间隔号写成了“•”，照录不改",
}
"""Why our own files earn a finding."""

STANDARD = {
    "4": "纸张指标",
    "5.1": "幅面",
    "5.2.1": "页边与版心",
    "5.2.2": "字体字号",
    "5.2.3": "行数字数",
    "5.2.4": "颜色",
    "6.1": "制版",
    "6.2": "印刷",
    "6.3": "装订",
    "7.1": "三部分的划分",
    "7.2.1": "份号",
    "7.2.2": "密级和保密期限",
    "7.2.3": "紧急程度",
    "7.2.4": "发文机关标志",
    "7.2.5": "发文字号",
    "7.2.6": "签发人",
    "7.2.7": "版头分隔线",
    "7.3.1": "标题",
    "7.3.2": "主送机关",
    "7.3.3": "正文",
    "7.3.4": "附件说明",
    "7.3.5.1": "加盖印章",
    "7.3.5.2": "不加盖印章",
    "7.3.5.3": "加盖签名章",
    "7.3.5.4": "日期的数字",
    "7.3.5.5": "特殊情况",
    "7.3.6": "附注",
    "7.3.7": "附件",
    "7.4.1": "版记分隔线",
    "7.4.2": "抄送机关",
    "7.4.3": "印发机关和日期",
    "7.5": "页码",
    "8": "横排表格",
    "9": "计量单位、标点、数字",
    "10.1": "信函格式",
    "10.2": "命令格式",
    "10.3": "纪要格式",
}
"""The clauses of GB/T 9704-2012 that ask for something, and what they are about."""

UNTRIED = {
    "4": "看纸质成品，文件里没有",
    "6.1": "看纸质成品；版心误差 1 mm 用作量版心的误差",
    "6.2": "看纸质成品",
    "6.3": "看纸质成品",
    "7.1": "只划分部分，没有要求",
    "7.3.5.3": "签名章是图片，认不出；年度报告盖印章，不盖签名章",
    "10.1": "年度报告不用信函格式",
    "10.2": "年度报告不用命令格式",
    "10.3": "年度报告不用纪要格式",
}
"""Clauses that no copy breaks, and why."""

TOLD = {
    "pandoc": "pandoc 由 Markdown 转成",
    "python-docx": "python-docx 的默认模板",
    "libreoffice": "LibreOffice 由纯文本转成",
    "typed": "全用“正文”样式：标题加粗宋体，手打两个全角空格当缩进，空格推署名，默认页边距，页码居中，28 磅行距",
    "28-points": "页边距、字体都对，行距 28 磅，署名和日期右对齐，没有页码",
    "automatic-numbers": "标题用自动编号，带着自动编号的缩进",
    "by-theme": "字体不写在文字上，由主题定，主题只按文种给出中文字体",
    "red-head-as-table": "红头的文号、签发人用表格排，版记也是表格",
    "text-box": "正文里有文本框，有页眉，有隐藏文字",
    "number-in-box": "页码放在页脚的文本框里（WPS 的做法），页脚另有联系人",
}
"""How the documents of others came about."""

HEAD = """\
# check-docx 和 reformat

本页由 `make docs` 打印，请勿手改。前半是用法，后半是拿什么试过：每张表都是运行的结果，测试保证它新鲜。

## 检查

```sh
fazhi-report check-docx 报告.docx
fazhi-report check-docx *.docx --format sarif --fail-on warning
fazhi-report check-docx 某市
fazhi-report check-docx 报告.docx --verdicts
fazhi-report check-docx 报告.docx --render
```

每条结果写明：文件、段、规则、要求、实为、条文、效力、怎么改。段是段落的序号，空行、单元格、文本框都算；
页面、页码的问题记在那一节的第一段。“应当”是错误，“一般”是警告，“推荐”和本工具的约定是提示。
同样的毛病有几处，合成一条，列出前几处。规则的全文用 `fazhi-report rules GW306` 看。

`--verdicts` 逐条列出结论：符合、不符合、不涉及（文件里没有这个要素）、无法判断（附理由）。

`--render` 另用 LibreOffice 排出页面，量实际的行数、字数、首页、版记和下表所列的距离。
页面上量得出的，以量得的为准，不管文件里怎样写（空格推的、表格里的、画出来的线都照样量）；量不出的才按文件推算。
另写出一页的版式核验单（.docx 和 .html，放在 `-o` 所说的文件夹，不说则在 `dist`，写到哪里最后一行会说）：
文件名和 SHA-256，用什么软件排的，哪些字体由什么代替，每个距离的要求、量得的值和结论，各面的缩图
（至多 24 面，先列不符合的）。只读文件夹、通配符时，已经写出的核验单跳过不查。

本机没有文件要用的字体时，优先换成同类字体，由 GW706 说明哪个字体换成了哪个；那一次量得的行数、字数，只对代替的字体作数。
本机一个中文字体也没有时，排出来全是方框，不量，退出码 2。

可以给几个文件、文件夹（连同子文件夹）和通配符（`*.docx`、`**/*.docx`，命令行不展开的由本工具展开）；
Word 的锁文件（`~$` 开头）跳过。有几个文件的，最后每个文件一行，并列出最多文件违反的规则。

退出码：0 没有达到 `--fail-on`（默认错误）的问题；1 有；2 有文件打不开，其余照常检查。
退出码 1 只给没有疑问的：标准说“应当”、文件里量得出的才是错误；只是问一问的（序数又从一编起等）是提示；
认不准是不是公文的文件（没有标题，或者版头、主送机关、署名和日期一样也没有，如会议材料、表格、附件），
版式问题照列，但只有序数的次序计入退出码。

## 重排

```sh
fazhi-report reformat 报告.docx -o 新报告.docx
```

文字一字不改，逐字核对过才写；原件不动。改了什么按条文列出，剩下要由人判断的也列出。

只有文字和整齐表格的文件整份重写：加粗、颜色、字间距不留，表格照本工具的样式重画，文件属性里的作者和日期另写；
超链接、目录等域变成它现在的文字，把全文套在格里的表格去掉，有几处会说明。

有下列内容的，或整份重写会改动文字的（如主送机关后是半角冒号），在原件的副本上改：图片、图形、印章，合并的单元格，
表格里的表格，单元格里有几段的，页眉和页码以外的页脚（文字和图形），脚注尾注，公式，文本框，修订痕迹，批注，隐藏的文字，
符号、表单域、公式域等（EQ、SYMBOL）、拼音，上下标、删除线、着重号、双行合一，填空的横线，
项目符号和打不出的自动编号（甲、乙，子、丑），认不出是哪一部分的段落，从附件开始的文件。
这时只在认得出的标题、主送机关、各层标题、正文、附件标题上设字体、字号、字距、行距、缩进和对齐，
不盖章、文件里又没有图片的，署名和日期也排到位；在附件说明、附注上（有图片、印章的，在署名、日期上）只设字体和字号，
竖排的各节设纸张和页边距；其余一概不动，逐项核对过才写，并列出保留了什么：
表格、文本框、版头、版记照原样；有图片、公式的段落不设行距，免得裁掉；符号字体的字不换字体；
竖排页里有表格比版心宽的、横排和分栏的，页边距不动；加粗、颜色不动。

标题、各层标题和正文只用软回车分行的，软回车先改成段落标记。写了 `--fix-punctuation` 的，
中文里的半角标点改成全角（与导入的改法相同：数字、时刻、比例、英文、网址里的不动），逐处列出；
有隐藏的文字的段落不改，会说明。这两样之外，文字仍一字不改。

不重排的只有：没有文字的，文字都在表格（整篇套在一个格里的不算）或文本框里的，嵌着另一份文件的（altChunk），
软回车在超链接等里面、标题和正文分不开的，Strict Open XML 格式而又不能整份重写的。
"""

BOUNDS = """\
## 限度

导入、检查、重排用同一道门。超过限度的，用一句话说明，不读；什么也不执行，什么也不取。

| 事项 | 限度 |
|---|---|
| 文件 | 50 MB |
| 压缩包里的部件 | 4000 个；读进来的每个 16 MB，合计 32 MB；图片等不解开 |
| 交给 LibreOffice 之前 | 所有部件解开合计 200 MB，逐块数过，不留在内存里 |
| XML | 嵌套 256 层，一个部件里标记和属性 100 万个；声明了文档类型或实体的不读 |
| 宏、外部模板、外部图片和对象、加密、重名的部件 | 不读；超链接无妨 |
| LibreOffice | 180 秒（`--soffice-timeout` 可改），单独的配置，禁用宏，不更新链接，到时连同子进程一起结束 |
| `--render` 量的页数 | 300；共 1000000 字；纸张的边 600 mm |

实测（`python -m hostile_costs`，一核，Linux，Python 3.11；平常的小文件约 0.2 秒、46 MB）：

| 文件 | 结果 | 用时 | 内存峰值 |
|---|---|---:|---:|
"""

MEASURED_ON_PAGES = """\
## 在排出来的页面上量什么

左右的距离从文件的页边距量起，上下的距离从标准的版心量起。本机没有文件要用的字体时，代替的字体数字较宽的，按原来的字体折算成文日期的长度。
"""

_EVERYWHERE = "各份都有的 GW518（小标宋要另外安装）不列；GW701 至 GW706 看的是写在试件里的页面。"
MEASURED = ROOT / "tests" / "hostile_costs.tsv"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as a Markdown table."""
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


@cache
def own_documents() -> dict[tuple[str, str, str], bytes]:
    """Our own documents by data file, edition and profile."""
    made: dict[tuple[str, str, str], bytes] = {}
    for path in sorted([*(ROOT / "data").glob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")]):
        report = load(path).report
        if report is None:
            continue
        for edition in EDITIONS:
            document = compose(report, edition=edition, others=other_years(path, report), draft=True)
            for name, profile in PROFILES.items():
                made[path.relative_to(ROOT).as_posix(), edition, name] = write(document, profile)
    return made


@cache
def own_findings() -> dict[tuple[str, str, str], set[str]]:
    """What our own files earn: data file, edition and code → profiles; each built in both editions and profiles."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for (path, edition, profile), content in own_documents().items():
        for one in _findings(content):
            found[path, edition, one.code].add(profile)
    return found


def _findings(content: bytes) -> tuple[Finding, ...]:
    path = Path("x.docx")
    return judge(path, recognise(measure(content, path)), CheckOptions()).findings


def _own() -> Iterator[Sequence[str]]:
    for (path, edition, code), profiles in own_findings().items():
        name = {"publish": "公开版", "submit": "报送版"}[edition]
        both = "两种" if profiles == set(PROFILES) else "、".join(sorted(profiles))
        yield (path, name, both, code, page_rules()[code].severity.label, REASONS.get(code, "（没有说明）"))


@cache
def mutants() -> dict[str, set[str]]:
    """Rule that a copy was spoilt for → rules that its findings name; what every copy earns is left out."""
    found: dict[str, set[str]] = {}
    for code in sorted(page_rules()):
        bad = fixture(code, "bad")
        named = {one.code for one in inspect(bad.content, bad.printed).findings}
        found[code] = {one for one in named if one not in EXPLAINED - {code}}
    return found


def _spoilt() -> Iterator[Sequence[str]]:
    for code, named in mutants().items():
        norm = CLAUSES[code].norm
        yield (
            norm.clause,
            fixture(code, "bad").about.rstrip("。"),
            code,
            "、".join(sorted(named)) or "没有",
            norm.strength,
        )


def covered() -> dict[str, list[str]]:
    """Clause → rules that a copy was spoilt for; 7.2.1—7.2.3 covers all three, 7.3.5 what stands below it."""
    found: dict[str, list[str]] = {number: [] for number in STANDARD}
    for code, clause in sorted(CLAUSES.items()):
        for number in STANDARD:
            if _covers(clause.norm.clause, number):
                found[number].append(code)
    return found


def _covers(clause: str, number: str) -> bool:
    if number == "9":
        return clause.startswith("GB/T 1583")
    first, dash, last = clause.partition("—")
    if dash:
        return first <= number <= last
    # A clause that has paragraphs: 7.3.5 speaks of sealed and unsealed ones.
    parents = {"7.3.5.1": "7.3.5", "7.3.5.2": "7.3.5"}
    return bool({number, parents.get(number)} & set(re.split("、", clause)))


def _clauses() -> Iterator[Sequence[str]]:
    for number, codes in covered().items():
        yield (number, STANDARD[number], "、".join(codes), UNTRIED.get(number, "") if not codes else "")


@cache
def others() -> dict[str, list[str]]:
    """Document of another's making → rules that it breaks."""
    made = {path.stem: path.read_bytes() for path in sorted(FOREIGN.glob("*.docx"), reverse=True)}
    made |= {name: make() for name, make in HABITS.items()}
    return {name: sorted({one.code for one in _findings(content)}) for name, content in made.items()}


def _distances() -> Iterator[Sequence[str]]:
    for one in DISTANCES:
        yield (one.norm.clause, "、".join(one.codes), one.what, one.required, one.tolerance)


def _others() -> Iterator[Sequence[str]]:
    for name, codes in others().items():
        yield (TOLD[name], "；".join(f"{code} {page_rules()[code].title}" for code in codes))


def page() -> str:
    """The whole page."""
    spoilt = mutants()
    exact = sum(named == {code} for code, named in spoilt.items())
    costs = [line.split("\t") for line in MEASURED.read_text(encoding="utf-8").splitlines()]
    return (
        "\n".join(
            [
                HEAD,
                MEASURED_ON_PAGES,
                table(("条文", "规则", "量什么", "要求", "允许误差"), _distances()),
                BOUNDS + "\n".join(f"| {' | '.join(row)} |" for row in costs) + "\n",
                "## 自己生成的文件\n",
                "数据和例子里的每一份报告，公开版、报送版，两种页面方案。除下列说得清的以外，一条也没有。\n",
                table(("数据文件", "版本", "页面方案", "规则", "级别", "为什么"), _own()),
                "## 改坏一处的文件\n",
                f"好的文件每次改坏一处，共 {len(spoilt)} 份，{exact} 份报且只报应报的那条规则。{_EVERYWHERE}\n",
                table(("条文", "改坏了什么", "应报", "实报", "效力"), _spoilt()),
                "## 条文对照\n",
                table(("条文", "内容", "由哪些规则查", "没有试的，为什么"), _clauses()),
                "## 别人的文件\n",
                "三种工具的默认输出，和照办公室的习惯手工排的文件（`tests/office_habits.py`），逐条读过。\n",
                table(("怎样做的", "查出什么"), _others()),
            ]
        ).rstrip("\n")
        + "\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
