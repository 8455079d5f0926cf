"""Plans the import of files one after the other: what one would record, the next one knows."""

from __future__ import annotations

from collections.abc import Sequence

from cli.importing.book_side import claims_of, known_for, statement_refs
from cli.importing.files import MonthlyFile
from cli.importing.orders import with_references
from projections.views import Views
from tables.entries.reports import is_closed
from tables.mapping import TableMapping
from tables.matching.known import Claims, Known, KnownPortfolio, KnownProject
from tables.parts import Amounts, StatusTable
from tables.planning import Plan, Wanted, plan


class Importer:
    """Plans imports beside a book.

    Args:
        views: the views of the book.
        mapping: what a mapping file says.
        wanted: what is asked for.
    """

    def __init__(self, views: Views, mapping: TableMapping, wanted: Wanted) -> None:
        self._views = views
        self._mapping = mapping
        self._wanted = wanted
        self._projects: dict[str, KnownProject] = {}
        self._portfolios: dict[str, KnownPortfolio] = {}
        self._targets: dict[str, Amounts] = {}
        self._closed: set[str] = set()
        self._statements = statement_refs(views) if wanted.as_statements else set()

    def plan(self, file: MonthlyFile, tables: Sequence[StatusTable]) -> Plan:
        """Plan the import of one file, and remember what it would record."""
        found = plan(
            file.path,
            file.period,
            tables,
            self._known(file.period),
            self._mapping,
            self._wanted,
            self._claims_of,
        )
        self._remember(found)
        return found._replace(entries=with_references(found.entries, self._statements))

    def _known(self, period: str) -> Known:
        known = known_for(self._views, period, self._wanted.measure)
        projects = {**self._projects, **known.projects}
        for ref in self._closed & {*projects}:
            projects[ref] = projects[ref]._replace(expected=False)
        return known._replace(
            projects=projects,
            portfolios={**self._portfolios, **known.portfolios},
            targets={**self._targets, **known.targets},
        )

    def _claims_of(self, document: str) -> Claims | None:
        if not self._views.ledger.entries_of(f"document:{document}"):
            return None
        return claims_of(self._views, document)

    def _remember(self, planned: Plan) -> None:
        for pair in planned.pairs:
            if pair.project is None:
                continue
            ref = pair.project.ref
            if pair.is_new:
                self._projects[ref] = pair.project._replace(expected=True)
            if self._wanted.opening and pair.line.figures.targets:
                self._targets.setdefault(ref, pair.line.figures.targets)
            if is_closed(pair):
                self._closed.add(ref)
        self._portfolios.update(planned.known.portfolios)
