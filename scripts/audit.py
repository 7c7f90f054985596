"""Ask for known holes in what is locked (``make audit``); says so where nobody could be asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Audit both lock files; 1 where a hole is known, or where CI could not ask."""
    asked = holes = 0
    for name in ("run", "dev"):
        lock = ROOT / "requirements" / f"{name}.lock"
        words = [
            sys.executable,
            "-m",
            "pip_audit",
            "-r",
            str(lock),
            "--require-hashes",
            "--disable-pip",
            "-f",
            "json",
        ]
        done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
        if not done.stdout.strip():
            print(f"{lock.name}：没有审查，{done.stderr.strip().splitlines()[-1:]}")
            continue
        for one in json.loads(done.stdout)["dependencies"]:
            asked += "skip_reason" not in one
            for hole in one.get("vulns", ()):
                holes += 1
                print(
                    f"{lock.name}：{one['name']} {one['version']} {hole['id']}，改好的版本：{hole['fix_versions']}"
                )
    if not asked:
        print("没有审查：这里问不到漏洞库")
        return 1 if os.environ.get("CI") else 0
    print(f"查了 {asked} 个包，已知漏洞 {holes} 个")
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
