"""The rule that who raises a request does not decide it."""

from __future__ import annotations

from domain.errors import DecidedByRaiser
from domain.values.names import same_name


def check_not_raiser(reference: str, raised_by: str | None, *deciding: str | None) -> None:
    """Refuse a decision by who raised what is decided.

    Args:
        reference: what is decided.
        raised_by: who raised it, where that is known.
        deciding: everybody who decides: the body by reference and name, the officer, who acts.

    Raises:
        DecidedByRaiser: where one of them raised it.
    """
    if raised_by and same_name(raised_by, *deciding):
        raise DecidedByRaiser(
            reference,
            f"{reference} was raised by {raised_by}, who therefore cannot decide it: it is for"
            " another who may",
        )
