"""How a wrong field is told: where it stands, and what is the matter with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from itertools import islice
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

_LONGEST_NAME, _LONGEST = 60, 400
_QUOTED = re.compile(r"'([^']+)'")


class WrongField(NamedTuple):
    """A field that is wrong.

    Attributes:
        loc: its path as the model gives it.
        path: its path as a reader would write it, ``clauses[2].effect``; empty for the whole.
        problem: what is the matter with it.
    """

    loc: tuple[str | int, ...]
    path: str
    problem: str

    def told_of(self, entry: str) -> str:
        """Say it of an entry of this name: ``resolution.clauses[2].effect: …``."""
        where = ".".join(part for part in (entry, self.path) if part)
        return f"{where.replace('.[', '[')}: {self.problem}" if where else self.problem


def wrong_fields(
    error: ValidationError, kind: type[BaseModel], content: Any, most: int
) -> list[WrongField]:
    """Return the fields that are wrong, in the order of the model, up to a number of them.

    Where a field may have several shapes (a number, or a list of names), only what is wrong with
    the shape that was meant is told; and a list is not told to be empty because all in it is wrong.
    """
    details = list(islice(error.errors(include_url=False), 2 * most))
    paths = [_path(detail["loc"], content) for detail in details]
    told: list[WrongField] = []
    for number, (detail, path) in enumerate(zip(details, paths, strict=True)):
        others = paths[:number] + paths[number + 1 :]
        less_telling = detail["type"].endswith(("_type", "too_short"))
        if less_telling and any(_within(other, path) for other in others):
            continue
        told.append(WrongField(detail["loc"], path, _problem_of(detail, kind)[:_LONGEST]))
    return told[:most]


def _within(path: str, whole: str) -> bool:
    return path == whole or path.startswith((f"{whole}[", f"{whole}."))


def _path(loc: tuple[str | int, ...], content: Any) -> str:
    """Write the path of a field.

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
            short = step if len(step) <= _LONGEST_NAME else step[:_LONGEST_NAME] + "…"
            said.append(f".{short}")
            content = content.get(step)
    return "".join(said).removeprefix(".")


def _problem_of(detail: ErrorDetails, kind: type[BaseModel]) -> str:
    say = _SAID.get(detail["type"])
    if say:
        return say(detail)
    if detail["type"] == "extra_forbidden":
        return "no such field" + _did_you_mean(
            str(detail["loc"][-1]), _fields_at(kind, detail["loc"][:-1])
        )
    said = detail["msg"].removeprefix("Value error, ").replace("Input should be", "this should be")
    return said + _hint_at_commas(detail["input"])


def _hint_at_commas(value: Any) -> str:
    """Explain what YAML makes of ``{2018/19: 3,010,000}``: further names, without values."""
    parted = isinstance(value, dict) and any(
        amount is None and str(name).isdigit() for name, amount in value.items()
    )
    return "; put an amount with commas in quotes: '3,010,000'" if parted else ""


def _none_of(detail: ErrorDetails) -> str:
    expected = detail["ctx"]["expected"]
    written = str(detail["input"])
    meant = _did_you_mean(written, _QUOTED.findall(expected))
    return f"{written[:_LONGEST_NAME]!r} is not known here{meant or f': write {expected}'}"


def _not_text(detail: ErrorDetails) -> str:
    return f"this should be text{', in quotes' if isinstance(detail['input'], bool) else ''}"


_SAID: dict[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda _: "this field is missing",
    "enum": _none_of,
    "string_type": _not_text,
    "string_unicode": lambda _: "this is not text that can be written in UTF-8",
    "string_too_short": lambda _: "this is empty",
    "too_short": lambda _: "this is empty: at least one is needed",
    "tuple_type": lambda _: "this should be a list: [one, another]",
    "model_type": lambda _: "this should be a map of fields: {name: value}",
    "int_type": lambda _: "this should be a whole number",
    "int_parsing": lambda _: "this should be a whole number",
    "bool_type": lambda _: "this should be true or false",
    "bool_parsing": lambda _: "this should be true or false",
    "greater_than_equal": lambda detail: f"this cannot be less than {detail['ctx']['ge']}",
    "less_than_equal": lambda detail: f"this cannot be more than {detail['ctx']['le']:,}",
}


def _did_you_mean(wrong: str, known: list[str]) -> str:
    close = get_close_matches(wrong[:_LONGEST_NAME].lower(), known, n=1)
    return f"; did you mean `{close[0]}`?" if close else ""


def _fields_at(kind: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the names that the fields of the model at a path have in a record file."""
    for step in loc:
        for name, field in kind.model_fields.items():
            if step in (name, field.alias):
                kind = _model_in(field.annotation) or kind
    return [field.alias or name for name, field in kind.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)
