"""The remembered head: a small file beside the store that says how far the ledger went.

A hash chain proves that no entry in it was changed, but not that none was cut off its end: what is
left of a shortened chain still holds. So after every commit the last position and its hash are
written to ``minutebook.db.head``, and `verify` asks whether the ledger still goes that far and
still says the same there.

What it can prove: that the ledger reaches at least to the remembered position, and that everything
up to there is what it was when the position was remembered.

What it cannot prove: anything against somebody who can write both files, for they can forge both;
keep a copy of this one line elsewhere (in the printed minutes, for instance) to be safe from that.
Entries recorded after the remembered position are not covered: the file may lag behind the ledger
by the last commit when the computer stopped between the two, and by all that was recorded while it
could not be written. It never runs ahead: it is written after the commit is on the disk. Without
the file, nothing is known of the tail, and `verify` says so.

The file is replaced whole, by renaming, but not forced to the disk: a power cut may leave the one
before, or an empty file that counts as none. Forcing it would double the price of every commit and
win nothing, because a head that lags is no false alarm.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from engine.store.reader import Head

_HASH_LENGTH = 32


def remembered_beside(store: Path) -> Path:
    """Return the file in which the head of a store is remembered."""
    return store.with_name(store.name + ".head")


def recall(store: Path) -> Head | None:
    """Return the remembered head of a store; ``None`` when there is none that can be read."""
    try:
        text = remembered_beside(store).read_bytes()
    except OSError:  # missing, or not ours to read: either way nothing is known of the tail
        return None
    return _parse(text)


def remember(store: Path, head: Head) -> OSError | None:
    """Write the head of a store beside it, and return the error if that could not be done.

    It returns instead of raising because the entries are recorded already: a caller that reported
    a failure here would make somebody record them again.
    """
    target = remembered_beside(store)
    line = json.dumps({"position": head.position, "hash": head.hash.hex()}) + "\n"
    scratch = None
    try:
        handle, scratch = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(line)
        Path(scratch).replace(target)
    except OSError as error:
        if scratch is not None:
            Path(scratch).unlink(missing_ok=True)
        return error
    return None


def _parse(text: bytes) -> Head | None:
    try:
        told = json.loads(text)
        head = Head(int(told["position"]), bytes.fromhex(told["hash"]))
    except (ValueError, KeyError, TypeError):  # torn by a power cut, or written by hand
        return None
    return head if head.position >= 0 and len(head.hash) == _HASH_LENGTH else None
