"""Names and amounts as people say them: what is read aloud has no codes in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from domain.savings.measures import is_money
from projections.bodies.queries import list_bodies
from projections.savings.projects import ALL
from projections.seen import seen
from projections.views import Views
from projections.wording.phrases import day, spaced

_MILLION = 1_000_000
_SPOKEN = 10_000
# Two decimals of a million are said in a breath; more are not.
_MILLIONS = 1_000_000_000
# From a thousand million on, figures of one text are written out, the round ones too: £12,781.57
# million beside £17,367,479,486 would be two ways of saying the same.


Say: TypeAlias = Callable[[Decimal, str], str]
"""Says an amount of a measure."""


class Sentence(NamedTuple):
    """A sentence, and the references and sources behind it, which are not read aloud."""

    said: str
    note: str = ""


def spoken(amount: Decimal, measure: str) -> str:
    """Return an amount of a measure as it is said; it is never rounded for that.

    >>> spoken(Decimal(2010000), "cashable-benefit"), spoken(Decimal(-1967500), "cashable-benefit")
    ('£2.01 million', 'minus £1,967,500')
    >>> spoken(Decimal(270), "staff-hours")
    '270 staff hours'
    """
    size, sign = abs(amount), "minus " if amount < 0 else ""
    if not is_money(measure):
        plain = size.normalize() if size % 1 else size.to_integral_value()
        return f"{sign}{plain:,f} {spaced(measure)}"
    if _MILLION <= size < _MILLIONS and size % _SPOKEN == 0:
        return f"{sign}£{(size / _MILLION).normalize():,f} million"
    return f"{sign}£{size:,}"


def moved(change: Decimal, measure: str) -> str:
    """Return what a change did to a figure: ``took £1 million off``."""
    if change < 0:
        return f"took {spoken(-change, measure)} off"
    return f"added {spoken(change, measure)} to"


def course(
    expected: Mapping[str, str], revised: Mapping[str, str], measure: str, say: Say = spoken
) -> str:
    """Return how a profile would move, the years that stay left out."""
    moved = [
        f"{year} from {say(was, measure)} to {say(becomes, measure)}"
        for year in sorted({*expected, *revised})
        if (was := Decimal(expected.get(year, "0"))) != (becomes := Decimal(revised.get(year, "0")))
    ]
    return ", ".join(moved) or "every year as it is"


class Names:
    """What the things of a book are called at a moment.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        say: how amounts are said, where another way is wanted.
    """

    def __init__(self, views: Views, as_at: date, known: int = ALL, say: Say = spoken) -> None:
        self.say = say
        self._views = views
        self._as_at = as_at
        self._known = known
        self._bodies: dict[date, dict[str, str]] = {}
        self._projects: dict[str, str] = {}

    def body(self, ref: str, on: str | None = None) -> str:
        """Return a body in a sentence, by the name it bore on a day."""
        then = date.fromisoformat(on) if on else self._as_at
        if then not in self._bodies:
            bodies = list_bodies(self._views, then, self._known)
            self._bodies[then] = {body.ref: body.name for body in bodies}
        name = self._bodies[then].get(ref)
        if name is None:
            return f"the body {ref}, which is not in the book,"
        return f"the {name.removeprefix('The ')}"

    def who(self, said: Mapping[str, Any], on: str | None) -> str | None:
        """Return who decided: a body, or an officer for it; nothing where nobody is named."""
        if not said.get("body"):
            return said.get("officer") or said.get("decided_by")
        body = self.body(said["body"], on)
        officer = said.get("officer") or said.get("decided_by")
        return f"{officer}, for {body.rstrip(',')}," if officer else body

    def meeting(self, ref: str | None) -> str | None:
        """Return a meeting by its day, ``its meeting of 7 January 2019``."""
        if ref is None:
            return None
        for table, column in (("meetings_held", "decided_on"), ("meetings", "scheduled_for")):
            found = seen(self._views, table, None, self._known, ref=ref)
            if found and found[-1][column]:
                return f"its meeting of {day(found[-1][column])}"
        return "a later meeting"

    def project(self, ref: str) -> str:
        """Return the name of a project; its reference where the book has none by then."""
        if ref not in self._projects:
            self.know([ref])
        return self._projects[ref]

    def recorded_at(self, position: int) -> str:
        """Return when the book learnt of what stands at a position."""
        return self._views.ledger.recorded_at(position) or ""

    def know(self, refs: Collection[str]) -> None:
        """Look up the names of several projects at once."""
        wanted = [ref for ref in refs if ref not in self._projects]
        self._projects.update({ref: ref for ref in wanted})
        rows = self._views.tuples(
            "SELECT project, name FROM project_step WHERE name IS NOT NULL AND since <= ?"  # noqa: S608 - places only
            f" AND position <= ? AND project IN ({', '.join('?' * len(wanted)) or 'NULL'})"
            " ORDER BY since, position",
            (self._as_at.isoformat(), self._known, *wanted),
        )
        self._projects.update(dict(rows))
