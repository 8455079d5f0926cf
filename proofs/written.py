"""Reads the JSON object that a proof is written as."""

from __future__ import annotations

import json
from typing import Any

from proofs.errors import NotAProof


def said_in(data: bytes, form: str) -> dict[str, Any]:
    """Return what a proof says, as yet unchecked but for its form.

    Raises:
        NotAProof: it is no JSON object of that form, or holds what no UTF-8 can hold.
    """
    try:
        said = json.loads(data.decode())
        json.dumps(said, ensure_ascii=False).encode()  # halves of surrogate pairs are no text
    except (ValueError, RecursionError) as error:
        raise NotAProof("it is not JSON") from error
    if not isinstance(said, dict) or said.get("format") != form:
        raise NotAProof(f"its format is not {form!r}")
    return said
