"""Every fault, and how often the long form lets it happen."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.faults import disks, kills
from tests.faults.site import Ground
from tests.faults.tally import Tally

Fault = Callable[[Ground, Random, int], Tally]

FAULTS: dict[Fault, int] = {
    kills.single_records: 1000,
    kills.bulk_records: 200,
    kills.readings: 300,
    kills.rebuilds: 300,
    disks.limited_files: 300,
    **({disks.full_disks: 300} if disks.may_mount() else {}),
}
