"""What the rows of an answer rest on, for workbooks: the facts of the things that they tell of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from cli.frame.asked import Asked


def facts_of(asked: Asked, things: Iterable[str]) -> Callable[[], list[dict[str, Any]]]:
    """Return what gives the sources of all facts of some things, up to the two times asked for.

    Args:
        asked: the two times.
        things: the things, as the ledger names them: ``body:ics``.
    """
    wanted = list(dict.fromkeys(things))

    def read() -> list[dict[str, Any]]:
        ledger = asked.views.ledger
        said = (
            json.loads(entry.state)
            for thing in wanted
            for entry in ledger.entries_of(thing)
            if entry.position <= asked.known
        )
        day = asked.as_at.isoformat()
        return [
            {"source": each["source"]}
            for each in said
            if each.get("source") and (each["decided_on"] or "") <= day
        ]

    return read
