"""Fields that a later release adds to what the ledger holds already."""

from __future__ import annotations

from typing import Any

from pydantic import Field


def added(otherwise: Any = None) -> Any:
    """Declare a field that facts of earlier releases do not have.

    Where it says nothing it is left out of the ledger, so that what an earlier release could say is
    written, to the byte, as that release wrote it.

    Args:
        otherwise: what it is where it is left out: nothing, ``()`` or ``False``.
    """
    return Field(default=otherwise, exclude_if=lambda value: value == otherwise)
