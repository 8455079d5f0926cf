"""References that people type: what to say when nothing in the book carries one."""

from __future__ import annotations

from collections.abc import Iterable

from cli.frame.closest import did_you_mean
from cli.frame.errors import UnknownName


def unknown(kind: str, ref: str, known: Iterable[str]) -> UnknownName:
    """Return the error for a reference that is not known, with those that are like it.

    Args:
        kind: what was looked for, in words: ``body``.
        ref: what was typed.
        known: the references there are, as far as the two times asked for allow.
    """
    candidates = list(known)
    hint = did_you_mean(ref, candidates)
    if hint:
        return UnknownName(f"there is no {kind} {ref!r}{hint}")
    if not candidates:
        return UnknownName(
            f"there is no {kind} {ref!r}: none was recorded, or none by the day or moment asked for"
        )
    listing = _LISTS.get(kind, f"{kind} list")
    return UnknownName(f"there is no {kind} {ref!r}: `minutebook {listing}` shows what there is")


_LISTS = {"gate sequence": "gate list", "change request": "change list", "subject": "log"}
