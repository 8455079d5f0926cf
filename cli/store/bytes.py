"""Sizes in bytes as people read them."""

from __future__ import annotations

_STEP = 1000
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def in_bytes(size: int) -> str:
    """Return a size: ``512 bytes``, ``4.1 kB``, ``1.0 GB``."""
    if size < _STEP:
        return f"{size} byte" if size == 1 else f"{size} bytes"
    value, unit = float(size), 0
    while round(value, 1) >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    return f"{value:.1f} {_UNITS[unit]}"
