"""Texts and names as Mermaid reads them, so that it shows each letter and obeys none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from diagrams.pictures.text.clean import clean

_NUMBERED: Final = frozenset("#\"&<>`|\\{}[]%$*_~':")
"""Letters that Mermaid, the Markdown in its labels or the HTML around them take for syntax.

The colon is one: it begins the name of an icon, and where the row holds the word "style" as well,
Mermaid takes it for colours and cuts its last entity.
"""

_OBEYED: Final = re.compile(r"(?<=\$)(?=\$)|(?<=\\)(?=\w)|(?<=\bfa):|(?<=\bfa[a-z]):")
"""Where Mermaid obeys a name as it draws, after its entities are letters again: two dollars begin a
formula, a backslash and an n a new line, and ``fa:fa-car`` is a picture of a car."""

_JOINER: Final = "\u2060"
"""Nothing to see: what stands on its two sides is no longer one word to Mermaid."""

_LIST_START: Final = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+])(?=\s|$)")
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9]")

_IN_DESCRIPTIONS: Final = str.maketrans(
    {"{": "(", "}": ")", "<": "\u2039", ">": "\u203a", "#": "\uff03"}
)
"""A description has no way to escape a letter; these take the place of those that it obeys."""


def label(lines: Iterable[str]) -> str:
    """Return lines of text as a quoted label, its syntax as numbered entities."""
    return f'"{"<br/>".join(map(escaped, lines)) or " "}"'


def escaped(text: str) -> str:
    """Return one line of text as a label shows it literally."""
    parted = _OBEYED.sub(_parted, clean(text))
    numbered = "".join(_entity(c) if c in _NUMBERED else c for c in parted)
    return _LIST_START.sub(_no_list, numbered)


def description(text: str) -> str:
    """Return a line of an accessible title or description."""
    return clean(text).translate(_IN_DESCRIPTIONS).replace("%%", "% %")


def names_of(prefix: str, ids: Iterable[str]) -> Mapping[str, str]:
    """Return a name for each id that is no word of Mermaid's: ``body-ics`` is ``n_body_ics``."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in ids:
        name = f"{prefix}_{_NOT_IN_NAMES.sub(_in_name, one)}"
        while name in taken:
            name = f"{name}_"
        taken.add(name)
        names[one] = name
    return names


def _parted(found: re.Match[str]) -> str:
    return f"{_JOINER}{found[0]}{_JOINER}" if found[0] else _JOINER


def _entity(letter: str) -> str:
    return f"#{ord(letter)};"


def _no_list(found: re.Match[str]) -> str:
    if found[3]:
        return _entity(found[3])
    return f"{found[1]}{_entity(found[2])}"


def _in_name(found: re.Match[str]) -> str:
    return "_" if found[0] in "-_" else f"x{ord(found[0]):x}"
