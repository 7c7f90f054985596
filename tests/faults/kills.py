"""Builds that are killed at random moments; run by test_kills.py in a process of its own, since it forks."""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from fazhi_report.commands.build import BuildOptions, build
from fazhi_report.commands.city import Unit
from fazhi_report.commands.workers import InProcess
from fazhi_report.files import deliver

FORMATS = ("docx", "md")


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def build_file(path: Path, options: BuildOptions) -> None:
    """As in `unit_files`, which this script does not find."""
    ((result,),) = build([Unit.of_files([path])], options, InProcess())
    assert result.state == "built", result.reason


def main() -> None:
    folder, times = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(int(sys.argv[3]))  # noqa: S311  (moments, not secrets)
    whole = []
    for name in ("a", "b"):
        build_file(folder / f"{name}.yaml", BuildOptions(FORMATS, out=folder / name))
        found = {path.name: path.read_bytes() for path in (folder / name).iterdir() if path.is_file()}
        whole.append({key: data for key, data in found.items() if not key.startswith(".")})
    out = folder / "dist"
    start = time.perf_counter()
    build_file(folder / "a.yaml", BuildOptions(FORMATS, out=out))
    long = time.perf_counter() - start
    seen = {"kills": 0, "half": 0, "stray before": 0, "stray after": 0, "refused": 0, "changed": 0}
    for number in range(times):
        only_writing = number % 2 == 0
        child = os.fork()
        if child == 0:
            for turn in itertools.cycle((1, 0)):
                if only_writing:
                    deliver(out, whole[turn])
                else:
                    build_file(folder / f"{'ab'[turn]}.yaml", BuildOptions(FORMATS, out=out))
        time.sleep(chance.uniform(0, 0.03 if only_writing else 2 * long))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        seen["kills"] += 1
        now = outputs(out)
        stray = list(out.rglob(".fazhi-part-*"))
        seen["stray before"] += bool(stray)
        seen["half"] += any(now.get(name) not in (whole[0][name], whole[1][name]) for name in whole[0])
        seen["changed"] += any(now.get(name) == whole[1][name] for name in whole[0])
        try:
            deliver(out, whole[0])
        except Exception:  # noqa: BLE001  (whatever it is, it is counted)
            seen["refused"] += 1
        seen["stray after"] += any(True for _ in out.rglob(".fazhi-part-*"))
        seen["half"] += {name: data for name, data in outputs(out).items() if name in whole[0]} != whole[0]
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main()
