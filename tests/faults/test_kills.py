"""Programs are killed at random moments; the long form of this is ``make faults``.

The moments differ from run to run, since the speed of the computer does; what holds, must hold at
every moment.
"""

from __future__ import annotations

from tests.faults import kills, transfers
from tests.faults.chance import chance
from tests.faults.site import Ground


def test_a_clerk_who_is_killed_loses_nothing_that_was_acknowledged(ground: Ground) -> None:
    tally = kills.single_records(ground, chance(1), 10)
    assert tally.wrong == []
    assert tally.acknowledged > 0


def test_a_large_file_is_recorded_whole_or_not_at_all(ground: Ground) -> None:
    assert kills.bulk_records(ground, chance(2), 2).wrong == []


def test_a_reader_who_is_killed_leaves_views_that_repair_themselves(ground: Ground) -> None:
    assert kills.readings(ground, chance(3), 3).wrong == []


def test_a_rebuild_that_is_killed_leaves_views_that_repair_themselves(ground: Ground) -> None:
    assert kills.rebuilds(ground, chance(4), 3).wrong == []


def test_a_copy_that_is_killed_is_gone_on_with(ground: Ground) -> None:
    assert transfers.copies(ground, chance(5), 2).wrong == []


def test_a_backup_that_is_killed_is_whole_or_not_there(ground: Ground) -> None:
    assert transfers.backups(ground, chance(6), 2).wrong == []


def test_a_restore_that_is_killed_leaves_the_old_or_the_new_store(ground: Ground) -> None:
    assert transfers.restores(ground, chance(7), 2).wrong == []


def test_a_load_that_is_killed_leaves_all_of_its_file_or_nothing(ground: Ground) -> None:
    assert kills.loads(ground, chance(12), 2).wrong == []
