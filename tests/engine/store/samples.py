"""Facts made up for the tests of the store; entered in the registry only while such a test runs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from domain.facts import Fact
from domain.provenance import Authority, Source


class AmountNoted(Fact):
    """A fact with an amount, a profile and a date, as the real ones have."""

    TOPIC: ClassVar[str] = "test.amount-noted.1"

    amount: Decimal
    profile: dict[str, Decimal]
    dates: tuple[date, ...] = ()


# Other tests look at the registry of real facts.
del Fact.BY_TOPIC[AmountNoted.TOPIC]


def noted(subject: str = "project:x", version: int = 1, amount: str = "10.50") -> AmountNoted:
    """Make a fact."""
    return AmountNoted(
        originator_id=subject,
        originator_version=version,
        decided_on=date(2018, 11, 5),
        actor="clerk",
        authority=Authority(body="ics", resolution="2018/019"),
        source=Source(document="Agenda pack", page="4"),
        command_id="c1",
        amount=Decimal(amount),
        profile={"2018/19": Decimal(2010000), "2019/20": Decimal("0.10")},
        dates=(date(2018, 11, 5),),
    )


class SteppingClock:
    """A clock that the test sets, and that a step moves on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def step(self, seconds: float) -> None:
        """Move the clock, also backwards."""
        self.now += timedelta(seconds=seconds)
