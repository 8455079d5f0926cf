"""How a change is named: by its reference, with its kind where two kinds bear the same one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from projections.changes.requests import Change, changes_named
from projections.savings.projects import ALL
from projections.views import Views

_REQUEST = "request"
_EXTENSION = "extension"


class Name(NamedTuple):
    """A reference, and of which kind it is meant.

    Attributes:
        ref: the reference.
        request: whether a request is meant, or an extension; nothing where it is not said.
    """

    ref: str
    request: bool | None = None

    @classmethod
    def read(cls, text: str) -> Name:
        """Read a name: ``X1``, ``request:X1`` or ``extension:X1``; references have no colon."""
        kind, colon, ref = text.partition(":")
        if colon and kind in (_REQUEST, _EXTENSION):
            return cls(ref, kind == _REQUEST)
        return cls(text)


def named(views: Views, text: str, *, as_at: date, known: int = ALL) -> list[Change]:
    """Return what bears a name: a request, the extensions of one reference, or both."""
    name = Name.read(text)
    found = changes_named(views, [name.ref], as_at=as_at, known=known)
    return [change for change in found if name.request in (None, change.request)]


def names_of(found: Sequence[Change]) -> list[str]:
    """Return the names that tell changes of one reference apart: ``request:X1``."""
    kinds = (_REQUEST if change.request else _EXTENSION for change in found)
    return sorted({f"{kind}:{change.ref}" for kind, change in zip(kinds, found, strict=True)})
