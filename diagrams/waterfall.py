"""A bridge as a waterfall: from one figure to another, one step for each kind of movement.

What adds and what takes off differ in colour, hatching and sign, so that they can be told apart in
grey. The same bridge gives the same bytes. Text stays text in the SVG, which carries a title and a
description in words.
"""

from __future__ import annotations

import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from diagrams.accessible_svg import FONTS, SVG, parsed
from diagrams.waterfall_fonts import font, not_in_font, shown, width_of, wrapped
from diagrams.waterfall_parts import Bar, Drawn, Panel
from diagrams.waterfall_scales import GAP, Room, Scale, room_of, scales

_INK, _FIGURE, _MORE, _LESS = "#1d1d1d", "#595959", "#2b6cb0", "#c05621"
_UP, _DOWN = "////", "\\\\\\\\"
_MARGIN, _TOP, _KEY, _LINE = 0.15, 0.6, 0.24, 0.22
_ROW, _BETWEEN, _NARROWEST = 0.4, 0.3, 5.0
# In inches: the edges, what lies above the panels, a line of the key, a line of text, a row, the
# room between panels, and the narrowest picture.
_POINTS: Final = 72
_LETTERS: Final = 10
_DPI: Final = 200
_FONT_OF: Final = re.compile(r"font-family: [^;]*")
_DASHED: Final = "a dashed line: the scale does not begin at nil"
_METADATA: Final[dict[str, dict[str, Any]]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "ModDate": None, "Creator": "minutebook", "Producer": None},
}


def waterfall(drawn: Drawn) -> Figure:
    """Return the drawing of a bridge, as large as its texts need."""
    panels = drawn.panels()
    its_scales = scales(panels)
    rooms = [room_of(panel, scale, drawn) for panel, scale in zip(panels, its_scales, strict=True)]
    labels = 2 * _MARGIN + max(width_of(bar.label, font(9)) for bar in panels[0].bars)
    width = labels + sum(room.width + _BETWEEN for room in rooms)
    width = max(width, _NARROWEST)
    room = width - 2 * _MARGIN
    heading = wrapped(drawn.title, font(11, bold=True), room)
    amounts = wrapped(_amounts(drawn, panels), font(9), room)
    key = _key_lines(_key(panels, its_scales), room)
    top = _TOP + _LINE * (len(heading) + len(amounts))
    bottom = _MARGIN + _KEY * len(key)
    tall = _ROW * len(panels[0].bars)
    height = top + tall + bottom
    figure = Figure(figsize=(width, height), facecolor="white")
    left = labels
    for panel, scale, its in zip(panels, its_scales, rooms, strict=True):
        place = (left / width, bottom / height, its.width / width, tall / height)
        _panel(figure.add_axes(place), panel, scale, its, drawn)
        left += its.width + _BETWEEN
    _row_labels(figure.axes[0], panels[0].bars)
    _head(figure, heading, amounts)
    _draw_key(figure, key)
    return figure


def _amounts(drawn: Drawn, panels: Sequence[Panel]) -> str:
    """Say what the amounts are in, and which panels can be compared by the length of their bars."""
    told = f"Amounts in {drawn.amounts}"
    years = sum(not panel.is_total for panel in panels)
    if not years:
        return told
    one = "The years are drawn to one scale" if years > 1 else "The year is drawn to one scale"
    return f"{told}. {one}, all years together to another"


def _head(figure: Figure, heading: Sequence[str], amounts: Sequence[str]) -> None:
    width, height = figure.get_size_inches()
    for number, line in enumerate([*heading, *amounts]):
        figure.text(
            _MARGIN / width,
            1 - (_MARGIN + _LINE * number) / height,
            shown(line),
            fontproperties=font(11, bold=True) if number < len(heading) else font(9),
            color=_INK,
            va="top",
        )


def _panel(axes: Axes, panel: Panel, scale: Scale, room: Room, drawn: Drawn) -> None:
    axes.set_xlim(
        scale.low - room.left * scale.inch, scale.low + (room.width - room.left) * scale.inch
    )
    axes.set_ylim(len(panel.bars) - 0.4, -0.6)
    for row, bar in enumerate(panel.bars):
        _bar(axes, row, bar, scale, drawn.amount(bar))
        if row + 1 < len(panel.bars):
            axes.plot([float(bar.end)] * 2, [row, row + 1], color=_FIGURE, lw=0.7, ls=":")
    axes.axvline(scale.begin, color=_INK, lw=0.8, ls="-" if not scale.begin else (0, (2, 2)))
    axes.set_title(shown(panel.name), fontproperties=font(10, bold=True), color=_INK, loc="left")
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)


def _row_labels(axes: Axes, bars: Sequence[Bar]) -> None:
    labels = [shown(bar.label) for bar in bars]
    axes.set_yticks(range(len(labels)), labels, fontproperties=font(9), color=_INK)
    axes.tick_params(length=0, pad=_MARGIN * _POINTS)


def _bar(axes: Axes, row: int, bar: Bar, scale: Scale, amount: str) -> None:
    left, right = scale.ends(bar)
    colour, hatch = _look(bar)
    axes.barh(
        row, right - left, left=left, height=0.62,
        color="white" if hatch else colour, edgecolor=colour, hatch=hatch, lw=1.0,
    )  # fmt: skip
    on_left = scale.goes_left(bar)
    away = GAP * _POINTS
    axes.annotate(
        amount, (left if on_left else right, row),
        xytext=(-away if on_left else away, 0), textcoords="offset points",
        ha="right" if on_left else "left", va="center",
        fontproperties=font(9, bold=bar.is_figure), color=_INK,
    )  # fmt: skip


def _look(bar: Bar) -> tuple[str, str]:
    if bar.is_figure:
        return _FIGURE, ""
    return (_MORE, _UP) if bar.change >= 0 else (_LESS, _DOWN)


def _key(panels: Sequence[Panel], its_scales: Sequence[Scale]) -> list[Patch]:
    """Explain the bars that there are."""
    steps = [bar.change for panel in panels for bar in panel.bars if not bar.is_figure]
    patches = [Patch(facecolor=_FIGURE, edgecolor=_FIGURE, label="what had to be saved")]
    if any(change > 0 for change in steps):
        patches.append(Patch(facecolor="white", edgecolor=_MORE, hatch=_UP, label="added"))
    if any(change < 0 for change in steps):
        patches.append(Patch(facecolor="white", edgecolor=_LESS, hatch=_DOWN, label="taken off"))
    if any(scale.begin for scale in its_scales):
        patches.append(Patch(facecolor="none", edgecolor="none", label=_DASHED))
    return patches


def _key_lines(patches: Sequence[Patch], room: float) -> list[list[Patch]]:
    """Put the key into as many lines as it needs."""
    lines: list[list[Patch]] = [[]]
    taken = 0.0
    for patch in patches:
        wide = 0.65 + width_of(str(patch.get_label()), font(9))
        if lines[-1] and taken + wide > room:
            lines.append([])
            taken = 0.0
        lines[-1].append(patch)
        taken += wide
    return lines


def _draw_key(figure: Figure, lines: Sequence[Sequence[Patch]]) -> None:
    height = figure.get_size_inches()[1]
    for number, patches in enumerate(reversed(lines)):
        figure.legend(
            handles=list(patches),
            loc="lower left",
            ncols=len(patches),
            prop=font(9),
            frameon=False,
            bbox_to_anchor=(0.0, _KEY * number / height),
            labelcolor=_INK,
        )


def as_bytes(drawn: Drawn, kind: str) -> bytes:
    """Return the picture in one of the formats ``svg``, ``png`` and ``pdf``."""
    target = BytesIO()
    metadata = dict(_METADATA[kind])
    if kind != "svg":
        metadata["Title"] = drawn.title
    with mpl.rc_context(), warnings.catch_warnings():
        # `letters_told` says so in our words, and once.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        mpl.rc("svg", fonttype="none", hashsalt="minutebook")
        mpl.rc("pdf", fonttype=42)
        mpl.rc("text", hinting="none")
        mpl.rc("hatch", linewidth=0.6)
        waterfall(drawn).savefig(target, format=kind, dpi=_DPI, metadata=metadata)
    content = target.getvalue()
    return _accessible(content, drawn) if kind == "svg" else content


def letters_told(drawn: Drawn, kind: str) -> str | None:
    """Return what a reader should know of letters that the picture cannot show; most have none."""
    missing = not_in_font(drawn.title)
    if not missing or kind == "svg":  # an SVG is shown in the fonts of who reads it
        return None
    letters, others = " ".join(missing[:_LETTERS]), len(missing) - _LETTERS
    more = f" and {others} more" if others > 0 else ""
    return (
        f"the font of the picture does not have {letters}{more}: a .{kind} shows boxes in their"
        " place; an .svg keeps them as they are written"
    )


def _accessible(svg: bytes, drawn: Drawn) -> bytes:
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
    told = (("desc", "description", drawn.describe()), ("title", "title", drawn.title))
    for tag, name, text in told:
        element = ET.Element(f"{{{SVG}}}{tag}", id=f"bridge-{name}")
        element.text = text
        root.insert(0, element)
    text = ET.tostring(root, encoding="unicode").strip()
    text = _FONT_OF.sub(f"font-family: {FONTS}", text)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
