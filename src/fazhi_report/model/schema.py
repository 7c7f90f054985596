"""The JSON Schema of data files, with Chinese titles and descriptions, for editors and other validators."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from fazhi_report.model.figure import Figure, FigureSource, Restatement
from fazhi_report.model.organ import Title
from fazhi_report.model.prose import Measure
from fazhi_report.model.report import KINDS
from fazhi_report.model.statistics import YearStatistics, YearTable
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.norms.statistics import FORM_NAMES
from fazhi_report.norms.statistics_file import statistics_norms

# Models that may also be written as a single text, which Pydantic does not see from their validators.
_SHORTHANDS = (Measure, Title, Figure, FigureSource, Restatement)
_PROSE_FIELDS = ("text", "opening")


class _DataFileSchema(GenerateJsonSchema):
    """Generates the schema of the YAML file, not of the validated model."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        # The class's docstring is for programmers; the drafter reads the field's own description.
        made.pop("description", None)
        made.pop("title", None)
        if schema["cls"] in _SHORTHANDS:
            return {"anyOf": [{"type": ["string", "number"] if schema["cls"] is Figure else "string"}, made]}
        return made


def schema_text() -> str:
    """The schema as JSON text (draft 2020-12), ending in a newline."""
    references, made = models_json_schema(
        [(kind, "validation") for kind in (*KINDS.values(), YearStatistics)], schema_generator=_DataFileSchema
    )
    report, figures, statistics = references.values()
    _allow_plain_prose(made)
    for name in (kind.__name__ for kind in KINDS.values()):
        _offer_catalogue(made["$defs"][name]["properties"]["figures"])
    _offer_tables(made["$defs"][YearStatistics.__name__]["properties"]["tables"])
    # if/then instead of anyOf: with anyOf an editor cannot tell which branch a misspelt key belongs to.
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "法治政府建设年度报告数据文件",
        "if": {"properties": {"kind": {"const": "figures"}}, "required": ["kind"]},
        "then": figures,
        "else": {
            "if": {"properties": {"kind": {"enum": list(FORM_NAMES)}}, "required": ["kind"]},
            "then": statistics,
            "else": report,
        },
        "$defs": made["$defs"],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _offer_catalogue(figures: dict[str, Any]) -> None:
    """Add the catalogue's keys, so that an editor can complete them and show their definitions."""
    known = catalogue()
    figures["properties"] = {
        key: {
            # Editors for older drafts ignore keywords beside a $ref.
            "allOf": [{"$ref": "#/$defs/Figure"}],
            "title": f"{known.domains[indicator.domain]}：{indicator.label}",
            "description": f"{indicator.definition}（单位：{indicator.unit}）",
        }
        for key, indicator in known.indicators.items()
    }


def _offer_tables(tables: dict[str, Any]) -> None:
    """Add the keys of all tables of statistics with their titles."""
    tables["properties"] = {
        key: {"allOf": [{"$ref": f"#/$defs/{YearTable.__name__}"}], "title": f"{form.short}：{table.title}"}
        for form in statistics_norms().forms.values()
        for key, table in form.tables.items()
    }


def _allow_plain_prose(node: Any) -> None:  # noqa: ANN401  (any JSON value)
    """Allow a single text in place of a list of paragraphs."""
    if isinstance(node, dict):
        for name, prop in node.get("properties", {}).items():
            if name in _PROSE_FIELDS and prop.get("type") == "array":
                shared = {key: prop.pop(key) for key in ("title", "description", "default") if key in prop}
                array = dict(prop)
                prop.clear()
                prop.update({"anyOf": [{"type": "string"}, array], **shared})
        for value in node.values():
            _allow_plain_prose(value)
    elif isinstance(node, list):
        for value in node:
            _allow_plain_prose(value)
