"""Which things of a lineage a reference may mean."""

from __future__ import annotations

from datetime import date

from projections.facts.known import named
from projections.lineage.reading import Reading
from projections.lineage.telling import tell
from projections.lineage.things import FOCUS, Key
from projections.savings.figures import EXTENSION
from projections.views import Views

_SUBJECTS = ("resolution", "project", "change-request", "case", "action")


def meanings(views: Views, ref: str) -> list[Key]:
    """Return everything whose lineage can be asked for that a reference may mean.

    A resolution may be named without its body; ``kind:ref`` names one kind alone.
    """
    kind, _, name = ref.partition(":")
    said = kind if kind in FOCUS and name else None
    name = name if said else ref
    found = [Key(*each) for each in named(views, name) if each[0] in _SUBJECTS]
    found += [key for key in _unnamed(views, name) if key not in found and _is_there(views, key)]
    meant = [_travelling(key) for key in found if said in (None, key.kind)]
    return list(dict.fromkeys(meant))


def _travelling(key: Key) -> Key:
    """Return what a case travels for where that has a lineage of its own, and else the thing."""
    kind, _, subject = key.ref.partition("/")
    of_its_own = key.kind == "case" and kind in {"change-request", "gate"}
    return Key(kind, subject) if of_its_own else key


def _unnamed(views: Views, ref: str) -> list[Key]:
    """Return what may bear a reference without being the subject of facts."""
    whole, _, number = ref.rpartition("/")
    asked: list[tuple[str, str, tuple[str, ...]]] = [
        ("extension", "figure_fact WHERE act = ? AND reference = ?", (EXTENSION, ref)),
        ("action", "actions WHERE ref = ?", (ref,)),
    ]
    if number.isdecimal():
        asked += [
            (
                "delegation",
                f"authority_delegations WHERE clause = {int(number)} AND ref = ?",
                (whole,),
            ),
            ("gate", "gates WHERE ref = ?", (whole,)),
            ("condition", "conditions WHERE ref = ?", (whole,)),
        ]
    return [
        Key(kind, ref)
        for kind, rows, values in asked
        if views.execute(f"SELECT 1 FROM {rows} LIMIT 1", values).fetchone()  # noqa: S608 - our own
    ]


def _is_there(views: Views, key: Key) -> bool:
    """Whether the book knows of a thing at all, on whatever day."""
    return bool(tell(key, Reading(views, date.max, views.position)).positions)
