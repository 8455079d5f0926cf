"""Days, authorities and sources as tables show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from projections.wording.phrases import places, spaced

__all__ = ["authority_in_short", "authority_in_words", "between", "on", "source_in_words", "spaced"]


def on(day: date | None) -> str:
    """Return a day, or nothing where none is known."""
    return day.isoformat() if day else ""


def between(starts_on: date | None, ends_on: date | None) -> str:
    """Return a time: ``2018-11-05 to 2019-01-07``, ``from 2018-11-05``, or nothing when open."""
    if starts_on and ends_on:
        return f"{on(starts_on)} to {on(ends_on)}"
    if ends_on:
        return f"to {on(ends_on)}"
    return f"from {on(starts_on)}" if starts_on else ""


def authority_in_words(authority: Mapping[str, Any] | None) -> str:
    """Return who permitted a fact: ``asch, 2017-09-11, resolution 2017/031``."""
    if not authority:
        return ""
    resolution = authority.get("resolution")
    parts = (
        authority.get("body"),
        authority.get("officer"),
        authority.get("decided_on"),
        authority.get("meeting"),
        f"resolution {resolution}" if resolution else None,
        authority.get("note"),
    )
    return ", ".join(str(part) for part in parts if part)


def authority_in_short(authority: Mapping[str, Any] | None) -> str:
    """Return who permitted a fact, in few words: ``ics 2018/019``, or ``asch`` alone."""
    if not authority:
        return ""
    who = authority.get("body") or authority.get("officer")
    parts = (who, authority.get("resolution"))
    return " ".join(part for part in parts if part)


def source_in_words(source: Mapping[str, Any] | None) -> str:
    """Return where a fact was taken from: ``Agenda pack, pages 33-50, item 4, paragraph 3``."""
    if not source:
        return ""
    return f"{source['document']}{places(source)}"
