"""Two real reports as plain text through arithmetic and proofreading: every finding is in the table, and right.

The reports are not part of the project (docs/evidence/false-alarms.md names them). They are looked for beside the
checkout, or in FAZHI_CORPUS; without them there is nothing to test.
"""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from fazhi_report.sentences.reader import Answer, claims
from proofreading import proofread

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("FAZHI_CORPUS", ROOT.parent / "shared" / "corpus"))
TABLE = ROOT / "docs" / "evidence" / "false-alarms.md"
REPORTS = {"guangming-2021.txt": "光明区 2021", "pingtan-shsyj-2022.txt": "平潭 2022"}
# The files open with what the study noted of them (标题: …, 文号: …); that is no report.
NOTE = re.compile(
    r"^(?:#|(?:标题|发布时间|文号|发布机构|栏目|原文链接|本地目录|\S{0,12}页面链接)\s*[:：]|.*links\.tsv)"
)


def found(path: Path) -> Counter[str]:
    """Findings of a report by what finds them."""
    count: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not NOTE.match(line):
            count.update(
                "FZ210" if claim.cut else claim.kind.value
                for claim in claims(line)
                if claim.answer is not Answer.RIGHT or claim.cut
            )
            count.update(name for name, _ in proofread(line))
    return count


def listed(title: str) -> Counter[str]:
    """The rows of the table for a report."""
    rows = re.findall(rf"^\| {title} \| `([^`]+)` \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return Counter(rows)


@pytest.mark.parametrize("name", REPORTS)
def test_every_finding_is_listed_with_its_reason(name: str) -> None:
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the checkout")
    assert found(path) == listed(REPORTS[name])
