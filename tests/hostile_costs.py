"""What hostile and absurd files cost check-docx: seconds and memory of a process of its own.

``python -m hostile_costs`` measures them anew for docs/guide/check-docx.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docx_packages import W, word_file
from wordfiles import A4, docx, p

COSTS = Path(__file__).parent / "hostile_costs.tsv"
MOST_SECONDS = 30
MOST_MEGABYTES = 700
_SENTENCE = "依法行政，" * 8 + "。"
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    + f"]><w:document {W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)
# Runs as a person would, and tells what it took.
_RUN = """
import sys, time
from fazhi_report.cli.app import run
began = time.perf_counter()
code = run(["check-docx", sys.argv[1], "--format", "json"])
seconds = time.perf_counter() - began
# Not from getrusage, which remembers the process that this one was forked from.
with open("/proc/self/status", encoding="ascii") as status:
    peak = next(line for line in status if line.startswith("VmHWM"))
print(code, seconds, int(peak.split()[1]) // 1024, sep="\\t", file=sys.stderr)
"""


def zip_bomb() -> bytes:
    return word_file(b" " * (1000 * 1024 * 1024))


def paragraphs(count: int) -> bytes:
    return docx("".join(f"<w:p><w:r><w:t>{at}{_SENTENCE}</w:t></w:r></w:p>" for at in range(count)))


def most_runs(count: int = 100_000) -> bytes:
    """One paragraph, each of its words in a run of its own, every other one bold."""
    pair = "<w:r><w:t>依</w:t></w:r><w:r><w:t>法</w:t></w:r>"
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>行</w:t></w:r>"
    return docx(f"<w:p>{(pair + bold) * (count // 3)}</w:p>")


def same_runs(count: int = 160_000) -> bytes:
    """One paragraph, each of its words in a run of its own, all of one look."""
    return docx(f"<w:p>{'<w:r><w:t>依法行政，</w:t></w:r>' * count}</w:p>")


def deep_tables(depth: int = 60) -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * depth + p("深") + "</w:tc></w:tr></w:tbl>" * depth)


def circle_of_styles(count: int = 20_000) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:name w:val="s{at}"/>'
        f'<w:basedOn w:val="s{(at + 1) % count}"/></w:style>'
        for at in range(count)
    )
    body = "".join(p(_SENTENCE, f'<w:pStyle w:val="s{at}"/>') for at in range(0, count, 10))
    return docx(body, styles=styles)


def many_sections(count: int = 5_000) -> bytes:
    """Each refers to the same long footer."""
    footer = '<w:footerReference w:type="default" r:id="footer1"/>'
    return docx(p("节。", f"<w:sectPr>{footer}{A4}</w:sectPr>") * count, footer1=p("页脚") * 1000)


FILES: dict[str, Callable[[], bytes]] = {
    "压缩炸弹：一个部件解开 1000 MB": zip_bomb,
    "实体炸弹：解开 80 亿字": lambda: word_file(_LAUGHS),
    "10 万段，各有一句话": lambda: paragraphs(100_000),
    "6 万段，各有一句话": lambda: paragraphs(60_000),
    "一段 10 万个文字块，格式相间": most_runs,
    "一段 16 万个文字块，格式相同": same_runs,
    "表格套 60 层": deep_tables,
    "表格套 100 层": lambda: deep_tables(100),
    "2 万个样式互相为基准，成环": circle_of_styles,
    "5000 节，共用一个 1000 段的页脚": many_sections,
}


@dataclass(frozen=True)
class Cost:
    """What a file cost.

    Args:
        code: The exit code.
        seconds: How long it took, the start of Python left out.
        megabytes: The most memory held.
        said: What was said to the user.
    """

    code: int
    seconds: float
    megabytes: int
    said: str


def cost(content: bytes, folder: Path) -> Cost:
    path = folder / "x.docx"
    path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _RUN, str(path)],
        capture_output=True,
        encoding="utf-8",
        env=dict(os.environ),
        check=True,
    )
    *said, last = done.stderr.splitlines()
    code, seconds, megabytes = last.split("\t")
    return Cost(int(code), float(seconds), int(megabytes), said[0].rpartition("：")[2])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = [(name, cost(make(), Path(folder))) for name, make in FILES.items()]
    lines = [
        f"{name}\t{'不读' if one.code == 2 else '照常检查'}：{one.said}\t{one.seconds:.1f} 秒\t{one.megabytes} MB\n"
        for name, one in rows
    ]
    COSTS.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
