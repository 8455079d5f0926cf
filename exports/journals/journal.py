"""The journal: every movement a transaction, every statement a balance assertion.

Targets have an account for each year of each project. A sum that a statement asserts, of a group or
over several years, has an account of its own, filled from the same movements; so has what a
document says of change requests, status reports, or of figures that the book does not keep.
Whoever loads the journal adds all of it up for himself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count, groupby
from operator import attrgetter

from exports.journals.assertions import Assertion, assertions
from exports.journals.flows import BEGINNING, Flow, reported
from exports.journals.moved import Moved, moved
from exports.journals.names import Accounts, amount, comment, links, text
from exports.journals.sums import Gatherer, Sum
from projections.savings.scope import Kind
from projections.statements.book import OF_REPORTS, Book
from projections.statements.checking import Checked
from projections.statements.claims import TARGET, Claim
from projections.views import Views

_CURRENCY = "GBP"
_FIRST_YEAR, _LAST_YEAR = 1700, 2099  # what beancount reads
_SCOPES = frozenset(Kind)


def journal(views: Views, measure: str, *, as_at: date, known: int, times: str) -> Iterator[str]:
    """Write the figures of a measure as a beancount journal, line by line.

    Args:
        views: the views.
        measure: the measure.
        as_at: the day asked for: later movements and statements are not in it.
        known: the last position that the book is taken to know.
        times: both times in words, for the first line.

    Raises:
        ValueError: where a day lies before 1700 or after 2099, which beancount does not read.
    """
    if not _FIRST_YEAR <= as_at.year <= _LAST_YEAR:
        raise ValueError(
            f"beancount reads dates from {_FIRST_YEAR} to {_LAST_YEAR}: ask for another"
        )
    writer = _Writer(views, measure, as_at, known)
    yield comment(f"The {measure} of every project as a beancount journal, {times}.")
    yield 'option "title" "minutebook"'
    yield f'option "operating_currency" "{_CURRENCY}"'
    yield ""
    yield from writer.movements()
    able, unable = assertions(views, measure, as_at, known)
    yield from writer.statements(able)
    yield from (comment(f"Not asserted: {_told(each)}") for each in unable)


class _Writer:
    """Writes directives, and opens each account before it is first used."""

    def __init__(self, views: Views, measure: str, as_at: date, known: int) -> None:
        self._views = views
        self._measure = measure
        self._times = (as_at, known)
        self._accounts = Accounts()
        self._opened: set[str] = set()
        self._asserted: dict[tuple[str, str], int] = {}

    def movements(self) -> Iterator[str]:
        """Write what moved the targets."""
        for fact in self._moved():
            if fact.day < BEGINNING:
                raise ValueError(
                    f"the {fact.kind} of {fact.project} is of {fact.day}, and beancount reads dates"
                    f" from {_FIRST_YEAR} on: put its day right first"
                )
            decided = _equity(f"Decided:{fact.kind.title()}")
            legs = [(self._target(fact.project, flow.year), flow.amount) for flow in fact.flows]
            legs.append((decided, -sum(flow.amount for flow in fact.flows)))
            yield from self._transaction(
                fact.day,
                fact.narration,
                legs,
                payee=fact.authority.get("body"),
                references=(fact.reference,),
                metadata=fact.metadata,
            )

    def statements(self, able: list[Assertion]) -> Iterator[str]:
        """Write what statements assert, and before it the sums that they are about."""
        sums: dict[Sum, str] = {}
        of_reports: dict[str, list[Assertion]] = {}
        for each in able:
            if self._is_summed(each):
                account = self._free(each, sums)
            else:
                account = self._account("papers", each.checked.statement, each.claim.period)
                yield from self._as_the_book_has_it(each, account)
            yield from self._balance(each, account)
            if each.claim.made.figure in OF_REPORTS:
                of_reports.setdefault(each.claim.made.figure, []).append(each)
        yield from self._sums(sums, of_reports)

    def _is_summed(self, each: Assertion) -> bool:
        """Whether movements or status reports make up what is asserted."""
        made = each.claim.made
        figures = (TARGET, *OF_REPORTS)
        return not each.papers_only and made.kind in _SCOPES and made.figure in figures

    def _free(self, each: Assertion, sums: dict[Sum, str]) -> str:
        """Return the account of what is asserted in which no other amount is asserted that day."""
        for again in count():
            account = self._account_of(each.claim, sums, again)
            key = account, each.claim.made.as_at
            if self._asserted.setdefault(key, each.asserted) == each.asserted:
                return account
        raise AssertionError

    def _account_of(self, claim: Claim, sums: dict[Sum, str], again: int) -> str:
        made = claim.made
        if made.figure == TARGET and made.kind == Kind.PROJECT and not again:
            if claim.first is None:
                return self._account("targets", self._measure, made.thing or "")
            if claim.first == claim.last:
                return self._target(made.thing or "", claim.first)
        held = Sum.of(claim, again)
        return sums.setdefault(held, self._account(*held.path))

    def _sums(self, sums: dict[Sum, str], of_reports: dict[str, list[Assertion]]) -> Iterator[str]:
        flowing = {
            figure: self._reported(figure, {each.claim.made.as_at for each in its})
            for figure, its in of_reports.items()
        }
        if any(held.figure == TARGET for held in sums):
            flowing[TARGET] = [flow for fact in self._moved() for flow in fact.flows]
        for held, account in sums.items():
            gathered = Gatherer(self._views, held, *self._times).flows(flowing[held.figure])
            for (day, project), its in groupby(gathered, attrgetter("day", "project")):
                change = sum(flow.amount for flow in its)
                if change:
                    equity = _equity("Counted-In-Sums")
                    legs = [(account, change), (equity, -change)]
                    yield from self._transaction(day, project, legs)

    def _reported(self, figure: str, days: set[str]) -> list[Flow]:
        found = reported(self._views, figure, self._measure, days, self._times[1])
        return sorted(found, key=attrgetter("day", "project"))

    def _as_the_book_has_it(self, each: Assertion, account: str) -> Iterator[str]:
        """Fill the account of a statement that no movement makes up.

        With what the book has of the requests and extensions it is about; of what the book does not
        keep, with what the document says that contradicts it.
        """
        made = each.claim.made
        figure = None
        if not each.papers_only:
            book = Book(self._views, self._times[1], self._times[0])
            figure = book.figure(made)
        had = figure.of(each.claim) if figure else None
        if had is None:
            apart = each.checked.difference
            had = each.claim.amount - (int(apart.scaleb(2)) if apart is not None else 0)
        legs = [(account, had), (_equity("As-Other-Papers-Have-It"), -had)]
        yield from self._transaction(made.as_at, f"{made.figure} {made.thing or ''}", legs)

    def _balance(self, each: Assertion, account: str) -> Iterator[str]:
        yield from self._open(account)
        after = date.fromisoformat(each.claim.made.as_at) + timedelta(days=1)
        tolerance = amount(each.claim.tolerance)
        yield f"{after} balance {account}  {amount(each.asserted)} ~ {tolerance} {_CURRENCY}"
        yield f"  statement: {text(each.checked.statement)}"
        yield f"  where: {text(each.claim.where)}"
        if each.checked.explanation:
            yield f"  stated: {text(amount(each.claim.amount))}"
            yield f"  explained: {text(each.checked.explanation.reason)}"

    def _moved(self) -> Iterable[Moved]:
        return moved(self._views, self._measure, *self._times)

    def _transaction(
        self,
        day: str,
        narration: str,
        legs: list[tuple[str, int]],
        *,
        payee: str | None = None,
        references: Iterable[str | None] = (),
        metadata: dict[str, str] | None = None,
    ) -> Iterator[str]:
        for account, _ in legs:
            yield from self._open(account)
        who = f"{text(payee)} " if payee else ""
        yield f"{day} * {who}{text(narration)}{links(references)}"
        for name, value in (metadata or {}).items():
            yield f"  {name}: {text(value)}"
        for account, pence in legs:
            yield f"  {account}  {amount(pence)} {_CURRENCY}"

    def _open(self, account: str) -> Iterator[str]:
        if account not in self._opened:
            self._opened.add(account)
            yield f"{BEGINNING} open {account} {_CURRENCY}"

    def _target(self, project: str, year: str | None) -> str:
        return self._account("targets", self._measure, project, f"FY{year}")

    def _account(self, *path: str) -> str:
        return self._accounts.account(*path)


def _equity(name: str) -> str:
    return f"Equity:{name}"


def _told(each: Checked) -> str:
    what = each.thing or "all projects"
    return f"{each.statement} ({each.state}): {each.figure} of {what}, {each.years}"
