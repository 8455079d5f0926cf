"""The elements of an SVG: text, boxes and lines in the colours of a theme."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from diagrams.pictures.addresses import address
from diagrams.pictures.shapes import RING, Frame, mark_corner, number, path_of, rounded_path
from diagrams.pictures.svg.markers import curve, tip_of
from diagrams.pictures.text.clean import clean, runs_right_to_left
from diagrams.pictures.text.measure import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diagrams.pictures.layout.placing import Stroke
    from diagrams.pictures.sketch import Box, Line, Marker
    from diagrams.pictures.text.typeset import Block, Piece
    from diagrams.pictures.themes import Palette

DASHES: Final = {"dashed": "5,3", "dotted": "1,3"}
WIDTHS: Final = {"solid": 1.4, "dashed": 1.2, "dotted": 1.6, "bold": 2.8, "thin": 0.8}
TAB: Final = 9.0
"""The type of a mark."""


@dataclass(frozen=True, slots=True)
class Brush:
    """Draws in the colours of one theme, and links to pages below one address."""

    palette: Palette
    base_url: str | None

    def linked(self, parent: ET.Element, link: str | None) -> ET.Element:
        """Return what to draw into: a link, where there is a page and an address for it."""
        href = address(self.base_url, link)
        return parent if href is None else ET.SubElement(parent, "a", href=href)

    def text(
        self, parent: ET.Element, block: Block, at: tuple[float, float], ink: str, quiet: str
    ) -> None:
        """Draw a block of text with its upper left corner at a point."""
        for piece in block.pieces:
            into = self.linked(parent, piece.link)
            self.piece(into, piece, at, quiet if piece.quiet else ink)

    def piece(self, parent: ET.Element, piece: Piece, at: tuple[float, float], ink: str) -> None:
        """Draw one line of text."""
        x, anchor, attributes = at[0] + piece.x, piece.anchor, {}
        if runs_right_to_left(piece.text):
            # Programs differ in what its start is; they agree on its middle.
            x += {"start": 0.5, "middle": 0.0, "end": -0.5}[anchor] * piece.width
            anchor, attributes = "middle", {"direction": "rtl"}
        if piece.bold:
            attributes["font-weight"] = "bold"
        element = ET.SubElement(
            parent,
            "text",
            {
                "x": number(x),
                "y": number(at[1] + piece.y),
                "font-size": number(piece.size),
                "text-anchor": anchor,
                "fill": ink,
                **attributes,
            },
        )
        element.text = piece.text

    def box(self, parent: ET.Element, box: Box, frame: Frame) -> None:
        """Draw the outlines of a box."""
        family = self.palette.tones[box.tone]
        if box.shape != "plain":
            for ring in range(box.outlines):
                path(
                    parent,
                    path_of(box.shape, frame.inset(ring * RING)),
                    fill=family.fill,
                    stroke=family.edge,
                    width=1.0,
                    dashes="4,2.5" if box.dashed else None,
                )

    def mark(self, parent: ET.Element, box: Box, frame: Frame) -> None:
        """Draw the tab with the mark of a box, over its upper left corner."""
        family = self.palette.tones[box.tone]
        text = clean(box.mark or "")
        width = max(11.0, width_of(text, TAB, bold=True) + 5)
        x, y = mark_corner(box.shape, frame)
        tab = Frame(x - 5, y - 5.5, width, 11)
        path(parent, rounded_path(tab, 2.5), fill=family.edge, stroke=None)
        element = ET.SubElement(
            parent,
            "text",
            {
                "x": number(tab.middle[0]),
                "y": number(tab.y + 8.4),
                "font-size": number(TAB),
                "font-weight": "bold",
                "text-anchor": "middle",
                "fill": family.on_edge,
            },
        )
        element.text = text

    def line(
        self, parent: ET.Element, line: Line, strokes: Sequence[Stroke], *, turned: bool
    ) -> None:
        """Draw the strokes of a line and its markers."""
        markers: tuple[Marker, Marker] = (line.at_tail, line.at_head)
        first, last = reversed(markers) if turned else markers
        colour = self.palette.tones[line.tone].edge
        for stroke in strokes:
            path(
                parent,
                curve(stroke.points),
                fill=None,
                stroke=colour,
                width=WIDTHS[line.stroke],
                dashes=DASHES.get(line.stroke),
            )
            if stroke.tail_tip and first != "none":
                self._tip(parent, first, stroke.points[0], stroke.tail_tip, colour)
            if stroke.head_tip and last != "none":
                self._tip(parent, last, stroke.points[-1], stroke.head_tip, colour)

    def _tip(
        self,
        parent: ET.Element,
        marker: Marker,
        base: tuple[float, float],
        end: tuple[float, float],
        colour: str,
    ) -> None:
        tip = tip_of(marker, base, end)
        fill = colour if tip.filled else self.palette.paper
        path(parent, tip.path, fill=fill, stroke=colour, width=1.1)


def path(
    parent: ET.Element,
    data: str,
    *,
    fill: str | None,
    stroke: str | None,
    width: float = 1.0,
    dashes: str | None = None,
) -> None:
    """Draw a path."""
    attributes = {"d": data, "fill": fill or "none"}
    if stroke:
        attributes |= {"stroke": stroke, "stroke-width": number(width)}
    if dashes:
        attributes["stroke-dasharray"] = dashes
    ET.SubElement(parent, "path", attributes)


def part(parent: ET.Element, kind: str, identity: str | None, words: str | None) -> ET.Element:
    """Return a group of elements that says what it is."""
    attributes = {"class": kind} | ({"id": identity} if identity else {})
    group = ET.SubElement(parent, "g", attributes)
    if words:
        ET.SubElement(group, "title").text = clean(words)
    return group
