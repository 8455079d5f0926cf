"""Votes: counted, named where called for, and decided by more for than against."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from domain.resolutions.votes import NamedVotes, Votes


def _votes(**said: object) -> Votes:
    return Votes.model_validate(said)


@pytest.mark.parametrize(
    ("votes", "carried"),
    [
        ({"for": 4, "against": 3}, True),
        ({"for": 3, "against": 4}, False),
        ({"for": 1, "abstained": 6}, True),
        ({"for": 3, "against": 3}, False),
        ({"for": 3, "against": 3, "casting_vote": "for"}, True),
        ({"for": 3, "against": 3, "casting_vote": "against"}, False),
        ({}, False),
    ],
)
def test_a_motion_is_carried_by_more_votes_for_than_against(
    votes: dict[str, object], *, carried: bool
) -> None:
    assert _votes(**votes).carried is carried


def test_a_casting_vote_only_breaks_a_tie() -> None:
    with pytest.raises(ValidationError, match="they are 4 for and 3 against"):
        _votes(**{"for": 4}, against=3, casting_vote="for")


@pytest.mark.parametrize("side", ["for", "against", "abstained"])
def test_a_count_of_votes_is_not_negative(side: str) -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        _votes(**{side: -1})


@pytest.mark.parametrize("side", ["for", "against", "abstained"])
def test_named_votes_agree_with_the_counts(side: str) -> None:
    names = {"for": ["Ann"], "against": ["Bob"], "abstained": ["Cyd"]}
    counts = {"for": 1, "against": 1, "abstained": 1}
    assert _votes(**counts, named=names).cast == 3
    with pytest.raises(ValidationError, match=f"1 {side} and the count says 3: 2 apart"):
        _votes(**counts | {side: 3}, named=names)


def test_nobody_votes_twice() -> None:
    with pytest.raises(ValidationError, match="named twice"):
        _votes(**{"for": 1}, against=1, named={"for": ["Ann"], "against": ["Ann"]})


def test_everybody_named_has_voted_or_abstained() -> None:
    named = NamedVotes.model_validate({"for": ["Ann"], "against": ["Bob"], "abstained": ["Cyd"]})
    assert named.voters == ("Ann", "Bob", "Cyd")
