"""Letters that no font of a picture has: a file that carries its fonts cannot show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

from diagrams.pictures.fonts import FURTHER, REGULAR

_LETTERS: Final = 10


def missing_told(texts: Iterable[str], kind: str, fonts: Sequence[Path]) -> list[str]:
    """Return a note that names the letters that a picture cannot show, if there are any.

    Args:
        texts: all that is written in it.
        kind: its format, ``png`` or ``pdf``.
        fonts: further files of fonts.
    """
    letters = dict.fromkeys("".join(texts))
    for file in (REGULAR, FURTHER, *fonts):
        if any(not letter.isascii() for letter in letters):
            has = _letters_of(file)
            letters = {letter: None for letter in letters if ord(letter) not in has}
    missing = [letter for letter in letters if not letter.isascii()]
    if not missing:
        return []
    named, others = " ".join(missing[:_LETTERS]), len(missing) - _LETTERS
    more = f" and {others} more" if others > 0 else ""
    told = (
        f"the fonts of the picture do not have {named}{more}: a .{kind} shows boxes in their"
        " place; an .svg keeps them, and `diagram` takes a font that has them with --font FILE"
    )
    return [told]


def _letters_of(file: Path) -> set[int]:
    with TTFont(file, lazy=True, fontNumber=0) as font:
        return set(font.getBestCmap() or ())
