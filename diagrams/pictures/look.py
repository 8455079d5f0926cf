"""How a picture is to look, and where its links lead: the same choices for every picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

Theme: TypeAlias = Literal["light", "dark", "print"]

THEMES: Final[tuple[Theme, ...]] = ("light", "dark", "print")


@dataclass(frozen=True, slots=True)
class Look:
    """The choices of who asks for a picture.

    Attributes:
        theme: ``light`` and ``dark`` for screens, ``print`` for black ink on white paper.
        base_url: where the pages are that things link to; none draws no links.
        fonts: files of fonts for letters that the program's own fonts do not have, for PNG and PDF.
    """

    theme: Theme = "light"
    base_url: str | None = None
    fonts: tuple[Path, ...] = ()
