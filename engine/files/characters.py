"""Which characters may stand in a record: those that can be written, printed and read back."""

from __future__ import annotations

import re

# What YAML calls printable, less the byte order mark in the middle of a text. Left out are control
# characters (a terminal obeys some of them when a record is shown) and halves of surrogate pairs
# (which no UTF-8 file can hold); further signs that turn the direction of writing or break a line
# unseen: with them one name can be made to read as another.
_UNWRITABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    "|[\u2028-\u202e\u2066-\u2069]"
)


def unwritable(text: str) -> int | None:
    """Find the first character that may not stand in a record.

    Returns:
        its place in the text, from 0; ``None`` where every character may stand.
    """
    found = _UNWRITABLE.search(text)
    return None if found is None else found.start()


def named(character: str) -> str:
    """Return the name by which a character that cannot be shown is looked up: ``U+0007``."""
    return f"U+{ord(character):04X}"
