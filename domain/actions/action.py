"""An action: asked by a body, done by its owner, closed by the body."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.actions.facts import (
    ActionClosed,
    ActionCompleted,
    ActionOverdue,
    ActionProgressed,
    ActionReopened,
    ActionSet,
)
from domain.actions.parts import Asked, Closure
from domain.aggregate import Aggregate, Provenance, applies
from domain.errors import AlreadyDecided, NotForThisBody, ReferenceUsed, RuleBroken


class Action(Aggregate):
    """Something that somebody must do.

    Its reference is that of the clause that asks for it, ``ics/2018/019/3``; the clause is then
    all there is of it until somebody reports progress. One that no clause asks for is set, under a
    reference of its own.

    Attributes:
        set_out: what it asks for, where no clause says it.
    """

    KIND: ClassVar[str] = "action"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.set_out: ActionSet | None = None
        self.completed_on: date | None = None
        self.closed_on: date | None = None
        self.overdue_when_due: set[date] = set()

    def set(
        self, by: Provenance, asked: Asked, *, asked_at: str | None, due_at: str | None
    ) -> None:
        """Ask somebody for something; the reference is used once."""
        if self.exists:
            raise ReferenceUsed(self.ref, f"the action {self.ref} is in the book already")
        if asked.due_on and asked.due_on < asked.on:
            raise RuleBroken(
                self.ref,
                f"{self.ref} was asked for on {asked.on}: it cannot be due before, on"
                f" {asked.due_on}",
            )
        self._trigger(
            ActionSet,
            by,
            asked.on,
            ref=self.ref,
            text=asked.text,
            owner=asked.owner,
            asked_by=asked.by_body,
            asked_at=asked_at,
            due_on=None if due_at else asked.due_on,
            due_at=due_at,
        )

    def progress(self, by: Provenance, noted_on: date, asked: Asked, *, note: str) -> None:
        """Say how far it has come."""
        self._check_open(noted_on, asked, "report progress on it")
        self._trigger(ActionProgressed, by, noted_on, note=note)

    def complete(self, by: Provenance, completed_on: date, asked: Asked, *, evidence: str) -> None:
        """Record that it was done, with what shows it."""
        self._check_open(completed_on, asked, "complete it")
        self._trigger(ActionCompleted, by, completed_on, evidence=evidence)

    def close(self, by: Provenance, closed_on: date, asked: Asked, closure: Closure) -> None:
        """Close it for the body that asked, done or no longer wanted.

        Raises:
            NotForThisBody: where another body closes it.
            AlreadyDecided: where it is closed.
        """
        self._check_not_before(closed_on, asked)
        if self.closed_on:
            raise self._closed_already("close it")
        self._check_asked_by(asked, closure, "close")
        self._trigger(ActionClosed, by, closed_on, **closure._asdict())

    def reopen(
        self, by: Provenance, reopened_on: date, asked: Asked, closure: Closure, *, reason: str
    ) -> None:
        """Ask for it again, though it was completed or closed."""
        self._check_not_before(reopened_on, asked)
        if not (self.completed_on or self.closed_on):
            raise RuleBroken(
                self.ref, f"the action {self.ref} is open: there is nothing to open again"
            )
        self._check_asked_by(asked, closure, "open again")
        said = closure._asdict()
        del said["note"]
        self._trigger(ActionReopened, by, reopened_on, **said, reason=reason)

    def fall_overdue(
        self, by: Provenance, day: date, asked: Asked, due_on: date | None = None
    ) -> None:
        """Record that the day it was due has passed; once for each day it was due.

        Args:
            by: who records it.
            day: the day on which it was found.
            asked: what was asked.
            due_on: the day it was due, where that was put off since it was asked.
        """
        self._check_open(day, asked, "let it fall overdue")
        due = max(filter(None, (due_on, asked.due_on)), default=None)
        if due is None or day <= due:
            told = f"is due on {due}" if due else "names no day by which it is due"
            raise RuleBroken(self.ref, f"the action {self.ref} {told}: it is not overdue on {day}")
        if due in self.overdue_when_due:
            raise AlreadyDecided(
                self.ref, f"that {self.ref}, due on {due}, is overdue is in the book already"
            )
        self._trigger(ActionOverdue, by, day, due_on=due)

    def _check_open(self, day: date, asked: Asked, doing: str) -> None:
        self._check_not_before(day, asked)
        if self.closed_on:
            raise self._closed_already(doing)
        if self.completed_on:
            raise AlreadyDecided(
                self.ref,
                f"{self.ref} was completed on {self.completed_on}: {asked.by_body} closes it, or"
                f" opens it again before anybody can {doing}",
            )

    def _check_not_before(self, day: date, asked: Asked) -> None:
        for what, other in (
            ("asked for", asked.on),
            ("completed", self.completed_on),
            ("closed", self.closed_on),
        ):
            if other and day < other:
                raise RuleBroken(
                    self.ref, f"{self.ref} was {what} on {other}: nothing follows on {day}, before"
                )

    def _check_asked_by(self, asked: Asked, closure: Closure, doing: str) -> None:
        if closure.body != asked.by_body:
            raise NotForThisBody(
                self.ref,
                f"{self.ref} was asked for by {asked.by_body}: it is not for {closure.body} to"
                f" {doing}; cite a meeting or resolution of {asked.by_body}, or a delegation by it",
            )

    def _closed_already(self, doing: str) -> AlreadyDecided:
        return AlreadyDecided(
            self.ref,
            f"{self.ref} was closed on {self.closed_on}: the body that asked for it opens it again"
            f" (`minutebook action reopen {self.ref}`) before anybody can {doing}",
        )

    @applies(ActionSet)
    def _set(self, fact: ActionSet) -> None:
        self.set_out = fact

    @applies(ActionProgressed)
    def _progressed(self, _: ActionProgressed) -> None:
        """Progress changes no rule; it is for those who wait."""

    @applies(ActionCompleted)
    def _completed(self, fact: ActionCompleted) -> None:
        self.completed_on = fact.decided_on

    @applies(ActionClosed)
    def _closed(self, fact: ActionClosed) -> None:
        self.closed_on = fact.decided_on

    @applies(ActionReopened)
    def _reopened(self, _: ActionReopened) -> None:
        self.completed_on = self.closed_on = None

    @applies(ActionOverdue)
    def _overdue(self, fact: ActionOverdue) -> None:
        self.overdue_when_due.add(fact.due_on)
