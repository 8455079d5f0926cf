"""What an unknown name was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

_MANY = 3


def closest(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names most like one, best first, whatever their capitals; at most three."""
    from difflib import get_close_matches

    by_folded = {candidate.casefold(): candidate for candidate in known}
    wanted = name.casefold()
    found = get_close_matches(wanted, by_folded, n=_MANY, cutoff=0.6)
    containing = sorted(folded for folded in by_folded if wanted and wanted in folded)
    return [by_folded[folded] for folded in dict.fromkeys([*found, *containing])][:_MANY]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``: did you mean ics or asch?``, or nothing where no known name is like it."""
    found = closest(name, known)
    if not found:
        return ""
    *first, last = found
    return f": did you mean {', '.join(first)} or {last}?" if first else f": did you mean {last}?"
