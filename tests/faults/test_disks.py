"""Disks fill up while papers are recorded and read; the long form of this is ``make faults``."""

from __future__ import annotations

from tests.faults import disks
from tests.faults.chance import chance
from tests.faults.site import Ground


def test_where_there_is_no_room_nothing_is_half_recorded(ground: Ground) -> None:
    tally = disks.limited_files(ground, chance(8), 12)
    assert tally.wrong == []
    assert 0 < tally.struck < tally.times
