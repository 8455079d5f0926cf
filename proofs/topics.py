"""Which facts are proved one by one: those that move a figure, and those of resolutions."""

from __future__ import annotations

RESOLUTIONS = frozenset(
    {
        "minutebook.resolution-passed.1",
        "minutebook.resolution-lost.1",
        "minutebook.resolution-superseded.1",
    }
)
"""The stored names of the facts about a resolution."""

MOVEMENTS = frozenset(
    {
        "minutebook.baseline-set.1",
        "minutebook.opening-balance-brought-forward.1",
        "minutebook.savings-extended.1",
        "minutebook.savings-rebaselined.1",
        "minutebook.savings-corrected.1",
    }
)
"""The stored names of the facts that move what a project must deliver."""

PROVED = RESOLUTIONS | MOVEMENTS
"""The stored names of the facts of which an audit bundle holds a proof each."""
