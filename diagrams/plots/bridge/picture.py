"""A bridge into a picture: what the commands and notebooks call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagrams.errors import NothingBetween
from diagrams.pictures.look import Look
from diagrams.plots.bridge.parts import Drawn
from diagrams.plots.bridge.waterfall import Waterfall
from diagrams.plots.plot import Plot
from diagrams.words import heading_of

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

    Raises:
        NothingBetween: there is no figure at either end, or both ends are the same.
    """
    if _is_nothing(bridge):
        raise NothingBetween(bridge.name, bridge.opening.as_at, bridge.closing.as_at)
    return Plot(Waterfall(Drawn(bridge, unit, known), heading_of(title)), look or Look())


def _is_nothing(bridge: Bridge) -> bool:
    """Say whether a picture would show two nils, or one figure twice."""
    if bridge.lines:
        return False
    first, last = bridge.opening, bridge.closing
    same = (first.as_at, first.known) == (last.as_at, last.known)
    return same or not any((*first.years.values(), *last.years.values()))
