"""A drawing as a PDF page: vector shapes, real text in embedded fonts, and its words for readers.

It is tagged as PDF/UA asks: a title, a language, and a description in the place of the picture.
Text that no font of the picture can show is drawn as an empty box, and the claim is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from diagrams.errors import CannotPrint
from diagrams.pictures.paper.printing import Size, printed, size_of
from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.runs import in_runs

_A4: Final = Size(595.28, 841.89)
_A3: Final = Size(841.89, 1190.55)
_MARGIN: Final = 28.0
_LEAST_SCALE: Final = 2 / 3
"""The smallest type, of 9 points, must not print below 6."""
_LARGEST_PAGE: Final = 14_400.0
"""Points; the PDF format ends there."""

_SUSPECTS: Final = b"/Suspects false"
"""Left out it is false as well, and some readers complain of it."""

_PAGE: Final = """\
#let given = sys.inputs
#set document(
  title: given.title,
  author: if given.author == "" { () } else { given.author },
  description: given.description,
  date: none,
)
#set page(
  width: eval(given.page-width),
  height: eval(given.page-height),
  margin: 0pt,
  fill: rgb(given.paper),
)
#set text(lang: "en", region: "gb")
#set align(center + horizon)
#image(
  bytes(given.svg),
  format: "svg",
  width: eval(given.width),
  height: eval(given.height),
  alt: given.description,
)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """The page a drawing goes on, and how much smaller it is drawn."""

    page: Size
    scale: float


def pdf(
    svg: bytes,
    *,
    title: str,
    description: str,
    author: str | None = None,
    fonts: Sequence[Path] = (),
    paper: str = "#ffffff",
) -> bytes:
    """Return a drawing as a one-page PDF.

    The page is A4, or A3 where the type would be too small, upright or across as fits better; what
    does not fit A3 either gets a page of its own size.

    Args:
        svg: the drawing; a unit of its view box is a point.
        title: the document's title, shown by readers in the window's bar.
        description: the drawing in words, read out in its place.
        author: the organisation, if it is known.
        fonts: files of fonts for letters that the program's own do not have.
        paper: the colour of the page, ``#ffffff``.

    Raises:
        CannotPrint: it is no SVG that can be drawn.
    """
    size = size_of(svg)
    place = place_of(size)
    inputs = {
        "svg": in_runs(svg, fonts).decode(),
        "title": clean(title),
        "description": "\n".join(map(clean, description.splitlines())),
        "author": clean(author or ""),
        "paper": paper,
        "page-width": f"{place.page.width:.2f}pt",
        "page-height": f"{place.page.height:.2f}pt",
        "width": f"{size.width * place.scale:.3f}pt",
        "height": f"{size.height * place.scale:.3f}pt",
    }
    try:
        page = printed(_PAGE, inputs, "pdf", fonts, pdf_standards=["ua-1"])
    except CannotPrint:
        # PDF/UA wants a letter for every sign drawn, and text may hold signs that no font has:
        # the same page without the claim is better than none.
        page = printed(_PAGE, inputs, "pdf", fonts)
    return page.replace(_SUSPECTS, b" " * len(_SUSPECTS))


def place_of(size: Size) -> Place:
    """Return the smallest page on which the type of a drawing stays readable."""
    for paper in (_A4, _A3):
        across = Size(paper.height, paper.width)
        page = max(across, paper, key=lambda page: _scale(size, page))
        if _scale(size, page) >= _LEAST_SCALE:
            return Place(page, _scale(size, page))
    scale = _scale(size, Size(_LARGEST_PAGE, _LARGEST_PAGE))
    return Place(
        Size(size.width * scale + 2 * _MARGIN, size.height * scale + 2 * _MARGIN),
        scale,
    )


def _scale(size: Size, page: Size) -> float:
    room = Size(page.width - 2 * _MARGIN, page.height - 2 * _MARGIN)
    return min(1.0, room.width / size.width, room.height / size.height)
