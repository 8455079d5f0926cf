"""A meeting of one body, from its date being set to its minutes being confirmed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import ClassVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.errors import (
    AlreadyDecided,
    InterestBarsActing,
    NotInForce,
    OutsideRemit,
    ReferenceUsed,
    RuleBroken,
)
from domain.meetings.facts import (
    AgendaPublished,
    AttendanceCorrected,
    AttendanceRecorded,
    InterestDeclared,
    MeetingAdjourned,
    MeetingCancelled,
    MeetingHeld,
    MeetingScheduled,
    MinutesConfirmed,
    MinutesCorrected,
)
from domain.meetings.items import folded_item, same_item
from domain.meetings.parts import AgendaItem, Attendance, Correction, InterestKind
from domain.values.names import folded


class Meeting(Aggregate):
    """A meeting and its record."""

    KIND: ClassVar[str] = "meeting"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.body = ""
        self.scheduled_for: date = date.min
        self.held_on: date | None = None
        self.cancelled = False
        self.confirmed_at: str | None = None
        self.agenda: tuple[AgendaItem, ...] = ()
        self.attendance: Attendance | None = None
        self.barred: set[tuple[str, str | None]] = set()

    @property
    def day(self) -> date:
        """The day it was held, or is to be."""
        return self.held_on or self.scheduled_for

    def check_held(self) -> date:
        """The day the meeting was held.

        Raises:
            NotInForce: where it was cancelled or has not been held.
        """
        self._check_not_cancelled()
        if self.held_on is None:
            raise NotInForce(
                self.ref,
                f"the meeting {self.ref} is not recorded as held: record its meeting-held first",
            )
        return self.held_on

    def may_vote(self, person: str, item: str | None) -> bool:
        """Whether no disclosable pecuniary interest keeps a person from voting on an item.

        A motion without an item may be about any: an interest in one of them keeps from voting.
        """
        name = folded(person)
        if item is None:
            return all(barred != name for barred, _ in self.barred)
        number = folded_item(item)
        return (name, None) not in self.barred and (name, number) not in self.barred

    def check_on_agenda(self, item: str) -> None:
        """Refuse an item that is not on the agenda, where that is recorded.

        Who has an interest in one item could otherwise act on it by naming another.

        Raises:
            RuleBroken: saying which items there are.
        """
        if self.agenda and not any(same_item(item, entry.item) for entry in self.agenda):
            raise RuleBroken(
                self.ref,
                f"the agenda of {self.ref} has no item {item}: its items are"
                f" {', '.join(entry.item for entry in self.agenda)}; name one of them, or leave"
                " `item` out",
            )

    def check_may_act(self, person: str, item: str | None) -> None:
        """Refuse somebody who acts on an item in which they declared a pecuniary interest.

        Raises:
            InterestBarsActing: where a disclosable pecuniary interest keeps them out of the item.
        """
        if not self.may_vote(person, item):
            business = f"item {item}" if item else "its business"
            raise InterestBarsActing(
                self.ref,
                f"{person} declared a disclosable pecuniary interest in {business} at {self.ref}"
                " and takes no part in deciding it: somebody without an interest in it must act",
            )

    def able_members(self, item: str | None, seated: Collection[str] = ()) -> int | None:
        """How many members present may take part in an item; none where nothing says who was there.

        Without an item, those barred from the whole business alone are left out. Where it is known
        who sits on the body and who was there, only who sits on it, or in the place of somebody who
        does, is counted.

        Args:
            item: the item of business, where there is one.
            seated: the names of those who hold a seat on the day, where they are known.
        """
        if self.attendance is None:
            return None
        number = folded_item(item) if item else None
        barred = {name for name, of in self.barred if of is None or (number and of == number)}
        names = {folded(name) for name in self.attendance.names_present}
        if not names:
            return self.attendance.members_present
        if seated:
            names &= self._may_be_counted({folded(name) for name in seated}, self.attendance)
        return len(names - barred)

    @staticmethod
    def _may_be_counted(seated: set[str], attendance: Attendance) -> set[str]:
        return seated | {
            folded(entry.substitute)
            for entry in attendance.substitutes
            if folded(entry.member) in seated
        }

    def schedule(
        self,
        by: Provenance,
        *,
        body: str,
        scheduled_for: date,
        starts_at: str | None,
        place: str | None,
    ) -> None:
        """Set the meeting's day; its reference is used once."""
        if self.exists:
            raise ReferenceUsed(self.ref, f"the meeting {self.ref} is in the book already")
        self._trigger(
            MeetingScheduled,
            by,
            None,
            ref=self.ref,
            body=body,
            scheduled_for=scheduled_for,
            starts_at=starts_at,
            place=place,
        )

    def publish_agenda(self, by: Provenance, items: Sequence[AgendaItem]) -> None:
        """Make the business known; each item number stands once."""
        self._check_not_cancelled()
        numbers = [entry.item for entry in items]
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        if twice:
            raise RuleBroken(self.ref, f"the agenda of {self.ref} has item {twice[0]} twice")
        self._trigger(AgendaPublished, by, None, items=tuple(items))

    def hold(self, by: Provenance, held_on: date, *, closed_at: str | None) -> None:
        """Record that the meeting took place."""
        self._check_not_cancelled()
        if self.held_on is not None:
            raise AlreadyDecided(self.ref, f"the meeting {self.ref} was held on {self.held_on}")
        self._trigger(MeetingHeld, by, held_on, closed_at=closed_at)

    def record_attendance(self, by: Provenance, attendance: Attendance) -> None:
        """Record who was there.

        Raises:
            NotInForce: where the meeting was not held.
            ReferenceUsed: where the attendance was recorded.
            RuleBroken: where somebody is named as present twice, or as present and as absent, with
                apologies or with a substitute.
        """
        held_on = self.check_held()
        if self.attendance is not None:
            raise ReferenceUsed(
                self.ref,
                f"the attendance of {self.ref} is in the book: where it is wrong, correct it with"
                " `attendance-correction`",
            )
        self._check_consistent(attendance)
        self._trigger(AttendanceRecorded, by, held_on, attendance=attendance)

    def correct_attendance(
        self, by: Provenance, attendance: Attendance, *, reason: str, corrected_on: date | None
    ) -> None:
        """Put right who was there; what was recorded first stays in the book.

        Raises:
            NotInForce: where the meeting was not held, or nothing says yet who was there.
            RuleBroken: where it changes nothing, comes before the meeting or contradicts itself.
        """
        held_on = self.check_held()
        if self.attendance is None:
            raise NotInForce(
                self.ref,
                f"nothing says yet who was at {self.ref}: record it first, with `attendance`",
            )
        if attendance == self.attendance:
            raise RuleBroken(self.ref, f"the attendance of {self.ref} says so already")
        if corrected_on and corrected_on < held_on:
            raise RuleBroken(
                self.ref,
                f"the attendance of {self.ref} cannot be corrected on {corrected_on}, before the"
                f" meeting on {held_on}",
            )
        self._check_consistent(attendance)
        self._trigger(
            AttendanceCorrected,
            by,
            held_on,
            attendance=attendance,
            reason=reason,
            corrected_on=corrected_on,
        )

    def _check_consistent(self, attendance: Attendance) -> None:
        present = attendance.names_present
        twice = sorted({name for name in present if present.count(name) > 1})
        if twice:
            raise RuleBroken(self.ref, f"{twice[0]} is recorded at {self.ref} as present twice")
        both = sorted({*present} & {*attendance.names_absent})
        if both:
            raise RuleBroken(
                self.ref, f"{both[0]} is recorded at {self.ref} as present and as absent"
            )

    def declare_interest(
        self, by: Provenance, *, person: str, kind: InterestKind, interest: str, item: str | None
    ) -> None:
        """Record a declaration of interest, in one item or in the whole business."""
        self._check_not_cancelled()
        self._trigger(
            InterestDeclared,
            by,
            self.held_on,
            person=person,
            kind=kind,
            interest=interest,
            item=item,
        )

    def adjourn(
        self, by: Provenance, decided_on: date, *, resumes_on: date | None, reason: str | None
    ) -> None:
        """Break the meeting off, to resume on another day where one is named."""
        self._check_not_cancelled()
        if self.held_on and decided_on < self.held_on:
            raise RuleBroken(
                self.ref, f"{self.ref} was held on {self.held_on}: it was not adjourned before"
            )
        if resumes_on and resumes_on < decided_on:
            raise RuleBroken(self.ref, f"{self.ref} cannot resume before it was adjourned")
        self._trigger(MeetingAdjourned, by, decided_on, resumes_on=resumes_on, reason=reason)

    def cancel(self, by: Provenance, decided_on: date, *, reason: str) -> None:
        """Call the meeting off; a meeting that was held cannot be."""
        self._check_not_cancelled()
        if self.held_on is not None:
            raise AlreadyDecided(self.ref, f"the meeting {self.ref} was held on {self.held_on}")
        self._trigger(MeetingCancelled, by, decided_on, reason=reason)

    def confirm_minutes(
        self,
        by: Provenance,
        later: Meeting,
        *,
        corrections: Sequence[Correction],
    ) -> None:
        """Confirm the minutes at a later meeting of the same body, with the corrections it made.

        Raises:
            OutsideRemit: where the confirming meeting is of another body.
            RuleBroken: where it is not later.
            AlreadyDecided: where they are confirmed already.
        """
        held_on, confirmed_on, confirmed_at = self.check_held(), later.check_held(), later.ref
        if later.body != self.body:
            raise OutsideRemit(
                self.ref,
                f"{later.ref} is a meeting of {later.body}: the minutes of {self.ref} are"
                f" confirmed by {self.body}",
            )
        if confirmed_on <= held_on:
            raise RuleBroken(
                self.ref,
                f"the minutes of {self.ref} are confirmed at a later meeting,"
                f" not on {confirmed_on}",
            )
        if self.confirmed_at:
            raise AlreadyDecided(
                self.ref, f"the minutes of {self.ref} were confirmed at {self.confirmed_at}"
            )
        for correction in corrections:
            self._trigger(
                MinutesCorrected, by, confirmed_on, corrected_at=confirmed_at, correction=correction
            )
        self._trigger(MinutesConfirmed, by, confirmed_on, confirmed_at=confirmed_at)

    def _check_not_cancelled(self) -> None:
        if self.cancelled:
            raise NotInForce(self.ref, f"the meeting {self.ref} was cancelled")

    @applies(MeetingScheduled)
    def _scheduled(self, fact: MeetingScheduled) -> None:
        self.body = fact.body
        self.scheduled_for = fact.scheduled_for

    @applies(AgendaPublished)
    def _agenda_published(self, fact: AgendaPublished) -> None:
        self.agenda = fact.items

    @applies(MeetingHeld)
    def _held(self, fact: MeetingHeld) -> None:
        self.held_on = fact.decided_on

    @applies(AttendanceRecorded)
    def _attendance_recorded(self, fact: AttendanceRecorded) -> None:
        self.attendance = fact.attendance

    @applies(AttendanceCorrected)
    def _attendance_corrected(self, fact: AttendanceCorrected) -> None:
        self.attendance = fact.attendance

    @applies(InterestDeclared)
    def _interest_declared(self, fact: InterestDeclared) -> None:
        if fact.kind is InterestKind.DISCLOSABLE_PECUNIARY:
            number = folded_item(fact.item) if fact.item else None
            self.barred.add((folded(fact.person), number))

    @applies(MeetingAdjourned)
    def _adjourned(self, fact: MeetingAdjourned) -> None:
        self.scheduled_for = fact.resumes_on or self.scheduled_for

    @applies(MeetingCancelled)
    def _cancelled(self, _: MeetingCancelled) -> None:
        self.cancelled = True

    @applies(MinutesCorrected)
    def _minutes_corrected(self, _: MinutesCorrected) -> None:
        """A correction changes no rule; the wording is for the reader of the record."""

    @applies(MinutesConfirmed)
    def _minutes_confirmed(self, fact: MinutesConfirmed) -> None:
        self.confirmed_at = fact.confirmed_at
