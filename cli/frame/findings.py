"""What a check of the ledger found wrong, as errors that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.frame.errors import CheckFailed

if TYPE_CHECKING:
    from engine.store.verify import Verification


def failures(found: Verification) -> list[CheckFailed]:
    """Return an error for each thing that was found, none when the book is as it was recorded."""
    failures = []
    if found.fault is not None:
        failures.append(
            f"the chain does not hold at {found.fault}. Restore the store from a copy, and compare"
            " the two"
        )
    if found.unprotected:
        failures.append(
            f"the store no longer refuses to change or delete facts: {'; '.join(found.unprotected)}"
            ". Another program did that to the file: find out which and why, compare the facts with"
            " a copy of the store, and go on with a copy in which `minutebook verify` finds nothing"
        )
    if found.damaged_head:
        failures.append(
            f"{found.damaged_head} should remember the end of the ledger, and what stands there is"
            " no head of a ledger: facts may have been cut off. Compare the last position with one"
            " kept elsewhere (--kept), then move the file away: the next record remembers the end"
        )
    return [CheckFailed(failure) for failure in failures]


def raise_failures(failed: list[CheckFailed]) -> None:
    """Raise all that failed at once, so that each is told in its line; nothing where none did."""
    if failed:
        raise ExceptionGroup("the book is not as it was recorded", failed)
