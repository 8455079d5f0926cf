"""Servers die and connections break; the long form of this is ``make faults``."""

from __future__ import annotations

from tests.faults import connections
from tests.faults.chance import chance
from tests.faults.site import Ground


def test_a_server_that_is_killed_has_everything_that_was_acknowledged(
    shared_ground: Ground,
) -> None:
    tally = connections.server_kills(shared_ground, chance(9), 1)
    assert tally.wrong == []
    assert tally.acknowledged > 0


def test_a_connection_that_is_cut_leaves_nothing_half_recorded(shared_ground: Ground) -> None:
    assert connections.terminations(shared_ground, chance(10), 2).wrong == []


def test_an_answer_that_is_lost_leaves_no_doubt_once_the_paper_is_recorded_again(
    shared_ground: Ground,
) -> None:
    tally = connections.lost_answers(shared_ground, chance(11), 4)
    assert tally.wrong == []
    assert tally.struck > 0, "no paper was recorded whose clerk was not told"
