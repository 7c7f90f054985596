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
    fix_punctuation: Annotated[
        bool, typer.Option("--fix-punctuation", help="中文里的半角标点改成全角，逐处列出")
    ] = False,
    force: Force = False,
) -> int:
    """按 GB/T 9704-2012 重排一个 .docx：文字一字不改，只改版式；要改半角标点的，写 --fix-punctuation。

    原件不动。文件里有图片、印章、合并的单元格、页眉、脚注等的，这些照原样保留，
    只在认得出的段落上设字体、字号、行距和缩进，并列出保留了什么。

    退出码：0 已写出；2 没有写。
    """
    from fazhi_report.commands.check_docx import summary_of
    from fazhi_report.commands.reformat import reformat as set_anew
    from fazhi_report.reporters.formats import reporter

    made = set_anew(
        source, out, profile=profile.value, sealed=sealed, fix_punctuation=fix_punctuation, force=force
    )
    retyped = made.retyped
    for mark in retyped.marks:
        show(f"改标点 第 {mark.number} 段“{mark.around}”：“{mark.old}”改为“{mark.new}”\n")
    if retyped.skipped:
        numbers = "、".join(map(str, retyped.skipped))
        show(f"注意 第 {numbers} 段里有隐藏的文字或域，半角标点没有改\n")
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
    changed = [f"软回车改成段落标记 {retyped.parted} 处"] if retyped.parted else []
    changed += [f"半角标点改成全角 {len(retyped.marks)} 处"] if retyped.marks else []
    words = f"{'，'.join(changed)}，其余文字一字未改" if changed else "文字一字未改"
    say(f"已生成 {made.path}：{words}，版式改了 {len(made.mended)} 项{rest}")
    return FINE
