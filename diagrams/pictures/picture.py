"""A picture: a graph with its sketch and its look, ready to be written in any format."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diagrams.formats import FORMATS
from diagrams.pictures.look import Look
from diagrams.writing import replace, require_format

if TYPE_CHECKING:
    import networkx as nx

    from diagrams.pictures.sketch import Sketch


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn graph; a notebook shows it as it is.

    Attributes:
        graph: the facts, for the formats that exchange graphs.
        sketch: what is drawn of them.
        look: its theme, the base of its links, further fonts.
    """

    graph: nx.MultiDiGraph[Any]
    sketch: Sketch
    look: Look = field(default_factory=Look)

    def as_bytes(self, kind: str) -> bytes:
        """Return the picture in one of the formats of `diagrams.formats`.

        Raises:
            BrokenSketch: the sketch contradicts itself.
            NoDotProgram: nothing on this machine lays graphs out (not for dot, mmd and graphs).
            DotFailed: the layout program gave up.
            BadBaseUrl: the base of its links is no address.
        """
        match kind:
            case "dot":
                from diagrams.pictures.dot import dot_source, parts_of
                from diagrams.pictures.themes import palette_of

                return dot_source(parts_of(self.sketch), palette_of(self.look.theme)).encode()
            case "mmd":
                from diagrams.pictures.mermaid import mermaid

                return mermaid(self.sketch, self.look).encode()
            case "graphml":
                from diagrams.pictures.exchange import graphml

                return graphml(self.graph)
            case "json":
                from diagrams.pictures.exchange import node_link

                return node_link(self.graph)
            case "png":
                from diagrams.pictures.png import png

                return png(self._svg(), fonts=self.look.fonts, paper=self._paper)
            case "pdf":
                from diagrams.pictures.pdf import pdf

                return pdf(
                    self._svg(),
                    title=self.sketch.title,
                    description="\n".join(self.sketch.description),
                    author=self.sketch.author,
                    fonts=self.look.fonts,
                    paper=self._paper,
                )
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

    @property
    def _paper(self) -> str:
        from diagrams.pictures.themes import palette_of

        return palette_of(self.look.theme).paper

    def _repr_svg_(self) -> str:
        return self._svg().decode()

    def _svg(self) -> bytes:
        from diagrams.pictures.dot import parts_of
        from diagrams.pictures.layout import laid_out
        from diagrams.pictures.svg import svg

        parts = parts_of(self.sketch)
        return svg(parts, laid_out(parts), self.look)
