"""The figures of a book in a plain PostgreSQL table with history triggers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.movements import Movement

_SCHEMA = "run_temporal"
_MOVE = "SELECT move(%s, %s, %s, %s, %s::date)"
_HISTORY = """
    SELECT year, amount, valid, known_from, NULL::timestamptz FROM figure
        WHERE project = %(project)s AND measure = %(measure)s
    UNION ALL
    SELECT year, amount, valid, lower(known), upper(known) FROM figure_history
        WHERE project = %(project)s AND measure = %(measure)s
    ORDER BY 4, 1
"""
_AS_AT = """
    SELECT p.portfolio, f.year, sum(f.amount), count(DISTINCT f.project)
    FROM figure f JOIN project p ON p.ref = f.project
    WHERE f.measure = %(measure)s AND f.valid @> %(day)s::date GROUP BY 1, 2 ORDER BY 1, 2
"""
_AS_KNOWN = """
    SELECT p.portfolio, f.year, sum(f.amount), count(DISTINCT f.project)
    FROM (
        SELECT project, year, amount FROM figure WHERE measure = %(measure)s
            AND valid @> %(day)s::date AND known_from <= %(moment)s
        UNION ALL
        SELECT project, year, amount FROM figure_history WHERE measure = %(measure)s
            AND valid @> %(day)s::date AND known @> %(moment)s::timestamptz
    ) f JOIN project p ON p.ref = f.project GROUP BY 1, 2 ORDER BY 1, 2
"""


class TemporalTable:
    """The table, its history and the questions that an auditor asks."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection
        connection.execute(f"CREATE SCHEMA {_SCHEMA}".encode())
        connection.execute(f"SET search_path = {_SCHEMA}".encode())
        connection.execute(Path(__file__).with_suffix(".sql").read_bytes())

    def load(self, projects: Iterable[tuple[str, str]], moved: Iterable[Movement]) -> None:
        """Put movements in, those of one moment in one transaction."""
        with self._connection.cursor() as cursor:
            cursor.executemany("INSERT INTO project VALUES (%s, %s)", [*projects])
            for moment, several in groupby(moved, key=attrgetter("recorded_at")):
                with self._connection.transaction():
                    self._at(moment)
                    cursor.executemany(_MOVE, [_values(one) for one in several])
        self._connection.execute("ANALYZE")

    def move_each(self, moved: Iterable[Movement]) -> None:
        """Record movements one by one, each durably."""
        for one in moved:
            with self._connection.transaction():
                self._at(one.recorded_at)
                self._connection.execute(_MOVE, _values(one))

    def history(self, project: str, measure: str) -> list[tuple[Any, ...]]:
        """Return every amount that a figure ever had, and when it was believed."""
        return self._ask(_HISTORY, project=project, measure=measure)

    def as_at(self, measure: str, day: date) -> list[tuple[Any, ...]]:
        """Return the sums of portfolios on a day."""
        return self._ask(_AS_AT, measure=measure, day=day)

    def as_known(self, measure: str, day: date, moment: datetime) -> list[tuple[Any, ...]]:
        """Return the same as it was believed at a moment."""
        return self._ask(_AS_KNOWN, measure=measure, day=day, moment=moment)

    def _ask(self, statement: str, **values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement.encode(), values, prepare=True).fetchall()

    def _at(self, moment: str) -> None:
        self._connection.execute(
            "SELECT set_config('figures.recorded_at', %s, false)", (moment,), prepare=True
        )


def _values(one: Movement) -> tuple[str, ...]:
    return (one.project, one.measure, one.year, one.change, one.decided_on)
