"""How a picture is to look, and where its links lead: the same choices for every picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from diagrams.errors import UnknownTheme
from diagrams.pictures.addresses import require_base_url
from diagrams.pictures.text.fonts import require_fonts

Theme: TypeAlias = Literal["light", "dark", "print"]

THEMES: Final[tuple[Theme, ...]] = ("light", "dark", "print")


@dataclass(frozen=True, slots=True)
class Look:
    """The choices of who asks for a picture.

    Attributes:
        theme: ``light`` and ``dark`` for screens, ``print`` for black ink on white paper.
        base_url: where the pages are that things link to; none draws no links.
        fonts: files of fonts for letters that the program's own fonts do not have, for PNG and PDF;
            one file, or several.

    Raises:
        UnknownTheme: there is no such theme.
        BadBaseUrl: the base of the links is no address.
        BadFont: a file is no font.
    """

    theme: Theme = "light"
    base_url: str | None = None
    fonts: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            raise UnknownTheme(self.theme, THEMES)
        require_base_url(self.base_url)
        given: Any = self.fonts
        files = [given] if isinstance(given, str | Path) else given
        object.__setattr__(self, "fonts", tuple(map(Path, files)))
        require_fonts(self.fonts)
