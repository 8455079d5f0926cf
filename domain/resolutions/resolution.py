"""A resolution: what a meeting decided on one item, carried or lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.aggregate import Provenance, applies
from domain.errors import (
    InterestBarsVote,
    NotInForce,
    ReferenceUsed,
    RuleBroken,
    VoteDoesNotCarry,
)
from domain.meetings.meeting import Meeting
from domain.meetings.parts import Attendance
from domain.resolutions.clauses import Clause
from domain.resolutions.delegation import Delegating
from domain.resolutions.facts import ResolutionLost, ResolutionPassed, ResolutionSuperseded
from domain.resolutions.votes import Votes
from domain.values.names import folded, same_name


@dataclass(frozen=True)
class Motion:
    """What was put to a meeting: the item, the clauses, who moved it and how the vote went."""

    item: str | None
    title: str
    clauses: tuple[Clause, ...]
    moved_by: str | None = None
    seconded_by: str | None = None
    votes: Votes | None = None


class Resolution(Delegating):
    """A resolution; its reference is used once in its body.

    The aggregate's reference is ``ics/2018/019``: the body, then the resolution's own reference.
    """

    KIND: ClassVar[str] = "resolution"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.body, _, self.number = ref.partition("/")
        self.meeting = ""
        self.passed = False
        self.in_force_from: date = date.min
        self.superseded_by: str | None = None
        self.superseded_on: date = date.max

    def check_carries(self, day: date) -> None:
        """Refuse to rely on the resolution as an authority on a day when it is none.

        Raises:
            NotInForce: where it was lost, takes effect later or was superseded by then.
        """
        self.check_stands(day)
        if day < self.in_force_from:
            raise NotInForce(
                self.ref,
                f"resolution {self.number} of {self.body} takes effect on {self.in_force_from}:"
                f" it permits nothing on {day}",
            )

    def check_stands(self, day: date) -> None:
        """Refuse to go by what it asks for on a day by which it is no more, if it ever was.

        Raises:
            NotInForce: where it was lost, or superseded by then.
        """
        if not self.passed:
            raise NotInForce(self.ref, f"resolution {self.number} of {self.body} was lost")
        if day >= self.superseded_on:
            raise self._superseded_already()

    def adopt(
        self,
        by: Provenance,
        meeting: Meeting,
        motion: Motion,
        *,
        takes_effect_on: date | None = None,
        supersedes: tuple[str, ...] = (),
    ) -> None:
        """Record that a meeting carried the motion.

        Raises:
            ReferenceUsed: where the reference stands for another resolution of the body.
            NotInForce: where the meeting was not held.
            VoteDoesNotCarry: where the votes do not carry it.
            RuleBroken: where the meeting is of another body, or it takes effect before it is
                adopted or supersedes itself.
        """
        held_on = self._check_put(meeting, motion)
        if self.number in supersedes:
            raise RuleBroken(self.ref, f"{self.number} cannot supersede itself")
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
            takes_effect_on=takes_effect_on,
            supersedes=supersedes,
        )

    def lose(self, by: Provenance, meeting: Meeting, motion: Motion) -> None:
        """Record that a meeting did not carry the motion."""
        held_on = self._check_put(meeting, motion)
        if motion.votes and motion.votes.carried:
            raise VoteDoesNotCarry(
                self.ref, f"{self.number} is recorded as lost, but {_counted(motion.votes)}"
            )
        self._trigger(ResolutionLost, by, held_on, **self._put(meeting, motion))

    def supersede(self, by: Provenance, adopted_on: date, *, superseded_by: str) -> None:
        """Let a later resolution take this one's place on the day the later was adopted.

        Raises:
            NotInForce: where this one was lost, or superseded already.
            RuleBroken: where the other was adopted before it.
        """
        if not self.passed:
            raise NotInForce(self.ref, f"resolution {self.number} of {self.body} was lost")
        if self.superseded_by:
            raise self._superseded_already()
        if adopted_on < self.adopted_on:
            raise RuleBroken(
                self.ref,
                f"{self.number} was adopted on {self.adopted_on}: {superseded_by}, adopted on"
                f" {adopted_on}, cannot supersede it",
            )
        self._trigger(ResolutionSuperseded, by, adopted_on, superseded_by=superseded_by)

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
        return held_on

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

    def _superseded_already(self) -> NotInForce:
        return NotInForce(
            self.ref,
            f"resolution {self.number} of {self.body} was superseded by {self.superseded_by} on"
            f" {self.superseded_on}",
        )

    def _put(self, meeting: Meeting, motion: Motion) -> dict[str, object]:
        return {"ref": self.number, "body": self.body, "meeting": meeting.ref, **vars(motion)}

    @applies(ResolutionPassed)
    def _adopted(self, fact: ResolutionPassed) -> None:
        self.meeting = fact.meeting
        self.clauses = fact.clauses
        self.passed = True
        self.adopted_on = fact.decided_on or date.min
        self.in_force_from = fact.takes_effect_on or self.adopted_on

    @applies(ResolutionLost)
    def _lost(self, fact: ResolutionLost) -> None:
        self.meeting = fact.meeting
        self.adopted_on = fact.decided_on or date.min

    @applies(ResolutionSuperseded)
    def _superseded(self, fact: ResolutionSuperseded) -> None:
        self.superseded_by = fact.superseded_by
        self.superseded_on = fact.decided_on or date.min


def _counted(votes: Votes) -> str:
    casting = f", casting vote {votes.casting_vote}" if votes.casting_vote else ""
    return f"the votes are {votes.in_favour} for and {votes.against} against{casting}"
