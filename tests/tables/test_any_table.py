"""Whatever a table looks like, it is read to the penny, and one fault in it is found."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tables.written import (
    HEADER_OF_SEPTEMBER,
    ROWS_OF_SEPTEMBER,
    Cells,
    as_csv,
    as_workbook,
    changed,
    errors,
    only,
)

RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "20"))
quick = settings(
    max_examples=RUNS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

UNITS = {"£": 1, "£000": 1000, "£m": 1_000_000}
YEARS = ("2018/19", "2019-20", "20/21", "FY22")
STATED = ("2018/19", "2019/20", "2020/21", "2021/22")
PENCE = st.integers(-(10**8), 10**8) | st.just(0)
Signs = Callable[[Decimal], str]
SIGNS: tuple[Signs, ...] = (
    lambda number: f"{number:f}",
    lambda number: f"{number:,f}",
    lambda number: f"({-number:,f})" if number < 0 else f"{number:,f}",
    lambda number: f"−£{-number:f}" if number < 0 else f"£{number:f}",
    lambda number: f"{-number:,f}-" if number < 0 else f" {number:,f} ",
)


class Figures(NamedTuple):
    """The pence of one project: its targets and what is at risk per year, and otherwise."""

    targets: list[int]
    at_risk: list[int]
    alternatively: int

    @property
    def line(self) -> list[int]:
        """The pence of every column."""
        at_risk = sum(self.at_risk)
        groups = [*self.targets, sum(self.targets), *self.at_risk, at_risk]
        return [*groups, self.alternatively, at_risk - self.alternatively]


class Layout(NamedTuple):
    """How a table is printed."""

    portfolios: list[list[Figures]]
    unit: str
    signs: int
    two_rows: bool
    headings: bool
    form: str


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    years = draw(st.integers(1, len(YEARS)))
    some = st.lists(PENCE, min_size=years, max_size=years)
    figures = st.builds(Figures, some, some, PENCE)
    portfolios = st.lists(st.lists(figures, min_size=1, max_size=3), min_size=1, max_size=3)
    return Layout(
        portfolios=draw(portfolios),
        unit=draw(st.sampled_from(sorted(UNITS))),
        signs=draw(st.integers(0, len(SIGNS) - 1)),
        two_rows=draw(st.booleans()),
        headings=draw(st.booleans()),
        form=draw(st.sampled_from(["csv", "tsv", "xlsx"])),
    )


def header_of(layout: Layout) -> list[Cells]:
    years = YEARS[: len(layout.portfolios[0][0].targets)]
    unit = f" ({layout.unit}{'s' if layout.unit == '£000' else ''})"
    words = ("Project", "Status") if layout.headings else ("Portfolio", "Project", "Status")
    if not layout.two_rows:
        targets = [f"Target {year}{unit}" for year in (*years, "total")]
        at_risk = [f"At risk {year}{unit}" for year in (*years, "total")]
        return [(*words, *targets, *at_risk, "Delivered alternatively", "Net at risk")]
    blank = [None] * len(years)
    groups = ("Cashable benefits", *blank, "Slippage & over achievement", *blank)
    each = [f"{year}{unit}" for year in (*years, "Total")] * 2
    last = ("Savings delivered in an alternative way", "Net at risk amount")
    return [(*words, *groups, *last), (*[None] * len(words), *each)]


def rows_of(layout: Layout) -> list[Cells]:
    """Print a table: a part per portfolio with its total, and the total of all."""
    rows = header_of(layout)
    everything = [figures.line for part in layout.portfolios for figures in part]
    for number, part in enumerate(layout.portfolios):
        name = f"Portfolio {'ABC'[number]}"
        if layout.headings:
            rows += [(name,)]
        for at, figures in enumerate(part):
            words = (f"Project {number}{at}", "At Risk")
            printed = amounts(layout, figures.line)
            rows.append((*words, *printed) if layout.headings else (name, *words, *printed))
        label = (f"{name} Totals", None) if layout.headings else (f"{name} Totals", None, None)
        rows += [(*label, *amounts(layout, sums([figures.line for figures in part]))), ()]
    label = ("Grand total", None) if layout.headings else ("Grand total", None, None)
    return [*rows, (*label, *amounts(layout, sums(everything)))]


def sums(lines: list[list[int]]) -> list[int]:
    return [sum(column) for column in zip(*lines, strict=True)]


def amounts(layout: Layout, pence: list[int]) -> list[str | None]:
    numbers = [Decimal(one) / 100 / UNITS[layout.unit] for one in pence]
    return [SIGNS[layout.signs](number) if number else None for number in numbers]


def file_of(layout: Layout, folder: Path) -> Path:
    file = folder / f"report.{layout.form}"
    if layout.form == "xlsx":
        return as_workbook(file, rows_of(layout))
    return as_csv(file, rows_of(layout), "\t" if layout.form == "tsv" else ",")


@given(layouts())
@quick
def test_a_table_that_adds_up_is_read_to_the_penny_without_an_alarm(
    tmp_path: Path, layout: Layout
) -> None:
    table = only(file_of(layout, tmp_path))
    assert table.findings == ()
    assert table.unit == UNITS[layout.unit]
    expected = [figures for part in layout.portfolios for figures in part]
    assert len(table.lines) == len(expected)
    for line, figures in zip(table.lines, expected, strict=True):
        for stated, pence in (
            (line.figures.targets, figures.targets),
            (line.figures.at_risk, figures.at_risk),
        ):
            by_year = zip(STATED, pence, strict=False)
            assert stated == {year: Decimal(one) / 100 for year, one in by_year if one}
        assert (line.figures.net_at_risk or 0) == Decimal(figures.line[-1]) / 100
    assert len(table.totals) == len(layout.portfolios) + 1


FIGURES = [
    (row, column)
    for row, cells in enumerate(ROWS_OF_SEPTEMBER, start=1)
    for column in range(4, len(cells))
]


@given(st.sampled_from(FIGURES), st.sampled_from(["digit", "sign", "blank", "thousand", "swapped"]))
@quick
def test_no_one_figure_of_september_is_altered_without_being_found(
    tmp_path: Path, cell: tuple[int, int], fault: str
) -> None:
    row, column = cell
    printed = ROWS_OF_SEPTEMBER[row - 1][column]
    altered = {
        "digit": str(int(printed or 0) + 1),
        "sign": str(-int(printed or 0)),
        "blank": "",
        "thousand": f"{printed}000" if printed else "5",
        "swapped": f"{printed[:-2]}{printed[-1:]}{printed[-2:-1]}",
    }[fault]
    if altered.lstrip("0-") == printed.lstrip("0-") and (fault != "sign" or not printed):
        return
    rows = changed([HEADER_OF_SEPTEMBER, *ROWS_OF_SEPTEMBER], row, column, altered)
    assert errors(only(as_csv(tmp_path / "report.csv", rows)))


WITH_FIGURES = [at for at, row in enumerate(ROWS_OF_SEPTEMBER, start=1) if any(row[4:])]


@pytest.mark.parametrize("missing", WITH_FIGURES[::5])
def test_no_row_with_figures_of_september_is_left_out_without_being_found(
    missing: int, tmp_path: Path
) -> None:
    rows = [HEADER_OF_SEPTEMBER, *ROWS_OF_SEPTEMBER]
    del rows[missing]
    assert errors(only(as_csv(tmp_path / "report.csv", rows)))
