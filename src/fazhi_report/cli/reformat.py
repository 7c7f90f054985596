"""``fazhi-report reformat``: a .docx laid out anew, with its words unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, Force, Profile, ProfileName, say, show


def reformat(
    source: Annotated[Path, typer.Argument(metavar="文件", help="要重排的 .docx", show_default=False)],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="文件", help="写到哪个 .docx", show_default=False)
    ],
    profile: Profile = ProfileName.CLASSIC,
    sealed: Annotated[
        bool | None,
        typer.Option("--sealed/--unsealed", help="加不加盖印章；不写则看原件", show_default=False),
    ] = None,
    force: Force = False,
) -> int:
    """按 GB/T 9704-2012 重排一个 .docx：文字一字不改，只改版式。

    原件不动。文件里有图片、印章、合并的单元格、页眉、脚注等的，这些照原样保留，
    只在认得出的段落上设字体、字号、行距和缩进，并列出保留了什么。

    退出码：0 已写出；2 没有写。
    """
    from fazhi_report.commands.check_docx import summary_of
    from fazhi_report.commands.reformat import reformat as set_anew
    from fazhi_report.reporters.formats import reporter

    made = set_anew(source, out, profile=profile.value, sealed=sealed, force=force)
    for row in made.mended:
        show(f"改好 {row.code} {row.what}（{row.clause}，{row.strength}）\n")
    for what, count in made.flattened:
        show(f"注意 {count} 处{what}只留下文字\n")
    if made.reason:
        show(f"在原件的副本上改，没有整份重写：{made.reason}\n")
    for one in made.kept:
        show(f"保留 {one}\n")
    findings = made.left.findings
    show(reporter("text")(findings, summary_of([made.left])))
    rest = f"；还有 {len(findings)} 处要由人判断" if findings else ""
    say(f"已生成 {made.path}：文字一字未改，版式改了 {len(made.mended)} 项{rest}")
    return FINE
