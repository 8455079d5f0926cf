"""How a fact is written for strangers: every field of its ledger row, so that hashes can be redone.

The state is JSON inside a JSON text: it must stay letter for letter as it was stored, because its
hash covers the letters and not what they mean.
"""

from __future__ import annotations

import re
from typing import Any

from engine.store.reader import LedgerEntry
from proofs.errors import NotAProof, ProofError

_HASH = re.compile("[0-9a-f]{64}", re.ASCII)
_KINDS = {
    "position": int,
    "originator_id": str,
    "originator_version": int,
    "topic": str,
    "recorded_at": str,
    "state": str,
    "hash": str,
}


def fact_data(entry: LedgerEntry) -> dict[str, Any]:
    """Return a fact as JSON has it.

    Raises:
        ProofError: its state is no text, which minutebook never stores.
    """
    try:
        state = entry.state.decode()
    except UnicodeDecodeError as error:
        raise ProofError(
            f"the fact at position {entry.position} is not UTF-8, so another program wrote it: it"
            " cannot be written as text"
        ) from error
    return {
        "position": entry.position,
        "originator_id": entry.originator_id,
        "originator_version": entry.originator_version,
        "topic": entry.topic,
        "recorded_at": entry.recorded_at,
        "state": state,
        "hash": entry.hash.hex(),
    }


def entry_of(data: Any) -> LedgerEntry:
    """Read a fact from what JSON has of it.

    Raises:
        NotAProof: a field is missing or of another kind.
    """
    for name, kind in _KINDS.items():
        if not isinstance(data, dict) or type(data.get(name)) is not kind:
            raise NotAProof(f"a fact in it has no {name}, or one of another kind")
    return LedgerEntry(
        position=data["position"],
        originator_id=data["originator_id"],
        originator_version=data["originator_version"],
        topic=data["topic"],
        state=data["state"].encode(),
        recorded_at=data["recorded_at"],
        hash=hash_from(data["hash"]),
    )


def hash_from(text: object) -> bytes:
    """Read a hash written in hex: always 32 bytes, for the chain cannot tell where a longer ends.

    Raises:
        NotAProof: it is none.
    """
    if not isinstance(text, str) or not _HASH.fullmatch(text):
        raise NotAProof(f"{text!r} in it is no SHA-256 in hex")
    return bytes.fromhex(text)
