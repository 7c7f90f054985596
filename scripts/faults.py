"""Print docs/evidence/faults.md from what the fault tests found in their last run (``make faults``)."""

from __future__ import annotations

import json
import platform
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOTES = ROOT / "tests" / "actual" / "faults"
HEAD = """\
# 故障表

本页由 `make faults` 在真的制造故障之后打印，请勿手改；测试在 `tests/faults/`，每次 `make test` 都跑。
“残缺”指既不是旧文件的全部，也不是新文件的全部。几种格式一起生成时，每个文件各自完整；中断在两次改名之间的，下一次生成会补齐。
"""
FOOT = """\
没有在真机上跑过的：Windows（文件被占用由模拟得来，锁用 `msvcrt`，进程是否还在用 `OpenProcess`）、macOS、网络共享盘。\
共享盘不支持锁时照样逐个文件整体替换，只是两个同时进行的生成可能误报“被人改过”。
停电时是否丢失最后一次写入取决于磁盘：文件内容先落盘（`fsync`）再改名，文件夹本身不另外落盘。
"""


def main() -> None:
    """Write the page."""
    notes = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(NOTES.glob("*.json"))]
    if not notes:
        sys.exit("没有记录：先运行 pytest tests/faults")
    rows = "\n".join(f"| {note['fault']} | {note['times']} | {note['found']} |" for note in notes)
    system = f"{platform.system()}，Python {platform.python_version()}"
    table = f"运行环境：{system}。\n\n| 故障 | 次数 | 之后看到的 |\n|---|---:|---|\n{rows}\n"
    (ROOT / "docs" / "evidence" / "faults.md").write_text(
        f"{HEAD}\n{table}\n{FOOT}", encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
