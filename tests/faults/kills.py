"""Programs are killed at random moments; each function does it a number of times to one work.

``SIGKILL`` ends a program between any two instructions, as the kernel does when memory runs out.
What it had handed to the system is written all the same, so a kill is no power cut.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.faults.server import MortalServer
from tests.faults.site import Ground, Site
from tests.faults.tally import Tally

_BOOK_LASTS = 20
_AT_ONCE = 12
_BULK = 800
_AFTER_THE_END = 1.3


def single_records(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill a clerk who records one small paper after the other."""
    tally = Tally("kill: single records")
    while tally.times < times:
        with ground.site() as site:
            for _ in range(min(_BOOK_LASTS, times - tally.times)):
                _kill_a_clerk(site, rng, tally)
            _check_again(site, tally)
    return tally


def _kill_a_clerk(site: Site, rng: Random, tally: Tally) -> None:
    """Kill within microseconds of an acknowledgement, or anywhere until the next one or two."""
    begun = [site.papers.path(name) for name in site.papers.facts if name not in site.acknowledged]
    papers = [*begun, *(site.paper(rng.randint(1, 4)) for _ in range(_AT_ONCE - len(begun)))]
    child = site.clerk("record", *map(str, papers))
    child.wait_for_lines(rng.randint(1, _AT_ONCE))
    struck = child.kill_after(rng.choice((rng.uniform(0, 0.0004), rng.uniform(0, 0.006))))
    told = site.acknowledge(child.lines[1:])
    tally.add(site.examine(), struck=struck, acknowledged=told)


def bulk_records(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill the recording of a large file."""
    return _bulk(Tally("kill: record of a large file"), ground, rng, times, "record")


def loads(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill the load of a history."""
    return _bulk(Tally("kill: load of a history"), ground, rng, times, "load")


def shared_records(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill a clerk who records in a shared book."""
    with ground.server() as server:
        tally = single_records(_in(server, ground), rng, times)
    tally.fault = "kill: single records, PostgreSQL"
    return tally


def shared_loads(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill the load of a history into a shared book."""
    with ground.server() as server:
        tally = loads(_in(server, ground), rng, times)
    tally.fault = "kill: load of a history, PostgreSQL"
    return tally


def shared_rebuilds(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill a reader who makes the views of a shared book anew."""
    with ground.server() as server:
        tally = rebuilds(_in(server, ground), rng, times)
    tally.fault = "kill: rebuild of the views, PostgreSQL"
    return tally


def _in(server: MortalServer, ground: Ground) -> Ground:
    return replace(ground, url_in=lambda _: server.url())


def _bulk(tally: Tally, ground: Ground, rng: Random, times: int, command: str) -> Tally:
    while tally.times < times:
        with ground.site() as site:
            lasts = _duration(lambda: _acknowledged(site, command, site.paper(_BULK)))
            for _ in range(min(4, times - tally.times)):
                paper = site.paper(_BULK)
                child = site.start(command, str(paper))
                struck = child.kill_after(rng.uniform(0, _AFTER_THE_END * lasts))
                done = (
                    [paper.stem]
                    if any("Recorded" in line or "Loaded" in line for line in child.lines)
                    else []
                )
                told = site.acknowledge(done)
                tally.add(site.examine(), struck=struck, acknowledged=told)
            _check_again(site, tally)
    return tally


def _acknowledged(site: Site, command: str, paper: Path) -> None:
    site.succeed(command, str(paper))
    site.acknowledge([paper.stem])


def readings(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill a reader who brings the views up to the ledger, from their beginning or a part."""
    return _views(Tally("kill: views catching up"), ground, rng, times, "read")


def rebuilds(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill a reader who makes the views anew."""
    return _views(Tally("kill: rebuild of the views"), ground, rng, times, "renew")


def _views(tally: Tally, ground: Ground, rng: Random, times: int, work: str) -> Tally:
    with ground.site() as site:
        site.record(*(site.paper(300) for _ in range(3)))
        for number in range(times):
            if number % 3:
                site.forget_views()
            else:
                site.record(site.paper(100))
            child = site.clerk(work, "3")
            child.wait_for_lines(1)
            struck = child.kill_after(rng.uniform(0, 0.3))
            tally.add(site.examine(), struck=struck)
    return tally


def _check_again(site: Site, tally: Tally) -> None:
    found = site.record_again()
    tally.wrong += [f"{tally.fault}, recorded again: {what}" for what in found.wrong()]


def _duration(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
