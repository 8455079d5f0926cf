"""Run as a program: records facts in a store one by one, and prints each that was acknowledged."""

from __future__ import annotations

import sys
import time
from itertools import count

from eventsourcing.persistence import StoredEvent

from engine.store.errors import StoreError
from engine.store.factory import open_store

PAUSE = 0.4


def main(url: str, name: str) -> None:
    """Open the store for each fact, as commands do; what is refused is tried no more."""
    for number in count():
        subject = f"{name}:{number}"
        try:
            with open_store(url) as store:
                store.recorder.insert_events([StoredEvent(subject, 1, "test.nothing.1", b"{}")])
        except StoreError as error:
            sys.stderr.write(f"refused: {error}\n")
        else:
            sys.stdout.write(f"{subject}\n")
            sys.stdout.flush()
        time.sleep(PAUSE)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
