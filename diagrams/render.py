"""From the drawing to bytes: which program and which steps make each format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import graphviz
from graphviz.backend import dot_command

from diagrams.accessible_svg import Size, accessible, size_of
from diagrams.description import describe
from diagrams.drawing import default_title, draw
from diagrams.errors import DotFailed, NoDotProgram
from diagrams.mermaid import mermaid
from diagrams.pictures.program import dot_program

if TYPE_CHECKING:
    from pathlib import Path

    from diagrams.governance.reading import Graph

PRINT_DPI: Final = 200
"""Dots per inch of a PNG: sharp on paper."""

LONGEST_SIDE: Final = 8_000
"""Pixels; a larger picture is drawn with fewer dots per inch, since viewers refuse it."""

_POINTS_PER_INCH: Final = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """A graph and its heading, ready to be written in any format."""

    graph: Graph
    title: str | None = None

    def as_bytes(self, kind: str) -> bytes:
        """Return the picture in one of the formats of `diagrams.formats`.

        Raises:
            NoDotProgram: nothing on this machine lays graphs out (not for dot and mmd).
            DotFailed: the layout program gave up.
        """
        match kind:
            case "dot":
                return str(draw(self.graph, self.title).source).encode()
            case "mmd":
                return mermaid(self.graph, self._heading).encode()
            case "png":
                return self._png()
            case "pdf":
                return self._pdf()
            case _:
                return self._svg()

    @property
    def _heading(self) -> str:
        return self.title or default_title(self.graph)

    def _svg(self) -> bytes:
        return accessible(self._laid_out(), self.graph, self._heading)

    def _png(self) -> bytes:
        size = size_of(self._laid_out())
        drawing = draw(self.graph, self.title)
        drawing.graph_attr["dpi"] = str(_dpi(size))
        return _run(drawing, "png")

    def _pdf(self) -> bytes:
        from diagrams.pdf import pdf  # noqa: PLC0415 - reportlab is slow to load; only PDF needs it

        return pdf(
            self._laid_out(),
            title=self._heading,
            subject=describe(self.graph),
            author=self.graph.graph["organisation"],
        )

    def _laid_out(self) -> bytes:
        return _run(draw(self.graph, self.title), "svg")


def _dpi(size: Size) -> int:
    longest = max(size.width, size.height) / _POINTS_PER_INCH
    return max(1, min(PRINT_DPI, int(LONGEST_SIDE / longest)))


def _run(drawing: graphviz.Digraph, kind: str) -> bytes:
    program = dot_program()
    with _run_by(program):
        try:
            # quiet: the program remarks on every letter beyond ASCII and on bold type
            rendered: bytes = drawing.pipe(format=kind, quiet=True)
        except graphviz.ExecutableNotFound as error:
            raise NoDotProgram from error
        except graphviz.CalledProcessError as error:
            reason = bytes(error.stderr or b"").decode(errors="replace").strip()
            raise DotFailed(program, reason or f"exit status {error.returncode}") from error
        except OSError as error:
            raise DotFailed(program, str(error)) from error
    return rendered


@contextmanager
def _run_by(program: Path) -> Iterator[None]:
    """Let the graphviz package run `program`; it has a constant for that and no argument."""
    before = dot_command.DOT_BINARY
    dot_command.DOT_BINARY = program
    try:
        yield
    finally:
        dot_command.DOT_BINARY = before
