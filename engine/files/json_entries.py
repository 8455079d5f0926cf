"""Reading record files in JSON."""

from __future__ import annotations

import json
from typing import Any

from engine.errors import BadInput, Place, Problem
from engine.files.entries import Entry
from engine.files.yaml_entries import NOT_A_LIST, ONE_KEY, line_in

_WHITE = " \t\r\n"


def read_json(text: str, file: str) -> list[Entry]:
    """Read the entries of a JSON text.

    Numbers are kept as written, as in YAML.

    Raises:
        BadInput: where it is not JSON, or no list of one-key maps; the line is named.
    """
    reader = _Reader(text, file)
    return reader.entries()


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._lines = 1
        self._counted = 0
        self._decoder = json.JSONDecoder(
            parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once
        )

    def entries(self) -> list[Entry]:
        at = self._skip(0)
        if self._text[at : at + 1] != "[":
            raise self._problem(at, NOT_A_LIST)
        entries: list[Entry] = []
        at = self._skip(at + 1)
        while self._text[at : at + 1] != "]":
            if entries:
                at = self._skip(self._expect(at, ","))
            entry, at = self._entry(at)
            entries.append(entry)
            at = self._skip(at)
        if self._skip(at + 1) < len(self._text):
            raise self._problem(self._skip(at + 1), "something stands after the end of the list")
        return entries

    def _entry(self, at: int) -> tuple[Entry, int]:
        try:
            value, end = self._decoder.raw_decode(self._text, at)
        except json.JSONDecodeError as error:
            raise self._problem(error.pos, f"this is not JSON: {error.msg}") from error
        except (ValueError, RecursionError) as error:
            raise self._problem(at, f"this is not JSON that can be recorded: {error}") from error
        if not isinstance(value, dict) or len(value) != 1:
            raise self._problem(at, ONE_KEY)
        line = self._line(at)
        name, content = next(iter(value.items()))
        part = self._text[at:end]
        return Entry(name, content, line, lambda path: line_in(part, (name, *path)) + line - 1), end

    def _expect(self, at: int, what: str) -> int:
        if self._text[at : at + 1] != what:
            raise self._problem(at, f"this is not JSON: {what!r} or the end of the list expected")
        return at + 1

    def _skip(self, at: int) -> int:
        while at < len(self._text) and self._text[at] in _WHITE:
            at += 1
        return at

    def _line(self, at: int) -> int:
        if at < self._counted:
            return self._text.count("\n", 0, at) + 1
        self._lines += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._lines

    def _problem(self, at: int, message: str) -> BadInput:
        return BadInput([Problem(Place(self._file, self._line(at)), message)])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"`{twice}` stands twice in the same entry")
    return content
