"""Several programs record in one store at once, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

from engine.store.opening import open_reader
from engine.store.verify import verify_store

PROGRAM = """
import sys
from eventsourcing.persistence import IntegrityError, StoredEvent
from engine.store.factory import open_store, system_clock

url, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_store(url, system_clock, timeout=60) as store:
    for number in range(count):
        own = StoredEvent(f"own:{name}", number + 1, "t", b"{}")
        version = 0
        while True:  # everybody also writes to the same subject, and reads again after a conflict
            common = store.recorder.select_events("common", desc=True, limit=1)
            version = common[0].originator_version + 1 if common else 1
            try:
                store.recorder.insert_events(
                    [own, StoredEvent("common", version, "t", b"{}")]
                )
            except IntegrityError:
                continue
            break
"""
PROGRAMS, TRANSACTIONS = 4, 25


def test_four_programs_at_once_leave_a_gapless_chain(every_url: str) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, every_url, str(number), str(TRANSACTIONS)])
        for number in range(PROGRAMS)
    ]
    assert [program.wait(120) for program in running] == [0] * PROGRAMS

    with open_reader(every_url) as reader:
        entries = list(reader.stream())
        found = verify_store(reader)

    total = 2 * PROGRAMS * TRANSACTIONS
    assert [entry.position for entry in entries] == list(range(1, total + 1))
    assert Counter(entry.originator_id for entry in entries) == {
        "common": PROGRAMS * TRANSACTIONS,
        **{f"own:{number}": TRANSACTIONS for number in range(PROGRAMS)},
    }
    assert found.holds
    assert found.unproven == 0
    assert found.remembered == found.head
