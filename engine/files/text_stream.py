"""The text of a record file piece by piece, checked while it is read."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import BinaryIO

from engine.errors import BadInput, Place, Problem
from engine.files.characters import named, unwritable

PIECE = 64 * 1024


class TextStream:
    """Reads UTF-8 text from a file, and refuses what could not be recorded.

    Args:
        file: what is read, in binary.
        name: how errors name it.
        progress: called with the number of bytes read so far.

    Attributes:
        line: the line in which the text read so far ends.
        last: the last line so far with more than white space in it.
    """

    def __init__(self, file: BinaryIO, name: str, progress: Callable[[int], None]) -> None:
        self._file = file
        self._name = name
        self._progress = progress
        self._bytes = 0
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._looked_at = ""
        self.line = self.last = 1

    def begin(self) -> str:
        """Return the beginning of the text, up to the first piece with more than white space.

        It is read again afterwards.
        """
        while not self._looked_at.strip():
            more = self._new(PIECE)
            if not more:
                return ""
            self._looked_at += more
        return self._looked_at

    def read(self, size: int = PIECE) -> str:
        """Return the next piece of the text; at the end it is empty.

        Raises:
            BadInput: where it cannot be read, is not UTF-8, or has a character that cannot be
                recorded.
        """
        if self._looked_at:
            text, self._looked_at = self._looked_at, ""
            return text
        return self._new(size)

    def _new(self, size: int) -> str:
        text = ""
        while not text:
            raw = self._raw(size)
            text = self._decoded(raw)
            if not raw:
                break
        at = unwritable(text)
        if at is not None:
            line = self.line + text.count("\n", 0, at)
            raise self._wrong(line, f"the character {named(text[at])} cannot be recorded")
        if (said := text.rstrip()) != "":
            self.last = self.line + said.count("\n")
        self.line += text.count("\n")
        return text

    def _raw(self, size: int) -> bytes:
        try:
            raw = self._file.read(size)
        except OSError as error:
            what = f"{self._name}: cannot be read: {error.strerror}"
            raise BadInput([Problem(None, what)]) from error
        self._bytes += len(raw)
        self._progress(self._bytes)
        return raw

    def _decoded(self, raw: bytes) -> str:
        try:
            return self._decoder.decode(raw, final=not raw)
        except UnicodeDecodeError as error:
            line = self.line + error.object.count(b"\n", 0, error.start)
            what = f"this is not UTF-8 text (byte 0x{error.object[error.start]:02x})"
            raise self._wrong(line, f"{what}: save the file as UTF-8") from error

    def _wrong(self, line: int, message: str) -> BadInput:
        return BadInput([Problem(Place(self._name, line), message)])
