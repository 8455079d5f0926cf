"""Disks fill up in the middle of the work.

Two ways: a limit on the size of the files that a program may write, which any system grants, and a
small disk of our own that is filled to the brim, which only an administrator may make.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from engine.store.url import sqlite_path
from tests.faults.child import Child
from tests.faults.site import Ground, Site
from tests.faults.tally import Tally

_BOOK_LASTS = 20
_LARGEST = 300
_DISK = 4 * 1024 * 1024
_SPARE = 400_000


def limited_files(ground: Ground, rng: Random, times: int) -> Tally:
    """Let files grow to a certain size and no further while papers are recorded and read."""
    tally = Tally("disk: files limited in size")
    while tally.times < times:
        with ground.site() as site:
            for _ in range(min(_BOOK_LASTS, times - tally.times)):
                size = sqlite_path(site.url).stat().st_size
                limit = rng.choice((rng.randint(0, size + _SPARE), rng.randint(0, 70_000)))
                _work(site, rng, tally, most_bytes=limit)
    return tally


def full_disks(ground: Ground, rng: Random, times: int) -> Tally:
    """Fill a small disk but for a few bytes while papers are recorded and read."""
    tally = Tally("disk: a small disk, full")
    with small_disk() as disk:
        there = replace(ground, url_in=lambda folder: f"sqlite:///{disk / folder.name}.db")
        while tally.times < times:
            with there.site() as site:
                for _ in range(min(_BOOK_LASTS, times - tally.times)):
                    with _filled(disk, leaving=rng.randint(0, _SPARE)):
                        _work(site, rng, tally)
                    _do_again(site, tally)
            for file in disk.iterdir():
                file.unlink()
    return tally


def may_mount() -> bool:
    """Tell whether a small disk can be had here."""
    try:
        with small_disk():
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def small_disk() -> Iterator[Path]:
    """Give a disk of four megabytes."""
    with TemporaryDirectory() as name:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "minutebook", name],  # noqa: S607
            check=True,
            capture_output=True,
        )
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)  # noqa: S607


@contextmanager
def _filled(disk: Path, leaving: int) -> Iterator[None]:
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    with ballast.open("wb") as file:
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - leaving)))
    try:
        yield
    finally:
        ballast.unlink()


def _work(site: Site, rng: Random, tally: Tally, most_bytes: int | None = None) -> None:
    """Record a paper and read the book where there may be no room, and look at the outcome."""
    paper = site.paper(rng.choice((1, 3, 20, _LARGEST)))
    child = site.run("record", str(paper), most_bytes=most_bytes)
    told = site.acknowledge([paper.stem]) if child.status == 0 else 0
    if rng.random() < 0.5:
        site.forget_views()
    read = site.run("resolution", "list", "--format", "json", most_bytes=most_bytes)
    found = site.examine()
    found.broken += [*_wrong_answer(child), *_wrong_answer(read)]
    tally.add(found, struck=child.status != 0, acknowledged=told)
    if most_bytes is not None:
        _do_again(site, tally)


def _do_again(site: Site, tally: Tally) -> None:
    """Record what was refused for want of room again, now that there is some."""
    for name in [name for name in site.papers.facts if name not in site.acknowledged]:
        site.record(site.papers.path(name))
    tally.wrong += [f"{tally.fault}, recorded again: {what}" for what in site.examine().wrong()]


def _wrong_answer(child: Child) -> list[str]:
    """Say what is wrong with how a program ended: it succeeds, or says that it could not and why.

    A program that may not even write its own messages has not said anything.
    """
    if child.status == 0 or (child.status == 2 and child.errors.startswith("error: ")):
        owned_up = "a fault in minutebook itself" in child.errors
        return [f"not told: {child.errors}"] if owned_up else []
    return [f"ended with {child.status}: {child.errors[-500:]}"]
