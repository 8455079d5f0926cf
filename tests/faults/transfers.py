"""Programs are killed while they copy, back up and restore a whole book.

The book itself must not suffer; what was begun must be gone on with or begun anew by the same
command; and under the name of a backup or of a restored store there is never half of one.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from random import Random

from engine.store.errors import UnusableStore
from engine.store.opening import open_reader
from engine.store.reader import LedgerEntry
from tests.faults.invariants import Findings, ledger_faults
from tests.faults.site import Ground, Site
from tests.faults.tally import Tally

_BOOK_LASTS = 20
_SIZE = 2500
_AFTER_THE_END = 1.3


def copies(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill a copy, some of them again and again, and go on with it."""
    tally = Tally("kill: store copy")
    while tally.times < times:
        with ground.site() as site:
            entries = _filled(site)
            for number in range(min(_BOOK_LASTS, times - tally.times)):
                target = ground.another_url(site.folder / f"copy-{number}")
                _killed(site, rng, tally, "store", "copy", site.url, target)
                found = Findings()
                _whole_once_done(site, found, target, entries, "store", "copy", site.url, target)
                tally.note(found)
    return tally


def backups(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill a backup while somebody records."""
    tally = Tally("kill: store backup")
    while tally.times < times:
        with ground.site() as site:
            _filled(site)
            for number in range(min(_BOOK_LASTS, times - tally.times)):
                file = site.folder / f"backup-{number}.db"
                _killed(site, rng, tally, "store", "backup", str(file))
                found = Findings()
                there = file.exists()
                if there and _entries(_url(file)) != _all_of(site.url):
                    found.half.append(f"{file.name} is not the book")
                if not there:
                    _whole_once_done(
                        site, found, _url(file), _all_of(site.url), "store", "backup", str(file)
                    )
                site.record(site.paper(3))
                tally.note(found)
    return tally


def restores(ground: Ground, rng: Random, times: int) -> Tally:
    """Kill a restore of an older backup over a newer store: either stands there, and whole."""
    tally = Tally("kill: store restore")
    while tally.times < times:
        with ground.site() as site:
            _filled(site)
            older = site.folder / "older.db"
            site.succeed("store", "backup", str(older))
            before = _all_of(site.url)
            for _ in range(min(_BOOK_LASTS, times - tally.times)):
                _kill_a_restore(site, rng, tally, older, before)
    return tally


def _kill_a_restore(
    site: Site, rng: Random, tally: Tally, older: Path, before: list[LedgerEntry]
) -> None:
    site.record(site.paper(3))  # which the backup does not hold, and the restore takes out
    after = _all_of(site.url)
    words = ("store", "restore", str(older), "--replace", "--lose-facts")
    child = site.start(*words)
    struck = child.kill_after(rng.uniform(0, _duration(site)))
    found = Findings(broken=_faults(site.url))
    stands = _entries(site.url)
    if stands not in (before, after):
        found.half.append("what stands there is neither the old nor the new store")
    if any("Restored" in line for line in child.lines) and stands != before:
        found.lost.append("the restore was acknowledged")
    _whole_once_done(site, found, site.url, before, *words)
    site.forget_papers_after(before)
    found.views += site.examine().views
    tally.add(found, struck=struck)
    tally.acknowledged += len(before)


def _filled(site: Site) -> list[LedgerEntry]:
    site.record(*(site.paper(_SIZE // 5) for _ in range(5)))
    return _all_of(site.url)


def _killed(site: Site, rng: Random, tally: Tally, *words: str) -> None:
    """Start a command and kill it, and look whether the book is as it was."""
    struck = site.start(*words).kill_after(rng.uniform(0, _duration(site)))
    found = site.examine()
    tally.add(found, struck=struck, acknowledged=found.facts)


def _whole_once_done(
    site: Site, found: Findings, url: str, entries: list[LedgerEntry], *words: str
) -> None:
    """Give the same command again: what it makes must be all of the book, and hold."""
    child = site.run(*words)
    if child.status != 0:
        found.broken.append(f"the same command again ends with {child.status}: {child.errors}")
    elif _entries(url) != entries:
        found.half.append(f"{words[1]} again did not make the whole book")
    found.broken += _faults(url)


def _duration(site: Site) -> float:
    """Measure once how long it takes to verify the book, to which the rest is in proportion."""
    begun = time.perf_counter()
    site.succeed("verify")
    return _AFTER_THE_END * (time.perf_counter() - begun)


def _faults(url: str) -> list[str]:
    try:
        with open_reader(url) as reader:
            return ledger_faults(reader)
    except UnusableStore as error:
        return [str(error)]


def _all_of(url: str) -> list[LedgerEntry]:
    with open_reader(url) as reader:
        return list(reader.stream())


def _entries(url: str) -> list[LedgerEntry] | None:
    with suppress(UnusableStore):
        return _all_of(url)
    return None


def _url(file: Path) -> str:
    return f"sqlite:///{file}"
