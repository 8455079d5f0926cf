"""Bytes rot: in the ledger, its log, its remembered head, and the views.

After each damage the program is asked to verify, and then for several lists. What must not happen:
that the ledger says something else and `verify` holds, that a list says something else without an
error, that the program breaks down.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from engine.store.errors import UnusableStore
from engine.store.opening import open_reader
from engine.store.reader import LedgerEntry
from engine.store.url import sqlite_path
from tests.faults.child import Child
from tests.faults.site import Ground, Site

QUESTIONS = (
    ("resolution", "list"),
    ("portfolio",),
    ("saving", "history", "project-1"),
    ("log", "--subject", "project-2"),
)
_BOOK_LASTS = 50


@dataclass
class Damages:
    """What became of a book over many damages of one kind of file.

    Attributes:
        fault: what was damaged.
        times: how often.
        named: how often `verify` said what is wrong.
        harmless: how often `verify` held, and the ledger said the same as before.
        undetected: how often `verify` held, and the ledger said something else.
        silent: lists that said something else than before without an error.
        views_may_lie: whether that is what the views cannot notice, and `rebuild` puts right.
        failed: lists that failed with an error that says what to do.
        wrong: what must not be, in words.
    """

    fault: str
    times: int = 0
    named: int = 0
    harmless: int = 0
    undetected: int = 0
    silent: int = 0
    views_may_lie: bool = False
    failed: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Tell the sum in a line of the table."""
        numbers = (
            self.times,
            self.named,
            self.harmless,
            self.undetected,
            self.failed,
            self.silent,
            len(self.wrong),
        )
        return f"{self.fault:42}" + "".join(f"{number:>11,}" for number in numbers)


HEADING = f"{'damage':42}" + "".join(
    f"{name:>11}"
    for name in ("times", "named", "harmless", "undetected", "failed", "silent", "wrong")
)


def ledger_alone(ground: Ground, rng: Random, times: int) -> Damages:
    """Damage the file of the ledger, where the views were thrown away."""
    return _damages(Damages("the ledger, without views"), ground, rng, times, "", views=False)


def ledger(ground: Ground, rng: Random, times: int) -> Damages:
    """Damage the file of the ledger."""
    return _damages(Damages("the ledger"), ground, rng, times, "")


def log(ground: Ground, rng: Random, times: int) -> Damages:
    """Damage the log beside the ledger, in which its last facts may stand."""
    return _damages(Damages("the log beside the ledger"), ground, rng, times, "-wal")


def head(ground: Ground, rng: Random, times: int) -> Damages:
    """Damage the remembered head."""
    return _damages(Damages("the remembered head"), ground, rng, times, ".head")


def views(ground: Ground, rng: Random, times: int) -> Damages:
    """Damage the views."""
    return _damages(Damages("the views", views_may_lie=True), ground, rng, times, ".views")


def _damages(
    sum_: Damages, ground: Ground, rng: Random, times: int, ending: str, *, views: bool = True
) -> Damages:
    while sum_.times < times:
        with ground.site() as site, TemporaryDirectory() as name:
            whole = _Whole(site, Path(name), views=views)
            for _ in range(min(_BOOK_LASTS, times - sum_.times)):
                whole.put_back()
                done = _damage(rng, Path(f"{whole.path}{ending}"))
                _look(whole, sum_, done)
            whole.put_back()
    return sum_


class _Whole:
    """A book as it was before anything happened to it, and what it said then.

    It is copied while somebody reads it, so that its last facts are in the log still.
    """

    def __init__(self, site: Site, safe: Path, *, views: bool) -> None:
        site.record(*(site.paper(20) for _ in range(5)))
        self.site = site
        self.path = sqlite_path(site.url)
        with open_reader(site.url):
            site.record(*(site.paper(5) for _ in range(5)))
            self.answers = {question: site.run(*question).lines for question in QUESTIONS}
            if not views:
                site.forget_views()
            self.entries = _entries(site.url)
            self._files = [
                Path(shutil.copy(file, safe))
                for file in self.path.parent.glob(f"{self.path.name}*")
                if not file.name.endswith("-shm")
            ]

    def put_back(self) -> None:
        """Make every file what it was."""
        for file in self.path.parent.glob(f"{self.path.name}*"):
            file.unlink()
        for file in self._files:
            shutil.copy(file, self.path.parent)


def _entries(url: str) -> list[LedgerEntry] | None:
    """Read every entry; ``None`` where that cannot be done."""
    with suppress(UnusableStore), open_reader(url) as reader:
        return list(reader.stream())
    return None


def _damage(rng: Random, path: Path) -> str:
    """Change a file in one place, and say how."""
    content = bytearray(path.read_bytes())
    at = rng.randrange(len(content))
    kind = rng.choice(("bit", "byte", "run", "hole", "end"))
    if kind == "bit":
        content[at] ^= 1 << rng.randrange(8)
    elif kind == "byte":
        content[at] = (content[at] + rng.randint(1, 255)) % 256
    elif kind == "run":
        content[at : at + 64] = rng.randbytes(len(content[at : at + 64]))
    elif kind == "hole":
        at -= at % 512
        content[at : at + 512] = bytes(len(content[at : at + 512]))
    else:
        del content[at:]
    path.write_bytes(content)
    return f"{kind} at {at} of {path.name}"


def _look(whole: _Whole, sum_: Damages, done: str) -> None:
    """Ask the program, and judge its answers."""
    sum_.times += 1
    verified = whole.site.run("verify")
    if verified.status == 0:
        same = _entries(whole.site.url) == whole.entries
        sum_.harmless += same
        sum_.undetected += not same
        sum_.wrong += [] if same else [f"{done}: verify holds, and the ledger says something else"]
    sum_.named += verified.status in {1, 2}
    sum_.wrong += _broken_down(done, verified)
    for question in QUESTIONS:
        answer = whole.site.run(*question)
        sum_.wrong += _broken_down(done, answer)
        if answer.status == 0 and answer.lines != whole.answers[question]:
            sum_.silent += 1
            if sum_.views_may_lie:
                continue
            sum_.wrong.append(f"{done}: {' '.join(question)} says something else without an error")
        sum_.failed += answer.status != 0


def _broken_down(done: str, child: Child) -> list[str]:
    """Say whether a program ended in another way than with an answer or a clear error."""
    told = child.status == 0 or (child.status in {1, 2} and "error: " in child.errors)
    if told and "a fault in minutebook itself" not in child.errors:
        return []
    return [f"{done}: ended with {child.status}: {child.errors[-700:]}"]
