"""The rule that reporting runs upwards: on no day does a body come to report to itself."""

from __future__ import annotations

from collections.abc import Callable

from domain.bodies.body import Body
from domain.errors import RuleBroken
from domain.values.spans import Span


def check_no_circle(body: Body, superior: str, during: Span, find: Callable[[str], Body]) -> None:
    """Refuse a line by which a body would come to report to itself on some day.

    Args:
        body: the body that is to report.
        superior: the body it is to report to.
        during: the days on which it is to.
        find: gives a body by its reference.

    Raises:
        RuleBroken: naming the bodies of the circle in order.
    """
    ways: list[tuple[tuple[str, ...], Span]] = [((body.ref, superior), during)]
    while ways:
        path, days = ways.pop()
        if path[-1] == body.ref:
            raise RuleBroken(
                body.ref,
                f"{body.ref} cannot report to {superior}, which reports to it:"
                f" {' → '.join(path)}; end one of these lines first",
            )
        for above, held in find(path[-1]).superiors():
            both = held.common(days)
            if both and above not in path[1:]:
                ways.append(((*path, above), both))
