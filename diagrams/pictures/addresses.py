"""The addresses that pictures link to: a page of the book below a base URL."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from diagrams.errors import BadBaseUrl

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NEVER: Final = re.compile(r"[\s\\\x00-\x1f\x7f]")
"""What browsers leave out of an address or turn into something else before they follow it."""
_KEPT: Final = ":/?#[]@!$&'()*+,;=%~"


def require_base_url(base_url: str | None) -> None:
    """Refuse a base URL that leads to no web page.

    Raises:
        BadBaseUrl: it is no address of the web and no path, but ``javascript:``, say.
    """
    if base_url is None:
        return
    if not base_url or _NEVER.search(base_url):
        raise BadBaseUrl(base_url)
    if _SCHEME.match(base_url):
        parts = urlsplit(base_url)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise BadBaseUrl(base_url)


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
