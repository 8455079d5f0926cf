"""A route: the states of a journey and the steps between them, in a numbered version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.routes.parts import BodyPart, Period, State, Step
from domain.values.references import Ref, Text
from domain.values.working_days import WorkingCalendar


class Timed(BaseModel):
    """A step of a state with its days, as worked out when the state was entered.

    The days are kept with the fact that entered the state: they were told to people then, and a
    bank holiday that is proclaimed later does not rewrite them.

    Attributes:
        step: the name of the step.
        opens_on: the first day on which it can be taken; none means at once.
        due_on: the last day on which it is in time; none means that there is no deadline.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    step: Ref
    opens_on: date | None = None
    due_on: date | None = None


class RouteKey(NamedTuple):
    """A route in one of its versions."""

    name: str
    version: int

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"


class Route(BaseModel):
    """A route as its file says it.

    Attributes:
        name: its name (``route`` in files).
        version: its number, from 1; whatever alters a route raises it.
        title: what it is, in words.
        subject: the kind of thing that travels: ``change-request``, ``gate``, or one of its own.
        parts: the parts that bodies play (``bodies`` in files).
        start: the state in which a case begins.
        states: every state.
        steps: every step.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )

    name: Annotated[Ref, Field(alias="route")]
    version: Annotated[int, Field(ge=1)]
    title: Text
    subject: Ref
    parts: Annotated[tuple[BodyPart, ...], Field(alias="bodies")] = ()
    start: Ref
    states: Annotated[tuple[State, ...], Field(min_length=1)]
    steps: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _names_stand_once(self) -> Self:
        _once("the state", (state.name for state in self.states))
        _once("the part", (part.part for part in self.parts))
        _once(
            "the step",
            (f"{step.name} from {origin}" for step in self.steps for origin in step.origins),
        )
        return self

    @property
    def key(self) -> RouteKey:
        """Its name and version."""
        return RouteKey(self.name, self.version)

    def state(self, name: str) -> State | None:
        """The state of a name."""
        return next((state for state in self.states if state.name == name), None)

    def steps_from(self, state: str) -> list[Step]:
        """The steps that leave a state, in the order of the file."""
        return [step for step in self.steps if state in step.origins]

    def step(self, name: str, state: str) -> Step | None:
        """The step of a name that leaves a state."""
        return next((step for step in self.steps_from(state) if step.name == name), None)

    def timetable(
        self,
        state: str,
        entered_on: date,
        calendar: WorkingCalendar,
        put_off_to: date | None = None,
    ) -> tuple[Timed, ...]:
        """The days of the steps that leave a state; steps without any are left out.

        Args:
            state: the state.
            entered_on: the day on which it was entered.
            calendar: the days on which people work.
            put_off_to: the day of the meeting to which the case was put off, if it was. Brought
                back before, it is not late by days that pass before that meeting.
        """
        waits = any(step.deadline_at_meeting for step in self.steps_from(state))
        begins = entered_on if waits else max(entered_on, put_off_to or entered_on)

        def end_of(period: Period | None) -> date | None:
            return calendar.after(begins, period.days, period.count) if period else None

        timed = (
            Timed(
                step=step.name,
                opens_on=_day_after(end_of(step.opens_after)),
                due_on=put_off_to if step.deadline_at_meeting else end_of(step.deadline),
            )
            for step in self.steps_from(state)
        )
        return tuple(entry for entry in timed if entry.opens_on or entry.due_on)


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _once(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{what} {name} stands twice")
        seen.add(name)
