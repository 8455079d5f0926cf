"""What a comparison of the kept views with the ledger found, for people and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.frame.errors import CheckFailed

if TYPE_CHECKING:
    from projections.comparing import Comparison


def views_failures(found: Comparison | None, name: str) -> list[CheckFailed]:
    """Return an error that names the views that differ, none where all are what they should be.

    Args:
        found: what was found; none where the ledger itself does not hold.
        name: the store.
    """
    if found is None:
        return [
            CheckFailed("the views were not compared: there is no ledger that holds to do it with")
        ]
    if found.holds:
        return []
    renew = "run `minutebook rebuild`"
    if name.startswith("postgresql:"):
        renew += " as the owner of the book"
    what = found.damage or (
        f"of the kept views these are not what the ledger gives: {', '.join(found.differing)}; "
        "lists and reports that were read from them may be wrong"
    )
    return [CheckFailed(f"{what}. Nothing recorded was touched by it: {renew}")]


def views_told(found: Comparison) -> str:
    """Say what was compared."""
    if found.damage:
        return "The kept views cannot be read."
    if not found.kept:
        return "No views are kept that can be compared: answers are made from the ledger."
    if found.differing:
        return f"Of {found.kept} kept views, {len(found.differing)} differ from the ledger."
    facts = "fact" if found.position == 1 else "facts"
    return (
        f"The kept views hold: {found.kept} views of the first {found.position:,} {facts} are what "
        "the ledger gives."
    )


def views_data(found: Comparison | None) -> dict[str, Any] | None:
    """Return the comparison as JSON has it."""
    if found is None:
        return None
    return {
        "hold": found.holds,
        "kept": found.kept,
        "position": found.position,
        "differing": found.differing,
        "damage": found.damage,
    }
