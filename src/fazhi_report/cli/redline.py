"""``fazhi-report redline``: two versions of a report as one .docx with tracked changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import FINE, Data, Edition, EditionName, Force, Profile, ProfileName, say
from fazhi_report.cli.targets import resolve
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from datetime import date

    from fazhi_report.commands.redline import Version


def redline(
    before: Annotated[
        str, typer.Argument(metavar="旧版", help="年度、文件，或 git 版本（2020@HEAD~3）", show_default=False)
    ],
    after: Annotated[str, typer.Argument(metavar="新版", help="写法同上", show_default=False)],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="文件", help="写到哪个 .docx", show_default=False)
    ],
    author: Annotated[
        str | None,
        typer.Option("--author", metavar="姓名", help="修订人；不写则为发文机关", show_default=False),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="日期", help="修订日期；不写则为新版的成文日期", show_default=False),
    ] = None,
    edition: Edition = EditionName.PUBLISH,
    profile: Profile = ProfileName.CLASSIC,
    data: Data = Path("data"),
    force: Force = False,
) -> int:
    """生成花脸稿：带修订标记的 .docx，全部接受即新版，全部拒绝即旧版。"""
    from fazhi_report.commands.redline import RedlineOptions, make_redline

    options = RedlineOptions(edition.value, profile.value, author, _day(day), force)
    changed = make_redline(_version(before, data), _version(after, data), out, options)
    say(f"已生成 {out}：{changed} 段有改动；在 Word、WPS 的“审阅”里逐处接受或拒绝")
    return FINE


def _version(target: str, data: Path) -> Version:
    """The version that a target means; where a file with an @ in its name exists, the target is that file."""
    from fazhi_report.commands.redline import Version

    name, at, revision = target.partition("@")
    if not at or Path(target).exists():
        return Version(resolve([target], data)[0])
    return Version(resolve([name], data)[0], revision)


def _day(text: str | None) -> date | None:
    from fazhi_report.numbers.dates import parse_date

    if text is None:
        return None
    try:
        return parse_date(text)
    except ValueError as error:
        raise FazhiError(f"--date 的值不对：{error}".rstrip("。"), "写成 2021-03-01") from None
