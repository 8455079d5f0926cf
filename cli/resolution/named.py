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
    from projections.resolutions.queries import list_resolutions

    known = list_resolutions(asked.views, asked.as_at, asked.known)
    here = [row for row in known if body in (None, row.body)]
    found = [row for row in here if ref in (row.ref, row.id)]
    if not found:
        raise _none(asked, ref, [name for row in here for name in (row.ref, row.id)])
    if len(found) > 1:
        bodies = " or ".join(f"--body {row.body}" for row in found)
        raise UnknownName(f"several bodies have a resolution {ref}: add {bodies}")
    return found[0]


def _none(asked: Asked, ref: str, names: list[str]) -> UnknownName:
    """Tell what was never recorded from what was not resolved, or not known, by then."""
    from projections.facts.known import named

    kinds = {kind for kind, _ in named(asked.views, ref)}
    if "resolution" in kinds and ref not in names:
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
