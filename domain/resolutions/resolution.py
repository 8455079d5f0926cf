"""A resolution: what a meeting decided on one item, carried or lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domain.aggregate import Provenance, applies
from domain.errors import (
    InterestBarsActing,
    InterestBarsVote,
    ReferenceUsed,
    RuleBroken,
    VoteDoesNotCarry,
)
from domain.meetings.meeting import Meeting
from domain.meetings.parts import Attendance
from domain.resolutions.afterwards import Amendment
from domain.resolutions.clauses import Clause
from domain.resolutions.delegation import Delegating
from domain.resolutions.facts import ResolutionLost, ResolutionPassed
from domain.resolutions.votes import Votes
from domain.values.names import folded, same_name


@dataclass(frozen=True)
class Motion:
    """What was put to a meeting: the item, the clauses, who moved it and how the vote went.

    Attributes:
        considers: what it had before it: items of the work programme, actions, change requests.
    """

    item: str | None
    title: str
    clauses: tuple[Clause, ...]
    moved_by: str | None = None
    seconded_by: str | None = None
    votes: Votes | None = None
    considers: tuple[str, ...] = ()


class Resolution(Delegating):
    """A resolution; its reference is used once in its body.

    The aggregate's reference is ``ics/2018/019``: the body, then the resolution's own reference.

    Attributes:
        meeting: the meeting that resolved it, or did not carry it.
        item: the item of its agenda, where that is recorded.
    """

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.meeting = ""
        self.item: str | None = None

    def adopt(
        self,
        by: Provenance,
        meeting: Meeting,
        motion: Motion,
        *,
        takes_effect_on: date | None = None,
        call_in_until: date | None = None,
        urgent: str | None = None,
        supersedes: tuple[str, ...] = (),
        rescinds: tuple[str, ...] = (),
        amends: tuple[Amendment, ...] = (),
    ) -> None:
        """Record that a meeting carried the motion.

        Args:
            by: who records it, and where it comes from.
            meeting: the meeting that resolved.
            motion: what was put to it.
            takes_effect_on: the day from which it is in force, where that is not the day of the
                meeting, or the day after the last on which it may be called in.
            call_in_until: the last day on which it may be called in, where its body has that rule.
            urgent: why it may not be called in although its body has that rule.
            supersedes: the resolutions of the body whose place it takes.
            rescinds: those it undoes.
            amends: the clauses to which it gives other words.

        Raises:
            ReferenceUsed: where the reference stands for another resolution of the body.
            NotInForce: where the meeting was not held.
            VoteDoesNotCarry: where the votes do not carry it.
            RuleBroken: where the meeting is of another body, or it takes effect before it is
                adopted, supersedes itself or amends a clause twice.
        """
        held_on = self._check_put(meeting, motion)
        if self.number in {*supersedes, *rescinds, *(each.ref for each in amends)}:
            raise RuleBroken(
                self.ref, f"{self.number} cannot supersede itself, nor rescind or amend itself"
            )
        self._check_amended_once(amends)
        if motion.votes and not motion.votes.carried:
            raise VoteDoesNotCarry(
                self.ref, f"{self.number} is recorded as passed, but {_counted(motion.votes)}"
            )
        if takes_effect_on and takes_effect_on < held_on:
            raise RuleBroken(
                self.ref,
                f"{self.number} was adopted on {held_on}: it cannot take effect before,"
                f" on {takes_effect_on}",
            )
        self._trigger(
            ResolutionPassed,
            by,
            held_on,
            **self._put(meeting, motion),
            takes_effect_on=self._in_force_after(call_in_until, takes_effect_on),
            call_in_until=call_in_until,
            urgent=urgent,
            supersedes=supersedes,
            rescinds=rescinds,
            amends=amends,
        )

    def lose(self, by: Provenance, meeting: Meeting, motion: Motion) -> None:
        """Record that a meeting did not carry the motion."""
        held_on = self._check_put(meeting, motion)
        if motion.votes and motion.votes.carried:
            raise VoteDoesNotCarry(
                self.ref, f"{self.number} is recorded as lost, but {_counted(motion.votes)}"
            )
        self._trigger(ResolutionLost, by, held_on, **self._put(meeting, motion))

    def _check_amended_once(self, amends: tuple[Amendment, ...]) -> None:
        clauses = [(each.ref, each.clause) for each in amends]
        for ref, clause in clauses:
            if clauses.count((ref, clause)) > 1:
                raise RuleBroken(
                    self.ref,
                    f"{self.number} amends clause {clause} of {ref} twice: say once how it is to"
                    " read",
                )

    def _in_force_after(self, call_in_until: date | None, wanted: date | None) -> date | None:
        """Return the day it takes effect, the window in which it may be called in left aside."""
        if call_in_until is None:
            return wanted
        first = call_in_until + timedelta(days=1)
        if wanted and wanted < first:
            raise RuleBroken(
                self.ref,
                f"{self.number} may be called in until {call_in_until}: it cannot take effect on"
                f" {wanted}, but from {first} on; say why with `urgent` where it cannot wait",
            )
        return wanted or first

    def _check_put(self, meeting: Meeting, motion: Motion) -> date:
        if self.exists:
            raise ReferenceUsed(
                self.ref, f"resolution {self.number} of {self.body} is in the book already"
            )
        if meeting.body != self.body:
            raise RuleBroken(
                self.ref,
                f"{meeting.ref} is a meeting of {meeting.body}: it adopts no resolution of"
                f" {self.body}",
            )
        held_on = meeting.check_held()
        if motion.moved_by and same_name(motion.moved_by, motion.seconded_by):
            raise RuleBroken(self.ref, f"{motion.moved_by} cannot second their own motion")
        if motion.votes:
            self._check_votes(meeting, motion.item, motion.votes)
        self._check_put_by(meeting, motion)
        return held_on

    def _check_put_by(self, meeting: Meeting, motion: Motion) -> None:
        for person, did in ((motion.moved_by, "move"), (motion.seconded_by, "second")):
            if person and not meeting.may_vote(person, motion.item):
                raise InterestBarsActing(
                    self.ref,
                    f"{person} declared a disclosable pecuniary interest at {meeting.ref} and"
                    f" cannot {did} {self.number}: a member without an interest in it must",
                )

    def _check_votes(self, meeting: Meeting, item: str | None, votes: Votes) -> None:
        for person in votes.named.voters if votes.named else ():
            if not meeting.may_vote(person, item):
                raise InterestBarsVote(
                    self.ref,
                    f"{person} declared a disclosable pecuniary interest at {meeting.ref} and"
                    f" cannot vote on {self.number}",
                )
        if meeting.attendance:
            self._check_present(meeting, meeting.attendance, item, votes)

    def _check_present(
        self, meeting: Meeting, attendance: Attendance, item: str | None, votes: Votes
    ) -> None:
        present = {folded(name) for name in attendance.names_present}
        barred = [name for name in attendance.names_present if not meeting.may_vote(name, item)]
        heads = attendance.members_present - len(barred)
        if votes.cast > heads:
            without = f", not counting {', '.join(barred)}, who cannot vote," if barred else ""
            raise VoteDoesNotCarry(
                self.ref,
                f"{votes.cast} votes are recorded for {self.number} and {heads} members{without}"
                f" were present at {meeting.ref}",
            )
        for person in votes.named.voters if votes.named else ():
            if present and folded(person) not in present:
                raise VoteDoesNotCarry(
                    self.ref,
                    f"{person} is named in the vote on {self.number}, but not as present at"
                    f" {meeting.ref}",
                )

    def _put(self, meeting: Meeting, motion: Motion) -> dict[str, object]:
        return {"ref": self.number, "body": self.body, "meeting": meeting.ref, **vars(motion)}

    @applies(ResolutionPassed)
    def _adopted(self, fact: ResolutionPassed) -> None:
        self.meeting = fact.meeting
        self.item = fact.item
        self.clauses = fact.clauses
        self.passed = True
        self.adopted_on = fact.decided_on or date.min
        self.planned_for = fact.takes_effect_on or self.adopted_on
        self.call_in_until = fact.call_in_until
        amended = (each.ref for each in fact.amends)
        self.replaces = tuple(dict.fromkeys((*fact.supersedes, *fact.rescinds, *amended)))

    @applies(ResolutionLost)
    def _lost(self, fact: ResolutionLost) -> None:
        self.meeting = fact.meeting
        self.item = fact.item
        self.adopted_on = fact.decided_on or date.min


def _counted(votes: Votes) -> str:
    casting = f", casting vote {votes.casting_vote}" if votes.casting_vote else ""
    return f"the votes are {votes.in_favour} for and {votes.against} against{casting}"
