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
    text is expected a number is as good.
    """
    kinds: dict[str, type[BaseModel]] = {"file": FileDefaults, **BY_ENTRY}
    refs, schema = models_json_schema(
        [(kind, "validation") for kind in kinds.values()], by_alias=True
    )
    entries = [
        {
            "type": "object",
            "properties": {name: refs[kind, "validation"]},
            "required": [name],
            "additionalProperties": False,
        }
        for name, kind in kinds.items()
    ]
    return {
        "$schema": _DIALECT,
        "title": "minutebook record file",
        "type": "array",
        "minItems": 1,
        "items": {"oneOf": entries},
        "$defs": {
            name: _numbers_are_texts(definition) for name, definition in schema["$defs"].items()
        },
    }


def _numbers_are_texts(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_numbers_are_texts(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    widened = {name: _numbers_are_texts(part) for name, part in schema.items()}
    if widened.get("type") == "string" and not {"enum", "const", "format"} & widened.keys():
        widened["type"] = ["string", "number"]
    return widened
