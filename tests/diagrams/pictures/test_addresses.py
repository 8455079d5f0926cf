"""Where pictures link to."""

from __future__ import annotations

import pytest

from diagrams.errors import BadBaseUrl
from diagrams.links import page_of
from diagrams.pictures.addresses import address


@pytest.mark.parametrize(
    ("base_url", "leads_to"),
    [
        ("https://council.example/book", "https://council.example/book/body/ics"),
        ("https://council.example/book/", "https://council.example/book/body/ics"),
        ("http://localhost:8000", "http://localhost:8000/body/ics"),
        ("/book", "/book/body/ics"),
        ("../book", "../book/body/ics"),
        (".", "./body/ics"),
        ("/", "/body/ics"),
        ("./book/", "./book/body/ics"),
        ("https://[::1]:8000", "https://[::1]:8000/body/ics"),
        ('https://council.example/"><b>', "https://council.example/%22%3E%3Cb%3E/body/ics"),
        ("https://council.example/ŵ", "https://council.example/%C5%B5/body/ics"),
    ],
)
def test_a_page_stands_below_the_base_whatever_slashes_it_ends_in(
    base_url: str, leads_to: str
) -> None:
    assert address(base_url, page_of("body", "ics")) == leads_to


@pytest.mark.parametrize(
    "base_url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:clerk@council.example",
        "https:",
        "http:///book",
        "\\\\host\\share",
        "",
        "council.example/book",
        "intranet/book",
        "//evil.example",
        "https://:80/book",
        "https://council.example:abc/",
        "https://council.example:99999/",
        "https://[::1",
        "https://council.example/\udcff",
        "https://council.example/b?x=1",
        "https://council.example/#top",
    ],
)
def test_what_leads_to_no_web_page_is_refused(base_url: str) -> None:
    with pytest.raises(BadBaseUrl, match="begins with https://"):
        address(base_url, "body/ics")


def test_without_a_base_or_a_page_nothing_is_linked() -> None:
    assert address(None, "body/ics") is None
    assert address("https://council.example", None) is None


def test_a_reference_cannot_leave_its_place_in_the_address() -> None:
    assert page_of("resolution", "a/../../b?x#y\"'") == "resolution/a%2F..%2F..%2Fb%3Fx%23y%22%27"
