"""A case: one subject that travels along one version of one route."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from domain.aggregate import Provenance
from domain.authority.roles import OfficeRole
from domain.cases.bodies import bodies_of
from domain.cases.facts import (
    CaseEscalated,
    CaseMigrated,
    CaseOpened,
    CaseOverdue,
    CaseReopened,
    CaseStepped,
)
from domain.cases.parts import Attachment, Taken
from domain.cases.standing import CaseStanding
from domain.cases.versions import state_on
from domain.errors import (
    AlreadyDecided,
    AttachmentMissing,
    NotInForce,
    ReferenceUsed,
    RuleBroken,
    StepNotAllowed,
)
from domain.routes.parts import Step
from domain.routes.route import Route
from domain.values.references import parse_reference
from domain.values.working_days import WorkingCalendar

_ONE_DAY = timedelta(days=1)


class Case(CaseStanding):
    """What travels: it goes by the steps of its route, in its time, and by no other way.

    Its reference is the kind of what travels and its reference: ``change-request/ICS-2019-A``.
    """

    def set_out(
        self,
        by: Provenance,
        opened_on: date,
        route: Route,
        calendar: WorkingCalendar,
        *,
        title: str,
        bodies: Mapping[str, str],
        raised_by: str | None,
    ) -> None:
        """Begin the journey, on the version of the route that the case then keeps.

        Raises:
            ReferenceUsed: where the subject travels, or has travelled, as a case.
            RuleBroken: where no body, or more than the route knows, is given for its parts.
        """
        if self.exists:
            raise ReferenceUsed(
                self.ref,
                f"{self.ref} travels as a case since it was opened: look at `minutebook case show"
                f" {self.ref}`",
            )
        self._trigger(
            CaseOpened,
            by,
            opened_on,
            ref=parse_reference(self.ref),
            subject_kind=self.subject_kind,
            subject=self.subject,
            title=title,
            route=route.name,
            version=route.version,
            state=route.start,
            bodies=bodies_of(self.ref, route, bodies),
            raised_by=raised_by,
            timetable=route.timetable(route.start, opened_on, calendar),
        )

    def step_called(self, route: Route, name: str) -> Step:
        """The step of a name that leaves the state in which the case stands.

        Raises:
            StepNotAllowed: where the route has none, or the journey is over.
        """
        if not self.open:
            raise StepNotAllowed(
                self.ref,
                f"the journey of {self.ref} is over since {self.entered_on}: it is"
                f" {_titled(route, self.state)}, and no step leads on",
            )
        step = route.step(name, self.state)
        if step is None:
            possible = ", ".join(each.name for each in route.steps_from(self.state))
            raise StepNotAllowed(
                self.ref,
                f"{self.ref} stands at {_titled(route, self.state)}: the route {route.key} has no"
                f" step {name} from there, but {possible}; take one with `minutebook case step"
                f" {self.ref} {possible.partition(',')[0]}`",
            )
        return step

    def check_day(self, step: Step, on: date) -> None:
        """Refuse a step before the case came to where it stands, or before the step opens.

        Raises:
            StepNotAllowed: naming the first day.
        """
        if on < self.entered_on:
            raise StepNotAllowed(
                self.ref,
                f"{self.ref} stands where it does since {self.entered_on}: {step.name} cannot be"
                f" taken on {on}, before that",
            )
        self._check_not_before_its_version(on)
        timed = self.timetable.get(step.name)
        if timed and timed.opens_on and on < timed.opens_on:
            raise StepNotAllowed(
                self.ref,
                f"{step.name} of {self.ref} can be taken from {timed.opens_on} on, not on {on}: the"
                f" route leaves {step.opens_after} before it",
            )

    def check_papers(self, step: Step, attachments: tuple[Attachment, ...]) -> None:
        """Refuse a step without the papers that the route asks for by then.

        What was attached to the same step before was for that time, and does not count again.

        Raises:
            AttachmentMissing: naming the kinds that are missing.
        """
        there = {kind for of, kind in self.papers if of != step.name}
        there |= {paper.kind for paper in attachments}
        missing = [kind for kind in step.attachments if kind not in there]
        if missing:
            raise AttachmentMissing(
                self.ref,
                f"{step.name} of {self.ref} needs {' and '.join(missing)}: attach it with"
                f" `--attach {missing[0]} TEXT`, or in a record file with `attachments: [{{kind:"
                f" {missing[0]}, text: …}}]`",
            )

    def check_not_spent(self, resolution: str) -> None:
        """Refuse a resolution that moved the case before it was last taken up again.

        Raises:
            StepNotAllowed: it had its effect then.
        """
        if resolution in self.spent:
            raise StepNotAllowed(
                self.ref,
                f"resolution {resolution} moved {self.ref} before it was taken up again on"
                f" {self.entered_on}: what is decided now needs a resolution of its own",
            )

    def is_for_time(self, route: Route, step: Step, on: date) -> bool:
        """Whether time itself takes the step: it is automatic, or another's deadline passed."""
        if step.automatic:
            return True
        return any(
            (timed := self.timetable.get(late.name)) is not None
            and timed.due_on is not None
            and timed.due_on < on
            for late in route.steps_from(self.state)
            if late.overdue and late.overdue.take == step.name
        )

    def take(
        self, by: Provenance, route: Route, name: str, taken: Taken, calendar: WorkingCalendar
    ) -> None:
        """Take a step; who may, and under which guards, was found out before.

        Raises:
            StepNotAllowed: where the route has no such step from here, or not yet.
            AttachmentMissing: where a paper is missing.
        """
        step = self.step_called(route, name)
        self.check_day(step, taken.on)
        self.check_papers(step, taken.attachments)
        state = route.state(step.to)
        put_off_to = taken.back_on or (None if taken.assigned else self.back_on)
        self._trigger(
            CaseStepped,
            by,
            taken.on,
            step=step.name,
            from_state=self.state,
            to_state=step.to,
            closes=state is not None and state.final,
            settles=step.settles,
            role=taken.role,
            body=taken.body,
            attachments=taken.attachments,
            meeting=taken.meeting,
            item=taken.item,
            resolution=taken.resolution,
            delegation=taken.delegation,
            consulted=taken.consulted,
            note=taken.note,
            bodies=dict(taken.assigned),
            deferred_to=taken.deferred_to,
            back_on=taken.back_on,
            timetable=route.timetable(step.to, taken.on, calendar, put_off_to),
        )

    def find_overdue(self, by: Provenance, step: str, on: date) -> None:
        """Record that the last day for a step has passed.

        Raises:
            NotInForce: where the step has no deadline now, or it has not passed.
            AlreadyDecided: where that is recorded.
        """
        due_on = self._passed(step, on)
        if step in self.overdue:
            raise AlreadyDecided(
                self.ref, f"{step} of {self.ref} is recorded as overdue since {due_on}"
            )
        self._trigger(CaseOverdue, by, due_on + _ONE_DAY, step=step, due_on=due_on)

    def escalate(
        self, by: Provenance, step: str, on: date, *, role: OfficeRole, body: str | None
    ) -> None:
        """Record that somebody further up was told that a step is overdue.

        Raises:
            NotInForce: where the step is not overdue.
            AlreadyDecided: where that is recorded.
        """
        due_on = self._passed(step, on)
        if step in self.escalated:
            raise AlreadyDecided(self.ref, f"{step} of {self.ref} was escalated already")
        self._trigger(
            CaseEscalated, by, due_on + _ONE_DAY, step=step, due_on=due_on, role=role, body=body
        )

    def reopen(
        self, by: Provenance, on: date, route: Route, calendar: WorkingCalendar, *, reason: str
    ) -> None:
        """Take a decided case up again where it was decided, whether or not it went on from there.

        Its papers stay; a resolution that decided it before decides it no more.

        Raises:
            StepNotAllowed: where it is on its way undecided, or was moved later than that day.
        """
        if not (self.closed or self.decided_in):
            raise StepNotAllowed(
                self.ref, f"{self.ref} is on its way, undecided: it cannot be re-opened"
            )
        self._check_not_before_it_came(on)
        decided_in = self.decided_in if route.state(self.decided_in or "") else None
        self._take_up(by, on, route, calendar, reason, decided_in or route.start)

    def set_out_again(
        self, by: Provenance, on: date, route: Route, calendar: WorkingCalendar
    ) -> None:
        """Let it set out anew, with papers of its own, where its journey ended undecided.

        Raises:
            AlreadyDecided: where a step decided it.
            StepNotAllowed: where it is on its way, or was closed later than that day.
        """
        if not self.closed:
            raise StepNotAllowed(self.ref, f"{self.ref} is on its way: it cannot set out again")
        if self.decided_by:
            raise AlreadyDecided(
                self.ref,
                f"{self.ref} was decided by its step {self.decided_by} and ended on"
                f" {self.entered_on} at {_titled(route, self.state)}: what was decided does not"
                " set out again; let what is new travel under a reference of its own",
            )
        self._check_not_before_it_came(on)
        reason = "It sets out again, to be decided anew"
        self._take_up(by, on, route, calendar, reason, route.start, anew=True)

    def _check_not_before_it_came(self, on: date) -> None:
        if on < self.entered_on:
            did = "closed" if self.closed else "moved"
            raise StepNotAllowed(
                self.ref,
                f"{self.ref} was {did} on {self.entered_on}: it is re-opened after that",
            )

    def _take_up(
        self,
        by: Provenance,
        on: date,
        route: Route,
        calendar: WorkingCalendar,
        reason: str,
        to_state: str,
        *,
        anew: bool = False,
    ) -> None:
        self._trigger(
            CaseReopened,
            by,
            on,
            from_state=self.state,
            to_state=to_state,
            reason=reason,
            timetable=route.timetable(to_state, on, calendar),
            anew=anew,
        )

    def migrate(
        self,
        by: Provenance,
        on: date,
        left: Route,
        route: Route,
        calendar: WorkingCalendar,
        *,
        state: str | None = None,
        bodies: Mapping[str, str] | None = None,
    ) -> None:
        """Put a running case on another version of its route.

        Where the state in which it stands is in that version, it stays there; else it goes only
        where it has been, or where nothing is decided that was not before (see `state_on`). Its
        days are counted anew from when it came to where it is.

        Raises:
            RuleBroken: where the case is closed, or the version cannot take it; the message says
                why.
        """
        to_state, given = self._movable(left, route, on, state, bodies)
        self._trigger(
            CaseMigrated,
            by,
            on,
            from_version=self.route.version,
            version=route.version,
            from_state=self.state,
            state=to_state,
            bodies={part: body for part, body in given.items() if part not in self.bodies},
            timetable=route.timetable(to_state, self.entered_on, calendar, self.back_on),
        )

    def _movable(
        self,
        left: Route,
        route: Route,
        on: date,
        state: str | None,
        bodies: Mapping[str, str] | None,
    ) -> tuple[str, dict[str, str]]:
        """Return the state and the bodies the case would have on another version of its route."""
        if not self.open:
            raise StepNotAllowed(self.ref, f"the journey of {self.ref} is over: it stays as it was")
        if on < self.entered_on:
            raise StepNotAllowed(
                self.ref, f"{self.ref} came to where it stands on {self.entered_on}, after {on}"
            )
        self._check_not_before_its_version(on)
        if route.name != self.route.name or route.version == self.route.version:
            raise RuleBroken(
                self.ref, f"{self.ref} is on {self.route}: {route.key} is no other version of that"
            )
        there = state_on(self.ref, self.state, self.way, left, route, state)
        return there, bodies_of(self.ref, route, bodies or {}, self.bodies)

    def _check_not_before_its_version(self, on: date) -> None:
        """Refuse what is dated before the version that the case is on: another held on that day."""
        if on < self.migrated_on:
            raise StepNotAllowed(
                self.ref,
                f"{self.ref} is on {self.route} since {self.migrated_on}, and goes on from there:"
                f" nothing moves it on {on}",
            )

    def _passed(self, step: str, on: date) -> date:
        timed = self.timetable.get(step)
        if self.closed or timed is None or timed.due_on is None:
            raise NotInForce(
                self.ref, f"{step} of {self.ref} has no deadline where the case stands"
            )
        if on <= timed.due_on:
            raise NotInForce(
                self.ref, f"{step} of {self.ref} is in time until {timed.due_on}: not late on {on}"
            )
        return timed.due_on


def _titled(route: Route, state: str) -> str:
    known = route.state(state)
    return f"{state} ({known.title})" if known else state
