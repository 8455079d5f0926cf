"""Routes as people might draw them up: some states in some lanes, with ways back and refusals."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from domain.routes.route import Route

_ROLES = (
    "sponsor",
    "programme-office",
    "finance",
    "monitoring-officer",
    "auditor",
    "clerk of deciding",
    "chair of deciding",
)


def drawn_up(seed: int, states: int, lanes: int = 4) -> Route:
    """Return a route with so many states before its end, the same for the same seed."""
    chance = random.Random(f"{seed} {states} {lanes}")  # noqa: S311 - for a test
    roles = _ROLES[:lanes]
    acting = [chance.choice(roles) for _ in range(states)]
    ends = [
        {"name": name, "title": name.title(), "final": True} for name in ("approved", "rejected")
    ]
    return Route.model_validate(
        {
            "route": "drawn-up",
            "version": 1,
            "title": f"A route of {states} states, number {seed}",
            "subject": "petition",
            "bodies": [{"part": "deciding", "title": "The deciding committee"}],
            "start": "s0",
            "states": [
                *({"name": f"s{n}", "title": f"Stage number {n} of it"} for n in range(states)),
                *ends,
            ],
            "steps": [step for n in range(states) for step in _steps(chance, n, acting, roles)],
        }
    )


def _steps(
    chance: random.Random, number: int, acting: list[str], roles: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    here, by, last = f"s{number}", acting[number], number == len(acting) - 1
    following = "approved" if last else f"s{number + 1}"
    yield {
        "name": f"to-{following}",
        "title": "Approve" if last else f"Hand over to stage {number + 1}",
        "from": here,
        "to": following,
        "by": by,
        "deadline": f"{number + 3} working days",
        "overdue": {"escalate_to": "finance"},
    }
    if number and chance.random() < 0.4:
        back = f"s{chance.randrange(max(0, number - 4), number)}"
        yield _step(f"back-{number}", "Send back", here, back, chance.choice(roles))
    if chance.random() < 0.2:
        yield _step(f"again-{number}", "Extend the stay", here, here, by)
    if last or (number and chance.random() < 0.25):
        yield _step(f"reject-{number}", "Reject", here, "rejected", by)


def _step(name: str, title: str, origin: str, to: str, by: str) -> dict[str, Any]:
    return {"name": name, "title": title, "from": origin, "to": to, "by": by}
