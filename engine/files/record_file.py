"""A record file: its text, its entries, and the commands they are."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from domain.provenance import Authority, Source
from engine.book import Order
from engine.catalogue import BY_ENTRY
from engine.commands.base import Command
from engine.errors import BadInput, Place, Problem
from engine.files.entries import Entry
from engine.files.json_entries import read_json
from engine.files.wording import field_path, problem_of
from engine.files.yaml_entries import read_yaml

Model = TypeVar("Model", bound=BaseModel)
LARGEST = 16 * 1024 * 1024
_MOST_PROBLEMS = 20
_SHARED = ("actor", "source", "authority")


class FileDefaults(BaseModel):
    """What `- file:` says once for all entries below it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    actor: str | None = None
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
            read, wrong = _orders_of(read_entries(path), str(path))
        except BadInput as error:
            read, wrong = [], list(error.problems)
        orders += read
        problems += wrong
    if problems:
        left = len(problems) - _MOST_PROBLEMS
        more = [Problem(None, f"… and {left} more problems")] if left > 0 else []
        raise BadInput(problems[:_MOST_PROBLEMS] + more)
    return orders


def read_entries(path: FilePath) -> list[Entry]:
    """Read the entries of one file; `.json` is read as JSON, anything else as YAML.

    Raises:
        BadInput: where the file cannot be read, is too large, empty, not UTF-8 or not a list.
    """
    text = _text(path)
    entries = (read_json if path.suffix.lower() == ".json" else read_yaml)(text, str(path))
    if not entries:
        raise BadInput(
            [Problem(Place(str(path), 1), "this file has no entries: nothing to record")]
        )
    return entries


def _text(path: FilePath) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput([Problem(None, f"{path}: cannot be read: {error.strerror}")]) from error
    if len(raw) > LARGEST:
        raise BadInput(
            [
                Problem(
                    None,
                    f"{path}: larger than {LARGEST // 2**20} MiB: split it into several files;"
                    " files named in one command are still recorded all or none",
                )
            ]
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(
            [
                Problem(
                    Place(str(path), line),
                    f"this is not UTF-8 text (byte 0x{raw[error.start]:02x}): save the file as"
                    " UTF-8",
                )
            ]
        ) from error
    if not text.strip():
        raise BadInput([Problem(Place(str(path), 1), "this file is empty: nothing to record")])
    return text


def _orders_of(entries: list[Entry], file: str) -> tuple[list[Order], list[Problem]]:
    shared: dict[str, Any] = {}
    orders: list[Order] = []
    problems: list[Problem] = []
    for number, entry in enumerate(entries):
        try:
            if entry.name == "file":
                shared = _shared(entry, file, first=number == 0)
            else:
                orders.append(Order(_command(entry, shared, file), Place(file, entry.line)))
        except BadInput as error:
            problems += error.problems
    return orders, problems


def _shared(entry: Entry, file: str, *, first: bool) -> dict[str, Any]:
    if not first:
        raise BadInput(
            [Problem(Place(file, entry.line), "`file` stands once, as the first entry of its file")]
        )
    defaults = _validated(FileDefaults, entry, entry.content, file)
    return {name: value for name in _SHARED if (value := getattr(defaults, name)) is not None}


def _command(entry: Entry, shared: dict[str, Any], file: str) -> Command:
    kind = BY_ENTRY.get(entry.name)
    if kind is None:
        close = get_close_matches(entry.name, BY_ENTRY, n=1)
        hint = f"did you mean `{close[0]}`?" if close else f"known are {', '.join(BY_ENTRY)}"
        raise BadInput(
            [
                Problem(
                    Place(file, entry.line), f"`{entry.name}` is no entry of record files: {hint}"
                )
            ]
        )
    if not isinstance(entry.content, dict):
        raise BadInput(
            [Problem(Place(file, entry.line), f"`{entry.name}` needs its fields: {{ref: …}}")]
        )
    return _validated(kind, entry, {**shared, **entry.content}, file)


def _validated(kind: type[Model], entry: Entry, content: Any, file: str) -> Model:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        raise BadInput(
            [
                Problem(
                    Place(file, entry.line_of(detail["loc"])),
                    f"{entry.name}{_dotted(field_path(detail['loc'], entry.content))}:"
                    f" {problem_of(detail, kind)}",
                )
                for detail in error.errors(include_url=False)
            ]
        ) from error


def _dotted(path: str) -> str:
    return f".{path}" if path and not path.startswith("[") else path
