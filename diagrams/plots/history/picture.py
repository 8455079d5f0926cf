"""A history into a picture: what the commands and notebooks call."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from diagrams.errors import NothingMoved
from diagrams.pictures.look import Look
from diagrams.plots.history.drawing import HistoryDrawing
from diagrams.plots.history.told import Told
from diagrams.plots.plot import Plot
from diagrams.words import heading_of

if TYPE_CHECKING:
    from projections.lives.stepped import Stepped


def history_plot(
    stepped: Stepped,
    *,
    unit: str = "£000",
    as_known: datetime | None = None,
    first: date | None = None,
    last: date | None = None,
    total_only: bool = False,
    title: str | None = None,
    look: Look | None = None,
) -> Plot:
    """Return the history of a figure: a track of steps for each year, the decisions marked.

    Args:
        stepped: the life of the figure, from `projections.lives.stepped`.
        unit: ``£``, ``£000`` or ``£m``, in which amounts are written; another word of no money.
        as_known: the moment of knowledge, where one was asked for.
        first: the first day to draw; without it, just before the first mark.
        last: the last day to draw; without it, soon after the last mark.
        total_only: whether only the sum of all years is drawn.
        title: the heading, where another is wanted.
        look: its theme, the base of its links, further fonts.

    Raises:
        NothingMoved: the figure has no movement by then.
    """
    if not stepped.years:
        raise NothingMoved(stepped.name, stepped.asked.as_at)
    told = Told(stepped, unit, as_known, first, last, total_only)
    return Plot(HistoryDrawing(told, heading_of(title)), look or Look())


def moves_told(stepped: Stepped, first: date | None = None, last: date | None = None) -> str:
    """Return how much moved a figure in the time drawn, in words: ``2 decisions``."""
    moved = Told(stepped, first=first, last=last).moved
    one_by_one = stepped.by in {None, "decision"}
    count = len(moved) if one_by_one else sum(mark.movements for mark in moved)
    what = "decision" if one_by_one else "movement"
    return f"{count:,} {what}{'' if count == 1 else 's'}"
