"""How a wrong field is told: where it stands, and what is the matter with it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails


def field_path(loc: tuple[str | int, ...], content: Any) -> str:
    """Return the path of a field as a reader would write it: ``clauses[2].effect``.

    Args:
        loc: the path as the model gives it, in which variants of a field have names too.
        content: what was read; only names and places that stand in it are told.
    """
    said: list[str] = []
    for step in loc:
        if isinstance(step, int):
            said.append(f"[{step + 1}]")
            content = content[step] if isinstance(content, list) and step < len(content) else None
        elif isinstance(content, dict):
            said.append(f".{step}")
            content = content.get(step)
    return "".join(said).removeprefix(".")


def problem_of(detail: ErrorDetails, kind: type[BaseModel]) -> str:
    """Return what is the matter with a field, and the field that was meant where one is close."""
    if detail["type"] == "missing":
        return "this field is missing"
    if detail["type"] == "extra_forbidden":
        wrong = str(detail["loc"][-1])
        close = get_close_matches(wrong, kind.model_fields, n=1) if len(detail["loc"]) == 1 else []
        return "no such field" + (f"; did you mean `{close[0]}`?" if close else "")
    return (
        detail["msg"]
        .removeprefix("Value error, ")
        .replace("Input should be a valid", "this should be a valid")
        .replace("Input should be", "this should be")
    )
