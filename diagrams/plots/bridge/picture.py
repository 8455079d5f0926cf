"""A bridge into a picture: what the commands and notebooks call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagrams.pictures.look import Look
from diagrams.plots.bridge.parts import Drawn
from diagrams.plots.bridge.waterfall import Waterfall
from diagrams.plots.plot import Plot

if TYPE_CHECKING:
    from projections.bridges.bridge import Bridge


def bridge_plot(
    bridge: Bridge,
    *,
    unit: str = "£000",
    known: tuple[str, str] | None = None,
    title: str | None = None,
    look: Look | None = None,
) -> Plot:
    """Return the waterfall of a bridge.

    Args:
        bridge: the two figures and the lines between them, from `projections.bridges.bridge`.
        unit: ``£``, ``£000`` or ``£m``, in which amounts are written; another word of no money.
        known: what the book knew at both ends, in words.
        title: the heading, where another is wanted.
        look: its theme, the base of its links, further fonts.
    """
    return Plot(Waterfall(Drawn(bridge, unit, known), title), look or Look())
