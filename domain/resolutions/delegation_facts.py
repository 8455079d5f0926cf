"""Facts about what resolutions delegate: a power used, ended or run out."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from domain.facts import Fact
from domain.values.amounts import Amount
from domain.values.references import Text

ClauseNumber = Annotated[int, Field(ge=1)]


class DelegationUsed(Fact):
    """Somebody decided under a clause that delegates; ``decided_on`` is the day they did.

    Attributes:
        clause: the number of the clause.
        officer: who decided.
        used_for: what they decided, with its kind: ``change-request:ICS-2019-A``.
        amount: the money it moves, where it moves any.
        consulted: whom they consulted first.
    """

    TOPIC: ClassVar[str] = "minutebook.delegation-used.1"

    clause: ClauseNumber
    officer: Text
    used_for: Text
    amount: Amount | None = None
    consulted: tuple[Text, ...] = ()


class DelegationEnded(Fact):
    """A power that a clause delegates was taken back; ``decided_on`` is the first day without."""

    TOPIC: ClassVar[str] = "minutebook.delegation-ended.1"

    clause: ClauseNumber
    reason: str | None = None


class DelegationLapsed(Fact):
    """A power ran out on the day its clause names; ``decided_on`` is that day."""

    TOPIC: ClassVar[str] = "minutebook.delegation-lapsed.1"

    clause: ClauseNumber
