"""Writes the documents that are printed from the code.

``python scripts/docs.py`` writes them; with ``--check`` it writes nothing and names the stale ones (exit 1).
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from contextlib import redirect_stdout
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_report.cli.app import run
from fazhi_report.norms import elements, gbt9704, placement
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.norms.indicator_words import vocabulary
from fazhi_report.norms.length import Length
from fazhi_report.norms.statistics_file import statistics_norms
from fazhi_report.rules.run import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fazhi_report.norms.statistics import IdentityTerm, StatisticsTable, TableItem
    from fazhi_report.rules.registry import Rule

DOCS = Path(__file__).resolve().parents[1] / "docs"

LAYOUT_HEAD = """\
# 版式数值表（GB/T 9704-2012）

本页由 `make docs` 从 `src/fazhi_report/norms/gbt9704.py` 打印，请勿手改。
排版取这张表，检查也比对这张表；此外没有任何地方写版式数值。

“应当”“一般”“推荐”是标准的措辞；“推算”由标准的数值算出；“本工具约定”是标准未定而此处选定的。
"""

PLACEMENT_HEAD = """\
## 位置、写法和量法

标准只用文字规定的，以及 `fazhi-report check-docx` 量到多细为止；从 `src/fazhi_report/norms/placement.py` 打印。
"""

ELEMENTS_HEAD = """\
## 公文要素

一行文字是公文的哪个要素，check-docx、reformat、import 都照这张表认：看字样和位置，不看字体字号，排错了的标题仍是标题。
从 `src/fazhi_report/norms/elements.py` 打印。
"""

FACES_HEAD = """\
## 字体

写入文件的是第一个名字；检查时后面的名字同样算对。字体只点名，不随本工具分发。
"""

PROFILES_HEAD = """\
## 页面方案

字处理软件把行间的空白分一半放在首行之上，因此同一块版心有两种设白边的方法。
"""

FIXTURES = "../../tests/rules"
HAO = {size: name for name, size in gbt9704.HAO.items()}


def number(value: float) -> str:
    """At most two decimals, none of them an idle zero."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def length(value: Length) -> str:
    """A length in millimetres and points, as rulers and word processors ask for it."""
    return f"{number(value.mm)} mm（{number(value.pt)} 磅）"


def shown(value: object) -> str:
    """A norm's value in the words of an office."""
    match value:
        case gbt9704.Type(face, size):
            return f"{HAO.get(size) or number(size.pt) + ' 磅'}{face.name}"
        case Length():
            return length(value)
        case _:
            return str(value)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def norm_row(name: str, norm: gbt9704.Norm[object]) -> tuple[str, ...]:
    """One norm as a row."""
    tolerance = f"±{number(norm.tolerance.mm)} mm" if norm.tolerance else "—"
    return (norm.what, shown(norm.value), tolerance, norm.clause, norm.strength, f"`{name}`")


def element_row(one: elements.OfficialElement) -> tuple[str, ...]:
    """One element of an official document as a row."""
    editions = "报送、公布" if len(one.editions) > 1 else "报送"
    known = f"{one.place}，有一定的字样" if one.words else one.place
    return (one.name, one.clause, one.region, editions, one.printed, known, f"`{one.key}`")


def profile_row(profile: gbt9704.Profile) -> tuple[str, ...]:
    """One way of setting the page as a row."""
    margins = (f"{number(profile.top.mm)} mm", f"{number(profile.bottom.mm)} mm")
    return (
        f"`{profile.name}`",
        *margins,
        f"{number(profile.line_pitch.pt)} 磅",
        profile.source,
        profile.what,
    )


def layout() -> str:
    """The table of norms as a page."""
    norms = (norm_row(name, norm) for name, norm in gbt9704.rows())
    faces = ((face.name, "、".join(face.families)) for face in gbt9704.FACES)
    return (
        "\n".join(
            [
                LAYOUT_HEAD,
                table(("项目", "数值", "允许误差", "条文", "效力", "代码中的名字"), norms),
                PLACEMENT_HEAD,
                table(
                    ("项目", "要求", "条文", "效力", "代码中的名字"),
                    (
                        (norm.what, shown(norm.value), norm.clause, norm.strength, f"`{name}`")
                        for name, norm in placement.rows()
                    ),
                ),
                ELEMENTS_HEAD,
                table(
                    ("要素", "条文", "区域", "版本", "怎样印", "怎样认", "代码中的名字"),
                    map(element_row, elements.ELEMENTS),
                ),
                FACES_HEAD,
                table(("标准的字体", "认可的字体名"), faces),
                PROFILES_HEAD,
                table(
                    ("`--profile`", "上白边", "下白边", "行距", "依据", "说明"),
                    map(profile_row, gbt9704.PROFILES.values()),
                ),
            ]
        ).rstrip("\n")
        + "\n"
    )


FAMILIES = {
    "FZ0": "文件与指标",
    "FZ1": "前后一致",
    "FZ2": "算术",
    "FZ3": "结构",
    "FZ4": "时限与日期",
    "FZ5": "年度之间",
    "FZ6": "标点与数字",
    "FZ7": "隐私与内部数据",
    "FZ8": "用语",
    "FZ9": "网上公布",
    "TJ0": "并行年报：表和格",
    "TJ1": "并行年报：勾稽关系",
    "GW": "公文版式",
}

RULES_HEAD = """\
# 检查规则

本页由 `make docs` 从 `src/fazhi_report/rules/` 打印，请勿手改。每条规则查什么、为什么、怎么改、有什么依据，
用 `fazhi-report rules 编号` 看，不用联网；这些话写在代码里（点编号），反例和正例在同名的文件里（点“例”）。

编号 FZ 的规则看数据文件，编号 TJ 的规则看并行年报（信息公开年报、行政执法统计年报、复议应诉统计）的数据文件，
编号 GW 的规则看任何 .docx（`fazhi-report check-docx`）：那里的行号是段落的序号，空行、单元格、文本框里的段落都算在内；
分节、页脚的问题记在那一节的第一段。

“错误”挡住生成，“警告”多半有错、由人判断，“提示”值得看一眼。某一处确实无误时，在那一行末尾写
`# fazhi: ignore[编号] 理由`，或在豁免清单 `fazhi-waivers.yaml` 里写明理由、责任人和到期日。
"""


def source_of(one: Rule) -> str:
    """The module of a rule, as a link from docs/reference/."""
    module = import_module(one.module or one.check.__module__)
    path = Path(inspect.getfile(module)).relative_to(DOCS.parent)
    return f"../../{path.as_posix()}"


def rules_index(known: Iterable[Rule]) -> str:
    """All rules, one table per family."""
    parts = [RULES_HEAD]
    rest = sorted(known, key=lambda one: one.code)
    for prefix, title in FAMILIES.items():
        rows = [
            (
                f"[{one.code}]({source_of(one)})",
                one.severity.label,
                one.title,
                f"[例]({FIXTURES}/{one.code}.yaml)",
            )
            for one in rest
            if one.code.startswith(prefix)
        ]
        if rows:
            parts += [f"## {title}\n", table(("编号", "级别", "规则", "例"), rows)]
    return "\n".join(parts).rstrip("\n") + "\n"


INDICATORS_HEAD = """\
# 指标目录

本页由 `make docs` 从 `src/fazhi_report/norms/indicators.yaml` 打印，请勿手改。
目录里没有的指标，数据文件可以自己起键，写上 `label`（名称）即可。导入时怎样从正文认出指标，
见 [import.md](../guide/import.md#怎样认指标)；
“常见说法”从 `indicator_words.yaml` 打印，至多四种。
"""
SPELLINGS = 4


def indicators() -> str:
    """The catalogue, a table a domain."""
    known, words = catalogue(), vocabulary().indicators
    parts = [INDICATORS_HEAD]
    for domain, title in known.domains.items():
        rows = [
            (
                f"`{one.key}`",
                one.label,
                "、".join(one.units),
                one.definition,
                "、".join(words[one.key].heads[:SPELLINGS]),
            )
            for one in known.indicators.values()
            if one.domain == domain
        ]
        parts += [f"## {title}\n", table(("键", "名称", "单位", "释义", "常见说法"), rows)]
    return "\n".join(parts).rstrip("\n") + "\n"


STATISTICS_HEAD = """\
# 并行年报

本页由 `make docs` 从 `src/fazhi_report/norms/statistics.yaml` 打印，请勿手改。与法治政府建设年度报告同时公布的三种年报各有
哪些表、行、列，键是什么，表内、年度之间、几种文件之间有哪些勾稽关系。数据文件里表、行、列写键或写名称都可以。
怎样录入、导入、对照、生成，见 [sister-reports.md](../guide/sister-reports.md)。

当地另有分类、另有表的，在数据文件的文件夹或它的上一级放一个 `statistics.yaml`，写法与上面那个文件相同，只写不同的部分。
“错误”是一定要相等的；“提示”可以不等，理由写在后面。格里的 0、/、-、空着是四个意思，没有数的格不当作零。
"""
RELATIONS = {"equal": "＝", "at_most": "≤", "both_or_neither": "与（同为零或同不为零）"}


def statistics_page() -> str:
    """The tables of statistics, their keys and identities."""
    norms = statistics_norms()
    parts = [STATISTICS_HEAD]
    for form in norms.forms.values():
        parts += [f"## {form.title}（`kind: {form.key}`）\n", f"依据：{form.source}。\n"]
        for one in form.tables.values():
            parts += statistics_table(one)
    rows = (
        (one.title, f"{terms(one.left)} {RELATIONS[one.relation]} {terms(one.right)}", one.reason)
        for one in norms.between
    )
    parts += ["## 几种文件之间\n", "都是提示。\n", table(("名称", "关系", "为什么可以不等"), rows)]
    return "\n".join(parts).rstrip("\n") + "\n"


def statistics_table(one: StatisticsTable) -> list[str]:
    """The sections of one table."""
    optional = "；可以没有" if one.optional else ""
    parts = [f"### {one.title}（`{one.key}`{optional}）\n"]
    for classes in one.classes.values():
        if classes.key:
            parts.append(
                f"分类 `{classes.key}`：{classes.title}。来源：{classes.source}；金额单位：{classes.money}。\n"
            )
        parts.append(
            table(("列的键", "列", "单位"), (item_row(item, item.unit) for item in classes.columns.values()))
        )
    if one.rows:
        rows = (
            item_row(item, "、".join(f"`{name}`" for name in item.columns) or "全部")
            for item in one.rows.values()
        )
        parts.append(table(("行的键", "行", "有哪些列"), rows))
    checks = [
        (
            identity.title,
            f"{terms(identity.left)} {RELATIONS[identity.relation]} {terms(identity.right)}",
            "逐列" if identity.along == "rows" else "逐行",
            "错误" if identity.strength == "error" else f"提示：{identity.reason}",
        )
        for identity in (*one.identities, *one.across)
    ]
    if checks:
        parts.append(table(("勾稽关系", "式子", "算法", "不成立时"), checks))
    return parts


def item_row(item: TableItem, last: str) -> tuple[str, str, str]:
    """One row or column as a row."""
    return (f"`{item.key}`", "：".join((*item.under, item.label)), last)


def terms(found: Iterable[IdentityTerm]) -> str:
    """One side of an identity; of a long one its ends."""
    words = [f"{'−' if one.minus else ''}{'上年 ' if one.last else ''}`{one.key}`" for one in found]
    words = [word.replace("`*`", "各项") for word in words]
    shown = words if len(words) <= TERMS else [*words[:2], "…", words[-1]]
    return " + ".join(shown).replace("+ −", "− ")


TERMS = 6

COMMANDS_HEAD = """\
# 命令

本页由 `make docs` 从各命令的帮助打印，请勿手改。
"""


def commands() -> str:
    """The help of the program and of every command."""
    parts = [COMMANDS_HEAD, "## fazhi-report\n", help_of()]
    names = re.findall(r"^  ([a-z][a-z-]*)  ", help_of().partition("命令：")[2], re.MULTILINE)
    for name in names:
        parts += [f"## fazhi-report {name}\n", help_of(name)]
    return "\n".join(parts).rstrip("\n") + "\n"


@cache
def help_of(*command: str) -> str:
    """A help page as a block of text, as a terminal of 100 columns shows it."""
    os.environ.update(COLUMNS="100", TERMINAL_WIDTH="100")
    with redirect_stdout(StringIO()) as shown:
        run([*command, "--help"])
    lines = (line.rstrip() for line in shown.getvalue().strip().splitlines())
    return "```text\n" + "\n".join(lines) + "\n```\n"


def pages() -> dict[str, str]:
    """Every printed page by its name below docs/."""
    return {
        "reference/layout.md": layout(),
        "reference/indicators.md": indicators(),
        "reference/commands.md": commands(),
        "reference/statistics.md": statistics_page(),
        "reference/rules.md": rules_index(rules().values()),
    }


def main() -> int:
    """Write all pages, or with ``--check`` compare them."""
    check = "--check" in sys.argv[1:]
    made = pages()
    stale = [name for name, text in made.items() if not same(DOCS / name, text)]
    if not check:
        for name in stale:
            (DOCS / name).parent.mkdir(exist_ok=True)
            (DOCS / name).write_text(made[name], encoding="utf-8", newline="\n")
    if stale:
        print(f"{'、'.join(stale)}：" + ("与代码不符，请运行 make docs" if check else "已由代码重新打印"))
    return 1 if stale and check else 0


def same(path: Path, text: str) -> bool:
    """Whether the file holds the text already."""
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
