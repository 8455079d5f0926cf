"""Facts about published documents and what they state."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.facts import Fact
from domain.savings.status import CASHABLE_BENEFIT
from domain.values.amounts import Amount
from domain.values.profiles import SavingsProfile
from domain.values.references import Ref, Text
from domain.values.years import FinancialYear


class DocumentPublished(Fact):
    """A document was published; ``decided_on`` is the day it bears.

    ``figures_as_at`` is the day on which its figures stood, where that is another.
    """

    TOPIC: ClassVar[str] = "minutebook.document-published.1"

    ref: Ref
    title: Text
    figures_as_at: date | None = None
    body: Ref | None = None
    meeting: Ref | None = None


class StatementMade(Fact):
    """A document states a figure, on the page and item that ``source`` names.

    The amounts are as printed, in pounds, and need not add up: what does not is found, not refused.
    They are of the one thing that is named, else of all projects. ``total`` is over the years from
    ``first_year`` to ``last_year``, over all there are where these are left out. ``rounded_to`` is
    what the last printed digit counts.
    """

    TOPIC: ClassVar[str] = "minutebook.statement-made.1"

    ref: Ref
    document: Ref
    figure: Text
    measure: Ref = CASHABLE_BENEFIT
    project: Ref | None = None
    programme: Ref | None = None
    portfolio: Ref | None = None
    department: Text | None = None
    change_request: Ref | None = None
    values: SavingsProfile = SavingsProfile()
    total: Amount | None = None
    first_year: FinancialYear | None = None
    last_year: FinancialYear | None = None
    rounded_to: Amount | None = None
    as_at: date


class StatementExplained(Fact):
    """Somebody explained why a statement and the book differ.

    It explains the difference that is named, stated less book, and no other. Without a period it
    explains every difference of the statement; without amounts, what they came to when it was
    recorded.
    """

    TOPIC: ClassVar[str] = "minutebook.statement-explained.1"

    period: Text | None = None
    differences: SavingsProfile = SavingsProfile()
    total: Amount | None = None
    reason: Text
    explained_by: Text


class StatementWithdrawn(Fact):
    """A statement counts no longer: it was misread, or its document was taken back."""

    TOPIC: ClassVar[str] = "minutebook.statement-withdrawn.1"

    reason: Text
