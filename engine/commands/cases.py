"""Commands about cases."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field

from domain.cases.parts import Attachment
from domain.conditions.parts import GateCondition
from domain.gates.parts import Assessment
from domain.values.days import Day
from domain.values.profiles import SavingsProfile
from domain.values.references import Ref, Text
from engine.commands.base import Command
from engine.commands.changes import LineEntry


class OpenCase(Command):
    """A subject that sets out on a route."""

    ENTRY: ClassVar[str] = "case"

    route: Ref
    subject: Ref
    opened_on: Day
    kind: Ref | None = None
    title: Text | None = None
    bodies: dict[Ref, Ref] = Field(default_factory=dict)
    raised_by: Text | None = None
    version: Annotated[int, Field(ge=1)] | None = None

    @property
    def key(self) -> str:
        return f"{self.subject} on {self.route} from {self.opened_on}"


class OfCase(Command):
    """What happens to a case, which is called by its reference, or by that of what travels."""

    case: Ref

    def ways(self, ref: str) -> tuple[Self, ...]:
        """The same command with every name that the case of a reference has; its own first."""
        names = dict.fromkeys((self.case, ref, ref.partition("/")[2]))
        return tuple(self.model_copy(update={"case": name}) for name in names)


class TakeStep(OfCase):
    """A step of a case, with all that it brings about."""

    ENTRY: ClassVar[str] = "case-step"
    INSTEAD: ClassVar[str] = (
        "where the step was taken again on that day, say which it is with `nth: 2`, on the command"
        " line `--nth 2`"
    )

    step: Ref
    taken_on: Day | None = None
    nth: Annotated[int, Field(ge=1)] = 1
    meeting: Ref | None = None
    item: Text | None = None
    resolution: Ref | None = None
    under: Ref | None = None
    consulted: tuple[Text, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    note: Text | None = None
    referred_to: Ref | None = None
    deferred_to: Ref | None = None
    conditions: tuple[GateCondition, ...] = ()
    projects: tuple[LineEntry, ...] = ()
    commentary: Text | None = None
    assessments: tuple[Assessment, ...] = ()
    must_change: tuple[Text, ...] = ()
    recycle_to: Annotated[int, Field(ge=1)] | None = None
    project: Ref | None = None
    measure: Ref | None = None
    profile: SavingsProfile | None = None

    @property
    def key(self) -> str:
        when = self.taken_on or self.meeting or self.resolution or self.under
        again = f" ({self.nth})" if self.nth > 1 else ""
        return f"{self.case} {self.step} on {when}{again}"


class NoteOverdueStep(OfCase):
    """That the last day for a step passed without it; the clock records this."""

    ENTRY: ClassVar[str] = "case-overdue"

    step: Ref
    on: Day

    @property
    def key(self) -> str:
        return f"{self.case} {self.step} on {self.on}"


class EscalateStep(OfCase):
    """That somebody further up was told of an overdue step; the clock records this."""

    ENTRY: ClassVar[str] = "case-escalation"

    step: Ref
    on: Day

    @property
    def key(self) -> str:
        return f"{self.case} {self.step} on {self.on}"


class MigrateCase(OfCase):
    """A running case that is put on another version of its route."""

    ENTRY: ClassVar[str] = "case-migration"

    version: Annotated[int, Field(ge=1)]
    decided_on: Day
    state: Ref | None = None
    bodies: dict[Ref, Ref] = Field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.case} to version {self.version} on {self.decided_on}"
