"""Do one thing in a process of its own and print the most memory that it took, in MB."""

from __future__ import annotations

import sys
from pathlib import Path

from engine.store.opening import open_reader
from projections.catalogue import VIEWS
from projections.runner import rebuild


def main() -> None:
    """Load a file into a store, or rebuild the views of one."""
    what, url, *file = sys.argv[1:]
    if what == "load":
        from benchmarks.loading import load

        load(url, Path(file[0]))
    else:
        with open_reader(url) as reader:
            rebuild(reader, VIEWS).close()
    print(_most_memory())


def _most_memory() -> float:
    """Return the high-water mark of this process alone.

    What `resource.getrusage` tells begins with the memory of the process that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
