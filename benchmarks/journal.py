"""The movements of figures as a beancount journal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.movements import Movement


def account(project: str, measure: str, year: str) -> str:
    """Name the account of one year of a figure, with the capitals that beancount asks for."""
    parts = (project, measure, year.replace("/", "-"))
    return ":".join(["Assets", *(part.title() for part in parts)])


def write(path: Path, moved: Iterable[Movement]) -> None:
    """Write a journal: one transaction for each year of a movement."""
    opened: set[str] = set()
    with path.open("w", encoding="utf-8") as file:
        file.write("2001-01-01 open Equity:Decided GBP\n")
        for one in moved:
            name = account(one.project, one.measure, one.year)
            if name not in opened:
                opened.add(name)
                file.write(f"2001-01-01 open {name} GBP\n")
            file.write(
                f'{one.decided_on} * "{one.act}" "recorded {one.recorded_at}"\n'
                f"  {name}  {one.change} GBP\n  Equity:Decided\n"
            )
