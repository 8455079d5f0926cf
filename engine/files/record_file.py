"""A record file: its entries, and the commands they are."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from domain.provenance import Authority, Source
from domain.values.references import Text
from engine.book import Order
from engine.catalogue import BY_ENTRY
from engine.commands.base import Command
from engine.errors import BadInput, Place, Problem
from engine.files.entries import Entry
from engine.files.json_entries import read_json
from engine.files.record_text import INPUT, name_of, text_of
from engine.files.wording import wrong_fields
from engine.files.yaml_entries import read_yaml

Model = TypeVar("Model", bound=BaseModel)
_MOST_PROBLEMS, _LONGEST_NAME = 20, 60
_SHARED = ("actor", "source", "authority")


class FileDefaults(BaseModel):
    """What `- file:` says once for all entries below it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    actor: Text | None = None
    source: Source | None = None
    authority: Authority | None = None


def read_orders(paths: Iterable[FilePath]) -> list[Order]:
    """Read the commands of record files, in order.

    Raises:
        BadInput: with every problem found (up to twenty), each with its file and line.
    """
    orders: list[Order] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            orders += _orders_of(read_entries(path), name_of(path))
        except BadInput as error:
            problems += error.problems
    if len(problems) > _MOST_PROBLEMS:
        problems[_MOST_PROBLEMS:] = [Problem(None, "… and more: correct these first")]
    if problems:
        raise BadInput(problems)
    return orders


def read_entries(path: FilePath) -> list[Entry]:
    """Read the entries of one file; `.json` is read as JSON, anything else as YAML.

    The file `-` is standard input, which is JSON where it begins with `[`.

    Raises:
        BadInput: where the file cannot be read, is too large, empty, not UTF-8 or not a list.
    """
    text, name = text_of(path), name_of(path)
    of_json = text.lstrip().startswith("[") if path == INPUT else path.suffix.lower() == ".json"
    entries = (read_json if of_json else read_yaml)(text, name)
    if not entries:
        raise _problem(name, 1, "this file has no entries: nothing to record")
    return entries


def _problem(file: str, line: int, message: str) -> BadInput:
    return BadInput([Problem(Place(file, line), message)])


def _orders_of(entries: list[Entry], file: str) -> list[Order]:
    shared: dict[str, Any] = {}
    orders: list[Order] = []
    problems: list[Problem] = []
    for number, entry in enumerate(entries):
        try:
            if entry.name == "file":
                shared = _shared(entry, file, first=number == 0)
            else:
                orders.append(Order(_command(entry, shared, file), entry.place(file)))
        except BadInput as error:
            problems += error.problems
        if len(problems) > _MOST_PROBLEMS:
            break  # the rest of nonsense is not worth reading
    if problems:
        raise BadInput(problems)
    return orders


def _shared(entry: Entry, file: str, *, first: bool) -> dict[str, Any]:
    if not first:
        raise _problem(file, entry.line, "`file` stands once, as the first entry of its file")
    defaults = _validated(FileDefaults, entry, entry.content, file)
    return {name: value for name in _SHARED if (value := getattr(defaults, name)) is not None}


def _command(entry: Entry, shared: dict[str, Any], file: str) -> Command:
    kind = BY_ENTRY.get(entry.name)
    if kind is None:
        close = get_close_matches(entry.name[:_LONGEST_NAME], BY_ENTRY, n=1)
        hint = f"did you mean `{close[0]}`?" if close else f"known are {', '.join(BY_ENTRY)}"
        wrong = entry.name[:_LONGEST_NAME]
        raise _problem(file, entry.line, f"`{wrong}` is no entry of record files: {hint}")
    if not isinstance(entry.content, dict):
        raise _problem(file, entry.line, f"`{entry.name}` needs its fields: {{ref: …}}")
    return _validated(kind, entry, {**shared, **entry.content}, file)


def _validated(kind: type[Model], entry: Entry, content: Any, file: str) -> Model:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        wrong = wrong_fields(error, kind, entry.content, _MOST_PROBLEMS + 1)
        raise BadInput(
            [
                Problem(Place(file, entry.line_of(field.loc)), field.told_of(entry.name))
                for field in wrong
            ]
        ) from error
