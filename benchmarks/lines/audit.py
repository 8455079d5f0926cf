"""The whole council at once: a million movements told and bridged, and a table of it brought in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from benchmarks.lines.run import Run
from benchmarks.lines.starting import PROGRAM, process
from benchmarks.measure import Aim, Line, durations, timed
from benchmarks.sites import Site
from benchmarks.status_tables import write_csv, write_xlsx
from benchmarks.synthetic.plan import Plan
from engine.store.opening import create
from engine.store.sqlite.names import VIEWS, beside

LEAST_MOVING, FACTS_OF_A_MOVEMENT, ROWS = 40_000, 1.3, 5_000
ROUNDS = 7
_UNDER_A_SECOND = Aim("< 1 s", lambda line: line.value < 1_000)  # noqa: PLR2004 - milliseconds
_SECONDS = Aim("a few s", lambda line: line.value < 5_000)  # noqa: PLR2004 - as above
_PERIOD = ("--from", "2013-03-31", "--to", "2018-03-31")
READINGS = (
    ("saving", "history", "--whole"),
    ("saving", "compare", "--whole", *_PERIOD),
    ("saving", "compare", "--whole", *_PERIOD, "--known-from", "2014-01-01"),
    ("saving", "compare", "--portfolio", "portfolio-1", *_PERIOD),
)
_SUM = (
    "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT year, sum(change)"
    " FROM figure_movement GROUP BY year').fetchall())"
)
_READ_CSV = (
    "import csv, sys; from decimal import Decimal\n"
    "for row in list(csv.reader(open(sys.argv[1])))[1:]: [Decimal(cell) for cell in row[4:]]"
)
_READ_XLSX = (
    "import sys; from openpyxl import load_workbook\n"
    "for row in load_workbook(sys.argv[1], read_only=True).active.values: list(row)"
)


def moving(run: Run) -> Plan:
    """Return a book most of whose facts are movements: as many as the large book has facts."""
    return Plan(max(LEAST_MOVING, int(min(run.size, 1_000_000) * FACTS_OF_A_MOVEMENT)), moving=True)


def audit(run: Run) -> Iterator[Line]:
    """Ask of all projects at once, and bring in a status table."""
    for site in run.sites.all:
        yield from _readings(site, moving(run))
    yield from _imports(run)


def _readings(site: Site, plan: Plan) -> Iterator[Line]:
    url = site.book(plan)
    path = Path(url.removeprefix("sqlite:///"))
    process(*PROGRAM, "saving", "history", "--whole", url=url)
    for words in READINGS:
        told = f"`{' '.join(words)}`, whole process, {plan.facts:,} facts"
        ours = _ours(words, url)
        yield durations(told, site.name, "`python -c pass`", ours, _python("pass"),
                        _UNDER_A_SECOND, ROUNDS)  # fmt: skip
        if path.is_file():
            theirs = _python(_SUM, str(beside(path, VIEWS)))
            yield durations(told, site.name, "sqlite3 alone adding up the rows", ours, theirs)


def _ours(words: tuple[str, ...], url: str) -> Callable[[], float]:
    return lambda: timed(lambda: process(*PROGRAM, *words, url=url))


def _python(code: str, *words: str) -> Callable[[], float]:
    return lambda: timed(lambda: process(sys.executable, "-c", code, *words))


def _imports(run: Run) -> Iterator[Line]:
    folder = run.scratch / "tables"
    folder.mkdir(exist_ok=True)
    numbers = count(1)
    for name, write, code in (
        ("csv", write_csv, _READ_CSV),
        ("xlsx", write_xlsx, _READ_XLSX),
    ):
        table = folder / f"2018-09.{name}"
        write(table, ROWS)

        def brought_in(table: Path = table) -> float:
            url = f"sqlite:///{folder / f'book_{next(numbers)}.db'}"
            create(url)
            words = ("import", "status", str(table), "--unit", "£000")
            recorded = ("--opening", "--create", "--as-report")
            return timed(lambda: process(*PROGRAM, *words, *recorded, url=url))

        yield durations(
            f"`import status` of {ROWS:,} rows, all checks, all recorded, {name}",
            "SQLite",
            "openpyxl alone" if name == "xlsx" else "csv alone",
            brought_in,
            _python(code, str(table)),
            _SECONDS,
            3,
        )
