"""A case together with the route it is on: all that a picture of its way needs."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from domain.routes.route import Route
from projections.bodies.queries import list_bodies
from projections.cases.following import Definitions, Following, following
from projections.cases.journey import Move, journey
from projections.cases.standing import Standing, standing_called
from projections.routes.queries import list_adopted
from projections.views import Views


class CaseOnRoute(NamedTuple):
    """A case, its route as the book took it down, and its journey until a day.

    Attributes:
        case: where it stands.
        route: the version of the route that it is on.
        earlier: the versions that it was on before, by number.
        moves: its journey, oldest first.
        following: the steps that lead on from where it stands.
        bodies: the names of the bodies that play its parts, by part.
        as_at: the day asked for.
        as_known: the moment of the book's knowledge; ``None`` means all that is known.
    """

    case: Standing
    route: Route
    earlier: dict[int, Route]
    moves: list[Move]
    following: list[Following]
    bodies: dict[str, str]
    as_at: date
    as_known: datetime | None = None


def case_on_route(
    views: Views,
    ref: str,
    as_at: date,
    known: int | None = None,
    *,
    as_known: datetime | None = None,
) -> CaseOnRoute | list[str]:
    """Return a case on its route, or the references that are known where there is none of that one.

    Args:
        views: the views.
        ref: the reference of the case, or of what travels.
        as_at: the day.
        known: the last position known; ``None`` means all that is recorded.
        as_known: the moment that the position stands for, to be shown.
    """
    found = standing_called(views, ref, as_at, known)
    if isinstance(found, list):
        return found
    moves = journey(views, found.ref, as_at, known)
    # Without the two times, as `case show` asks: a case may follow a version that is written down
    # with its first step, and what is asked for may be a day before.
    adopted = [row for row in list_adopted(views) if row.name == found.route]
    versions = {found.version, *(move.version for move in moves if move.version is not None)}
    routes = {
        row.version: Route.model_validate(row.definition)
        for row in adopted
        if row.version in versions
    }
    named = {body.ref: body.name for body in list_bodies(views, as_at, known)}
    return CaseOnRoute(
        found,
        routes.pop(found.version),
        routes,
        moves,
        following(found, Definitions(adopted)),
        {part: named.get(body, body) for part, body in found.bodies.items()},
        as_at,
        as_known,
    )
