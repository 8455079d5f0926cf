"""A bridge as a waterfall: from one figure to another, one step for each kind of movement.

What adds and what takes off differ in colour, hatching and sign, so that they can be told apart in
grey. The same bridge gives the same bytes. Text stays text in the SVG, which carries a title and a
description in words.
"""

from __future__ import annotations

import logging
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from diagrams.accessible_svg import FONTS, SVG, parsed
from diagrams.words import one_line
from projections.wording.bridges import kind_in_words, line_in_words

logging.getLogger("matplotlib").setLevel(logging.ERROR)  # or it tells of its first start

import matplotlib as mpl  # noqa: E402 - as said
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.font_manager import FontProperties, fontManager  # noqa: E402
from matplotlib.patches import Patch  # noqa: E402

if TYPE_CHECKING:
    from projections.bridges.bridge import Bridge

MOST_YEARS: Final = 5
"""How many years are drawn beside the total; of a bridge with more, the total alone is."""

_FONT: Final = "Liberation Sans"
for _file in sorted((Path(__file__).parent / "fonts").glob("*.ttf")):
    fontManager.addfont(_file)
_DIVISORS: Final = {"£": 0, "£000": 3, "£m": 6}
_INK, _FIGURE, _MORE, _LESS = "#1d1d1d", "#595959", "#2b6cb0", "#c05621"
_UP, _DOWN = "////", "\\\\\\\\"
_MARGIN, _TOP, _BOTTOM, _LINE = 0.15, 0.75, 0.4, 0.22
_WIDE, _ROW, _LETTER, _BOLD_LETTER = 2.6, 0.4, 0.075, 0.09
# In inches: the edges, a line of text, a panel, a row, and a letter of a label and of the heading.
_DPI: Final = 200
_FAMILY: Final = re.compile(r"font-family: [^;]*")
_BROKEN: Final = 0.25
# Where all levels lie within this part of the largest, the scale begins behind nil: the steps
# between would be too small to see.
_METADATA: Final[dict[str, dict[str, Any]]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "ModDate": None, "Creator": "minutebook", "Producer": None},
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what stands beside it, where it begins, and where it ends."""

    label: str
    start: Decimal
    end: Decimal
    is_figure: bool

    @property
    def change(self) -> Decimal:
        """What it adds; less than nil is what it takes off."""
        return self.end - self.start


def bars(bridge: Bridge, year: str | None) -> list[Bar]:
    """Return the bars of a year, or of all years together: opening, lines, closing.

    Args:
        bridge: the bridge.
        year: one of its years; ``None`` for all together.
    """
    both = len({line.stage for line in bridge.lines}) > 1
    level = bridge.opening.total if year is None else bridge.opening.years[year]
    found = [Bar(f"As at {bridge.opening.as_at}", Decimal(0), level, is_figure=True)]
    for line in bridge.lines:
        change = line.total if year is None else line.years[year]
        label = line_in_words(line.stage, line.kind) if both else kind_in_words(line.kind)
        found.append(Bar(label, level, level + change, is_figure=False))
        level += change
    return [*found, Bar(f"As at {bridge.closing.as_at}", Decimal(0), level, is_figure=True)]


def panels(bridge: Bridge) -> list[tuple[str, list[Bar]]]:
    """Return what is drawn side by side: the years that moved, if they are few, and the total."""
    moved = [year for year in bridge.years if any(line.years[year] for line in bridge.lines)]
    years = moved if len(moved) <= MOST_YEARS and len(bridge.years) > 1 else []
    total = bridge.years[0] if len(bridge.years) == 1 else "All years"
    return [*((year, bars(bridge, year)) for year in years), (total, bars(bridge, None))]


def title_of(bridge: Bridge) -> str:
    """Return the heading of a picture."""
    measure = bridge.measure.replace("-", " ")
    return f"{one_line(bridge.name)}: {measure}, {_times(bridge)}"


def _times(bridge: Bridge) -> str:
    opening, closing = bridge.opening, bridge.closing
    if opening.as_at == closing.as_at:
        return f"as at {closing.as_at}, as known at positions {opening.known} and {closing.known}"
    return f"{opening.as_at} to {closing.as_at}"


def waterfall(bridge: Bridge, unit: str = "£000") -> Figure:
    """Return the drawing of a bridge.

    Args:
        bridge: the two figures and the lines between them.
        unit: ``£``, ``£000`` or ``£m``, in which amounts are written.
    """
    drawn = panels(bridge)
    rows = [bar.label for bar in drawn[0][1]]
    labels = _MARGIN + _LETTER * max(map(len, rows))
    width = labels + _WIDE * max(2, len(drawn))
    heading = wrap(title_of(bridge), int((width - _MARGIN) / _BOLD_LETTER))
    height = _TOP + _LINE * len(heading) + _ROW * len(rows) + _BOTTOM
    figure = Figure(figsize=(width, height), facecolor="white")
    for number, (name, its) in enumerate(drawn):
        left = (labels + _WIDE * number) / width
        place = (left, _BOTTOM / height, (_WIDE - 0.2) / width, _ROW * len(rows) / height)
        _panel(figure.add_axes(place), name, its, unit, labelled=not number)
    _head(figure, heading, f"Amounts in {unit}")
    _key(figure, drawn)
    return figure


def _head(figure: Figure, heading: Sequence[str], unit: str) -> None:
    width, height = figure.get_size_inches()
    for number, line in enumerate([*heading, unit]):
        figure.text(
            _MARGIN / width,
            1 - (_MARGIN + _LINE * number) / height,
            _shown(line),
            fontproperties=_font(9) if number == len(heading) else _font(11, bold=True),
            color=_INK,
            va="top",
        )


def _panel(axes: Axes, name: str, its: Sequence[Bar], unit: str, *, labelled: bool) -> None:
    begin = _begin(its)
    levels = [float(level) for bar in its for level in (bar.start, bar.end)]
    if begin:
        levels = [level for level in levels if level]
    low, high = min([begin, *levels]), max([begin, *levels])
    room = (high - low or 1) * 0.42
    axes.set_xlim(low - (room if low < begin else 0), high + room)
    axes.set_ylim(len(its) - 0.4, -0.6)
    for row, bar in enumerate(its):
        _bar(axes, row, bar, begin, unit)
        if row + 1 < len(its):
            axes.plot([float(bar.end)] * 2, [row, row + 1], color=_FIGURE, lw=0.7, ls=":")
    axes.axvline(begin, color=_INK, lw=0.8, ls="-" if not begin else (0, (2, 2)))
    axes.set_title(name, fontproperties=_font(10, bold=True), color=_INK, loc="left")
    axes.set_xticks([])
    labels = [_shown(bar.label) for bar in its] if labelled else []
    axes.set_yticks(range(len(labels)), labels, fontproperties=_font(9), color=_INK)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _bar(axes: Axes, row: int, bar: Bar, begin: float, unit: str) -> None:
    start, end = (
        max(float(level), begin) if begin else float(level) for level in (bar.start, bar.end)
    )
    colour, hatch = _look(bar)
    axes.barh(
        row, end - start, left=start, height=0.62,
        color="white" if hatch else colour, edgecolor=colour, hatch=hatch, lw=1.0,
    )  # fmt: skip
    text = amount_text(bar.end if bar.is_figure else bar.change, unit, signed=not bar.is_figure)
    axes.annotate(
        text, (max(start, end), row), xytext=(4, 0), textcoords="offset points",
        va="center", fontproperties=_font(9, bold=bar.is_figure), color=_INK,
    )  # fmt: skip


def _look(bar: Bar) -> tuple[str, str]:
    if bar.is_figure:
        return _FIGURE, ""
    return (_MORE, _UP) if bar.change >= 0 else (_LESS, _DOWN)


def _begin(its: Sequence[Bar]) -> float:
    """Return where the scale begins: at nil, unless all steps are small beside the figures."""
    levels = [float(bar.end) for bar in its]
    low, high = min(levels), max(levels)
    if low <= 0 or high - low >= high * _BROKEN or high == low:
        return 0.0
    return low - (high - low) * 0.5


def _key(figure: Figure, drawn: Sequence[tuple[str, Sequence[Bar]]]) -> None:
    """Explain the bars that there are."""
    steps = [bar.change for _, its in drawn for bar in its if not bar.is_figure]
    patches = [Patch(facecolor=_FIGURE, edgecolor=_FIGURE, label="what had to be saved")]
    if any(change > 0 for change in steps):
        patches.append(Patch(facecolor="white", edgecolor=_MORE, hatch=_UP, label="added"))
    if any(change < 0 for change in steps):
        patches.append(Patch(facecolor="white", edgecolor=_LESS, hatch=_DOWN, label="taken off"))
    if any(_begin(its) for _, its in drawn):
        told = "a dashed line: the scale does not begin at nil"
        patches.append(Patch(facecolor="none", edgecolor="none", label=told))
    figure.legend(
        handles=patches,
        loc="lower left",
        ncols=len(patches),
        prop=_font(9),
        frameon=False,
        bbox_to_anchor=(0.0, 0.0),
        labelcolor=_INK,
    )


def _font(size: float, *, bold: bool = False) -> FontProperties:
    return FontProperties(family=_FONT, weight="bold" if bold else "normal", size=size)


def _shown(text: str) -> str:
    """Return a text in which nothing is taken for a formula."""
    return text.replace("$", r"\$")


def amount_text(amount: Decimal, unit: str, *, signed: bool = False) -> str:
    """Return an amount as it is written in a picture, unrounded.

    >>> amount_text(Decimal("1000000"), "£000", signed=True)
    '+1,000'
    """
    scaled = amount.scaleb(-_DIVISORS[unit])
    text = f"{abs(scaled):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    sign = "−" if amount < 0 else "+" if signed and amount > 0 else ""
    return sign + text


def describe(bridge: Bridge, unit: str = "£000") -> str:
    """Return what the picture shows, in words."""
    sentences = [f"A waterfall of {title_of(bridge)}; amounts in {unit}."]
    for name, its in panels(bridge):
        told = "; ".join(_in_words(its, unit))
        sentences.append(f"{name}: {told}.")
    return " ".join(sentences)


def _in_words(its: Sequence[Bar], unit: str) -> Iterator[str]:
    for bar in its:
        amount = bar.end if bar.is_figure else bar.change
        text = amount_text(amount, unit, signed=not bar.is_figure).replace("−", "minus ")
        yield f"{one_line(bar.label)} {text.replace('+', 'plus ')}"


def as_bytes(bridge: Bridge, kind: str, unit: str = "£000") -> bytes:
    """Return the picture in one of the formats ``svg``, ``png`` and ``pdf``."""
    target = BytesIO()
    metadata = dict(_METADATA[kind])
    if kind != "svg":
        metadata["Title"] = title_of(bridge)
    with mpl.rc_context():
        mpl.rc("svg", fonttype="none", hashsalt="minutebook")
        mpl.rc("pdf", fonttype=42)
        mpl.rc("hatch", linewidth=0.6)
        waterfall(bridge, unit).savefig(target, format=kind, dpi=_DPI, metadata=metadata)
    content = target.getvalue()
    return _accessible(content, bridge, unit) if kind == "svg" else content


def _accessible(svg: bytes, bridge: Bridge, unit: str) -> bytes:
    """Give the SVG a title and a description for those who do not see it."""
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = parsed(svg)
    root.attrib |= {
        "role": "img",
        "aria-labelledby": "bridge-title bridge-description",
        "{http://www.w3.org/XML/1998/namespace}lang": "en-GB",
        "style": "max-width: 100%; height: auto",
    }
    for about in root.findall(f"{{{SVG}}}metadata"):
        root.remove(about)
    told = (("desc", "description", describe(bridge, unit)), ("title", "title", title_of(bridge)))
    for tag, name, text in told:
        element = ET.Element(f"{{{SVG}}}{tag}", id=f"bridge-{name}")
        element.text = text
        root.insert(0, element)
    text = ET.tostring(root, encoding="unicode").strip()
    text = _FAMILY.sub(f"font-family: {FONTS}", text)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
