"""What an unknown name was probably meant to be."""

from __future__ import annotations

import pytest

from cli.frame.closest import closest, did_you_mean
from cli.frame.references import unknown


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("isc", ["ics", "asch"], ["ics"]),
        ("ICS", ["ics"], ["ics"]),
        ("reviews", ["targeted-reviews", "other"], ["targeted-reviews"]),
        ("aaa", ["aab", "aac", "aad", "aae"], 3),
        ("xyzzy", ["ics"], []),
        ("", ["ics"], []),
    ],
)
def test_names_that_are_like_it_or_hold_it_are_offered(
    name: str, known: list[str], expected: list[str] | int
) -> None:
    found = closest(name, known)
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_the_offer_is_a_question() -> None:
    assert did_you_mean("isc", ["ics"]) == ": did you mean ics?"
    assert did_you_mean("aaa", ["aab", "aac"]) == ": did you mean aac or aab?"
    assert did_you_mean("xyzzy", ["ics"]) == ""


def test_with_nothing_like_it_the_listing_is_named() -> None:
    assert str(unknown("project", "x", ["buses"])) == (
        "there is no project 'x': `minutebook project list` shows what there is"
    )
    assert "`minutebook change list`" in str(unknown("change request", "x", ["CR1"]))
