"""References: the readable names that things are known by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_LONGEST = 100


@lru_cache(maxsize=4096)  # the same few references stand in fact after fact
def parse_reference(value: str) -> str:
    """Accept a readable reference: ``ics``, ``ICS-2019-A``, ``2018/019``.

    Raises:
        ValueError: where it is empty, too long, or has characters other than letters, digits and
            ``. _ - /``.
    """
    if len(value) > _LONGEST or not _REFERENCE.fullmatch(value):
        raise ValueError(
            f"{value[:_LONGEST]!r} is not a reference: use letters, digits and . _ - /, as in"
            " ics-2018-11-05 or 2018/019"
        )
    return value


Ref = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(parse_reference)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
