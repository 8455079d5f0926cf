"""How wide a text is, by the fonts that come with the program, and where it is wrapped.

The layout program has no widths for bold type, nor for letters beyond ASCII, so texts are measured
here and every box is given its size. Arial, Liberation Sans, Arimo and Helvetica have the same
widths: what fits here fits on a reader's machine.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parents[2] / "fonts"
_FILES: Final = {
    False: ("LiberationSans-Regular.ttf", "DejaVuSans.ttf"),
    True: (
        *("LiberationSans-Bold.ttf", "LiberationSans-Regular.ttf"),
        *("DejaVuSans-Bold.ttf", "DejaVuSans.ttf"),
    ),
}

LONGEST: Final = 200
"""A longer text would make its box larger than the rest of the drawing."""

_WITHOUT_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
"""Accents and joiners."""

_CLOSE: Final = 0.25  # ems: lines need not be balanced more finely


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in type of `size`, in the unit of `size`."""
    return size * _ems(text, bold)


def shortened(text: str) -> str:
    """Return a text as a drawing has room for it; what it is called in words has all of it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def wrapped(
    text: str, room: float, size: float, *, bold: bool = False, whole: bool = False
) -> list[str]:
    """Return a text in lines no wider than `room` and of about equal width.

    A long text is shortened unless the `whole` of it is wanted: a sentence that a reader must have.

    The number of lines is the fewest that the room allows; within it they are balanced, since a
    name with one short word on its last line looks like a mistake. A longer word is cut.
    """
    return list(_wrapped(text if whole else shortened(text), room / size, bold))


@lru_cache(maxsize=8_192)  # the same names stand in boxes, lines and lists
def _wrapped(text: str, room: float, bold: bool) -> tuple[str, ...]:  # noqa: FBT001
    words = [part for word in text.split() for part in _cut(word, room, bold)]
    if not words:
        return ("",)
    widths, space = [_ems(word, bold) for word in words], _ems(" ", bold)
    lines = _filled(widths, space, room)
    least, most = max(widths), room
    while len(lines) > 1 and most - least > _CLOSE:
        between = (least + most) / 2
        tighter = _filled(widths, space, between)
        if len(tighter) > len(lines):
            least = between
        else:
            lines, most = tighter, between
    starts = [0, *accumulate(lines)]
    return tuple(" ".join(words[start:end]) for start, end in pairwise(starts))


def _filled(widths: list[float], space: float, room: float) -> list[int]:
    """Return how many words stand on each line."""
    lines, used = [1], widths[0]
    for width in widths[1:]:
        used += space + width
        if used <= room:
            lines[-1] += 1
        else:
            lines.append(1)
            used = width
    return lines


def _cut(word: str, room: float, bold: bool) -> list[str]:  # noqa: FBT001
    if _ems(word, bold) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        full = pieces[-1] and _ems(pieces[-1] + letter, bold) > room
        if full and not unicodedata.combining(letter):
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(maxsize=8_192)
def _ems(text: str, bold: bool) -> float:  # noqa: FBT001
    return sum(_advance(letter, bold) for letter in text)


@cache
def _advance(letter: str, bold: bool) -> float:  # noqa: FBT001
    """Return the width of a letter in ems; one that no font has takes a whole em."""
    for units, widths in _fonts(bold):
        if (width := widths.get(ord(letter))) is not None:
            return width / units
    return 0.0 if unicodedata.category(letter) in _WITHOUT_WIDTH else 1.0


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
