"""In which form a record file is written."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from engine.files.record_text import INPUT


class Form(Enum):
    """YAML; a JSON list; or JSON Lines, one entry a line."""

    YAML = "yaml"
    JSON = "json"
    JSON_LINES = "jsonl"


_BY_SUFFIX = {".json": Form.JSON, ".jsonl": Form.JSON_LINES}
_BY_FIRST_SIGN = {"[": Form.JSON, "{": Form.JSON_LINES}


def form_of(path: Path, text: str) -> Form:
    """Return the form of a file, by its name; of standard input, by how its text begins."""
    if path == INPUT:
        return _BY_FIRST_SIGN.get(text.lstrip()[:1], Form.YAML)
    return _BY_SUFFIX.get(path.suffix.lower(), Form.YAML)
