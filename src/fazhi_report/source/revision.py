"""A data file as git keeps it: 2020@HEAD~3."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from fazhi_report.errors import FazhiError
from fazhi_report.source.load import Source, load_bytes

# A revision never begins with a dash, so that git cannot take it for an option; a colon would name another file.
_REVISION = re.compile(r"[0-9A-Za-z_][0-9A-Za-z_./~^@{}-]{0,199}")
_PATIENCE = 30
"""Seconds that git may take."""


def load_revision(path: Path, revision: str) -> Source:
    """Read a data file as it stood in a revision.

    Args:
        path: The file as it lies in its work tree.
        revision: What git calls a revision: a commit, a branch, a tag, ``HEAD~3``.

    Raises:
        FazhiError: There is no git, no repository, no such revision, or the file was not in it.
    """
    if not _REVISION.fullmatch(revision):
        raise FazhiError(f"“{revision}”不是 git 的版本", "写提交号、分支、标签或 HEAD~3 这样的版本")
    git = shutil.which("git")
    if git is None:
        raise FazhiError("没有找到 git，取不出文件的旧版本", "安装 git，或者直接写两个文件的路径")
    target = path.resolve()
    # The plumbing command runs no filters and no pager.
    command = [git, "-C", str(target.parent), "cat-file", "blob", f"{revision}:./{target.name}"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603  (checked above)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FazhiError(
            f"git 没有取出 {path} 的旧版本（{type(error).__name__}）", "检查仓库是否完好"
        ) from error
    if done.returncode:
        raise FazhiError(
            f"git 里没有 {path} 在 {revision} 的内容",
            "检查版本的写法，文件在那时是否已经提交，文件夹是不是 git 仓库",
        )
    return load_bytes(done.stdout, Path(f"{path}@{revision}"))
