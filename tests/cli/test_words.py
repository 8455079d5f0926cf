"""Times, authorities and sources as tables show them."""

from __future__ import annotations

from datetime import date

import pytest

from cli.frame.words import authority_in_short, authority_in_words, between, source_in_words

FIRST, LAST = date(2018, 11, 5), date(2019, 1, 7)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "told"),
    [
        (FIRST, LAST, "2018-11-05 to 2019-01-07"),
        (FIRST, None, "from 2018-11-05"),
        (None, LAST, "to 2019-01-07"),
        (None, None, ""),
    ],
)
def test_a_time_with_an_open_end_says_so(
    starts_on: date | None, ends_on: date | None, told: str
) -> None:
    assert between(starts_on, ends_on) == told


def test_an_authority_is_told_from_the_body_down_to_the_note() -> None:
    authority = {"body": "ics", "decided_on": "2018-11-05", "resolution": "2018/019", "note": "n"}
    assert authority_in_words(authority) == "ics, 2018-11-05, resolution 2018/019, n"
    assert authority_in_words(None) == ""


@pytest.mark.parametrize(
    ("authority", "told"),
    [
        ({"body": "ics", "decided_on": "2018-11-05", "resolution": "2018/019"}, "ics 2018/019"),
        ({"body": "ics", "decided_on": "2018-11-05", "note": "n"}, "ics"),
        ({"officer": "Section 151 Officer"}, "Section 151 Officer"),
        ({"note": "Nobody knows."}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_an_authority_is_told_in_short(authority: dict[str, str] | None, told: str) -> None:
    assert authority_in_short(authority) == told


def test_a_source_is_told_with_the_place_in_it() -> None:
    source = {"document": "Pack", "page": "12", "item": "4", "paragraph": None}
    assert source_in_words(source) == "Pack, page 12, item 4"
    assert source_in_words(None) == ""
