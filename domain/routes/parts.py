"""The parts of a route: periods, takers, guards, consequences, states and steps."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.authority.roles import OfficeRole
from domain.values.references import Ref, Text
from domain.values.terms import Term
from domain.values.working_days import DayCount

_MODEL = ConfigDict(
    frozen=True,
    extra="forbid",
    defer_build=True,
    validate_by_name=True,
    validate_by_alias=True,
    serialize_by_alias=True,
)
_PERIOD = re.compile(r"(\d+)\s+(working|calendar)\s+days?", re.IGNORECASE)


class Period(BaseModel):
    """So many days; read from ``5 working days`` or ``10 calendar days``."""

    model_config = _MODEL

    days: Annotated[int, Field(ge=0, le=3650)]
    count: DayCount = DayCount.WORKING

    @model_validator(mode="before")
    @classmethod
    def _in_words(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        found = _PERIOD.fullmatch(value.strip())
        if found is None:
            raise ValueError(
                f"{value!r} is not a period: write it as 5 working days or 10 calendar days"
            )
        return {"days": int(found[1]), "count": found[2].lower()}

    def __str__(self) -> str:
        return f"{self.days} {self.count} day{'' if self.days == 1 else 's'}"


class BodyPart(BaseModel):
    """A part that a body plays on a route: the committee that decides, the team that is asked.

    Attributes:
        part: its name on the route, ``deciding``.
        title: what it is, in words.
        body: the body that plays it in every case, where the route says so; else a case says it.
        addressed: it is played by the body to which the subject itself is put: the `to` of a change
            request, the `body` of a gate sequence; a case need not say it.
    """

    model_config = _MODEL

    part: Ref
    title: Text
    body: Ref | None = None
    addressed: bool = False


class Taker(BaseModel):
    """Who may take a step: a role, in the body that plays a part, or in any body.

    Read from ``finance``, or from ``clerk of deciding``.
    """

    model_config = _MODEL

    role: OfficeRole
    part: Ref | None = None

    @model_validator(mode="before")
    @classmethod
    def _in_words(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        role, _, part = value.partition(" of ")
        return {"role": role.strip(), "part": part} if part else {"role": role.strip()}

    def __str__(self) -> str:
        return f"{self.role} of {self.part}" if self.part else str(self.role)


class GuardRule(Term):
    """What must hold before a step may be taken.

    not-raiser: the actor did not raise what travels. no-interest: the actor declared no disclosable
    pecuniary interest in the item at the meeting. quorate: the meeting that the step names was held
    and quorate. within-remit: the deciding body has the matter and the amount in its terms of
    reference. resolution-carried: the resolution that the step names was passed by the body whose
    part the taker has. resolution-in-force: it is in force, after any call-in.
    resolution-called-in: it was called in, and that is not decided yet. resolution-referred-back:
    it was called in and referred back, so that the body decides again. clear-days: so many clear
    working days lie between the day of the step and the meeting it names. criteria-assessed: every
    criterion was assessed for the gate.
    """

    NOT_RAISER = "not-raiser"
    NO_INTEREST = "no-interest"
    QUORATE = "quorate"
    WITHIN_REMIT = "within-remit"
    RESOLUTION_CARRIED = "resolution-carried"
    RESOLUTION_IN_FORCE = "resolution-in-force"
    RESOLUTION_CALLED_IN = "resolution-called-in"
    RESOLUTION_REFERRED_BACK = "resolution-referred-back"
    CLEAR_DAYS = "clear-days"
    CRITERIA_ASSESSED = "criteria-assessed"


class Guard(BaseModel):
    """A guard of a step; read from ``quorate`` or ``{clear-days: 5 working days}``."""

    model_config = _MODEL

    rule: GuardRule
    period: Period | None = None

    @model_validator(mode="before")
    @classmethod
    def _in_words(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"rule": value}
        if isinstance(value, dict) and len(value) == 1 and "rule" not in value:
            [(rule, period)] = value.items()
            return {"rule": rule, "period": period}
        return value

    @model_validator(mode="after")
    def _clear_days_say_how_many(self) -> Self:
        if (self.rule is GuardRule.CLEAR_DAYS) != bool(self.period):
            raise ValueError(
                "clear-days, and no other guard, says how many: {clear-days: 5 working days}"
            )
        return self

    def __str__(self) -> str:
        return f"{self.rule} ({self.period})" if self.period else str(self.rule)


class Doing(Term):
    """What a step does in the domain besides moving its case."""

    COMMENT = "comment-on-change-request"
    DECIDE_CHANGE_REQUEST = "decide-change-request"
    DECIDE_GATE = "decide-gate"
    SET_BASELINE = "set-baseline"


_DECIDING = (Doing.DECIDE_CHANGE_REQUEST, Doing.DECIDE_GATE, Doing.SET_BASELINE)
_LAST_WORDS = ("approved", "approved-in-part", "rejected", "go", "conditional-go")


class Consequence(BaseModel):
    """What taking a step does in the domain, in the same transaction.

    Attributes:
        does: the kind of consequence.
        outcome: for decisions, the outcome: ``approved``, ``deferred``, ``no-go``.
        by: for comments, who comments: ``finance``.
    """

    model_config = _MODEL

    does: Doing
    outcome: Ref | None = None
    by: Ref | None = None

    @property
    def decides(self) -> bool:
        """Whether it decides something; a withdrawal is no decision."""
        return self.does in _DECIDING and self.outcome != "withdrawn"

    @property
    def settles(self) -> bool:
        """Whether it is the last word: it puts nothing off, and sends nothing on or back."""
        return self.does is Doing.SET_BASELINE or (self.decides and self.outcome in _LAST_WORDS)

    def __str__(self) -> str:
        outcome = f": {self.outcome}" if self.outcome else ""
        return f"{self.does}{outcome}{f' by {self.by}' if self.by else ''}"


class Overdue(BaseModel):
    """What happens when a step was not taken in time, besides being recorded as overdue.

    Attributes:
        escalate_to: who is told, in a recorded fact.
        take: the step that is then taken by time itself.
    """

    model_config = _MODEL

    escalate_to: Taker | None = None
    take: Ref | None = None

    def __str__(self) -> str:
        told = f"escalate to {self.escalate_to}" if self.escalate_to else ""
        return ", ".join(filter(None, (told, f"take {self.take}" if self.take else "")))


class State(BaseModel):
    """Where a case can stand; in a final state its journey is over."""

    model_config = _MODEL

    name: Ref
    title: Text
    final: bool = False


class Step(BaseModel):
    """A way from some states to another.

    Attributes:
        name: what it is called; steps of one name leave different states.
        title: what it is, in words.
        origins: the states it leaves (``from`` in files).
        to: the state it leads to.
        takers: who may take it (``by`` in files); nobody where time takes it.
        guards: what must hold.
        attachments: the kinds of paper that must be attached by then, to this step or before.
        needs: what the step must name: ``meeting``, ``resolution``, ``deferred_to`` …
        assigns: the part that the body named in ``referred_to`` plays from then on.
        opens_after: it can be taken only when this much time has passed in the state.
        deadline: it is to be taken within this time in the state.
        deadline_at_meeting: it is to be taken by the day of the meeting to which the case was put
            off by the step that led to the state.
        overdue: what happens when it is not.
        automatic: time takes it, when ``opens_after`` has passed.
        consequence: what it does in the domain.
    """

    model_config = _MODEL

    name: Ref
    title: Text
    origins: Annotated[tuple[Ref, ...], Field(alias="from", min_length=1)]
    to: Ref
    takers: Annotated[tuple[Taker, ...], Field(alias="by")] = ()
    guards: tuple[Guard, ...] = ()
    attachments: tuple[Ref, ...] = ()
    needs: tuple[Ref, ...] = ()
    assigns: Ref | None = None
    opens_after: Period | None = None
    deadline: Period | None = None
    deadline_at_meeting: bool = False
    overdue: Overdue | None = None
    automatic: bool = False
    consequence: Consequence | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_stands_alone(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        alone = {name: [value[name]] for name in ("from", "by") if isinstance(value.get(name), str)}
        return {**value, **alone}

    @property
    def decides(self) -> bool:
        """Whether it decides something in the domain."""
        return self.consequence is not None and self.consequence.decides

    @property
    def settles(self) -> bool:
        """Whether it says the last word on what travels."""
        return self.consequence is not None and self.consequence.settles
