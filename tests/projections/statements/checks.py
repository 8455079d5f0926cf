"""A small council, and what checking a paper against its book finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from projections.savings.projects import ALL
from projections.statements.checking import Checked, check
from tests.books import IN_2018, IN_2019, BookOnDisk

COUNCIL = """
- body: {ref: ics, name: Improvement, kind: sub-committee}
- portfolio: {ref: place, name: Place}
- programme: {ref: streets, name: Streets, portfolio: place}
- project: {ref: lights, name: Lights, programme: streets, department: Roads}
- project: {ref: signs, name: Signs, programme: streets, department: Roads}
- baseline: {project: lights, authority: {body: ics, decided_on: 2017-01-09},
    profile: {2018/19: 1234000, 2019/20: 500000}}
- baseline: {project: signs, authority: {body: ics, decided_on: 2017-01-09},
    profile: {2018/19: 60000}}
- extension: {ref: EXT, project: lights, authority: {body: ics, decided_on: 2018-10-08},
    change: {2018/19: 5000}}
- extension: {ref: EXT-2, project: lights, authority: {body: ics, decided_on: 2018-10-22},
    change: {2018/19: 700}}
- change-request: {ref: CR, title: Less, kind: write-off, to: ics, raised_on: 2018-10-20,
    projects: [{project: signs, expected: {2018/19: 60000}, revised: {2018/19: 41000}}]}
- status-report: {project: lights, period: 2018-09, status: at-risk,
    at_risk: {2018/19: 90000}, delivered_alternatively: 20000}
- document: {ref: pack, title: The pack, dated: 2018-11-05, figures_as_at: 2018-10-31}
- document: {ref: older, title: The older pack, dated: 2018-10-05, figures_as_at: 2018-09-30}
"""
# Of Lights the book has in 2018/19: 1,234,000; from 8 October 1,239,000; from 22 October 1,239,700.
LATER = date(2019, 12, 1)

Found = list[Checked]
Papers = Callable[..., Found]
"""Records statements in a fresh copy of the council's book, and checks them."""


def statements(*said: str, document: str = "pack") -> str:
    """Write entries that a document states this, each on a page of its own."""
    return "".join(
        f"- statement: {{document: {document}, page: {page}, {each}}}\n"
        for page, each in enumerate(said, 1)
    )


def checked(book: BookOnDisk, as_at: date = LATER, known: int = ALL) -> Found:
    """Check all that the book's documents state."""
    with book.views() as views:
        return check(views, as_at=as_at, known=known)


def recorded(book: BookOnDisk, *texts: str) -> Found:
    """Record what is known in 2018, then check it."""
    for text in texts:
        book.record(text, IN_2018)
    return checked(book)


def learnt(book: BookOnDisk, text: str) -> Found:
    """Record what is learnt in 2019, then check what was stated before."""
    book.record(text, IN_2019)
    return checked(book)


def codes(each: Checked) -> list[str]:
    """Return the causes that were found."""
    return [cause.code for cause in each.causes]


def says(each: Checked, code: str) -> str:
    """Return what is said of a cause."""
    return " | ".join(cause.sentence for cause in each.causes if cause.code == code)


def apart(each: Checked) -> Decimal | None:
    """Return stated less book."""
    return each.difference
