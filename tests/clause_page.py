"""Prints docs/evidence/clauses.md: the clauses of GB/T 9704-2012 on the pages of the examples, before and now."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from clauses import CLAUSES
from fazhi_report.norms.gbt9704 import PROFILES
from office.test_clause_table import documents, judged, print_all

PAGE = Path(__file__).parents[1] / "docs" / "evidence" / "clauses.md"
HEAD = """\
# 条文在页面上量得怎样

本页由 `make clauses` 打印，请勿手改。33 条是 GB/T 9704-2012（和 GB/T 15834 的一条）里在报告的页面上看得见的要求，由
`tests/clauses.py` 在 PDF 上用 pdfplumber 量，期望值照标准另写一遍，不取程序自己的数值表；`tests/office/test_clause_table.py`
要求一条不破，并有 31 份改坏了一处的 .docx，份份要量得出来。

量的是 data/2020.yaml、data/example.yaml 和示例市司法局各年的数据，报送版、公开版各一，两种页面方案各一，共 {prints} 份；
另有三份样张补上例子里没有的（横排表格等）。.docx 一栏是 LibreOffice 排出来的 .docx，PDF 一栏是 Typst 排的 PDF。
“之前”是由 LibreOffice 转 PDF 的版本（提交 c9594c1），用同一个程序量的，.docx 和 PDF 相同。没有那一项的文件不算在内。

| 序号 | 条文 | 要求 | 之前：破了的 | 现在：.docx | 现在：PDF |
|---:|---|---|---:|---:|---:|
"""
BEFORE = {4: 16, 7: 12, 13: 4, 17: 4, 21: 8}
"""Clause → how many of the twenty prints of the examples broke it at c9594c1."""
FOOT = """
之前的问题：标点悬在版心之外（4），因此一行多排一字（7），还有一个句号没有印出来（13）；署名短于日期时，日期被数字间的空隙推左
（17）；版记页没有页码（21）。

现在 .docx 的第 21 条：署名差一行就换页的，页数要由字处理软件定，版记前有没有空白页、版记页有没有页码事先说不准；
例子里有一份是这样（2024 年报送版，classic）。PDF 由本工具排，没有这个问题。
"""


def main() -> None:
    """Print the page."""
    with tempfile.TemporaryDirectory() as folder:
        prints = print_all(Path(folder))
        broken: dict[str, Counter[int]] = {"docx": Counter(), "pdf": Counter()}
        seen: dict[str, Counter[int]] = {"docx": Counter(), "pdf": Counter()}
        for (engine, name, profile), path in prints.items():
            found = judged(path, documents()[name], profile)
            seen[engine].update(number for number, breaches in found.items() if breaches is not None)
            broken[engine].update(number for number, breaches in found.items() if breaches)
    PAGE.write_text(_page(seen, broken), encoding="utf-8", newline="\n")


def _page(seen: Mapping[str, Counter[int]], broken: Mapping[str, Counter[int]]) -> str:
    lines = [
        f"| {one.number} | {one.clause} | {one.asks} | {BEFORE.get(one.number, 0)} | "
        + " | ".join(f"{broken[engine][one.number]}/{seen[engine][one.number]}" for engine in ("docx", "pdf"))
        + " |"
        for one in CLAUSES
    ]
    held = {engine: sum(not broken[engine][one.number] for one in CLAUSES) for engine in ("docx", "pdf")}
    last = f"| | | 守住的条数 | {len(CLAUSES) - len(BEFORE)}/33 | {held['docx']}/33 | {held['pdf']}/33 |"
    prints = len(PROFILES) * sum(name not in {"everything", "long", "turned"} for name in documents())
    return HEAD.format(prints=prints) + "\n".join((*lines, last)) + "\n" + FOOT


if __name__ == "__main__":
    main()
