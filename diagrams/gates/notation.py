"""What the drawing of gates shows by a letter, a tone and a bar, and what that means in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Tone


class OutcomeMark(NamedTuple):
    """How what was decided at a gate is drawn.

    Attributes:
        letter: what stands for it at the corner of its box.
        tone: its family of colours, which only repeats the letter.
        words: what it is called.
        means: what a key says of it.
    """

    letter: str
    tone: Tone
    words: str
    means: str


OUTCOMES: Final[dict[str, OutcomeMark]] = {
    "go": OutcomeMark("G", "green", "Go", "go"),
    "conditional-go": OutcomeMark("C", "amber", "Go on conditions", "go on conditions"),
    "no-go": OutcomeMark("N", "red", "No-go", "no-go: to be decided again"),
    "recycle": OutcomeMark("R", "violet", "Recycle", "recycle: an earlier gate is passed again"),
}
"""Every outcome of the book, from go to the way back."""

STATES: Final = {
    "passed": "Stands at go",
    "open-again": "Open again",
    "next": "Next to be decided",
    "later": "Not reached yet",
}

STANDINGS: Final = {
    "not-met": "not met",
    "partly-met": "partly met",
    "not-assessed": "not assessed",
    "waived": "waived",
    "met": "met",
}

_LENGTH: Final = 8
_FULL, _EMPTY = "\N{BLACK SQUARE}", "\N{WHITE SQUARE}"


def bar(part: int, whole: int) -> str:
    """Return a share as a bar; only none at all is empty, and only all of it is full.

    >>> bar(9, 10)
    '■■■■■■■□'
    >>> bar(1, 94), bar(94, 94)
    ('■□□□□□□□', '■■■■■■■■')
    """
    filled = _LENGTH * part // whole if whole else 0
    if 0 < part < whole:
        filled = min(max(filled, 1), _LENGTH - 1)
    return _FULL * filled + _EMPTY * (_LENGTH - filled)
