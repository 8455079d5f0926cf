"""Which body plays which part of a route in a case."""

from __future__ import annotations

from collections.abc import Mapping

from domain.errors import RuleBroken
from domain.routes.route import Route


def bodies_of(
    ref: str, route: Route, given: Mapping[str, str], known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the bodies that play the parts of a route: as the route, the case or somebody says.

    A part that a step assigns may stay open until that step.

    Args:
        ref: the case.
        route: the route.
        given: the bodies that are named now, by part.
        known: the bodies that the case has already; they stay.

    Raises:
        RuleBroken: where a part is unknown, is another body's or has none.
    """
    parts = {part.part: part for part in route.parts}
    has = dict(known or {})
    for name, body in given.items():
        if name not in parts:
            raise RuleBroken(
                ref, f"{route.key} has no part {name}: its parts are {', '.join(parts) or 'none'}"
            )
        settled = parts[name].body or has.get(name, body)
        if body != settled:
            raise RuleBroken(ref, f"{name} of {ref} is {settled}: it cannot be {body}")
        has[name] = body
    has |= {name: part.body for name, part in parts.items() if part.body}
    assigned = {step.assigns for step in route.steps}
    for name, part in parts.items():
        if name not in has and name not in assigned:
            raise RuleBroken(
                ref,
                f"which body is {name} ({part.title}) for {ref}? add `--body {name} REF`, or in a"
                f" record file `bodies: {{{name}: …}}`",
            )
    return has
