"""Taking a route into the book when its first case begins."""

from __future__ import annotations

from datetime import date

from domain.aggregate import Provenance
from domain.routes.adopted import AdoptedRoute
from domain.routes.route import Route, RouteKey
from engine.unit_of_work import UnitOfWork


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
    """
    in_library = unit.routes.versions(name)
    if version is None:
        version = max([*in_library, *_in_book(unit, name)], default=None)
    recorded = unit.find(AdoptedRoute, str(RouteKey(name, version))) if version else None
    if recorded and recorded.definition and version not in in_library:
        return recorded.definition
    route = unit.routes.find(name, version)
    return unit.find(AdoptedRoute, str(route.key)).adopt(by, day, route)


def _in_book(unit: UnitOfWork, name: str) -> list[int]:
    """Return the versions in the book; what this transaction adds to them is in the library too."""
    refs = unit.recorded_refs(AdoptedRoute, f"{name}/")
    return [int(ref.rpartition("/")[2]) for ref in refs]
