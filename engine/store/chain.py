"""The hash chain: every entry's hash covers the entry and the hash of the one before it.

A stranger can recompute it with any SHA-256 and these rules. The hash of an entry is the SHA-256 of
these bytes, one after the other, all numbers big-endian:

===========  =====================================================================
bytes        meaning
===========  =====================================================================
32           hash of the entry before; for the first entry :data:`GENESIS`
8            position, unsigned
8            originator version, unsigned
4            length in bytes of the originator id
4            length in bytes of the topic
4            length in bytes of the moment of recording
8            length in bytes of the state
as told      originator id, UTF-8
as told      topic, UTF-8
as told      moment of recording, ASCII, ``2026-11-21T10:00:00.000000Z``
as told      state, as stored
===========  =====================================================================

All lengths stand before all texts, so two different entries never give the same bytes.
"""

from __future__ import annotations

from hashlib import sha256
from struct import Struct, error

GENESIS = sha256(b"minutebook ledger 1").digest()
"""What stands for the hash before the first entry: the SHA-256 of ``minutebook ledger 1``."""

_HASH = 32
_HEADER = Struct(">32sQQIIIQ").pack


def link(
    previous: bytes,
    position: int,
    originator_id: str,
    originator_version: int,
    topic: str,
    recorded_at: str,
    state: bytes,
) -> bytes:
    """Return the 32-byte hash of an entry that follows the entry with the hash ``previous``.

    Raises:
        struct.error: a number is negative or no number, or the hash before is none, so it cannot
            stand in a ledger.
        AttributeError, TypeError: a field has another type than a ledger holds.
    """
    if len(previous) != _HASH:  # which would be cut, or filled up with zeros
        raise error(f"a hash has {_HASH} bytes, and not {len(previous)}")
    subject, name, moment = originator_id.encode(), topic.encode(), recorded_at.encode()
    header = _HEADER(
        previous,
        position,
        originator_version,
        len(subject),
        len(name),
        len(moment),
        len(state),
    )
    return sha256(b"".join((header, subject, name, moment, state))).digest()
