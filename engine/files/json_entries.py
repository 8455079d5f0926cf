"""Reading record files in JSON: a list of entries, or JSON Lines with one entry a line.

The text is read piece by piece, and what was read is forgotten: a list may be longer than memory.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from engine.errors import BadInput, Place, Problem
from engine.files.characters import named, unwritable
from engine.files.entries import Entry
from engine.files.record_text import LARGEST
from engine.files.text_stream import PIECE
from engine.files.yaml_entries import DEEPEST, TOO_DEEP, line_finder

Read = Callable[[int], str]
"""Returns the next characters of a text, about as many as are asked for; at its end none."""

_WHITE = re.compile(r"[ \t\r\n]*")
_LONGEST_TOKEN = 64
_NOT_A_LIST = 'a record file in JSON is a list of entries: [{"body": {"ref": "ics", …}}, …]'
_ONE_KEY = 'an entry is one name with its fields: {"body": {"ref": "ics", …}}'
_TOO_LARGE = f"this entry is larger than {LARGEST // 2**20} MiB, or what begins here has no end"


def entries_in_list(read: Read, file: str) -> Iterator[Entry]:
    """Yield the entries of a JSON list.

    Numbers are kept as written, as in YAML.

    Raises:
        BadInput: where it is not JSON, or no list of one-key maps; the line is named.
    """
    return _Reader(read, file).in_list()


def entries_by_line(read: Read, file: str) -> Iterator[Entry]:
    """Yield the entries of JSON Lines, one a line; empty lines are passed over.

    Raises:
        BadInput: where a line is not JSON, or no one-key map; the line is named.
    """
    return _Reader(read, file).by_line()


class _Reader:
    """Reads entries from a window of the text, which begins where the last entry began."""

    def __init__(self, read: Read, file: str) -> None:
        self._read = read
        self._file = file
        self._text = ""
        self._at = 0
        self._ended = False
        self._lines = 1
        self._counted = 0
        self._decode = json.JSONDecoder(
            parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once
        ).raw_decode

    def in_list(self) -> Iterator[Entry]:
        if self._next() != "[":
            raise self._problem(self._at, _NOT_A_LIST)
        self._at += 1
        first = True
        while self._next() != "]":
            if not first:
                self._expect(",")
            first = False
            yield self._entry()
        self._at += 1
        if self._next():
            raise self._problem(self._at, "something stands after the end of the list")

    def by_line(self) -> Iterator[Entry]:
        while self._next():
            entry = self._entry(self._end_of_line())
            end = self._at + len(self._text[self._at : self._end_of_line()].rstrip())
            rest = self._text[self._at : end].lstrip()
            if rest:
                raise self._problem(self._at, "something stands after the entry in its line")
            yield entry

    def _end_of_line(self) -> int:
        end = self._text.find("\n", self._at)
        while end < 0 and self._more():
            end = self._text.find("\n", self._at)
        return len(self._text) if end < 0 else end

    def _entry(self, before: int | None = None) -> Entry:
        """Read the entry that begins here; in JSON Lines, ``before`` the end of its line."""
        value, end = self._decoded(before)
        at = self._at
        if not isinstance(value, dict) or len(value) != 1:
            raise self._problem(at, _ONE_KEY)
        part, line = self._text[at:end], self._line(at)
        if "\\u" in part or part.count("{") + part.count("[") >= DEEPEST:
            self._check(value, at, DEEPEST)
        name, content = next(iter(value.items()))
        self._at = end
        find = line_finder(part)
        return Entry(name, content, line, lambda path: find((name, *path)) + line - 1)

    def _decoded(self, before: int | None) -> tuple[Any, int]:
        """Decode what begins here, with as much of the text as that takes."""
        while True:
            text = self._text if before is None else self._text[:before]
            try:
                return self._decode(text, self._at)
            except json.JSONDecodeError as error:
                if before is None and self._may_go_on(error) and self._more():
                    continue
                raise self._problem(error.pos, f"this is not JSON: {error.msg}") from error
            except RecursionError as error:
                raise self._problem(self._at, TOO_DEEP) from error
            except ValueError as error:
                raise self._problem(self._at, str(error)) from error

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Whether an error may only mean that not all of the entry has been read yet."""
        at_the_end = error.pos > len(self._text) - _LONGEST_TOKEN
        return at_the_end or error.msg.startswith("Unterminated string")

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

    def _expect(self, what: str) -> None:
        if self._next() != what:
            raise self._problem(
                self._at, f"this is not JSON: {what!r} or the end of the list expected"
            )
        self._at += 1
        self._next()

    def _next(self) -> str:
        """Go to the next character that is not white space, and return it; at the end none."""
        while True:
            found = _WHITE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def _more(self) -> bool:
        """Read on, and forget what lies behind; return whether there was more."""
        self._line(self._at)
        window = self._text[self._at :]
        if len(window) > LARGEST:
            raise self._problem(self._at, _TOO_LARGE)
        more = "" if self._ended else self._read(max(PIECE, len(window)))
        self._ended = not more
        self._text, self._at, self._counted = window + more, 0, 0
        return bool(more)

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
