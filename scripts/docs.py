"""Writes the documents that are printed from the code.

``python scripts/docs.py`` writes them; with ``--check`` it writes nothing and names the stale ones (exit 1).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_report.norms import gbt9704
from fazhi_report.norms.length import Length

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DOCS = Path(__file__).resolve().parents[1] / "docs"

LAYOUT_HEAD = """\
# 版式数值表（GB/T 9704-2012）

本页由 `make docs` 从 `src/fazhi_report/norms/gbt9704.py` 打印，请勿手改。
排版取这张表，检查也比对这张表；此外没有任何地方写版式数值。

“应当”“一般”“推荐”是标准的措辞；“推算”由标准的数值算出；“本工具约定”是标准未定而此处选定的。
"""

FACES_HEAD = """\
## 字体

写入文件的是第一个名字；检查时后面的名字同样算对。字体只点名，不随本工具分发。
"""

PROFILES_HEAD = """\
## 页面方案

字处理软件把行间的空白分一半放在首行之上，因此同一块版心有两种设白边的方法。
"""

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


PAGES = {"layout.md": layout}


def main() -> int:
    """Write all pages, or with ``--check`` compare them."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, page in PAGES.items():
        path, text = DOCS / name, page()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    if stale:
        print(f"{'、'.join(stale)}：" + ("与代码不符，请运行 make docs" if check else "已由代码重新打印"))
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main())
