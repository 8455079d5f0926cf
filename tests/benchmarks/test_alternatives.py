"""What is measured beside the book gives the same answers, or measuring it would tell nothing."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from benchmarks.journal import account, write
from benchmarks.lines.questions import DAYS, TODAY
from benchmarks.movements import movements, portfolios
from benchmarks.synthetic.plan import PROBE
from benchmarks.temporal import TemporalTable
from engine.store.opening import open_reader
from projections.catalogue import VIEWS
from projections.runner import catch_up
from projections.savings.history import history
from projections.savings.portfolio import portfolio
from tests.postgres import Server

MEASURE = "cashable-benefit"


def test_the_temporal_table_has_the_sums_of_the_book_at_every_date(
    small_book: str, postgres: Server, tmp_path: Path
) -> None:
    with closing(postgres.connect()) as connection, open_reader(small_book) as reader:
        table = TemporalTable(connection)
        table.load(portfolios(small_book), movements(small_book))
        views = catch_up(reader, VIEWS, tmp_path / "views")
        for day in DAYS:
            moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
            known = reader.position_at(moment)
            now = portfolio(views, as_at=day).total.targets
            then = portfolio(views, as_at=day, known=known).total.targets
            assert sums(table.as_at(MEASURE, day)) == nonzero(now)
            assert sums(table.as_known(MEASURE, day, moment)) == nonzero(then)
        views.close()


def test_the_journal_has_the_movements_of_the_book(small_book: str, tmp_path: Path) -> None:
    journal = tmp_path / "figures.beancount"
    write(journal, movements(small_book))
    balances: dict[str, Decimal] = defaultdict(Decimal)
    for line in journal.read_text(encoding="utf-8").splitlines():
        if line.startswith("  Assets:"):
            name, amount, _ = line.split()
            balances[name] += Decimal(amount)
    with open_reader(small_book) as reader:
        views = catch_up(reader, VIEWS, tmp_path / "views")
        current = history(views, PROBE, as_at=TODAY).current
        views.close()
    assert current == {year: balances[account(PROBE, MEASURE, year)] for year in current}


def sums(rows: list[tuple[str, str, Decimal, int]]) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for _, year, amount, _ in rows:
        totals[year] += amount
    return nonzero(totals)


def nonzero(amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    return {year: amount for year, amount in sorted(amounts.items()) if amount}
