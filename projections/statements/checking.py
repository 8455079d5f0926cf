"""Statements checked against the book: what agrees, what differs, and why it is likely to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from projections.savings.pence import pounds
from projections.savings.projects import ALL
from projections.statements.adding import Adding
from projections.statements.book import Book
from projections.statements.causes.catalogue import causes
from projections.statements.causes.cause import Case, Cause
from projections.statements.causes.departments import no_department
from projections.statements.claims import TOTAL, Claim, claims_of, years_apart
from projections.statements.contradictions import Contradictions
from projections.statements.explaining import Gap, covers
from projections.statements.queries import Explained, Made, documents, explanations, statements
from projections.views import Views


class State(StrEnum):
    """How a statement stands to the book."""

    AGREES = "agrees"
    ROUNDED = "rounded"
    DIFFERS = "differs"
    EXPLAINED = "explained"
    NOT_COMPARABLE = "not-comparable"
    WITHDRAWN = "withdrawn"


class Explanation(NamedTuple):
    """Who explained a difference, why, and when."""

    by: str
    reason: str
    on: str
    position: int


class Checked(NamedTuple):
    """One amount of a statement beside what the book has; amounts in pounds.

    Attributes:
        statement: the reference of the statement.
        document: the reference of its document.
        title: what the document is called.
        dated: the day of the document.
        page: the page.
        item: the item.
        kind: what it is of: ``project``, ``portfolio`` … or ``whole``.
        thing: the reference of that; nothing of all projects.
        project: the project whose line of a change request is meant.
        figure: what is stated.
        measure: the measure.
        period: the year, or ``total``.
        years: the years in words.
        as_at: the day on which it is compared.
        rounded_to: what its last printed digit counts.
        stated: what the document says.
        book: what the book has; nothing of a figure that it does not keep.
        difference: stated less book; of what the book does not keep, less what contradicts it.
        state: how the two stand.
        causes: why they are likely to differ, best first.
        explanation: who explained the difference, where it stands explained.
        position: where the ledger has the statement.
        apart_from: of a figure that the book does not keep, the statement that the difference is
            from; its own, where the years of that do not give its total.
    """

    statement: str
    document: str
    title: str
    dated: str
    page: str | None
    item: str | None
    kind: str
    thing: str | None
    project: str | None
    figure: str
    measure: str
    period: str
    years: str
    as_at: str
    rounded_to: Decimal | None
    stated: Decimal
    book: Decimal | None
    difference: Decimal | None
    state: State
    causes: tuple[Cause, ...]
    explanation: Explanation | None
    position: int
    apart_from: str | None = None

    @property
    def unexplained(self) -> bool:
        """Whether it is a difference that nobody explained."""
        return self.state is State.DIFFERS


def check(
    views: Views,
    *,
    as_at: date,
    known: int = ALL,
    document: str | None = None,
    only: Collection[str] | None = None,
) -> list[Checked]:
    """Compare each statement with the book as it stood on the statement's day.

    Args:
        views: the views.
        as_at: the day asked for: documents published by then, and what was explained by then.
        known: the last position that the book is taken to know.
        document: the only document wanted.
        only: the only statements wanted.
    """
    every = statements(views, as_at, known)
    wanted = [
        made
        for made in every
        if document in (None, made.document) and (only is None or made.ref in only)
    ]
    return check_these(views, wanted, every, as_at=as_at, known=known)


def check_these(
    views: Views, wanted: Sequence[Made], every: Sequence[Made], *, as_at: date, known: int
) -> list[Checked]:
    """Compare some statements with the book, and where they differ with all others.

    Args:
        views: the views.
        wanted: the statements.
        every: all that can contradict them.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
    """
    book = Book(views, known, as_at)
    book.prepare(wanted)
    titles = {each.ref: each.title for each in documents(views, as_at, known)}
    checker = _Checker(book, every, explanations(views, as_at, known), titles)
    return [checker.checked(claim) for made in wanted for claim in claims_of(made)]


class _Checker:
    """Checks claims one by one against what was read of the book in bulk."""

    def __init__(
        self,
        book: Book,
        every: Sequence[Made],
        explained: Mapping[str, Sequence[Explained]],
        titles: Mapping[str, str],
    ) -> None:
        self._book = book
        self._others = Contradictions(every, book)
        self._explained = explained
        self._titles = titles
        self._documents: dict[str, list[Made]] = {}
        self._adding: dict[str, Adding] = {}
        for made in every:
            self._documents.setdefault(made.document, []).append(made)

    def checked(self, claim: Claim) -> Checked:
        made = claim.made
        if made.withdrawn is not None:
            return self._told(claim, None, None, State.WITHDRAWN)
        figure = self._book.figure(made)
        book = figure.of(claim) if figure else None
        if book is not None and claim.amount == book:
            return self._told(claim, book, 0, State.AGREES)
        if book is not None and claim.is_met_by(book):
            return self._told(claim, book, claim.amount - book, State.ROUNDED)
        return self._differing(claim, book)

    def _differing(self, claim: Claim, book: int | None) -> Checked:
        made = claim.made
        case = Case(
            claim,
            book,
            self._book,
            self._others,
            tuple(self._documents[made.document]),
            self._adding_up(made.document),
            tuple(self._explained.get(made.ref, ())),
        )
        gaps = [Gap(case.apart)] if book is not None else [*self._gaps_between_papers(claim)]
        if not gaps:
            unknown = tuple(no_department(case))
            return self._told(claim, None, None, State.NOT_COMPARABLE, unknown)
        found = causes(case)
        explained = [(gap, self._explanation(case, gap)) for gap in gaps]
        gap, explanation = next((each for each in explained if each[1] is None), explained[0])
        state = State.EXPLAINED if explanation else State.DIFFERS
        told = self._told(claim, book, gap.apart, state, found, explanation)
        return told if book is not None else told._replace(apart_from=(gap.other or made).ref)

    def _adding_up(self, document: str) -> Adding:
        if document not in self._adding:
            self._adding[document] = Adding(self._documents[document], self._book)
        return self._adding[document]

    def _gaps_between_papers(self, claim: Claim) -> Iterator[Gap]:
        """Yield how far a figure that the book does not keep is from what papers say of it.

        One explanation does for two papers that contradict each other.
        """
        for same in self._others.of(claim):
            other = same.claim
            back = Gap(same.amount - claim.amount, claim.made)
            theirs = self._explained.get(other.made.ref, ())
            if not any(covers(each, other, back, self._book) for each in theirs):
                yield Gap(claim.amount - same.amount, other.made)
        apart = years_apart(claim.made)
        if claim.period == TOTAL and apart is not None:
            yield Gap(apart)

    def _explanation(self, case: Case, gap: Gap) -> Explanation | None:
        """Return the last explanation of a difference; nothing where nobody explained it."""
        for each in case.explained:
            if covers(each, case.claim, gap, self._book):
                return Explanation(each.explained_by, each.reason, each.explained_on, each.position)
        return None

    def _told(
        self,
        claim: Claim,
        book: int | None,
        apart: int | None,
        state: State,
        found: tuple[Cause, ...] = (),
        explanation: Explanation | None = None,
    ) -> Checked:
        made = claim.made
        return Checked(
            statement=made.ref,
            document=made.document,
            title=self._titles.get(made.document, made.document),
            dated=made.dated,
            page=made.source["page"],
            item=made.source["item"],
            kind=made.kind,
            thing=made.thing,
            project=made.project,
            figure=made.figure,
            measure=made.measure,
            period=claim.period,
            years=claim.years,
            as_at=made.as_at,
            rounded_to=None if made.rounded_to is None else pounds(made.rounded_to),
            stated=pounds(claim.amount),
            book=None if book is None else pounds(book),
            difference=None if apart is None else pounds(apart),
            state=state,
            causes=found,
            explanation=explanation,
            position=made.position,
        )


def unexplained(found: Sequence[Checked]) -> Iterator[Checked]:
    """Return the differences that nobody explained."""
    return (each for each in found if each.unexplained)
