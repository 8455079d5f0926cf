"""The projects and portfolios that a book has, as far as a table is matched with them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from domain.values.years import FinancialYear
from tables.parts import Amounts


class KnownProject(NamedTuple):
    """A project of the book.

    Attributes:
        ref: its reference.
        name: its name.
        references: what else it is known by: ``C07``.
        portfolio: the reference of its portfolio on the day of the table; none where it has none.
        expected: whether a table of its portfolio should have a line for it: it had begun by the
            first day of the month, has figures or reports, and was not closed.
    """

    ref: str
    name: str
    references: tuple[str, ...] = ()
    portfolio: str | None = None
    expected: bool = False


class KnownPortfolio(NamedTuple):
    """A portfolio of the book."""

    ref: str
    name: str


class Reported(NamedTuple):
    """What the book has as the report of a project for a month; nil amounts are left out."""

    status: str
    target: Amounts
    at_risk: Amounts
    delivered_alternatively: Decimal


class Claim(NamedTuple):
    """What a document states of one thing.

    Attributes:
        portfolio: the reference of the portfolio; none where it is about a project or about all.
        project: the reference of the project; none where it is about others.
        figure: which figure: ``target``.
        measure: its measure.
        amounts: pounds per year.
        total: the total; none where none is stated.
    """

    portfolio: str | None
    project: str | None
    figure: str
    measure: str
    amounts: frozenset[tuple[FinancialYear, Decimal]]
    total: Decimal | None

    @property
    def about(self) -> tuple[str | None, ...]:
        """What it is about, whatever it says."""
        return self[:4]


class Claims(NamedTuple):
    """What the book has a document state.

    Attributes:
        standing: what it states.
        withdrawn: what it stated last of a figure, where that was taken back since.
    """

    standing: frozenset[Claim] = frozenset()
    withdrawn: frozenset[Claim] = frozenset()


class Known(NamedTuple):
    """What the book has on the day and of the month of a table.

    Attributes:
        projects: by reference.
        portfolios: by reference.
        targets: what each project must save, in pounds per year, by the figure ledger; projects
            without any figure are left out.
        reports: the reports of that month.
        later: what projects that have no figure on the day must save by later facts of the book.
    """

    projects: Mapping[str, KnownProject]
    portfolios: Mapping[str, KnownPortfolio]
    targets: Mapping[str, Amounts]
    reports: Mapping[str, Reported]
    later: Mapping[str, Amounts] = MappingProxyType({})
