"""The JSON Schema of record files, made from the commands themselves."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from engine.catalogue import BY_ENTRY
from engine.files.record_file import FileDefaults

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_file_schema() -> dict[str, Any]:
    """Return the JSON Schema that a record file must satisfy.

    A file is a list of one-key maps. Every scalar is read as the text that was written, so where a
    text is expected a number is as good, and the other way round.
    """
    kinds: dict[str, type[BaseModel]] = {"file": FileDefaults, **BY_ENTRY}
    refs, schema = models_json_schema(
        [(kind, "validation") for kind in kinds.values()], by_alias=True
    )
    definitions = {name: _as_written(part) for name, part in schema["$defs"].items()}
    for name in ("Source", "Period"):
        definitions[name] = {"anyOf": [{"type": "string"}, definitions[name]]}
    return {
        "$schema": _DIALECT,
        "title": "minutebook record file",
        "type": "array",
        "minItems": 1,
        "items": {
            "description": "an entry: one name with its fields",
            "type": "object",
            "properties": {name: refs[kind, "validation"] for name, kind in kinds.items()},
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        },
        "$defs": definitions,
    }


def _as_written(schema: Any) -> Any:
    """Allow what people write: numbers for texts, texts for numbers, days in words."""
    if isinstance(schema, list):
        return [_as_written(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    written = {name: _as_written(part) for name, part in schema.items()}
    if written.get("format") == "date":
        return {"type": "string", "examples": ["2018-11-05", "5 November 2018"]}
    if written.get("type") == "string" and not {"enum", "const"} & written.keys():
        written["type"] = ["string", "number"]
    elif written.get("type") in ("integer", "boolean"):
        written["type"] = [written["type"], "string"]
    return written
