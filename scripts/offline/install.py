"""离线安装：不联网，把 wheels 里的包装进本文件夹的 packages，写出启动命令 fazhi-report。

用本机的 Python 3.11 或更新版本，或随包带来的 Python 运行；只用 Python 自带的库。
"""

from __future__ import annotations

import os
import runpy
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "packages"
OLDEST = (3, 11)


def main() -> int:
    """Install, write the launcher, say what comes next."""
    if sys.version_info < OLDEST:
        print(
            f"本机的 Python 是 {sys.version.split()[0]}，要 3.11 或更新版本；没有的，请用带 Python 的离线包。"
        )
        return 2
    pip = next((HERE / "wheels").glob("pip-*.whl"), None)
    if pip is None:
        print("离线包不完整：wheels 里没有 pip。请重新解压整个 .zip。")
        return 2
    fresh = HERE / "packages.new"
    shutil.rmtree(fresh, ignore_errors=True)
    # pip runs out of its wheel: a Python of an office often has none.
    sys.path.insert(0, str(pip))
    sys.argv = [
        *(
            "pip",
            "--disable-pip-version-check",
            "--no-cache-dir",
            "--isolated",
            "install",
            "--quiet",
            "--no-index",
        ),
        *("--find-links", str(HERE / "wheels"), "--require-hashes", "--only-binary", ":all:"),
        *(
            "--no-deps",
            "--no-warn-script-location",
            "--target",
            str(fresh),
            "-r",
            str(HERE / "requirements.txt"),
        ),
    ]
    try:
        runpy.run_module("pip", run_name="__main__")
    except SystemExit as end:
        if end.code:
            shutil.rmtree(fresh, ignore_errors=True)
            print(
                "没有装成，原来装好的没有动。离线包支持的 Python 版本见 guide 文件夹里的 offline.html；本机是",
                sys.version.split()[0],
            )
            return 2
    # What was installed before is replaced only by what is complete.
    old = HERE / "packages.old"
    shutil.rmtree(old, ignore_errors=True)
    if PACKAGES.exists():
        PACKAGES.rename(old)
    fresh.rename(PACKAGES)
    shutil.rmtree(old, ignore_errors=True)
    print(
        f"装好了。试一试：{launcher()} --version；检查本机：{launcher()} doctor；说明在 guide 文件夹里的 index.html。"
    )
    return 0


def launcher() -> Path:
    """Write the command and return its path."""
    if os.name == "nt":
        path = HERE / "fazhi-report.cmd"
        # Encodings of consoles differ; the paths are taken from where the file lies.
        own = (
            '"%~dp0python\\python.exe"'
            if Path(sys.executable).is_relative_to(HERE)
            else f'"{sys.executable}"'
        )
        path.write_text(f'@echo off\r\n{own} -X utf8 "%~dp0start.py" %*\r\n', encoding="mbcs", newline="")
    else:
        path = HERE / "fazhi-report"
        own = (
            '"$here/python/bin/python3"'
            if Path(sys.executable).is_relative_to(HERE)
            else f"'{sys.executable}'"
        )
        path.write_text(
            f'#!/bin/sh\nhere=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)\nexec {own} "$here/start.py" "$@"\n',
            encoding="utf-8",
        )
        path.chmod(0o755)
    return path


if __name__ == "__main__":
    sys.exit(main())
