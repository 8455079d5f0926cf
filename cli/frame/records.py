"""Records of the projections as JSON has them."""

from __future__ import annotations

from typing import Any


def as_data(value: Any) -> Any:
    """Return a named tuple, and whatever it holds, as mappings by the names of its fields.

    JSON would take a named tuple for a list, and its names would be lost.
    """
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: as_data(field) for name, field in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [as_data(part) for part in value]
    return value
