"""Given what the book says, when somebody decides, then these facts follow - or it is refused.

A test reads::

    project = recorded(Project("targeted-reviews"), fact(BaselineSet, "2017-09-11", profile=...))
    given(project).when(lambda: project.extend(BY, ...)).then([fact(SavingsExtended, ...)])
    given(project).when(lambda: project.extend(BY, ...)).refused(ReferenceUsed, "is in the book")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from domain.aggregate import Aggregate, Provenance
from domain.errors import DomainError
from domain.facts import Fact
from domain.provenance import Authority, Source
from domain.values.days import parse_day

SomeAggregate = TypeVar("SomeAggregate", bound=Aggregate)

BY = Provenance(
    actor="clerk",
    authority=Authority(body="ics", decided_on="2018-11-05", resolution="2018/019"),  # type: ignore[arg-type]  # read as a record file is
    source=Source(document="Agenda pack, 5 November 2018", page="7"),
    command_id="entry 1#digest",
)
"""Who records, where a test is not about who records."""


def day(written: str) -> date:
    """A day as papers write it."""
    return parse_day(written)


class Said(NamedTuple):
    """A fact without its place in a history: its kind, its day and what it says."""

    kind: type[Fact]
    decided_on: str | None
    of: Aggregate | None
    by: Provenance
    said: dict[str, object]

    def at(self, subject: Aggregate, version: int) -> Fact:
        """The whole fact, as one of a subject's history."""
        return self.kind(
            originator_id=subject.id,
            originator_version=version,
            decided_on=day(self.decided_on) if self.decided_on else None,
            actor=self.by.actor,
            authority=self.by.authority,
            source=self.by.source,
            command_id=self.by.command_id,
            **self.said,
        )


def fact(
    kind: type[Fact],
    decided_on: str | None,
    /,
    *,
    of: Aggregate | None = None,
    by: Provenance = BY,
    **said: object,
) -> Said:
    """Describe a fact: what it is, when it took effect and what it says.

    Args:
        kind: what happened.
        decided_on: when it took effect, or nothing where it was always so.
        of: what it belongs to, where a scenario is about several things.
        by: who records it.
        said: its own fields; those not given are those it has by default.
    """
    return Said(kind, decided_on, of, by, said)


def recorded(subject: SomeAggregate, *history: Said) -> SomeAggregate:
    """A subject of which the book says this already."""
    for said in history:
        subject.replay([said.at(subject, subject.version + 1)])
    return subject


class Upshot:
    """What came of a decision."""

    def __init__(
        self, subjects: Sequence[Aggregate], news: list[Fact], refusal: DomainError | None
    ) -> None:
        self._subjects = subjects
        self._news = news
        self._refusal = refusal

    def then(self, expected: Sequence[Said]) -> None:
        """Exactly these facts follow, in this order, with nothing else in them."""
        if self._refusal:
            raise self._refusal
        facts = [
            said.at(said.of or self._subjects[0], new.originator_version)
            for said, new in zip(expected, self._news, strict=False)
        ]
        assert self._news[: len(facts)] == facts
        assert [type(new) for new in self._news] == [said.kind for said in expected]

    def refused(self, rule: type[DomainError], *words: str) -> None:
        """It is refused by this rule, in these words, and not even a part of it was done."""
        assert type(self._refusal) is rule, f"not refused by {rule.__name__}: {self._news}"
        for wording in words:
            assert wording in str(self._refusal)
        assert self._refusal.reference
        assert self._news == []


class Scenario:
    """What the book says before a decision."""

    def __init__(self, subjects: Sequence[Aggregate]) -> None:
        self._subjects = subjects
        self._news: list[Fact] = []
        for subject in subjects:
            subject.pending = self._news

    def when(self, decide: Callable[[], object]) -> Upshot:
        """Let somebody decide."""
        try:
            decide()
        except DomainError as refusal:
            return Upshot(self._subjects, self._news, refusal)
        return Upshot(self._subjects, self._news, None)


def given(*subjects: Aggregate) -> Scenario:
    """Begin with these subjects, each with its history."""
    return Scenario(subjects)
