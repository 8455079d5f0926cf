"""Where pages of things are, below a base URL: ``body/ics``, ``resolution/ics-2019-01-07%2F7``."""

from __future__ import annotations

from urllib.parse import quote


def page_of(kind: str, ref: str) -> str:
    """Return the page of a thing, relative to a base URL.

    Args:
        kind: the noun that its commands have: ``body``, ``resolution``, ``project``, ``change``.
        ref: its reference.
    """
    return f"{kind}/{quote(ref, safe='')}"
