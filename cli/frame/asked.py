"""The two times that an answer is asked for, and how it says which they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import click

from cli.context import App
from projections.views import Views

_ASKED = "cli.frame.asked"
_LAST = "closing"


@dataclass(frozen=True)
class Asked:
    """The views, and the two times at which they are asked.

    Attributes:
        views: the views, open for reading.
        as_at: the day: what was in force on it.
        as_known: the moment: what the book knew at it; none where it was not asked for.
        known: the last position known at that moment, or now.
        recorded_on: the day on which that position was recorded; none in an empty book.
        end: which end of an answer between two it is, ``opening`` or ``closing``; else empty.
    """

    views: Views
    as_at: date
    as_known: datetime | None
    known: int
    recorded_on: str | None
    end: str = ""

    @property
    def scope(self) -> dict[str, object]:
        """Both times as JSON has them."""
        return {"as_at": self.as_at, "as_known": self.as_known}

    @property
    def knowledge(self) -> str:
        """What the book knew: ``as known on 2018-10-15 10:30 UTC``, or how far it reaches now.

        The last position, and not the hour of asking: so that the same book gives the same page,
        and a printout tells which facts it had.
        """
        if self.as_known is not None:
            return f"as known on {_moment(self.as_known)} UTC"
        if self.recorded_on is None:
            return "as known with nothing recorded"
        return f"as known at position {self.known:,} ({self.recorded_on})"

    @property
    def times(self) -> str:
        """Both times, as every heading says them: ``as at 2018-09-30, as known on …``."""
        return f"as at {self.as_at}, {self.knowledge}"


def ask(app: App, as_at: date | None, as_known: datetime | None, *, end: str = "") -> Asked:
    """Open the views at the two times asked for: today, and all that is known, where none is.

    Args:
        app: the store and the clock.
        as_at: the day asked for.
        as_known: the moment asked for.
        end: which end of the answer it is, where the answer goes from one to another.
    """
    from projections.facts.moments import reach

    views = app.views()
    position, recorded_at = reach(views, as_known)
    recorded_on = recorded_at and recorded_at[:10]
    asked = Asked(views, as_at or app.today(), as_known, position, recorded_on, end)
    # By the end that it is of: a command that asks again for the same end means what it asks last.
    click.get_current_context().meta.setdefault(_ASKED, {})[end] = asked
    return asked


def all_asked() -> list[Asked]:
    """Return what the command that runs asked: once, at both ends, or of no views at all."""
    found: dict[str, Asked] = click.get_current_context().meta.get(_ASKED, {})
    return sorted(found.values(), key=lambda asked: (asked.as_at, asked.known, asked.end == _LAST))


def _moment(moment: datetime) -> str:
    """Return a moment in UTC, to the minute where that says all; the end of a day is one."""
    here = moment.astimezone(UTC).replace(tzinfo=None)
    if here.time() == time.max or not (here.second or here.microsecond):
        return f"{here:%Y-%m-%d %H:%M}"
    return here.isoformat(" ")
