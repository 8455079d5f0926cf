"""The letters of a waterfall: the font that comes with the program, and how wide texts are."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

logging.getLogger("matplotlib").setLevel(logging.ERROR)  # or it tells of its first start

from matplotlib.font_manager import FontProperties, fontManager, get_font  # noqa: E402 - as said
from matplotlib.textpath import text_to_path  # noqa: E402

_FOLDER: Final = Path(__file__).parent / "fonts"
_FAMILY: Final = "Liberation Sans"
_FILES: Final = {
    "normal": _FOLDER / "LiberationSans-Regular.ttf",
    "bold": _FOLDER / "LiberationSans-Bold.ttf",
}
_POINTS: Final = 72
for _file in _FILES.values():
    fontManager.addfont(_file)


def font(size: float, *, bold: bool = False) -> FontProperties:
    """Return a font by its file, so that no other of the machine takes its place."""
    weight = "bold" if bold else "normal"
    return FontProperties(family=_FAMILY, weight=weight, size=size, fname=str(_FILES[weight]))


def shown(text: str) -> str:
    """Return a text in which nothing is taken for a formula."""
    return text.replace("$", r"\$")


def width_of(text: str, of: FontProperties) -> float:
    """Return how wide the longest line of a text is, in inches."""
    return max(
        text_to_path.get_text_width_height_descent(line, of, ismath=False)[0] / _POINTS
        for line in text.splitlines() or [""]
    )


def wrapped(text: str, of: FontProperties, room: float) -> list[str]:
    """Return a text in lines that are no wider than `room` inches; a longer word is cut."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, of) <= room:
            lines[-1] = longer
            continue
        lines += _cut(word, of, room)
    return [line for line in lines if line]


def _cut(word: str, of: FontProperties, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, of) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def not_in_font(text: str) -> list[str]:
    """Return the letters of a text that the font does not have, each once."""
    has = get_font(str(_FILES["bold"])).get_charmap()
    return [letter for letter in dict.fromkeys(text) if ord(letter) not in has and letter != "\n"]
