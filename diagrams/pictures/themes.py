"""The colours of every picture: three themes, each with the same families of colours.

Text has a contrast of at least 4.5 to 1 on everything it stands on, outlines and lines of at least
3 to 1 (WCAG 2.2, level AA). No colour means anything by itself: a letter, a shape or a stroke says
the same, so that the print theme can do without.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diagrams.pictures.look import Theme
    from diagrams.pictures.sketch import Tone


@dataclass(frozen=True, slots=True)
class Family:
    """The colours of one tone.

    Attributes:
        fill: what a box is filled with.
        edge: its outline, and the colour of lines, markers and tabs of the tone.
        ink: text on the fill.
        quiet: less important text on the fill.
        on_edge: text on the colour of the edge, as in the tab with a box's mark.
    """

    fill: str
    edge: str
    ink: str
    quiet: str
    on_edge: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme.

    Attributes:
        paper: the background.
        ink: text on the paper and in groups.
        quiet: less important text there.
        group_fill: the background of a group; of groups in groups every second one is of paper.
        group_edge: the frame of a group, and every thin rule.
        tones: the family of each tone.
    """

    paper: str
    ink: str
    quiet: str
    group_fill: str
    group_edge: str
    tones: Mapping[Tone, Family]


def _light(fill: str, edge: str) -> Family:
    return Family(fill, edge, "#1a1a1a", "#4a4a4a", "#ffffff")


def _dark(fill: str, edge: str) -> Family:
    return Family(fill, edge, "#f4f6f8", "#cfd5dc", "#14171c")


def _print(edge: str, fill: str = "#ffffff") -> Family:
    return Family(fill, edge, "#000000", "#333333", "#ffffff")


LIGHT: Final = Palette(
    paper="#ffffff",
    ink="#1a1a1a",
    quiet="#4a4a4a",
    group_fill="#f5f6f8",
    group_edge="#6b7280",
    tones={
        "plain": _light("#ffffff", "#1a1a1a"),
        "blue": _light("#dce9f5", "#1f4e79"),
        "green": _light("#e2f0dc", "#2e5d34"),
        "amber": _light("#fbeed3", "#704a05"),
        "violet": _light("#ece4f3", "#4b3470"),
        "red": _light("#f9e0de", "#96201b"),
        "teal": _light("#d9efee", "#0b5351"),
        "grey": _light("#eaecef", "#4f5661"),
        "absent": _light("#ffffff", "#4a4a4a"),
    },
)

DARK: Final = Palette(
    paper="#14171c",
    ink="#f4f6f8",
    quiet="#c3cad3",
    group_fill="#1d2229",
    group_edge="#8b95a3",
    tones={
        "plain": _dark("#242a32", "#e3e8ee"),
        "blue": _dark("#1b3a59", "#8fc3f4"),
        "green": _dark("#1d4226", "#90d69b"),
        "amber": _dark("#4d3a0b", "#f1c465"),
        "violet": _dark("#3c2c59", "#cbb2f3"),
        "red": _dark("#5c2220", "#f7a8a2"),
        "teal": _dark("#0f4241", "#7cd8d4"),
        "grey": _dark("#363d46", "#bcc5cf"),
        "absent": _dark("#14171c", "#bcc5cf"),
    },
)

PRINT: Final = Palette(
    paper="#ffffff",
    ink="#000000",
    quiet="#333333",
    group_fill="#ffffff",
    group_edge="#666666",
    tones={
        "plain": _print("#000000"),
        "blue": _print("#000000"),
        "green": _print("#000000"),
        "amber": _print("#000000"),
        "violet": _print("#000000"),
        "red": _print("#000000"),
        "teal": _print("#000000"),
        "grey": _print("#444444", "#f2f2f2"),
        "absent": _print("#555555"),
    },
)

PALETTES: Final[dict[Theme, Palette]] = {"light": LIGHT, "dark": DARK, "print": PRINT}


def palette_of(theme: Theme) -> Palette:
    """Return the colours of a theme."""
    return PALETTES[theme]
