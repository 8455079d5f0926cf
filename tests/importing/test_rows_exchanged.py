"""A figure that stands at the wrong row is an error, though every row and total adds up."""

from __future__ import annotations

from pathlib import Path

from tables.accepting import Acceptance
from tables.parts import Severity
from tables.planning import Plan, Wanted
from tests.books import BookOnDisk
from tests.importing.september import (
    REPORT,
    Cells,
    as_csv,
    planned,
    rows,
)

PORTFOLIO, PROJECT, YEAR, TOTAL = 0, 1, 4, 7
LIGHTING, FUND = "Road Lighting Energy", "Sherwood"


def at(cells: Cells, name: str) -> list[str]:
    return next(row for row in cells if row[PROJECT].startswith(name) or row[0].startswith(name))


def told(found: Plan, rule: str) -> dict[str, str]:
    """Return what is said of each project under a rule, errors alone."""
    return {one.subject or "": one.message for one in found.judged.standing if one.rule == rule}


def exchange(cells: Cells, one: str, other: str) -> None:
    first, second = at(cells, one), at(cells, other)
    first[YEAR:], second[YEAR:] = second[YEAR:], first[YEAR:]


def move(cells: Cells, name: str, thousands: int) -> None:
    row = at(cells, name)
    row[YEAR] = str(int(row[YEAR]) + thousands)
    row[TOTAL] = str(int(row[TOTAL]) + thousands)


def test_two_rows_whose_figures_changed_places_are_named_both_ways(
    opened: BookOnDisk, tmp_path: Path
) -> None:
    cells = rows()
    exchange(cells, LIGHTING, FUND)
    found = told(planned(opened, as_csv(cells, tmp_path)), "rows-exchanged")
    first, second = sorted(found, key=lambda name: not name.startswith(LIGHTING))
    assert (first, second[:8]) == (LIGHTING, FUND)
    assert f"the figures that the book has for {second}" in found[first]
    assert f"its own stand at {second}" in found[first]
    assert f"the figures that the book has for {first}" in found[second]


def test_two_names_that_changed_places_are_figures_that_did(
    opened: BookOnDisk, tmp_path: Path
) -> None:
    cells = rows()
    first, second = at(cells, "Transitions"), at(cells, "Targeted Reviews")
    first[PROJECT], second[PROJECT] = second[PROJECT], first[PROJECT]
    found = told(planned(opened, as_csv(cells, tmp_path)), "rows-exchanged")
    assert {*found} == {first[PROJECT], second[PROJECT]}


def test_figures_pasted_a_row_too_far_down_are_each_named(
    opened: BookOnDisk, tmp_path: Path
) -> None:
    cells = rows()
    start = cells.index(at(cells, LIGHTING))
    block = cells[start : start + 6]
    figures = [row[YEAR:] for row in block]
    for row, pasted in zip(block, figures[-1:] + figures, strict=False):
        row[YEAR:] = pasted
    found = planned(opened, as_csv(cells, tmp_path))
    wrong = {one.subject for one in found.judged.standing}
    changed = {row[PROJECT] for row, was in zip(block, figures, strict=True) if row[YEAR:] != was}
    assert changed
    assert wrong == changed


def test_names_sorted_without_their_figures_are_found(opened: BookOnDisk, tmp_path: Path) -> None:
    cells = rows()
    start = cells.index(at(cells, "Business Support Services"))
    block = cells[start : start + 18]
    for row, name in zip(block, sorted(row[PROJECT] for row in block), strict=True):
        row[PROJECT] = name
    found = planned(opened, as_csv(cells, tmp_path))
    assert len(told(found, "rows-exchanged")) > 5
    assert [one.rule for one in found.judged.warnings] == []


def test_a_row_that_took_the_figures_of_one_that_is_now_nil_is_named(
    empty: BookOnDisk, tmp_path: Path
) -> None:
    found = planned(*_two_rows(empty, tmp_path, ("", "225")))
    assert {*told(found, "rows-exchanged")} == {"Signs"}
    assert {*told(found, "book")} == {"Lamps"}


def test_what_one_row_has_too_much_and_another_too_little_is_an_error_under_a_total_that_holds(
    opened: BookOnDisk, tmp_path: Path
) -> None:
    cells = rows()
    move(cells, LIGHTING, 10)
    move(cells, FUND, -10)
    found = told(planned(opened, as_csv(cells, tmp_path)), "book")
    assert [name[:8] for name in sorted(found)] == [LIGHTING[:8], FUND]
    assert "comes to the printed total of Place in 2018/19" in found[LIGHTING]


def test_a_row_that_its_total_does_not_follow_is_told_by_the_total_alone(
    opened: BookOnDisk, tmp_path: Path
) -> None:
    cells = rows()
    move(cells, LIGHTING, 10)
    judged = planned(opened, as_csv(cells, tmp_path)).judged
    assert {one.rule for one in judged.standing} == {"portfolio-total"}
    assert [one.rule for one in judged.warnings] == ["book"]


def test_a_row_that_rose_with_all_its_totals_may_be_right_and_is_a_warning(
    opened: BookOnDisk, tmp_path: Path
) -> None:
    cells = rows()
    for name in (LIGHTING, "Place Totals", "Grand"):
        move(cells, name, 10)
    judged = planned(opened, as_csv(cells, tmp_path)).judged
    assert judged.standing == ()
    assert [(one.rule, one.severity) for one in judged.warnings] == [("book", Severity.WARNING)]


def test_a_figure_that_is_printed_rounded_is_at_no_wrong_row(
    empty: BookOnDisk, tmp_path: Path
) -> None:
    book, path = _two_rows(empty, tmp_path, ("225", "31"), ("225400", "30600"))
    judged = planned(book, path).judged
    assert judged.standing == ()
    assert {one.rule for one in judged.warnings} == {"book"}


def test_rows_that_changed_places_are_recorded_where_somebody_accepts_them_or_as_printed(
    opened: BookOnDisk, tmp_path: Path
) -> None:
    cells = rows()
    exchange(cells, LIGHTING, FUND)
    path = as_csv(cells, tmp_path)
    accepting = REPORT._replace(acceptances=(Acceptance("rows-exchanged"),))
    assert planned(opened, path, accepting).judged.standing == ()
    stated = planned(opened, path, Wanted(as_statements=True)).judged
    assert stated.standing == ()
    assert {one.rule for one in stated.warnings} == {"rows-exchanged"}


def _two_rows(
    book: BookOnDisk,
    folder: Path,
    printed: tuple[str, str],
    had: tuple[str, str | None] = ("225000", None),
) -> tuple[BookOnDisk, Path]:
    """Record what a book has of two projects, and print two rows and their total."""
    book.record("- portfolio: {ref: place, name: Place}\n")
    path = folder / "2018-09.csv"
    lines = ["Portfolio,Project,Status,Target 2018/19 (£000s)"]
    for name, cell, amount in zip(("Lamps", "Signs"), printed, had, strict=True):
        ref = name.lower()
        entries = f"- project: {{ref: {ref}, name: {name}, portfolio: place}}\n"
        if amount:
            entries += (
                f"- opening-balance: {{project: {ref}, as_at: 2018-04-01, source: Plan,"
                f" profile: {{2018/19: {amount}}}}}\n"
            )
        book.record(entries)
        lines.append(f"Place,{name},On Target,{cell}")
    total = sum(int(cell or 0) for cell in printed)
    path.write_text("\n".join([*lines, f"Place Totals,,,{total}"]), encoding="utf-8")
    return book, path
