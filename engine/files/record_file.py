"""A record file: its entries, and the commands they are."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from io import StringIO
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
from engine.files.forms import Form, form_of
from engine.files.json_entries import entries_by_line, entries_in_list
from engine.files.record_text import name_of, text_of
from engine.files.wording import wrong_fields
from engine.files.yaml_entries import read_yaml

Model = TypeVar("Model", bound=BaseModel)
MOST_PROBLEMS, _LONGEST_NAME = 20, 60
NO_ENTRIES = "this file has no entries: nothing to record"
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
    if problems:
        raise first_of(problems)
    return orders


def first_of(problems: list[Problem]) -> BadInput:
    """Return an error with the first of many problems."""
    if len(problems) > MOST_PROBLEMS:
        problems = [*problems[:MOST_PROBLEMS], Problem(None, "… and more: correct these first")]
    return BadInput(problems)


def read_entries(path: FilePath) -> list[Entry]:
    """Read the entries of one file: JSON, JSON Lines or YAML, see `Form`.

    Raises:
        BadInput: where the file cannot be read, is too large, empty, not UTF-8 or not a list.
    """
    text, name = text_of(path), name_of(path)
    form = form_of(path, text)
    if form is Form.YAML:
        entries = read_yaml(text, name)
    else:
        of_json = entries_in_list if form is Form.JSON else entries_by_line
        entries = list(of_json(StringIO(text).read, name))
    if not entries:
        raise _problem(name, 1, NO_ENTRIES)
    return entries


def _problem(file: str, line: int, message: str) -> BadInput:
    return BadInput([Problem(Place(file, line), message)])


def _orders_of(entries: list[Entry], file: str) -> list[Order]:
    commands = Commands(file)
    orders: list[Order] = []
    problems: list[Problem] = []
    for entry in entries:
        try:
            orders += commands.of(entry)
        except BadInput as error:
            problems += error.problems
        if len(problems) > MOST_PROBLEMS:
            break  # the rest of nonsense is not worth reading
    if problems:
        raise BadInput(problems)
    return orders


class Commands:
    """Makes commands of the entries of one file, which share what its first entry says.

    Args:
        file: the file, as errors name it.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._first = True
        self._shared: dict[str, Any] = {}

    def of(self, entry: Entry) -> tuple[Order, ...]:
        """Return the command that an entry is; none for `- file:`.

        Raises:
            BadInput: with every field of it that is wrong.
        """
        first, self._first = self._first, False
        if entry.name == "file":
            self._shared = self._defaults(entry, first=first)
            return ()
        return (Order(self._command(entry), entry.place(self._file)),)

    def _defaults(self, entry: Entry, *, first: bool) -> dict[str, Any]:
        if not first:
            raise _problem(
                self._file, entry.line, "`file` stands once, as the first entry of its file"
            )
        defaults = _validated(FileDefaults, entry, entry.content, self._file)
        return {name: value for name in _SHARED if (value := getattr(defaults, name)) is not None}

    def _command(self, entry: Entry) -> Command:
        kind = BY_ENTRY.get(entry.name)
        if kind is None:
            close = get_close_matches(entry.name[:_LONGEST_NAME], BY_ENTRY, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"known are {', '.join(BY_ENTRY)}"
            wrong = entry.name[:_LONGEST_NAME]
            raise _problem(self._file, entry.line, f"`{wrong}` is no entry of record files: {hint}")
        if not isinstance(entry.content, dict):
            raise _problem(self._file, entry.line, f"`{entry.name}` needs its fields: {{ref: …}}")
        content = {**self._shared, **entry.content} if self._shared else entry.content
        return _validated(kind, entry, content, self._file)


def _validated(kind: type[Model], entry: Entry, content: Any, file: str) -> Model:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        wrong = wrong_fields(error, kind, entry.content, MOST_PROBLEMS + 1)
        raise BadInput(
            [
                Problem(Place(file, entry.line_of(field.loc)), field.told_of(entry.name))
                for field in wrong
            ]
        ) from error
