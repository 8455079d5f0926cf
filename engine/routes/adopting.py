"""Taking a route into the book when its first case begins."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.aggregate import Provenance
from domain.errors import RouteAtFault
from domain.routes.adopted import AdoptedRoute
from domain.routes.route import Route, RouteKey
from engine.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from engine.routes.reading import WrittenRoute

_MOST_FINDINGS = 5


def adopted(
    unit: UnitOfWork, name: str, version: int | None, by: Provenance, day: date | None
) -> Route:
    """Return a route as the book has it; where it has it not, as the library does, and record it.

    Args:
        unit: the unit of work; the fact that adopts the route is one of its facts.
        name: the route.
        version: its version; the highest that the book or the library has, where none is named.
        by: who records.
        day: the day from which it is used, where it is new.

    Raises:
        UnknownReference: where neither the book nor the library has it.
        ReferenceUsed: where the library says something else under this version than the book.
        RouteAtFault: where it is new to the book and not in order; the message says why.
        BadInput: where the file that says it cannot be read.
    """
    in_library = unit.routes.versions(name)
    if version is None:
        unit.routes.check_readable(name)
        version = max([*in_library, *_in_book(unit, name)], default=None)
    recorded = unit.find(AdoptedRoute, str(RouteKey(name, version))) if version else None
    if recorded and recorded.definition and version not in in_library:
        return recorded.definition
    written = unit.routes.written(name, version)
    route = unit.find(AdoptedRoute, str(written.route.key))
    if route.definition is None:
        _check_in_order(written)
    return route.adopt(by, day, written.route)


def _check_in_order(written: WrittenRoute) -> None:
    """Refuse a route with faults; what the book has already goes on as it began.

    Without this the guards of a decision would be anybody's to leave out.
    """
    from engine.routes.checking import check

    found = check(written)
    if not found:
        return
    told = [f"    {finding}" for finding in found[:_MOST_FINDINGS]]
    if len(found) > _MOST_FINDINGS:
        told.append(f"    and {len(found) - _MOST_FINDINGS} more")
    key = str(written.route.key)
    said = (
        f"nothing travels on {key} before its file is in order; mend this, then look with"
        f" `minutebook route check {key}`:"
    )
    raise RouteAtFault(key, "\n".join([said, *told]))


def _in_book(unit: UnitOfWork, name: str) -> list[int]:
    """Return the versions in the book; what this transaction adds to them is in the library too."""
    refs = unit.recorded_refs(AdoptedRoute, f"{name}/")
    return [int(ref.rpartition("/")[2]) for ref in refs]
