"""Texts as a drawing can print them: in one line, and with no power over others."""

from __future__ import annotations

import unicodedata
from typing import Final

_TURNING: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
"""Letters that turn the direction of what follows them: each text is printed by itself anyway."""

_NOTHING: Final = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
"""Marks of where a word may be broken, and may not: they are no letters, and part no word."""

_LEFT_OUT: Final = _TURNING | _NOTHING

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


def clean(text: str) -> str:
    """Return a text in composed letters, without controls, with single spaces."""
    if text.isascii() and text.isprintable():  # as most are, of thousands in a large picture
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text.translate(_LEFT_OUT))
    return " ".join("".join(c if _prints(c) else " " for c in composed).split())


def runs_right_to_left(text: str) -> bool:
    """Say whether the first letter of a text that has a direction runs to the left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


def _prints(letter: str) -> bool:
    return letter.isprintable() or letter in "\u200c\u200d"  # joiners: they shape their neighbours
