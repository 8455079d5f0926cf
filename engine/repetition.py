"""Whether a command is in the book already, and what is different where it says something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.aggregate import Aggregate
from domain.cases.case import Case
from domain.cases.facts import CaseStepped
from domain.errors import DomainError
from domain.facts import Fact
from domain.values.names import same_name
from engine.catalogue import Handling
from engine.commands.base import Command
from engine.commands.cases import OfCase, TakeStep
from engine.errors import ChangedEntry
from engine.unit_of_work import UnitOfWork

_ENVELOPE = {"originator_id", "originator_version", "actor", "command_id"}
_NOTHING = "nothing"

Difference = tuple[str, Any, Any]


def is_repeated(unit: UnitOfWork, handling: Handling, subject: Aggregate, command: Command) -> bool:
    """Whether the book has this command already: the same words, or words that say the same.

    Raises:
        ChangedEntry: where it has another command under the same key; both are shown.
    """
    command = _as_recorded(subject, command)
    digest = subject.commands.get(command.command_key)
    if digest is None:
        return False
    if digest == command.digest:
        _check_taken_by_same(unit, subject, command)
        return True
    what = f"the {command.ENTRY.replace('-', ' ')} {command.key} is in the book already and says"
    recorded = unit.facts_of(subject.id, command.command_key)
    try:
        proposed = _facts_of(unit, handling, command)
    except DomainError as refusal:
        message = f"{what} something else, which would be refused in any case: {refusal}"
        raise ChangedEntry(subject.ref, message, ()) from refusal
    found = differences(recorded, [fact for fact in proposed if fact.originator_id == subject.id])
    if found:
        instead = command.instead(subject)
        message = f"{what} something else; nothing recorded is ever edited, so {instead}:"
        raise ChangedEntry(subject.ref, message, found)
    _check_taken_by_same(unit, subject, command)
    return True


def differences(recorded: Sequence[Fact], proposed: Sequence[Fact]) -> list[Difference]:
    """Return what two lists of facts say differently: field, recorded and proposed value."""
    old, new = _said(recorded), _said(proposed)
    return [
        (field, old.get(field, _NOTHING), new.get(field, _NOTHING))
        for field in dict.fromkeys([*old, *new])
        if old.get(field) != new.get(field)
    ]


def _as_recorded(subject: Aggregate, command: Command) -> Command:
    """The command as the book has it, where that calls the case by another of its names."""
    ways = command.ways(subject.ref) if isinstance(command, OfCase) else ()
    return next((way for way in ways if way.command_key in subject.commands), command)


def _check_taken_by_same(unit: UnitOfWork, subject: Aggregate, command: Command) -> None:
    """Refuse to let a step of one person pass for that of another; time's own is anybody's."""
    if not isinstance(command, TakeStep):
        return
    by = unit.provenance(command).actor
    for fact in unit.facts_of(subject.id, command.command_key):
        theirs = isinstance(fact, CaseStepped) and (fact.role or fact.delegation)
        if theirs and not same_name(by, fact.actor):
            raise ChangedEntry(
                subject.ref,
                f"{command.step} of {subject.ref} on {fact.decided_on} is in the book already,"
                f" taken by {fact.actor}: name them as `actor`, or, where the step was taken again"
                f" that day, add {_another(command)}",
                [("actor", fact.actor, by)],
            )
        if theirs and _may_be_another(subject, fact):
            unit.notes.append(
                f"{command.step} of {subject.ref} on {fact.decided_on} is in the book already:"
                f" where it was taken again that day, add {_another(command)}"
            )


def _may_be_another(subject: Aggregate, fact: Fact) -> bool:
    """Whether the case came back that day to where the step leads on, as when it was returned."""
    return (
        isinstance(subject, Case)
        and isinstance(fact, CaseStepped)
        and fact.from_state != fact.to_state
        and (subject.state, subject.entered_on) == (fact.from_state, fact.decided_on)
    )


def _another(command: TakeStep) -> str:
    return f"`nth: {command.nth + 1}`, on the command line `--nth {command.nth + 1}`"


def _facts_of(unit: UnitOfWork, handling: Handling, command: Command) -> list[Fact]:
    """Return what the command would have recorded in the place of its other version."""
    past = unit.before(command.command_key)
    handling.act(past, handling.subject(past, command), command, past.provenance(command))
    return past.facts


def _said(facts: Sequence[Fact]) -> dict[str, Any]:
    """Put everything that facts say under one name each; the fields of the first go unlabelled."""
    said: dict[str, Any] = {}
    counts: Counter[str] = Counter()
    for place, fact in enumerate(facts):
        name = fact.TOPIC.split(".")[1].replace("-", " ")
        counts[name] += 1
        label = f"{name} {counts[name]}: " if place else ""
        content = fact.model_dump(mode="json", exclude=_ENVELOPE, by_alias=True)
        said |= {label + path: value for path, value in _flat(content, "")}
    return said


def _flat(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _flat(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for place, part in enumerate(value, 1):
            yield from _flat(part, f"{path}[{place}]")
    elif value is not None:
        yield path, value
