"""The addresses that pictures link to: a page of the book below a base URL."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from diagrams.errors import BadBaseUrl

_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_PATH: Final = re.compile(r"/(?!/)|\.{1,2}(/|$)")
"""A path of this site, or one from here; two strokes would begin the name of another site."""
_NEVER: Final = re.compile(r"[\s\\?#\x00-\x1f\x7f\ud800-\udfff]")
"""What browsers leave out of an address or turn into something else before they follow it, halves
of letters, and what pages cannot be put behind: a query and a fragment."""
_KEPT: Final = ":/?#[]@!$&'()*+,;=%~"


def require_base_url(base_url: str | None) -> None:
    """Refuse a base URL that leads to no web page.

    Raises:
        BadBaseUrl: it is no address of the web and no path, but ``javascript:``, say, or has a
            query or a fragment.
    """
    if base_url is None:
        return
    leads = _names_a_site(base_url) if _WEB.match(base_url) else _PATH.match(base_url)
    if not leads or _NEVER.search(base_url):
        raise BadBaseUrl(base_url)


def _names_a_site(base_url: str) -> bool:
    try:
        parts = urlsplit(base_url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket that is not closed, or a port that is no number
        return False


def address(base_url: str | None, page: str | None) -> str | None:
    """Return where a part of a picture leads; nothing without a base URL or without a page.

    >>> address("https://council.example/book/", "body/ics")
    'https://council.example/book/body/ics'

    Raises:
        BadBaseUrl: see `require_base_url`.
    """
    if base_url is None or page is None:
        return None
    require_base_url(base_url)
    return f"{quote(base_url, safe=_KEPT).removesuffix('/')}/{page}"
