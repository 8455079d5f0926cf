"""A statement: a figure as a document prints it, what explains it, and whether it still counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.errors import NotInForce, ReferenceUsed, RuleBroken
from domain.statements.document import Document
from domain.statements.facts import StatementExplained, StatementMade, StatementWithdrawn
from domain.statements.figures import TOTAL, subject_of
from domain.values.profiles import SavingsProfile


class Statement(Aggregate):
    """What one place of a document states of one figure.

    Attributes:
        published_on: the day of its document.
        withdrawn_on: the day from which it counts no longer.
        periods: the years it states, and ``total`` where it states one.
        subject: what it says something of: its document, thing, figure and measure.
    """

    KIND: ClassVar[str] = "statement"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.published_on = date.min
        self.withdrawn_on: date | None = None
        self.periods: tuple[str, ...] = ()
        self.subject: tuple[str | None, ...] = ()

    def make(self, by: Provenance, document: Document, as_at: date | None, **said: Any) -> None:
        """Record what the document states; nothing is refused for being wrong arithmetic.

        Raises:
            ReferenceUsed: where another statement has the reference.
            RuleBroken: where the figure is said to be of a day after the document's own.
        """
        if self.exists:
            withdrawn = f", withdrawn on {self.withdrawn_on}" if self.withdrawn_on else ""
            raise ReferenceUsed(
                self.ref,
                f"the statement {self.ref} is in the book already{withdrawn}: give this one another"
                " `ref`, or leave `ref` out",
            )
        stood_on = as_at or document.figures_as_at
        if stood_on > document.dated:
            raise RuleBroken(
                self.ref,
                f"{document.ref} is dated {document.dated}: it cannot state a figure as at"
                f" {stood_on}, which comes later",
            )
        self._trigger(
            StatementMade,
            by,
            document.dated,
            ref=self.ref,
            document=document.ref,
            as_at=stood_on,
            **said,
        )

    def explain(
        self,
        by: Provenance,
        explained_on: date,
        *,
        period: str | None,
        differences: SavingsProfile,
        total: Decimal | None,
        reason: str,
        explained_by: str,
    ) -> None:
        """Explain a difference between it and the book.

        Raises:
            NotInForce: where it was withdrawn, or not published by then.
            RuleBroken: where it states nothing of the period.
        """
        self._check_counts(explained_on, "explained")
        named = {*map(str, differences), *([TOTAL] if total is not None else []), period} - {None}
        for each in sorted(str(name) for name in named):
            if each not in self.periods:
                raise RuleBroken(
                    self.ref,
                    f"{self.ref} states nothing of {each}: it states {', '.join(self.periods)}",
                )
        self._trigger(
            StatementExplained,
            by,
            explained_on,
            period=period,
            differences=differences,
            total=total,
            reason=reason,
            explained_by=explained_by,
        )

    def withdraw(self, by: Provenance, withdrawn_on: date, *, reason: str) -> None:
        """Let it count no longer; it stays in the book as recorded.

        Raises:
            NotInForce: where it was withdrawn before, or not published by then.
        """
        self._check_counts(withdrawn_on, "withdrawn")
        self._trigger(StatementWithdrawn, by, withdrawn_on, reason=reason)

    def _check_counts(self, on: date, what: str) -> None:
        if self.withdrawn_on:
            raise NotInForce(
                self.ref, f"{self.ref} was withdrawn on {self.withdrawn_on}: it is not {what} now"
            )
        if on < self.published_on:
            raise NotInForce(
                self.ref,
                f"{self.ref} was published on {self.published_on}: it cannot be {what} on {on}",
            )

    @applies(StatementMade)
    def _made(self, fact: StatementMade) -> None:
        self.published_on = fact.decided_on or date.min
        total = [TOTAL] if fact.total is not None else []
        self.periods = (*map(str, fact.values), *total)
        self.subject = subject_of(fact)

    @applies(StatementExplained)
    def _explained(self, _: StatementExplained) -> None:
        """An explanation changes no figure; whether it holds is found where it is checked."""

    @applies(StatementWithdrawn)
    def _withdrawn(self, fact: StatementWithdrawn) -> None:
        self.withdrawn_on = fact.decided_on
