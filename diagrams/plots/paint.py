"""From a sheet to an SVG, drawn by the plotting library and put into order for its readers.

The library is told where everything goes and in which colour. What it writes is then brought under
the ids of the picture, with a title and a description, so that two pictures can stand on one page
and the same picture has the same bytes.
"""

from __future__ import annotations

import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, Polygon
from matplotlib.text import Text as Lettering
from matplotlib.transforms import IdentityTransform

from diagrams.pictures.addresses import address
from diagrams.pictures.ids import escaped
from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.fonts import FAMILIES
from diagrams.plots.canvas import Area, Canvas, Item, Line, Part, Text

if TYPE_CHECKING:
    from diagrams.pictures.themes import Palette

SVG: Final = "http://www.w3.org/2000/svg"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_POINTS: Final = 72
_ITEM: Final = "item-"
_REFERENCE: Final = re.compile(r"url\(#([^)]*)\)")
_WEIGHTS: Final = {"700": "bold"}


def painted(
    canvas: Canvas,
    palette: Palette,
    prefix: str,
    title: str,
    description: str,
    base_url: str | None = None,
) -> bytes:
    """Return a sheet as an SVG.

    Args:
        canvas: the sheet.
        palette: the colours of its theme.
        prefix: what every id begins with.
        title: the title for those who do not see it.
        description: what it shows, in words.
        base_url: where the pages are that its parts link to.
    """
    prefix = escaped(prefix)
    drawn = _drawn(canvas)
    found = {element.get("id", ""): element for element in drawn.iter(f"{{{SVG}}}g")}
    ET.register_namespace("", SVG)
    root = _root(canvas, prefix, title, description, has_links=base_url is not None)
    _patterns(drawn, root, prefix)
    ET.SubElement(
        root,
        f"{{{SVG}}}rect",
        {"width": "100%", "height": "100%", "fill": palette.paper},
    )
    holders: dict[str | None, ET.Element] = {None: root}
    for number, item in enumerate(canvas.items):
        if item.part not in holders:
            holders[item.part] = _part(root, prefix, canvas.parts[item.part or ""], base_url)
        for shape in _shapes(found[f"{_ITEM}{number}"]):
            holders[item.part].append(_plain(shape, prefix))
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _root(
    canvas: Canvas, prefix: str, title: str, description: str, *, has_links: bool
) -> ET.Element:
    width, height = f"{canvas.width:g}", f"{canvas.height:g}"
    root = ET.Element(
        f"{{{SVG}}}svg",
        {
            "width": f"{width}pt",
            "height": f"{height}pt",
            "viewBox": f"0 0 {width} {height}",
            # readers for the blind pass over links in an img
            "role": "group" if has_links else "img",
            "aria-labelledby": f"{prefix}-title {prefix}-description",
            f"{_XML}lang": "en-GB",
            "style": "max-width: 100%; height: auto",
            "font-family": FAMILIES,
        },
    )
    described = "\n".join(map(clean, description.splitlines()))
    for tag, name, said in (("title", "title", clean(title)), ("desc", "description", described)):
        ET.SubElement(root, f"{{{SVG}}}{tag}", {"id": f"{prefix}-{name}"}).text = said
    return root


def _part(root: ET.Element, prefix: str, of: Part, base_url: str | None) -> ET.Element:
    """Begin a part, which names itself; where pages are linked to, what it shows is a link."""
    group = ET.SubElement(root, f"{{{SVG}}}g", {"id": f"{prefix}-{escaped(of.id)}"})
    ET.SubElement(group, f"{{{SVG}}}title").text = clean(of.spoken)
    page = address(base_url, of.link)
    return group if page is None else ET.SubElement(group, f"{{{SVG}}}a", {"href": page})


def _drawn(canvas: Canvas) -> ET.Element:
    """Let the library draw everything, each thing under a number.

    It would look at the settings of who uses it, as things are made and again as they are drawn;
    those that it comes with are put in their place.
    """
    look: Any = {"svg.fonttype": "none", "svg.hashsalt": "minutebook", "hatch.linewidth": 1.0}
    with mpl.rc_context(), warnings.catch_warnings():
        # Letters that no font has are told in our words, and an SVG keeps them.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        mpl.rcdefaults()
        mpl.rcParams.update(look)
        return _saved(canvas)


def _saved(canvas: Canvas) -> ET.Element:
    figure = Figure(
        figsize=(canvas.width / _POINTS, canvas.height / _POINTS), dpi=_POINTS, facecolor="none"
    )
    for number, item in enumerate(canvas.items):
        artist = _artist(item, canvas.height)
        artist.set_gid(f"{_ITEM}{number}")
        artist.set_zorder(number)
        figure.add_artist(artist, clip=False)
    target = BytesIO()
    figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    return ET.fromstring(target.getvalue())  # noqa: S314 - not foreign: the library just wrote it


def _artist(item: Item, height: float) -> Artist:
    """Return what the library calls a thing; it counts from the lower left corner."""
    at: dict[str, Any] = {"transform": IdentityTransform()}
    if isinstance(item, Text):
        return Lettering(
            item.x,
            height - item.y,
            item.said,
            color=item.colour,
            fontsize=item.size,
            fontfamily="DejaVu Sans",  # that of the library; `FAMILIES` takes its place
            fontweight="bold" if item.bold else "normal",
            ha={"start": "left", "middle": "center", "end": "right"}[item.anchor],
            va="baseline",
            parse_math=False,
            **at,
        )
    if isinstance(item, Line):
        return Line2D(
            [x for x, _ in item.points],
            [height - y for _, y in item.points],
            color=item.colour,
            linewidth=item.width,
            linestyle=_dashes(item),
            solid_capstyle="butt",
            dash_capstyle="butt",
            solid_joinstyle="miter",
            **at,
        )
    return _patch(item, height, at)


def _patch(item: Area, height: float, at: dict[str, Any]) -> Artist:
    look: dict[str, Any] = at | {
        "facecolor": item.fill or "none",
        "edgecolor": item.edge or "none",
        "linewidth": item.width if item.edge else 0.0,
        "linestyle": _dashes(item),
        "hatch": item.hatch,
    }
    if not item.is_round:
        return Polygon([(x, height - y) for x, y in item.corners], closed=True, **look)
    (left, top), _, (right, bottom), _ = item.corners
    middle = ((left + right) / 2, height - (top + bottom) / 2)
    return Ellipse(middle, right - left, bottom - top, **look)


def _dashes(item: Area | Line) -> Any:
    # The library counts dashes in widths of the line.
    return (0, tuple(dash / item.width for dash in item.dash)) if item.dash else "solid"


def _patterns(drawn: ET.Element, root: ET.Element, prefix: str) -> None:
    patterns = list(drawn.iter(f"{{{SVG}}}pattern"))
    if not patterns:
        return
    defs = ET.SubElement(root, f"{{{SVG}}}defs")
    for pattern in patterns:
        pattern.set("id", f"{prefix}-{pattern.get('id')}")
        _tidy(pattern)
        defs.append(pattern)


def _shapes(group: ET.Element) -> Iterator[ET.Element]:
    for tag in ("path", "text"):
        yield from group.iter(f"{{{SVG}}}{tag}")


def _plain(shape: ET.Element, prefix: str) -> ET.Element:
    """Return a shape as any reader of SVG takes it: attributes in the place of a style."""
    _tidy(shape)
    for name, value in _styles(shape):
        shape.set(name, _REFERENCE.sub(rf"url(#{prefix}-\1)", value))
    if shape.tag == f"{{{SVG}}}text":
        del shape.attrib["transform"]
        del shape.attrib["font-family"]
        if shape.get("text-anchor") == "start":
            del shape.attrib["text-anchor"]
    elif shape.get("fill") is None:
        shape.set("fill", "#000000")
    return shape


def _styles(shape: ET.Element) -> Iterator[tuple[str, str]]:
    for told in shape.attrib.pop("style", "").split(";"):
        name, _, value = (part.strip() for part in told.partition(":"))
        if name == "font-weight":
            value = _WEIGHTS.get(value, value)
        if name and name != "stroke-dashoffset":
            yield name, value


def _tidy(element: ET.Element) -> None:
    """Leave out the line breaks that the library writes between elements and into paths."""
    for each in element.iter():
        each.tail = None
        if each.tag != f"{{{SVG}}}text":
            each.text = None
        if path := each.get("d"):
            each.set("d", " ".join(path.split()))
