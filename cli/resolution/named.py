"""The resolution that a reference on the command line names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.frame.asked import Asked
from cli.frame.errors import UnknownName
from cli.frame.references import unknown

if TYPE_CHECKING:
    from projections.resolutions.queries import ResolutionRow


def the_one(asked: Asked, ref: str, body: str | None) -> ResolutionRow:
    """Return the resolution that a reference names, with or without its body's before it.

    Raises:
        UnknownName: where there is none by then, or several bodies have one.
    """
    found = [row for row in _bearing(asked, ref) if body in (None, row.body)]
    if not found:
        raise _none(asked, ref, body)
    if len(found) > 1:
        bodies = " or ".join(f"--body {row.body}" for row in found)
        raise UnknownName(f"several bodies have a resolution {ref}: add {bodies}")
    return found[0]


def _bearing(asked: Asked, ref: str) -> list[ResolutionRow]:
    """Return the resolutions of a reference: few of thousands, so that others are not read."""
    from projections.resolutions.queries import list_resolutions

    short = {ref, ref.partition("/")[2]} - {""}
    return [
        row
        for name in sorted(short)
        for row in list_resolutions(asked.views, asked.as_at, asked.known, ref=name)
        if ref in (row.ref, row.id)
    ]


def _none(asked: Asked, ref: str, body: str | None) -> UnknownName:
    """Tell what was never recorded from what was not resolved, or not known, by then."""
    from projections.facts.known import named
    from projections.resolutions.queries import list_resolutions

    there = list_resolutions(asked.views, asked.as_at, asked.known, body=body)
    names = [name for row in there for name in (row.ref, row.id)]
    found = named(asked.views, ref)
    kinds = {kind for kind, _ in found}
    of_body = [name for kind, name in found if kind == "resolution" and _is_of(name, body)]
    if of_body and ref not in names:
        return UnknownName(
            f"the resolution {ref!r} was not adopted by that day, or not in the book by that"
            " moment: choose a later --as-at or --as-known"
        )
    if "meeting" in kinds:
        return UnknownName(
            f"{ref!r} is a meeting: `minutebook resolution list --meeting {ref}` shows what it has"
            " resolved, if it was held"
        )
    return unknown("resolution", ref, names)


def _is_of(resolution: str, body: str | None) -> bool:
    return body is None or resolution.startswith(f"{body}/")
