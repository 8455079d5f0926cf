"""What is explained of an accepted figure, and what becomes of a statement that was taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tables.accepting import Acceptance
from tables.entries.explanations import Acceptor
from tables.parts import Severity
from tables.planning import Plan, Wanted
from tests.books import BookOnDisk
from tests.importing.september import imported, planned
from tests.projections.statements.checks import checked

HEADER = (
    "Portfolio,Project,Status,Target 2018/19 (£000s),Target 2019/20 (£000s),Target total (£000s),"
    "At risk 2018/19 (£000s),At risk total (£000s),Delivered alternatively (£000s),"
    "Net at risk (£000s)\n"
)
CLERK = Acceptor("clerk", date(2018, 10, 8))
ALL = tuple(map(Acceptance, ("row-total", "row-net", "portfolio-total")))
PAPER = Wanted(as_statements=True, acceptances=ALL, by=CLERK)
RIGHT = ("Place,Parks,On Target,30,12,42,9,9,4,5", "Place Totals,,,30,12,42,9,9,4,5")
WRONG = ("Place,Parks,On Target,30,12,52,9,9,4,6", "Place Totals,,,30,12,42,9,9,4,5")
"""A total 10 more than its years, and a net 1 more than what is at risk comes to."""


def table(folder: Path, *lines: str) -> Path:
    path = folder / "status-2018-09.csv"
    path.write_text(HEADER + "\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def parks(empty: BookOnDisk, tmp_path: Path) -> BookOnDisk:
    """A book that has what the right table says."""
    imported(empty, table(tmp_path, *RIGHT), Wanted(opening=True, create=True, as_report=True))
    return empty


def states(book: BookOnDisk) -> dict[str, str]:
    """Return how what is stated stands, where it does not agree."""
    found = [one for one in checked(book) if one.state != "agrees"]
    return {f"{one.statement} {one.period}": str(one.state) for one in found}


def named(found: Plan) -> list[str | None]:
    """Return the references that statements are given by name, and those of explanations."""
    return [
        one.fields.get("ref", one.fields.get("statement"))
        for one in found.entries
        if one.entry != "document" and {"ref", "statement"} & {*one.fields}
    ]


def withdraw(book: BookOnDisk, *refs: str) -> None:
    said = "{{statement: {}, withdrawn_on: 2018-10-09, reason: Misread}}"
    book.record("".join(f"- statement-withdrawal: {said.format(ref)}\n" for ref in refs))


TARGET = "status-report-2018-09/parks/target"
NET = "status-report-2018-09/parks/net-at-risk"


def test_what_was_accepted_is_explained_by_the_amount_that_it_is_apart(
    parks: BookOnDisk, tmp_path: Path
) -> None:
    imported(parks, table(tmp_path, *WRONG), PAPER)
    assert states(parks) == {f"{TARGET} total": "explained", f"{NET} total": "explained"}


def test_a_year_that_differs_from_the_book_is_not_explained_by_an_accepted_total(
    parks: BookOnDisk, tmp_path: Path
) -> None:
    lines = ("Place,Parks,On Target,33,12,55,9,9,4,5", "Place Totals,,,33,12,45,9,9,4,5")
    imported(parks, table(tmp_path, *lines), PAPER)
    own = {at: state for at, state in states(parks).items() if at.startswith(TARGET)}
    assert own == {f"{TARGET} 2018/19": "differs", f"{TARGET} total": "differs"}


def test_an_accepted_column_of_a_portfolio_is_explained_in_its_year_and_its_total(
    parks: BookOnDisk, tmp_path: Path
) -> None:
    lines = (RIGHT[0], "Place Totals,,,33,12,45,9,9,4,5")
    imported(parks, table(tmp_path, *lines), PAPER)
    found = states(parks)
    assert {at.rpartition(" ")[2] for at in found} == {"2018/19", "total"}
    assert {*found.values()} == {"explained"}


def test_a_blank_total_states_nothing_and_is_not_explained(
    parks: BookOnDisk, tmp_path: Path
) -> None:
    lines = ("Place,Parks,On Target,30,12,,9,9,4,5", "Place Totals,,,30,12,42,9,9,4,5")
    found = imported(parks, table(tmp_path, *lines), PAPER)
    assert [one.rule for one in found.judged.accepted][:1] == ["row-total"]
    assert states(parks) == {}


def test_a_table_read_again_after_its_statements_were_taken_back_is_recorded(
    parks: BookOnDisk, tmp_path: Path
) -> None:
    imported(parks, table(tmp_path, *WRONG), PAPER)
    refused = planned(parks, table(tmp_path, *RIGHT), PAPER)
    assert [one.rule for one in refused.judged.standing] == ["other-statement"] * 2
    withdraw(parks, TARGET, NET)
    found = imported(parks, table(tmp_path, *RIGHT), PAPER)
    assert found.judged.standing == ()
    assert named(found) == [f"{TARGET}-2", f"{NET}-2"]
    assert {*states(parks).values()} == {"withdrawn"}


def test_an_explanation_is_of_the_statement_that_is_made_and_not_of_the_one_before(
    parks: BookOnDisk, tmp_path: Path
) -> None:
    imported(parks, table(tmp_path, *RIGHT), PAPER)
    withdraw(parks, TARGET, NET)
    found = imported(parks, table(tmp_path, *WRONG), PAPER)
    assert named(found) == [f"{TARGET}-2", f"{TARGET}-2", f"{NET}-2", f"{NET}-2"]
    explained = {at for at, state in states(parks).items() if state == "explained"}
    assert explained == {f"{TARGET}-2 total", f"{NET}-2 total"}


def test_what_was_taken_back_last_is_not_stated_again_by_the_same_table(
    parks: BookOnDisk, tmp_path: Path
) -> None:
    imported(parks, table(tmp_path, *WRONG), PAPER)
    withdraw(parks, TARGET)
    again = planned(parks, table(tmp_path, *WRONG), PAPER)
    (warned,) = (one for one in again.judged.warnings if one.rule == "was-withdrawn")
    assert (warned.severity, warned.subject) == (Severity.WARNING, "Parks")
    assert again.entries == ()


def test_what_was_taken_back_before_another_was_is_stated_again(
    parks: BookOnDisk, tmp_path: Path
) -> None:
    imported(parks, table(tmp_path, *RIGHT), PAPER)
    withdraw(parks, TARGET, NET)
    imported(parks, table(tmp_path, *WRONG), PAPER)
    withdraw(parks, f"{TARGET}-2", f"{NET}-2")
    assert named(imported(parks, table(tmp_path, *RIGHT), PAPER)) == [f"{TARGET}-3", f"{NET}-3"]
