"""What Graphviz source says beyond sizes: texts, colours, links, and what each part is in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import graphviz

from diagrams.pictures.addresses import address
from diagrams.pictures.dot.key import key_and_notes
from diagrams.pictures.dot.labels import html
from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.typeset import MOMENT, TITLE

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Box, Group, Line, Sketch
    from diagrams.pictures.text.typeset import Block, Piece
    from diagrams.pictures.themes import Palette

STROKES: Final = {
    "solid": ("solid", "1.4"),
    "dashed": ("dashed", "1.2"),
    "dotted": ("dotted", "1.6"),
    "bold": ("solid", "2.8"),
    "thin": ("solid", "0.8"),
}
_LEFT: Final = "<BR ALIGN='LEFT'/>"


class Bare:
    """Nothing: the layout program places boxes by their sizes alone."""

    def drawing(self, sketch: Sketch) -> dict[str, str]:  # noqa: ARG002 - as in a dress
        """Return the attributes of the whole."""
        return {}

    def below(self, sketch: Sketch) -> dict[str, str]:  # noqa: ARG002 - as in a dress
        """Return the attributes of the frame that carries key and notes."""
        return {}

    def heading(self, text: Block) -> str:  # noqa: ARG002 - as in a dress
        """Return the heading of a group."""
        return " "

    def printed(self, text: Block) -> str:  # noqa: ARG002 - as in a dress
        """Return the label that hangs on a line."""
        return " "

    def group(self, group: Group) -> dict[str, str]:  # noqa: ARG002 - as in a dress
        """Return the attributes of a group."""
        return {}

    def box(
        self,
        box: Box,  # noqa: ARG002 - as in a dress
        text: Block,  # noqa: ARG002 - as in a dress
        style: str,  # noqa: ARG002 - as in a dress
        name: str,  # noqa: ARG002 - as in a dress
    ) -> dict[str, str]:
        """Return the attributes of a box."""
        return {"label": ""}

    def label(self, line: Line, text: Block) -> dict[str, str]:  # noqa: ARG002 - as in a dress
        """Return the attributes of a label between two strokes."""
        return {"label": ""}

    def line(self, line: Line) -> dict[str, str]:  # noqa: ARG002 - as in a dress
        """Return the attributes of a line."""
        return {}


@dataclass(frozen=True, slots=True)
class Dress:
    """The texts and the colours of a theme, with links to pages below one address."""

    palette: Palette
    base_url: str | None

    def drawing(self, sketch: Sketch) -> dict[str, str]:
        """Return the attributes of the whole: its heading and its paper."""
        heading = (
            f"<<FONT POINT-SIZE='{TITLE:.0f}'><B>{html(sketch.title)}</B></FONT>{_LEFT}"
            f"<FONT POINT-SIZE='{MOMENT:.0f}'>{html(sketch.moment)}</FONT>{_LEFT}>"
        )
        return {
            "label": heading,
            "labelloc": "t",
            "labeljust": "l",
            "pad": "0.25",
            "bgcolor": self.palette.paper,
            "fontcolor": self.palette.ink,
            "tooltip": _plain(" ".join(sketch.description)),
        }

    def below(self, sketch: Sketch) -> dict[str, str]:
        """Return the attributes of the frame that carries key and notes."""
        return {
            "label": key_and_notes(sketch, self.palette),
            "labelloc": "b",
            "labeljust": "l",
            "peripheries": "0",
            "margin": "4",
            "tooltip": _plain(sketch.title),
        }

    def heading(self, text: Block) -> str:
        """Return the heading of a group."""
        lines = _LEFT.join(html(piece.text) for piece in text.pieces)
        return f"<FONT POINT-SIZE='11'><B>{lines}</B></FONT>"

    def printed(self, text: Block) -> str:
        """Return the label that hangs on a line."""
        return "<BR/>".join(html(piece.text) for piece in text.pieces)

    def group(self, group: Group) -> dict[str, str]:
        """Return the attributes of a group."""
        palette, plain = self.palette, group.tone == "plain"
        return {
            "style": "filled,rounded,dashed" if group.dashed else "filled,rounded",
            "fillcolor": palette.group_fill,
            "color": palette.group_edge if plain else palette.tones[group.tone].edge,
            "fontcolor": palette.quiet,
            "penwidth": "0.8",
            "tooltip": _plain(group.name),
            **self._link(group.link),
        }

    def box(self, box: Box, text: Block, style: str, name: str) -> dict[str, str]:
        """Return the attributes of a box."""
        family = self.palette.tones[box.tone]
        styles = ["filled" if box.shape != "plain" else "", style, "dashed" if box.dashed else ""]
        return {
            "id": name,
            "label": _rows(box, text),
            "tooltip": _plain(box.spoken),
            "style": ",".join(filter(None, styles)) or "solid",
            "fillcolor": family.fill,
            "color": family.edge,
            "fontcolor": family.ink,
            **self._link(box.link),
        }

    def label(self, line: Line, text: Block) -> dict[str, str]:
        """Return the attributes of a label between two strokes."""
        return {
            "label": f"<{self.printed(text)}>",
            "fontsize": "9",
            "fontcolor": self.palette.ink,
            "tooltip": _plain(line.spoken),
            **self._link(line.link),
        }

    def line(self, line: Line) -> dict[str, str]:
        """Return the attributes of a line."""
        style, width = STROKES[line.stroke]
        return {
            "style": style,
            "penwidth": width,
            "color": self.palette.tones[line.tone].edge,
            "fontcolor": self.palette.ink,
            "tooltip": _plain(line.spoken),
            **self._link(line.link),
        }

    def _link(self, page: str | None) -> dict[str, str]:
        href = address(self.base_url, page)
        return {} if href is None else {"URL": _plain(href)}


def _rows(box: Box, text: Block) -> str:
    """Return the text of a box, its mark before the first line, cells of a row with a gap."""
    lines: dict[float, list[str]] = defaultdict(list)
    for piece in text.pieces:
        lines[piece.y].append(_piece(piece))
    rows = ["&#160;&#160; ".join(lines[y]) for y in sorted(lines)]
    if box.mark:
        mark = f"<FONT POINT-SIZE='9'><B>{html(box.mark)}</B></FONT>"
        rows[:1] = [f"{mark}&#160; {''.join(rows[:1])}"]
    return f"<{'<BR/>'.join(rows)}>" if rows else ""


def _piece(piece: Piece) -> str:
    text = html(piece.text)
    bold = f"<B>{text}</B>" if piece.bold else text
    return f"<FONT POINT-SIZE='{piece.size:.0f}'>{bold}</FONT>"


def _plain(text: str) -> str:
    r"""Return text as an attribute: a backslash is itself, and never the start of ``\N``."""
    quoted: str = graphviz.nohtml(clean(text).replace("\\", "\\\\"))
    return quoted
