from __future__ import annotations

import json

import pytest
import yaml

from fazhi_report.norms.shipped import HERE, NAMES, read


def test_every_norm_file_has_its_json() -> None:
    assert (
        {path.stem for path in HERE.glob("*.yaml")}
        == set(NAMES)
        == {path.stem for path in HERE.glob("*.json")}
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_json_says_what_the_yaml_says(name: str) -> None:
    text = (HERE / f"{name}.yaml").read_text(encoding="utf-8")
    written = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (our own file; makes text only)
    # The order counts, too: rows are looked through from the first.
    assert json.dumps(read(name)) == json.dumps(written), "make norms"
