"""The PDF: which page a drawing goes on, and every kind of stroke Graphviz draws."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from diagrams.pdf import pdf


def drawn(width: int, height: int, content: str = "") -> PdfReader:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<g transform="scale(1 1) rotate(0) translate(4 {height - 4})">{content}</g></svg>'
    )
    return PdfReader(BytesIO(pdf(svg.encode(), title="T", subject="S", author=None)))


@pytest.mark.parametrize(
    ("size", "page"),
    [
        ((700, 500), (842, 595)),  # A4 across
        ((500, 700), (595, 842)),  # A4 upright
        ((1500, 900), (1191, 842)),  # A3 across
        ((900, 1500), (842, 1191)),  # A3 upright
        ((3000, 1000), (3056, 1056)),  # its own
        ((30_000, 1000), (14_400, 534)),  # as large as a PDF can be
    ],
)
def test_the_page_is_the_smallest_on_which_the_type_stays_readable(
    size: tuple[int, int], page: tuple[int, int]
) -> None:
    box = drawn(*size).pages[0].mediabox
    assert (round(box.width), round(box.height)) == page


def test_every_stroke_stands_where_the_svg_has_it() -> None:
    content = (
        '<polygon fill="#dce9f5" stroke="none" points="0,0 10,0 10,-10"/>'
        '<polyline fill="none" stroke="black" stroke-dasharray="5,2" points="1,-1 2,-2"/>'
        '<path fill="transparent" stroke="black" d="M3,-3C4,-4 5,-5 6,-6"/>'
        '<path fill="none" stroke="black" d="M7,-7L8,-8"/>'
        '<ellipse fill="none" stroke="black" cx="20" cy="-20" rx="4" ry="2"/>'
        '<text x="30" y="-30" font-size="9">left</text>'
        '<text x="40" y="-40" font-size="9" text-anchor="middle">mid</text>'
    )
    page = drawn(100, 100, content).pages[0]
    contents = page.get_contents()
    assert contents is not None
    strokes = contents.get_data().decode("latin-1")
    for step in ("1 1 m 2 2 l", "3 3 m 4 4 5 5 6 6 c", "7 7 m 8 8 l", "[5 2] 0 d"):
        assert step in strokes
    assert page.extract_text().split() == ["left", "mid"]
