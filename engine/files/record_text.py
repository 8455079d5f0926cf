"""The text of a record file, or of what is given on standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from engine.errors import BadInput, Place, Problem
from engine.files.characters import named, unwritable

LARGEST = 16 * 1024 * 1024
INPUT = Path("-")
"""Stands for standard input, as in other programs."""
EMPTY = "this file is empty: nothing to record"


def name_of(path: Path) -> str:
    """Return how errors name a file."""
    return "<standard input>" if path == INPUT else str(path)


def text_of(path: Path) -> str:
    """Return the text of a file.

    Raises:
        BadInput: where it cannot be read, is too large, empty or not UTF-8, or has a character that
            cannot be recorded.
    """
    name = name_of(path)
    raw = _bytes_of(path)
    if len(raw) > LARGEST:
        what = f"{name}: larger than {LARGEST // 2**20} MiB: load it with `minutebook load`, or"
        told = f"{what} split it; files named in one command are recorded all or none"
        raise BadInput([Problem(None, told)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"this is not UTF-8 text (byte 0x{raw[error.start]:02x}): save the file as UTF-8"
        raise BadInput([Problem(Place(name, line), what)]) from error
    if not text.strip():
        raise BadInput([Problem(Place(name, 1), EMPTY)])
    at = unwritable(text)
    if at is not None:
        line = text.count("\n", 0, at) + 1
        what = f"the character {named(text[at])} cannot be recorded"
        raise BadInput([Problem(Place(name, line), what)])
    return text


def _bytes_of(path: Path) -> bytes:
    """Return what a file holds, a little more than the most that is read where it holds more."""
    try:
        if path == INPUT:
            # Without standard input, as under a scheduler, there is nothing to read.
            return sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        what = f"{name_of(path)}: cannot be read: {error.strerror}"
        raise BadInput([Problem(None, what)]) from error
