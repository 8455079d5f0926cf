"""How wide a text is, by the fonts that come with the program, and where it is wrapped.

The layout program has no widths for bold type, nor for letters beyond ASCII, so texts are measured
here and every box is given its size. Arial, Liberation Sans, Arimo and Helvetica have the same
widths: what fits here fits on a reader's machine.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent.parent / "fonts"
_FILES: Final = {
    False: ("LiberationSans-Regular.ttf", "DejaVuSans.ttf"),
    True: ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf"),
}

LONGEST: Final = 200
"""A longer text would make its box larger than the rest of the drawing."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in type of `size`, in the unit of `size`."""
    return size * sum(_advance(letter, bold) for letter in text)


def shortened(text: str) -> str:
    """Return a text as a drawing has room for it; what it is called in words has all of it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines no wider than `room` and of about equal width.

    The number of lines is the fewest that the room allows; within it they are balanced, since a
    name with one short word on its last line looks like a mistake. A longer word is cut.
    """

    def wide(piece: str) -> float:
        return width_of(piece, size, bold=bold)

    words = [part for word in shortened(text).split() for part in _cut(word, room, size, bold)]
    if not words:
        return [""]
    lines = _filled(words, room, size, bold)
    least, most = max(map(wide, words)), max(map(wide, lines))
    while len(lines) > 1 and most - least > size / 4:
        between = (least + most) / 2
        tighter = _filled(words, between, size, bold)
        if len(tighter) > len(lines):
            least = between
        else:
            lines, most = tighter, min(between, max(map(wide, tighter)))
    return lines


def _filled(words: list[str], room: float, size: float, bold: bool) -> list[str]:  # noqa: FBT001
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(word: str, room: float, size: float, bold: bool) -> list[str]:  # noqa: FBT001
    if width_of(word, size, bold=bold) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        full = pieces[-1] and width_of(pieces[-1] + letter, size, bold=bold) > room
        if full and not unicodedata.combining(letter):
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _advance(letter: str, bold: bool) -> float:  # noqa: FBT001
    """Return the width of a letter in ems; one that no font has takes a whole em."""
    for units, widths in _fonts(bold):
        if (width := widths.get(ord(letter))) is not None:
            return width / units
    return 0.0 if unicodedata.combining(letter) else 1.0


@cache
def _fonts(bold: bool) -> list[tuple[int, dict[int, int]]]:  # noqa: FBT001
    return [_widths(_FOLDER / name) for name in _FILES[bold]]


def _widths(file: Path) -> tuple[int, dict[int, int]]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to load; only a drawing measures

    with TTFont(file, lazy=True) as font:
        advances = font["hmtx"].metrics
        cmap = font.getBestCmap()
        units: int = font["head"].unitsPerEm
        return units, {code: advances[name][0] for code, name in cmap.items()}
