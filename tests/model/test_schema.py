import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from fazhi_report.model.report import Report
from fazhi_report.model.schema import schema_text

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads(schema_text())
# Built once: jsonschema.validate would check the schema itself before each file.
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
DATA_FILES = sorted({*(ROOT / "data").glob("*.yaml"), *(ROOT / "examples").rglob("data/*.yaml")})


def models(start: type[BaseModel]) -> set[type[BaseModel]]:
    """Every model that a report can hold."""
    found: set[type[BaseModel]] = set()
    waiting: list[object] = [start]
    while waiting:
        one = waiting.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            if one not in found:
                found.add(one)
                waiting += [field.annotation for field in one.model_fields.values()]
        else:
            waiting += [*getattr(one, "__args__", ()), *getattr(one, "__metadata__", ())]
    return found


def test_the_committed_schema_is_fresh() -> None:
    assert (ROOT / "data" / "report.schema.json").read_text(encoding="utf-8") == schema_text()


def test_every_field_has_a_chinese_title_and_description() -> None:
    found = models(Report)
    assert len(found) > 15
    for model in found:
        for name, field in model.model_fields.items():
            for words in (field.title, field.description):
                assert words, (model, name)
                assert any("一" <= char <= "鿿" for char in words) or words.isidentifier(), (
                    model,
                    name,
                    words,
                )


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: path.name)
def test_the_schema_accepts_what_the_program_accepts(path: Path) -> None:
    # As editors read it: numbers and dates by YAML's own rules, dates back to text as JSON has none.
    data = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
    VALIDATOR.validate(data)


@pytest.mark.parametrize(
    "change",
    [
        {"yeer": 2020},
        {"year": "twenty"},
        {"order": ["achievements", "nothing"]},
        {"urgency": "很急"},
        {"plans": {"heading": 3}},
    ],
    ids=repr,
)
def test_the_schema_refuses_what_the_program_refuses(change: dict[str, object]) -> None:
    data = yaml.safe_load((ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")) | change
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(json.loads(json.dumps(data, default=str)))
