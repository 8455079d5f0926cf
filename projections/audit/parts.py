"""What an audit finds: the movement, the rule it breaks, the evidence, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from projections.audit.acts import Act
from projections.audit.holdings import Holdings
from projections.audit.view import Explanation


class Doubt(NamedTuple):
    """What a rule says of an act.

    Attributes:
        rule: the code of the rule.
        sentence: what is the matter, in words.
        do: what to do about it.
        evidence: the positions of the facts that show it, besides the act itself.
    """

    rule: str
    sentence: str
    do: str
    evidence: tuple[int, ...] = ()


Check = Callable[[Act, Holdings], Iterator[Doubt]]
"""Asks one act, by what the book holds, and yields what is the matter with it."""


class Evidence(NamedTuple):
    """A fact that shows what was found."""

    position: int
    decided_on: str | None
    recorded_on: str
    sentence: str


class Finding(NamedTuple):
    """One thing that is the matter with one act.

    Attributes:
        rule: the code of the rule.
        note: whether it is only to be known, and no fault.
        what: ``baseline``, ``brought-forward``, ``extension``, ``correction``, ``approval``,
            ``taking-back`` or ``undecided``.
        ref: the reference of the request or extension, else of the project.
        projects: the projects whose figures it touches.
        decided_on: the day of the act.
        position: where the act stands in the ledger.
        sentence: what is the matter.
        do: what to do about it.
        evidence: the facts that show it, the act itself first.
        explained: why the act stands as it does, where somebody said so.
    """

    rule: str
    note: bool
    what: str
    ref: str
    projects: tuple[str, ...]
    decided_on: date | None
    position: int
    sentence: str
    do: str
    evidence: tuple[Evidence, ...]
    explained: Explanation | None = None
