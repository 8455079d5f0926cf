"""A picture: a graph with its sketch and its look, ready to be written in any format."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diagrams.formats import FORMATS
from diagrams.pictures.look import Look
from diagrams.writing import replace, require_format, require_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from diagrams.pictures.sketch import Sketch


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A drawn graph; a notebook shows it as it is.

    Attributes:
        graph: the facts, for the formats that exchange graphs.
        sketch: what is drawn of them.
        look: its theme, the base of its links, further fonts.
        otherwise: other drawings of the same, the first of which is taken that reads well where
            the sketch does not; the formats that are laid out by others begin from the sketch.
    """

    graph: nx.MultiDiGraph[Any]
    sketch: Sketch
    look: Look = field(default_factory=Look)
    otherwise: tuple[Sketch, ...] = ()

    def __repr__(self) -> str:
        boxes, lines = len(self.sketch.boxes), len(self.sketch.lines)
        return f"<Picture {self.sketch.id}: {boxes:,} boxes, {lines:,} lines>"

    def as_bytes(self, kind: str) -> bytes:
        """Return the picture in one of the formats of `diagrams.formats`.

        Raises:
            BrokenSketch: the sketch contradicts itself.
            NoDotProgram: nothing on this machine lays graphs out (not for dot, mmd and graphs).
            DotFailed: the layout program gave up.
            BadBaseUrl: the base of its links is no address.
            BadFont: a file of the look's fonts is no font (png and pdf).
            UnknownFormat: it is none of them.
        """
        match require_kind(kind, FORMATS):
            case "dot":
                from diagrams.pictures.dot.source import dot_source
                from diagrams.pictures.layout.parts import parts_of

                return dot_source(parts_of(self.sketch), self.look).encode()
            case "mmd":
                from diagrams.pictures.mermaid.flowchart import mermaid

                return mermaid(self.sketch, self.look).encode()
            case "graphml":
                from diagrams.pictures.exchange import graphml

                return graphml(self.graph)
            case "json":
                from diagrams.pictures.exchange import node_link

                return node_link(self.graph)
            case "png" | "pdf" as page:
                return self._printed(page)
            case _:
                return self._svg()

    def save(self, path: str | Path) -> Path:
        """Write the picture whole or not at all, in the format that its ending names.

        Raises:
            UnknownFormat: the ending names none.
            NoOutputFolder: the folder is not there.
        """
        target = Path(path)
        replace(target, self.as_bytes(require_format(target, FORMATS)))
        return target

    def notes(self, kind: str) -> list[str]:
        """Return what who asked for a format should know of it: what it cannot show as drawn.

        Raises:
            BadFont: a file of the look's fonts is no font.
        """
        match kind:
            case "png" | "pdf":
                from diagrams.pictures.text.fonts import missing_told

                return missing_told(printed_texts(self.sketch), kind, self.look.fonts)
            case "mmd":
                from diagrams.pictures.mermaid.flowchart import too_large_told

                return too_large_told(self.sketch, self.as_bytes("mmd").decode())
            case _:
                return []

    @property
    def _paper(self) -> str:
        from diagrams.pictures.themes import palette_of

        return palette_of(self.look.theme).paper

    def _printed(self, kind: str) -> bytes:
        from diagrams.pictures.paper.pdf import pdf
        from diagrams.pictures.paper.png import png

        svg, fonts = self._svg(), self.look.fonts
        if kind == "png":
            return png(svg, fonts=fonts, paper=self._paper)
        return pdf(
            svg,
            title=self.sketch.title,
            description="\n".join(self.sketch.description),
            author=self.sketch.author,
            fonts=fonts,
            paper=self._paper,
        )

    def _repr_svg_(self) -> str:
        return self._svg().decode()

    def _svg(self) -> bytes:
        from diagrams.pictures.layout.parts import parts_of
        from diagrams.pictures.layout.placing import laid_out
        from diagrams.pictures.svg.drawing import svg

        if self.otherwise:
            from diagrams.pictures.legible import most_legible

            return most_legible((self.sketch, *self.otherwise), self.look)
        parts = parts_of(self.sketch)
        return svg(parts, laid_out(parts), self.look)


def printed_texts(sketch: Sketch) -> Iterator[str]:
    """Yield all that is printed in a drawing."""
    yield from (sketch.title, sketch.moment, *sketch.notes)
    for box in sketch.boxes:
        yield box.mark or ""
        yield from (cell for row in box.rows for cell in row.cells)
    yield from (text for line in sketch.lines for text in line.label)
    yield from (group.name for group in sketch.groups)
    yield from (entry.words for entry in sketch.key)
