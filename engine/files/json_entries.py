"""Reading record files in JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from engine.errors import BadInput, Place, Problem
from engine.files.characters import named, unwritable
from engine.files.entries import Entry
from engine.files.yaml_entries import DEEPEST, TOO_DEEP, line_finder

_WHITE = re.compile(r"[ \t\r\n]*")
_NOT_A_LIST = 'a record file in JSON is a list of entries: [{"body": {"ref": "ics", …}}, …]'
_ONE_KEY = 'an entry is one name with its fields: {"body": {"ref": "ics", …}}'


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
            raise self._problem(at, _NOT_A_LIST)
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
        except RecursionError as error:
            raise self._problem(at, TOO_DEEP) from error
        except ValueError as error:
            raise self._problem(at, str(error)) from error
        if not isinstance(value, dict) or len(value) != 1:
            raise self._problem(at, _ONE_KEY)
        self._check(value, at, DEEPEST)
        part, line = self._text[at:end], self._line(at)
        name, content = next(iter(value.items()))
        find = line_finder(part)
        return Entry(name, content, line, lambda path: find((name, *path)) + line - 1), end

    def _check(self, value: Any, at: int, depth: int) -> None:
        """Refuse what is nested too deeply, and characters that cannot be recorded."""
        if depth == 0:
            raise self._problem(at, TOO_DEEP)
        if isinstance(value, str):
            place = unwritable(value)
            if place is not None:
                told = f"the character {named(value[place])} cannot be recorded"
                raise self._problem(at, told)
        elif isinstance(value, dict | list):
            for part in (*value, *value.values()) if isinstance(value, dict) else value:
                self._check(part, at, depth - 1)

    def _expect(self, at: int, what: str) -> int:
        if self._text[at : at + 1] != what:
            raise self._problem(at, f"this is not JSON: {what!r} or the end of the list expected")
        return at + 1

    def _skip(self, at: int) -> int:
        found = _WHITE.match(self._text, at)
        return found.end() if found else at

    def _line(self, at: int) -> int:
        """Count the lines up to a place, which is never before the one last asked for."""
        self._lines += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._lines

    def _problem(self, at: int, message: str) -> BadInput:
        return BadInput([Problem(Place(self._file, self._line(at)), message)])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        [(twice, _)] = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"`{twice}` stands twice in the same entry")
    return content
