"""Runs the mutation study and prints its table: kind, mutants, caught, by which rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import load_text
from mutations.kinds import KINDS, Kind, mutants

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    ROOT / "data" / "2020.yaml",
    ROOT / "examples" / "示例市司法局" / "data" / "2024.yaml",
    ROOT / "examples" / "示例市司法局" / "data" / "2025.yaml",
)
EACH = 20


@dataclass(frozen=True)
class Result:
    """What became of the mutants of a kind.

    Args:
        made: How many there were.
        caught: How many gave a finding that the good file does not give.
        claimed: How many gave one of a rule that claims to catch the kind.
        codes: Rules by how many mutants they caught.
        missed: Those that no claiming rule caught, as file and first differing line.
    """

    made: int
    caught: int
    claimed: int
    codes: Counter[str]
    missed: tuple[str, ...]


def findings(text: str, name: str) -> Counter[tuple[str, str]]:
    """Findings by code and sentence, places left out: a slip moves every line below it."""
    checked = check(Subjects.of(load_text(text, PurePath(name))))
    return Counter((finding.code, finding.message) for finding in checked.findings)


_good = cache(findings)
"""Findings of the unspoilt files, which every kind is held against."""


def study(kind: Kind, each: int = EACH) -> Result:
    """Spoil the good files and see who notices."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in FILES}
    good = {name: _good(text, name) for name, text in texts.items()}
    made = caught = claimed = 0
    codes: Counter[str] = Counter()
    missed: list[str] = []
    for name, spoilt in mutants(kind, texts, each):
        made += 1
        new = {code for code, _ in findings(spoilt, name) - good[name]}
        codes.update(new)
        caught += bool(new)
        if any(code.startswith(kind.claimed) for code in new):
            claimed += 1
        else:
            missed.append(_difference(texts[name], spoilt, name))
    return Result(made, caught, claimed, codes, tuple(missed))


def _difference(good: str, spoilt: str, name: str) -> str:
    lines = zip(good.split("\n"), spoilt.split("\n"), strict=False)
    number, line = next(((number, new) for number, (old, new) in enumerate(lines, 1) if old != new), (0, ""))
    return f"{name}:{number} {line.strip()[:70]}"


HEAD = """\
# 差错试验

本页由 `make mutations` 打印，请勿手改。把好的数据文件（临海 2020、示例市 2024 和 2025）每次改错一处，看哪条规则发现。
“应由”是声称管这种差错的规则；最后几种没有规则声称能发现，列在这里，免得误以为有人把关。
各种差错都由写规则的人造出，查出的比例只说明没有退步；没见过的文本见 [truth.md](truth.md)。
"""


def table() -> str:
    """The study as a page."""
    results = [(kind, study(kind)) for kind in KINDS]
    lines = [HEAD, "| 差错 | 个数 | 查出 | 应由 | 由其查出 | 实际由 |", "|---|---:|---:|---|---:|---|"]
    for kind, result in results:
        codes = "、".join(
            f"{code}×{count}"
            for code, count in sorted(result.codes.items(), key=lambda pair: (-pair[1], pair[0]))
        )
        wanted = "、".join(kind.claimed) or "（没有规则）"
        lines.append(
            f"| {kind.name} | {result.made} | {result.caught} | {wanted} | {result.claimed} | {codes} |"
        )
    made = sum(result.made for _, result in results)
    promised = sum(result.made for kind, result in results if kind.claimed)
    claimed = sum(result.claimed for kind, result in results if kind.claimed)
    lines.append(
        f"\n共 {made} 个；规则应当查出的 {promised} 个，查出 {claimed} 个（{claimed / promised:.1%}）。\n"
    )
    missed = [
        f"- {kind.name}：`{place}`" for kind, result in results if kind.claimed for place in result.missed
    ]
    return "\n".join([*lines, "## 漏掉的\n", *(missed or ["没有。"])]) + "\n"


if __name__ == "__main__":
    (ROOT / "docs" / "evidence" / "mutations.md").write_text(table(), encoding="utf-8", newline="\n")
