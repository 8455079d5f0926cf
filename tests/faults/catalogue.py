"""Every fault, and how often the long form lets it happen."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.faults import connections, damage, disks, kills, transfers
from tests.faults.damage import Damages
from tests.faults.site import Ground
from tests.faults.tally import Tally

Fault = Callable[[Ground, Random, int], Tally | Damages]

FAULTS: dict[Fault, int] = {
    kills.single_records: 1000,
    kills.bulk_records: 200,
    kills.loads: 200,
    kills.readings: 300,
    kills.rebuilds: 300,
    kills.shared_records: 300,
    kills.shared_loads: 100,
    kills.shared_rebuilds: 100,
    transfers.copies: 200,
    transfers.backups: 200,
    transfers.restores: 200,
    connections.server_kills: 100,
    connections.terminations: 300,
    connections.lost_answers: 300,
    disks.limited_files: 300,
    **({disks.full_disks: 300} if disks.may_mount() else {}),
}

DAMAGES: dict[Fault, int] = {
    damage.ledger: 300,
    damage.ledger_alone: 300,
    damage.log: 200,
    damage.head: 100,
    damage.views: 200,
}
