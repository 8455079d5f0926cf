"""Questions about work: what waits, and what of it waits for somebody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from domain.authority.roles import OfficeRole
from domain.values.names import folded
from projections.authority.roles import list_roles
from projections.bodies.queries import list_bodies
from projections.views import Views
from projections.work.cases import travelling, work_of_cases
from projections.work.others import (
    work_of_actions,
    work_of_call_ins,
    work_of_conditions,
    work_of_gates,
    work_of_requests,
)
from projections.work.rows import (
    ACTION,
    CALL_IN,
    CASE,
    CONDITION,
    GATE,
    KINDS,
    REQUEST,
    Holder,
    Waiting,
)


def list_work(
    views: Views, on: date, known: int | None = None, kinds: Collection[str] = ()
) -> list[Waiting]:
    """Return everything that waits on a day, the most urgent first.

    Args:
        views: the views.
        on: the day.
        known: the last position that the book is taken to know; ``None`` means all.
        kinds: what is wanted, of `KINDS`; all of it where none is named.
    """
    wanted = frozenset(kinds or KINDS)
    found = [*work_of_cases(views, on, known)] if CASE in wanted else []
    if wanted & {REQUEST, GATE}:
        on_a_route = {case.ref for case in found} or travelling(views, on, known)
        if REQUEST in wanted:
            found += work_of_requests(views, on, known, on_a_route)
        if GATE in wanted:
            found += work_of_gates(views, on, known, on_a_route)
    for kind, work in _OTHERS.items():
        if kind in wanted:
            found += work(views, on, known)
    return sorted(found, key=_urgency)


_OTHERS: dict[str, Callable[[Views, date, int | None], Iterator[Waiting]]] = {
    CONDITION: work_of_conditions,
    ACTION: work_of_actions,
    CALL_IN: work_of_call_ins,
}
_urgency = attrgetter("urgency")


class Whose(NamedTuple):
    """For whom work is wanted: a role, a body, or a person with the roles that they hold.

    Attributes:
        name: a person's name as rules compare it.
        body: a body.
        roles: roles, each for a body or for all bodies.
    """

    name: str | None = None
    body: str | None = None
    roles: frozenset[tuple[str, str | None]] = frozenset()

    def holds(self, holder: Holder) -> bool:
        """Whether what waits for a holder waits for them."""
        if holder.name is not None:
            return folded(holder.name) == self.name
        if self.body is not None:
            return holder.body == self.body
        return any(
            role == holder.role and (body is None or holder.body in (None, body))
            for role, body in self.roles
        )


def whose(
    views: Views, named: str, work: Iterable[Waiting], on: date, known: int | None = None
) -> Whose | None:
    """Find the role, body or person of a name.

    Args:
        views: the views.
        named: the name.
        work: what waits, some of it for owners who hold no role.
        on: the day on which roles count.
        known: the last position that the book is taken to know; ``None`` means all.

    Returns:
        For whom work is wanted; ``None`` where no role, body, holder of a role or owner is so
        called.
    """
    with suppress(ValueError):
        return Whose(roles=frozenset({(OfficeRole(named).value, None)}))
    if any(body.ref == named for body in list_bodies(views, on, known)):
        return Whose(body=named)
    name = folded(named)
    ever = [each for each in list_roles(views, on, known) if folded(each.person) == name]
    if not ever and all(folded(owner) != name for owner in _owners(work)):
        return None
    return Whose(
        name=name, roles=frozenset((each.role, each.body) for each in ever if each.state == "held")
    )


def _owners(work: Iterable[Waiting]) -> set[str]:
    return {holder.name for each in work for holder in each.holders if holder.name}


def names(views: Views, work: Iterable[Waiting], on: date, known: int | None = None) -> list[str]:
    """Return every name that `whose` would find, to suggest one where it finds none."""
    found = {str(role) for role in OfficeRole}
    found |= {body.ref for body in list_bodies(views, on, known)}
    found |= {each.person for each in list_roles(views, on, known)}
    found |= _owners(work)
    return sorted(found)
