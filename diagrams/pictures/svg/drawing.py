"""The picture as SVG: what the layout gives its place, drawn in the colours of a theme.

It has a title and a description in words, every part says what it is when pointed at, text stays
text, and nothing is loaded from elsewhere. The parts of a picture have the same ids in every
drawing of the same things.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Final

from diagrams.pictures.columns import LEAST, in_columns
from diagrams.pictures.layout.parts import group_heading
from diagrams.pictures.shapes import Frame, number, rounded_path
from diagrams.pictures.svg.brush import Brush, part, path
from diagrams.pictures.svg.key import Key
from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.fonts import FAMILIES
from diagrams.pictures.text.measure import width_of
from diagrams.pictures.text.typeset import MOMENT, QUIET, TITLE, set_lines
from diagrams.pictures.themes import palette_of

if TYPE_CHECKING:
    from diagrams.pictures.layout.parts import Parts
    from diagrams.pictures.layout.placing import Layout
    from diagrams.pictures.look import Look
    from diagrams.pictures.sketch import Box, Group, Line
    from diagrams.pictures.themes import Palette

SVG: Final = "http://www.w3.org/2000/svg"

MARGIN: Final = 18.0
_NARROWEST: Final = 380.0
_WIDEST_TITLE: Final = 490.0
"""Points; the drawing is no wider for its title, which is wrapped instead: it fits A4."""
_A4: Final = 539 / 786
"""The width of a page within its margins, for its height."""

_TEXT_MOVED: Final = {"folder": (0.0, 2.0), "component": (5.0, 0.0)}


def svg(parts: Parts, layout: Layout, look: Look) -> bytes:
    """Return the picture as SVG, the same bytes for the same sketch and look.

    Raises:
        BadBaseUrl: the base of its links is no address.
    """
    return _Page(parts, layout, look).written()


class _Page:
    """The picture from its title down to its notes."""

    def __init__(self, parts: Parts, layout: Layout, look: Look) -> None:
        self.parts, self.layout, self.sketch = parts, layout, parts.sketch
        self.brush = Brush(palette_of(look.theme), look.base_url)
        title = width_of(clean(self.sketch.title), TITLE, bold=True)
        narrowest = _NARROWEST
        if self.sketch.signs:  # as wide as its height lets a page be
            narrowest = max(LEAST, layout.height * _A4)
        self.width = max(layout.width, narrowest, min(title, _WIDEST_TITLE))
        self.root = ET.Element("svg", {"xmlns": SVG})

    @property
    def palette(self) -> Palette:
        return self.brush.palette

    def written(self) -> bytes:
        self._worded()
        background = ET.SubElement(
            self.root, "rect", {"x": "0", "y": "0", "fill": self.palette.paper}
        )
        y = self._heading(MARGIN)
        self._drawing(MARGIN + (self.width - self.layout.width) / 2, y)
        y = self._foot(y + self.layout.height)
        size = {"width": number(self.width + 2 * MARGIN), "height": number(y + MARGIN)}
        background.attrib |= size
        name, links = self.parts.ids.drawing, self.brush.base_url is not None
        self.root.attrib |= {
            "width": f"{size['width']}pt",
            "height": f"{size['height']}pt",
            "viewBox": f"0 0 {size['width']} {size['height']}",
            "id": name,
            "role": "group" if links else "img",  # readers for the blind pass over links in an img
            "aria-labelledby": f"{name}-title {name}-description",
            "xml:lang": "en-GB",
            "lang": "en-GB",
            "font-family": FAMILIES,
            "style": "max-width: 100%; height: auto",
        }
        ET.indent(self.root, "")
        text = ET.tostring(self.root, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()

    def _worded(self) -> None:
        name = self.parts.ids.drawing
        described = "\n".join(map(clean, self.sketch.description))
        ET.SubElement(self.root, "title", id=f"{name}-title").text = clean(self.sketch.title)
        ET.SubElement(self.root, "desc", id=f"{name}-description").text = described

    def _heading(self, y: float) -> float:
        heading = part(self.root, "heading", None, None)
        for text, size, bold in (
            (self.sketch.title, TITLE, True),
            (self.sketch.moment, MOMENT, False),
        ):
            block = set_lines([text], size, self.width, bold=bold)
            ink = self.palette.ink if bold else self.palette.quiet
            self.brush.text(heading, block, (MARGIN, y), ink, ink)
            y += block.height + 3
        return y + 12

    def _drawing(self, x: float, y: float) -> None:
        drawing = ET.SubElement(
            self.root, "g", {"transform": f"translate({number(x)},{number(y)})"}
        )
        for group in self.sketch.groups:
            self._group(drawing, group)
        for box in self.sketch.boxes:
            self._box(drawing, box)
        for line in self.sketch.lines:  # over the boxes, lest these hide a part of a marker
            self._line(drawing, line)
        for group in self.sketch.groups:
            self._group_name(drawing, group)
        for box in self.sketch.boxes:
            if box.mark:  # over the lines, some of which begin at its corner
                into = part(drawing, "mark", None, None)
                self.brush.mark(into, box, self.layout.boxes[box.id])

    def _box(self, drawing: ET.Element, box: Box) -> None:
        text, frame = self.parts.texts[box.id], self.layout.boxes[box.id]
        family = self.palette.tones[box.tone]
        whole = part(drawing, "box", self.parts.ids.boxes[box.id], box.spoken)
        into = self.brush.linked(whole, box.link)
        self.brush.box(into, box, frame)
        x, y = frame.middle
        right, down = _TEXT_MOVED.get(box.shape, (0.0, 0.0))
        at = (x - text.width / 2 + right, y - text.height / 2 + down)
        # A link in a link is none: where rows have links of their own, the box's is its outline.
        own = any(piece.link for piece in text.pieces)
        self.brush.text(whole if own else into, text, at, family.ink, family.quiet)

    def _group(self, drawing: ET.Element, group: Group) -> None:
        frame = self.layout.groups.get(group.id)
        if frame is None:
            return
        into = part(drawing, "group", self.parts.ids.groups[group.id], group.name)
        edge = (
            self.palette.group_edge
            if group.tone == "plain"
            else self.palette.tones[group.tone].edge
        )
        path(
            into,
            rounded_path(frame, 6),
            fill=self.palette.group_fill,
            stroke=edge,
            width=0.8,
            dashes="4,3" if group.dashed else None,
        )

    def _group_name(self, drawing: ET.Element, group: Group) -> None:
        frame = self.layout.groups.get(group.id)
        if frame is None:
            return
        into = self.brush.linked(drawing, group.link)
        heading = group_heading(group)
        path(
            into,
            rounded_path(Frame(frame.x + 6, frame.y + 4, heading.width + 4, heading.height + 2), 2),
            fill=self.palette.group_fill,
            stroke=None,
        )
        at = (frame.x + 8, frame.y + 4.5)
        self.brush.text(into, heading, at, self.palette.quiet, self.palette.quiet)

    def _line(self, drawing: ET.Element, line: Line) -> None:
        identity = line.id
        into = part(drawing, "line", self.parts.ids.lines[identity], line.spoken)
        into = self.brush.linked(into, line.link)
        turned = self.parts.courses[identity].turned
        self.brush.line(into, line, self.layout.lines[identity], turned=turned)
        if identity in self.layout.labels:
            text, (x, y) = self.parts.labels[identity], self.layout.labels[identity]
            at = (x - text.width / 2, y - text.height / 2)
            self.brush.text(into, text, at, self.palette.ink, self.palette.quiet)

    def _foot(self, y: float) -> float:
        key = Key(self.sketch.key, self.width)
        if self.sketch.key:
            y += 14
            into = part(self.root, "key", None, None)
            rule = f"M{number(MARGIN)},{number(y)} h{number(self.width)}"
            path(into, rule, fill=None, stroke=self.palette.group_edge, width=0.6)
            key.draw(into, self.brush, (MARGIN, y + 8))
            y += 8 + key.height
        if self.sketch.signs:
            signs = in_columns(self.sketch.signs, self.width)
            into = part(self.root, "signs", None, None)
            self.brush.text(into, signs, (MARGIN, y + 8), self.palette.ink, self.palette.quiet)
            y += 8 + signs.height
        if self.sketch.notes:
            notes = set_lines(self.sketch.notes, QUIET, self.width, whole=True)
            into = part(self.root, "notes", None, None)
            self.brush.text(into, notes, (MARGIN, y + 8), self.palette.ink, self.palette.quiet)
            y += 8 + notes.height
        return y
