from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from fazhi_report.norms import shipped

TEXT = 'on: 2020-01-02\nrows:\n- {from: 007, to: "x"}\n'


def test_scalars_stay_the_text_that_was_written() -> None:
    assert shipped.plain_yaml(TEXT) == {"on": "2020-01-02", "rows": [{"from": "007", "to": "x"}]}


def test_without_the_extension_in_c_the_content_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = shipped.plain_yaml(TEXT)
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    assert shipped.plain_yaml(TEXT) == quick


def test_a_checkout_reads_the_yaml_and_a_wheel_the_json(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shipped, "HERE", tmp_path)
    (tmp_path / "some.json").write_text(json.dumps({"from": "json"}), encoding="utf-8")
    assert shipped.read("some") == {"from": "json"}
    # A JSON left over from elsewhere never hides what the checkout says.
    (tmp_path / "some.yaml").write_text("from: yaml\n", encoding="utf-8")
    assert shipped.read("some") == {"from": "yaml"}
