"""The page of a comparison allows its own style sheet and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from fazhi_report.commands.compare import compare
from fazhi_report.comparison.sheet import to_html

DATA = Path(__file__).resolve().parents[2] / "data"


def test_the_policy_fits_the_page() -> None:
    page = to_html(compare(DATA / "2020.yaml", DATA / "2023.yaml")).decode("utf-8")
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert " style=" not in page
    assert "<script" not in page
