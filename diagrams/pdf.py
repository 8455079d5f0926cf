"""The drawing as a PDF: vector shapes, and real text in an embedded font.

graphviz-pure writes no PDF yet, so the SVG it lays out is drawn again, stroke by stroke, with
reportlab (BSD licence, no system library). Graphviz uses a small part of SVG (polygons, polylines,
ellipses, paths of curves, text), so a general reader of SVG is not needed. Liberation Sans has the
widths that the layout was made with; it is embedded, so £, dashes and the Welsh ŵ print everywhere.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.lib.colors import Color, toColor
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from diagrams.accessible_svg import SVG, Size, parsed, size_of

_FONTS: Final = Path(__file__).parent / "fonts"
_REGULAR, _BOLD = "LiberationSans", "LiberationSans-Bold"
_MARGIN: Final = 28.0
_LEAST_SCALE: Final = 0.7
"""The smallest type, of 9 points, must not print below about 6."""
_LARGEST_PAGE: Final = 14_400.0
"""Points; the PDF format ends there."""

_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_STEP: Final = re.compile(r"([MCL])([^MCLZ]*)")


def pdf(svg: bytes, *, title: str, subject: str, author: str | None) -> bytes:
    """Return a drawing as a one-page PDF.

    The page is A4, or A3 where the type would be too small, upright or across as fits better; what
    does not fit A3 either gets a page of its own size.

    Args:
        svg: what the layout program wrote.
        title: the document's title, shown by readers in the window's bar.
        subject: the structure in words, kept as the document's subject.
        author: the organisation, if it is known.
    """
    _load_fonts()
    size = size_of(svg)
    page, scale = _page_for(size)
    target = BytesIO()
    # invariant: no clock and no random identity, so the same drawing gives the same bytes
    canvas = Canvas(
        target,
        pagesize=(page.width, page.height),
        invariant=1,
        lang="en-GB",
        # else every page names Helvetica, which is not embedded; the stubs call it a number
        initialFontName=_REGULAR,  # type: ignore[arg-type]
    )
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setAuthor(author or "")
    canvas.setCreator("minutebook")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.translate((page.width - size.width * scale) / 2, (page.height + size.height * scale) / 2)
    canvas.scale(scale, scale)
    _Pen(canvas).draw(parsed(svg))
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _load_fonts() -> None:
    for name, file in ((_REGULAR, "LiberationSans-Regular"), (_BOLD, "LiberationSans-Bold")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, _FONTS / f"{file}.ttf"))


def _page_for(size: Size) -> tuple[Size, float]:
    """Return the page a drawing goes on, and how much smaller it is drawn."""
    for paper in (A4, A3):
        across, upright = Size(*landscape(paper)), Size(*paper)
        page = max(across, upright, key=lambda page: _scale(size, page))
        if _scale(size, page) >= _LEAST_SCALE:
            return page, _scale(size, page)
    scale = _scale(size, Size(_LARGEST_PAGE, _LARGEST_PAGE))
    return Size(size.width * scale + 2 * _MARGIN, size.height * scale + 2 * _MARGIN), scale


def _scale(size: Size, page: Size) -> float:
    room = Size(page.width - 2 * _MARGIN, page.height - 2 * _MARGIN)
    return min(1.0, room.width / size.width, room.height / size.height)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws the elements of Graphviz's SVG; a PDF counts upwards, so every y turns its sign."""

    canvas: Canvas

    def draw(self, element: ET.Element) -> None:
        """Draw an element and all it contains."""
        self.canvas.saveState()
        self._shift(element.get("transform", ""))
        match element.tag.removeprefix(f"{{{SVG}}}"):
            case "polygon":
                self._lines(element, closed=True)
            case "polyline":
                self._lines(element, closed=False)
            case "path":
                self._curves(element)
            case "ellipse":
                self._ellipse(element)
            case "text":
                self._text(element)
            case _:  # a group, a title: nothing of its own to draw
                pass
        for child in element:
            self.draw(child)
        self.canvas.restoreState()

    def _shift(self, transform: str) -> None:
        move = re.search(r"translate\(([^)]*)\)", transform)
        if move:
            x, y = _numbers(move[1])
            self.canvas.translate(x, -y)

    def _lines(self, element: ET.Element, *, closed: bool) -> None:
        path = self.canvas.beginPath()
        (x, y), *others = _points(element.attrib["points"])
        path.moveTo(x, y)
        for x, y in others:
            path.lineTo(x, y)
        if closed:
            path.close()
        self._paint(element, path)

    def _curves(self, element: ET.Element) -> None:
        path = self.canvas.beginPath()
        for step, numbers in _STEP.findall(element.attrib["d"]):
            points = _points(numbers)
            if step == "M":
                path.moveTo(*points[0])
            elif step == "L":
                for point in points:
                    path.lineTo(*point)
            else:
                for first, second, end in zip(points[::3], points[1::3], points[2::3], strict=True):
                    path.curveTo(*first, *second, *end)
        self._paint(element, path)

    def _ellipse(self, element: ET.Element) -> None:
        x, y, wide, high = (float(element.attrib[name]) for name in ("cx", "cy", "rx", "ry"))
        path = self.canvas.beginPath()
        path.ellipse(x - wide, -y - high, 2 * wide, 2 * high)
        self._paint(element, path)

    def _paint(self, element: ET.Element, path: PDFPathObject) -> None:
        fill, stroke = _colour(element.get("fill")), _colour(element.get("stroke"))
        if fill is not None:
            self.canvas.setFillColor(fill)
        if stroke is not None:
            self.canvas.setStrokeColor(stroke)
            self.canvas.setLineWidth(float(element.get("stroke-width", "1")))
            self.canvas.setDash(_numbers(element.get("stroke-dasharray", "")))
        self.canvas.drawPath(path, fill=int(fill is not None), stroke=int(stroke is not None))

    def _text(self, element: ET.Element) -> None:
        bold = element.get("font-weight") == "bold"
        self.canvas.setFont(_BOLD if bold else _REGULAR, float(element.attrib["font-size"]))
        self.canvas.setFillColor(_colour(element.get("fill", "black")) or toColor("black"))
        x, y, text = float(element.attrib["x"]), -float(element.attrib["y"]), element.text or ""
        if element.get("text-anchor") == "middle":
            self.canvas.drawCentredString(x, y, text)
        else:
            self.canvas.drawString(x, y, text)


def _colour(name: str | None) -> Color | None:
    return None if name in {None, "none", "transparent"} else toColor(name)


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _points(text: str) -> list[tuple[float, float]]:
    numbers = _numbers(text)
    return [(x, -y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
