"""A change request, from being raised to its decision."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.aggregate import Provenance, applies
from domain.authority.raiser import check_not_raiser
from domain.changes.facts import (
    ChangeRequestApproved,
    ChangeRequestCommented,
    ChangeRequestDeferred,
    ChangeRequestPartApproved,
    ChangeRequestRaised,
    ChangeRequestReferred,
    ChangeRequestRejected,
    ChangeRequestWithdrawn,
)
from domain.changes.lines import ChangeKind, ChangeLine, check_kind
from domain.changes.parts import Comment, Lesson, Outcome, Ruling
from domain.conditions.hanging import HangsOnConditions
from domain.errors import (
    AlreadyDecided,
    OutsideRemit,
    ReferenceUsed,
    RuleBroken,
)
from domain.values.amounts import in_pounds


class ChangeRequest(HangsOnConditions):
    """A request to alter what projects must deliver.

    Attributes:
        to: the body it now lies with: the one it was raised to, or was referred to.
        outcome: its final decision, ``None`` while it is open; deferred and referred are not final.
        considered_on: the last day on which a body deferred or referred it, or on which it was
            opened again.
        approved_lines: what its approval changed in the figures; nothing where it has none.
        reopened: whether a condition of its approval was breached, so that the body decides it
            anew while the figures stand.
    """

    KIND: ClassVar[str] = "change-request"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.title = ref
        self.kind = ChangeKind.RE_PROFILE
        self.to = ""
        self.raised_by: str | None = None
        self.raised_on: date | None = None
        self.reasons: str | None = None
        self.lines: tuple[ChangeLine, ...] = ()
        self.outcome: Outcome | None = None
        self.decided_on: date | None = None
        self.considered_on: date | None = None
        self.approved_lines: tuple[ChangeLine, ...] = ()
        self.reopened = False

    @property
    def at_stake(self) -> tuple[ChangeLine, ...]:
        """What an approval of all of it covers: of one opened again, what was approved then."""
        return self.approved_lines if self.reopened else self.lines

    def raise_to(
        self,
        by: Provenance,
        raised_on: date | None,
        *,
        to: str,
        title: str,
        kind: ChangeKind,
        lines: tuple[ChangeLine, ...],
        raised_by: str | None,
        reasons: str | None,
        mitigation: str | None,
        wider_impact: str | None,
        lessons: tuple[Lesson, ...],
    ) -> None:
        """Put the request to a body; the figures must be what its kind says."""
        if self.exists:
            raise ReferenceUsed(self.ref, f"the change request {self.ref} is in the book already")
        check_kind(self.ref, kind, lines)
        self._trigger(
            ChangeRequestRaised,
            by,
            raised_on,
            ref=self.ref,
            to=to,
            title=title,
            kind=kind,
            lines=lines,
            raised_by=raised_by,
            reasons=reasons,
            mitigation=mitigation,
            wider_impact=wider_impact,
            lessons=lessons,
        )

    def comment(self, by: Provenance, comment: Comment) -> None:
        """Add what an adviser says; advice comes before the decision, though perhaps late to us."""
        if not (comment.made_on and self.decided_on and comment.made_on <= self.decided_on):
            self._check_open("commented on")
        self._trigger(ChangeRequestCommented, by, comment.made_on, comment=comment)

    def check_decidable(self, ruling: Ruling) -> None:
        """Refuse a decision on a closed request, by another body, too early or by who raised it.

        Raises:
            AlreadyDecided: where the request has its decision.
            OutsideRemit: where it lies with another body.
            DecidedByRaiser: where who raised it decides it.
            RuleBroken: where it is decided before it was raised, deferred or referred.
        """
        self._check_open("decided")
        if ruling.body != self.to:
            raise OutsideRemit(
                self.ref, f"{self.ref} lies with {self.to}: it is not for {ruling.body} to decide"
            )
        check_not_raiser(self.ref, self.raised_by, ruling.body, ruling.decided_by)
        self._check_order(ruling.decided_on)

    def approve(self, by: Provenance, ruling: Ruling) -> None:
        """Approve the whole request; the approval rule re-baselines its projects with it."""
        self.check_decidable(ruling)
        self._trigger(ChangeRequestApproved, by, ruling.decided_on, ruling=ruling)

    def approve_in_part(
        self, by: Provenance, ruling: Ruling, lines: tuple[ChangeLine, ...]
    ) -> None:
        """Approve some of the request, with the figures agreed."""
        self.check_decidable(ruling)
        self.check_part(lines)
        self._trigger(ChangeRequestPartApproved, by, ruling.decided_on, ruling=ruling, lines=lines)

    def check_part(self, lines: tuple[ChangeLine, ...]) -> None:
        """Refuse lines that are not a part of what the request asks.

        Raises:
            RuleBroken: where a line is not of the request, expects another profile or stands
                twice, where the figures agreed are not what the kind of request says or go beyond
                what was asked, or where the whole is approved as it stands.
        """
        asked = {(line.project, line.measure): line for line in self.lines}
        for line in lines:
            original = asked.get((line.project, line.measure))
            if original is None or original.expected != line.expected:
                raise RuleBroken(
                    self.ref, f"{self.ref} does not ask for what is approved of {line.project}"
                )
        agreed = {(line.project, line.measure): line for line in lines}
        if not lines or agreed == asked:
            raise RuleBroken(
                self.ref, f"approval of {self.ref} in part says in `projects` what part is approved"
            )
        check_kind(self.ref, self.kind, lines)
        for line in lines:
            original = asked[line.project, line.measure]
            for year in {*original.change, *line.change}:
                low, high = sorted((original.expected[year], original.revised[year]))
                if not low <= line.revised[year] <= high:
                    raise RuleBroken(
                        self.ref,
                        f"approval of {self.ref} in part lies between what is expected and what is"
                        f" asked: {line.project} in {year} from {in_pounds(low)} to"
                        f" {in_pounds(high)}, not {in_pounds(line.revised[year])}",
                    )

    def reject(self, by: Provenance, ruling: Ruling) -> None:
        """Refuse the request; the profiles stay as they are."""
        self.check_decidable(ruling)
        self._trigger(ChangeRequestRejected, by, ruling.decided_on, ruling=ruling)

    def defer(self, by: Provenance, ruling: Ruling, *, deferred_to: str) -> None:
        """Put the request off to a named meeting; it stays open."""
        self.check_decidable(ruling)
        self._trigger(
            ChangeRequestDeferred, by, ruling.decided_on, ruling=ruling, deferred_to=deferred_to
        )

    def refer(self, by: Provenance, ruling: Ruling, *, referred_to: str) -> None:
        """Pass the request to another body; it stays open and lies with that body."""
        self.check_decidable(ruling)
        if referred_to == self.to:
            raise RuleBroken(self.ref, f"{self.ref} lies with {referred_to} already")
        self._trigger(
            ChangeRequestReferred, by, ruling.decided_on, ruling=ruling, referred_to=referred_to
        )

    def withdraw(self, by: Provenance, ruling: Ruling) -> None:
        """Take the request back before it is decided."""
        self._check_open("withdrawn")
        if self.reopened:
            raise RuleBroken(
                self.ref,
                f"{self.ref} was approved, and its figures stand: {self.to} decides whether they go"
                " on standing (`approved`) or go back (`rejected`); nobody withdraws it any more",
            )
        self._check_order(ruling.decided_on)
        self._trigger(ChangeRequestWithdrawn, by, ruling.decided_on, ruling=ruling)

    def _check_open(self, doing: str) -> None:
        if self.outcome is not None:
            was = f"{self.ref} was {self.outcome.replace('-', ' ')} on {self.decided_on}"
            raise AlreadyDecided(self.ref, f"{was}: it cannot be {doing} any more")

    def _check_order(self, decided_on: date) -> None:
        for what, day in (
            ("raised", self.raised_on),
            ("opened again" if self.reopened else "deferred or referred", self.considered_on),
        ):
            if day and decided_on < day:
                raise RuleBroken(
                    self.ref,
                    f"{self.ref} was {what} on {day}: it cannot be decided on {decided_on}",
                )

    def _close(self, outcome: Outcome, decided_on: date | None) -> None:
        self.outcome = outcome
        self.decided_on = decided_on
        self.reopened = False

    def _approve(
        self, outcome: Outcome, fact: ChangeRequestApproved | ChangeRequestPartApproved
    ) -> None:
        self._close(outcome, fact.decided_on)
        self.conditions.add(self.ref, fact.ruling.conditions, fact.decided_on)

    def _reopened(self, condition: str, on: date | None) -> None:  # noqa: ARG002 - one is enough
        self.outcome = None
        self.decided_on = None
        self.reopened = True
        self.considered_on = on

    @applies(ChangeRequestRaised)
    def _raised(self, fact: ChangeRequestRaised) -> None:
        self.title = fact.title
        self.kind = fact.kind
        self.to = fact.to
        self.raised_by = fact.raised_by
        self.raised_on = fact.decided_on
        self.reasons = fact.reasons
        self.lines = fact.lines

    @applies(ChangeRequestCommented)
    def _commented(self, _: ChangeRequestCommented) -> None:
        """Advice binds nobody."""

    @applies(ChangeRequestApproved)
    def _approved(self, fact: ChangeRequestApproved) -> None:
        # Where it was opened again the approval stands with what it changed then.
        self.approved_lines = self.approved_lines or self.lines
        self._approve(Outcome.APPROVED, fact)

    @applies(ChangeRequestPartApproved)
    def _part_approved(self, fact: ChangeRequestPartApproved) -> None:
        self.approved_lines = fact.lines
        self._approve(Outcome.APPROVED_IN_PART, fact)

    @applies(ChangeRequestRejected)
    def _rejected(self, fact: ChangeRequestRejected) -> None:
        self.approved_lines = ()
        self.conditions.lapse(self.ref, fact.decided_on)
        self._close(Outcome.REJECTED, fact.decided_on)

    @applies(ChangeRequestDeferred)
    def _deferred(self, fact: ChangeRequestDeferred) -> None:
        # Deferred is not rejected: the request stays open.
        self.considered_on = fact.decided_on

    @applies(ChangeRequestReferred)
    def _referred(self, fact: ChangeRequestReferred) -> None:
        self.to = fact.referred_to
        self.considered_on = fact.decided_on

    @applies(ChangeRequestWithdrawn)
    def _withdrawn(self, fact: ChangeRequestWithdrawn) -> None:
        self._close(Outcome.WITHDRAWN, fact.decided_on)
