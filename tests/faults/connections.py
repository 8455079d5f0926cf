"""Servers die and connections break while clerks record; the clerk is told, and the book holds.

A clerk whose connection breaks after the commit and before the answer cannot know whether the paper
was recorded. It is told just that, and to record it again: which changes nothing if it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.faults.child import Child
from tests.faults.server import MortalServer
from tests.faults.site import Ground, Site
from tests.faults.tally import Tally
from tests.proxies import Wire

_BOOK_LASTS = 20
_PAPERS = 10


def server_kills(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill the server with all its processes while three clerks record, and start it again."""

    def strike(server: MortalServer) -> None:
        time.sleep(rng.uniform(0, 0.05))
        server.kill()
        server.start_again()

    return _struck(ground, rng, times, 3, "PostgreSQL: server killed under load", strike)


def terminations(ground: Ground, rng: Random, times: int) -> Tally:
    """End the connections of two clerks in the middle of their work."""

    def strike(server: MortalServer) -> None:
        time.sleep(rng.uniform(0, 0.01))
        server.cut_off_everybody()

    return _struck(ground, rng, times, 2, "PostgreSQL: connections terminated", strike)


def _struck(
    ground: Ground,
    rng: Random,
    times: int,
    clerks: int,
    what: str,
    strike: Callable[[MortalServer], None],
) -> Tally:
    """Strike the server while some clerks record, as often as asked, and look what is there."""
    tally = Tally(what)
    with ground.server() as server:
        while tally.times < times:
            with on(ground, server).site() as site:
                for _ in range(min(_BOOK_LASTS, times - tally.times)):
                    begun = [_begin(site, rng, place) for place in range(clerks)]
                    begun[0].wait_for_lines(rng.randint(1, _PAPERS // 2))
                    strike(server)
                    _take_stock(site, tally, *begun)
                _check_again(site, tally)
    return tally


def lost_answers(ground: Ground, rng: Random, times: int) -> Tally:
    """Swallow an answer of the server: any, or the one which says that a paper was recorded."""
    tally = Tally("PostgreSQL: answers lost on the way")
    with ground.server() as server:
        while tally.times < times:
            with Wire(server.socket) as wire, on(ground, server).site() as site:
                for _ in range(min(_BOOK_LASTS, times - tally.times)):
                    _lose_an_answer(site, rng, tally, server, wire)
                _check_again(site, tally)
    return tally


def _lose_an_answer(
    site: Site, rng: Random, tally: Tally, server: MortalServer, wire: Wire
) -> None:
    clerk = _begin(site, rng, 0, over=_through(wire, server, site.url))
    clerk.wait_for_lines(rng.randint(1, _PAPERS // 2))
    if rng.random() < 0.5:
        time.sleep(rng.uniform(0, 0.005))
        wire.deaf.set()
    else:
        wire.dreaded = b'"document":"paper-'
    wire.deaf.wait(5)
    wire.dreaded = None
    clerk.wait_for_lines(len(clerk.lines) + 1)
    wire.deaf.clear()
    _take_stock(site, tally, clerk)


def on(ground: Ground, server: MortalServer) -> Ground:
    """Give a ground whose books are in a server."""
    return replace(ground, url_in=lambda _: server.url())


def _through(wire: Wire, server: MortalServer, url: str) -> str:
    """Name a book so that it is reached through a wire."""
    return url.replace(f"host={server.sockets}", f"host=127.0.0.1&port={wire.port}")


def _begin(site: Site, rng: Random, place: int, over: str | None = None) -> Child:
    """Let a clerk begin, with what could not be recorded before."""
    begun = [name for name in site.papers.facts if name not in site.acknowledged][place::3]
    papers = [site.papers.path(name) for name in begun]
    papers += [site.paper(rng.randint(1, 4)) for _ in range(_PAPERS - len(begun))]
    return site.clerk("contend", *map(str, papers), url=over)


def _take_stock(site: Site, tally: Tally, *clerks: Child) -> None:
    """Look what the clerks were told, and whether that is so.

    It struck where a paper was recorded and its clerk could not be told.
    """
    ended = [(clerk.end(), clerk.errors) for clerk in clerks]
    outcomes = dict(line.split(" ", 1) for clerk in clerks for line in clerk.lines[1:])
    told = site.acknowledge(
        [name for name, outcome in outcomes.items() if outcome in {"recorded", "unchanged"}]
    )
    found = site.examine()
    found.broken += [f"a clerk broke down: {errors}" for status, errors in ended if status]
    found.broken += [
        f"a clerk was told: {outcome}"
        for outcome in outcomes.values()
        if outcome not in {"recorded", "unchanged"} and not _is_clear(outcome)
    ]
    tally.add(found, struck=bool(found.papers - site.acknowledged), acknowledged=told)


def _is_clear(outcome: str) -> bool:
    """Tell whether a failure says what happened and what to do."""
    return outcome.startswith("failed: ") and any(
        words in outcome
        for words in ("try again", "run the same command again", "check that the server runs")
    )


def _check_again(site: Site, tally: Tally) -> None:
    found = site.record_again()
    tally.wrong += [f"{tally.fault}, recorded again: {what}" for what in found.wrong()]
