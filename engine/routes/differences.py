"""What two routes say differently: parts, states and steps, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from domain.routes.route import Route
from domain.values.terms import Term


class Change(Term):
    """What became of something from one route to the other."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Difference(NamedTuple):
    """One thing that two routes say differently.

    Attributes:
        what: ``route``, ``part``, ``state`` or ``step``.
        name: its name; for steps with the states they leave: ``withdraw from draft, finance``.
        change: whether it was added, removed or changed.
        field: the field that was changed, as files name it; none where all of it came or went.
        before: what the first route says.
        after: what the second route says.
    """

    what: str
    name: str
    change: Change
    field: str = ""
    before: str = ""
    after: str = ""


def differences(old: Route, new: Route) -> list[Difference]:
    """Return what the second route says differently from the first, in the order of the files."""
    found = [*_fields("route", new.name, _of_the_whole(old), _of_the_whole(new))]
    found += _named("part", _by_name(old.parts, "part"), _by_name(new.parts, "part"))
    found += _named("state", _by_name(old.states, "name"), _by_name(new.states, "name"))
    return found + _gathered(_named("step", _steps(old), _steps(new)))


_Said = Mapping[str, str]


def _of_the_whole(route: Route) -> _Said:
    said = {"route": route.name, "title": route.title, "subject": route.subject}
    return said | {"start": route.start}


def _by_name(parts: Iterable[BaseModel], name: str) -> dict[str, _Said]:
    return {getattr(part, name): _said(part, without={name}) for part in parts}


def _steps(route: Route) -> dict[str, _Said]:
    """Return the steps by their names and the states they leave, one for each of these."""
    return {
        f"{step.name} from {origin}": _said(step, without={"name", "origins"})
        for step in route.steps
        for origin in step.origins
    }


def _said(part: BaseModel, without: set[str]) -> _Said:
    return {
        field.alias or name: _text(getattr(part, name))
        for name, field in type(part).model_fields.items()
        if name not in without
    }


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _named(what: str, old: Mapping[str, _Said], new: Mapping[str, _Said]) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        if name not in new:
            yield Difference(what, name, Change.REMOVED)
        elif name not in old:
            yield Difference(what, name, Change.ADDED)
        else:
            yield from _fields(what, name, old[name], new[name])


def _fields(what: str, name: str, old: _Said, new: _Said) -> Iterator[Difference]:
    for field in dict.fromkeys([*old, *new]):
        before, after = old.get(field, ""), new.get(field, "")
        if before != after:
            yield Difference(what, name, Change.CHANGED, field, before, after)


def _gathered(found: Iterable[Difference]) -> list[Difference]:
    """Put together what is the same for a step out of several states."""
    origins: dict[Difference, list[str]] = {}
    for difference in found:
        step, _, origin = difference.name.partition(" from ")
        origins.setdefault(difference._replace(name=step), []).append(origin)
    return [
        difference._replace(name=f"{difference.name} from {', '.join(left)}")
        for difference, left in origins.items()
    ]
