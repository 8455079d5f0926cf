"""A picture of figures: the face that every picture has, for the commands and for notebooks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from diagrams.pictures.look import Look
from diagrams.pictures.themes import Palette, palette_of
from diagrams.plots.quiet import quiet
from diagrams.writing import replace, require_format, require_kind

if TYPE_CHECKING:
    from diagrams.plots.canvas import Canvas

FORMATS: Final = ("svg", "png", "pdf")
"""Those of a plot: it has no boxes and lines that the other formats could carry."""


class Said(Protocol):
    """What a plot says, before it is placed on a sheet."""

    @property
    def title(self) -> str:
        """Its title, where no other is wanted."""
        ...

    def describe(self) -> str:
        """Return it in words."""
        ...


OfSaid = TypeVar("OfSaid", bound=Said)


@dataclass(frozen=True, slots=True)
class Drawing(ABC, Generic[OfSaid]):
    """What a plot shows, before it has colours.

    Attributes:
        said: what it says.
        heading: its title, where another than its own is wanted.
    """

    said: OfSaid
    heading: str | None = None

    @property
    def title(self) -> str:
        """The heading."""
        return self.heading or self.said.title

    @property
    def description(self) -> str:
        """What it shows, in words."""
        return self.said.describe()

    @property
    @abstractmethod
    def id(self) -> str:
        """The kind of picture and what it is of; begins every id of the SVG."""

    @abstractmethod
    def canvas(self, palette: Palette) -> Canvas:
        """Place everything on a sheet, in the colours of a theme."""


@dataclass(frozen=True, repr=False)
class Plot:
    """A picture of figures, which a notebook shows by itself.

    Attributes:
        drawing: what it shows.
        look: its theme, the base of its links, further fonts.
    """

    drawing: Drawing[Any]
    look: Look = field(default_factory=Look)

    def __repr__(self) -> str:
        return f"<Plot {self.drawing.id}>"

    def as_bytes(self, kind: str) -> bytes:
        """Return it in one of the formats ``svg``, ``png`` and ``pdf``.

        Raises:
            NotAGraph: a format of graphs was asked for.
            UnknownFormat: it is none at all.
        """
        kind = require_kind(kind, FORMATS)
        svg = self._svg()
        paper, fonts = palette_of(self.look.theme).paper, self.look.fonts
        # Imported here: who wants an SVG does not wait for what prints.
        if kind == "png":
            from diagrams.pictures.paper.png import png

            return png(svg, fonts=fonts, paper=paper)
        if kind == "pdf":
            from diagrams.pictures.paper.pdf import pdf

            return pdf(
                svg,
                title=self.drawing.title,
                description=self.drawing.description,
                fonts=fonts,
                paper=paper,
            )
        return svg

    def save(self, path: str | Path) -> Path:
        """Write it into a file, whose ending chooses the format; a file there is replaced.

        Raises:
            DiagramError: one of the errors of `diagrams.errors`, each of which says what to do.
        """
        target = Path(path)
        kind = require_format(target, FORMATS)
        replace(target, self.as_bytes(kind))
        return target

    def notes(self, kind: str) -> list[str]:
        """Return what a reader of a format should know of the letters it cannot show."""
        if kind == "svg":  # it is shown in the fonts of who reads it
            return []
        from diagrams.pictures.text.fonts import missing_told

        canvas = self.drawing.canvas(palette_of(self.look.theme))
        return missing_told((text.said for text in canvas.texts), kind, self.look.fonts)

    def _repr_svg_(self) -> str:
        return self.as_bytes("svg").decode()

    def _svg(self) -> bytes:
        palette = palette_of(self.look.theme)
        drawing = self.drawing
        with quiet():
            from diagrams.plots.paint import painted

            return painted(
                drawing.canvas(palette),
                palette,
                drawing.id,
                drawing.title,
                drawing.description,
                self.look.base_url,
            )
