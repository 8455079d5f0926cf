"""Amounts never lose a penny: from any input form, through any roll-up, to any output form."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.books import IN_2019, BookOnDisk
from tests.cli.program import ask, run

NASTY = ("0.01", "0.29", "1.10", "19.99", "1234567.05", "70368744177.66", "999999999999.99")
"""What binary fractions, thousands and millions lose first, and the largest amount there is."""

FORMS = ("yaml-number", "yaml-text", "yaml-printed", "json-number", "json-text", "csv", "xlsx")
YEAR = "2018/19"
TOTAL = sum(map(Decimal, NASTY), Decimal(0)) * len(FORMS)
HEADER = ("portfolio", "project", "status_this_month", "target_2018_19", "target_total")
FOUNDING = """
- file: {actor: clerk, source: {document: Papers}}
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- portfolio: {ref: care, name: Care, decided_on: 2018-01-01}
"""
DAYS = ("--from", "2017-12-31", "--to", "2019-05-31")


def ref(form: str, number: int) -> str:
    return f"{form}-{number}"


def project(form: str, number: int) -> str:
    name = ref(form, number)
    return (
        f"- project: {{ref: {name}, name: Saving {name}, references: [{name.upper()}],"
        " portfolio: care, started_on: 2018-01-01}\n"
    )


def entries(form: str) -> Iterator[str]:
    """Give the opening balances of a form of record file; an amount stands as a person has it."""
    written = {
        "yaml-number": "{}",
        "yaml-text": "'{}'",
        "yaml-printed": "'£{:,}'",
        "json-number": "{}",
        "json-text": '"{}"',
    }[form]
    for number, amount in enumerate(NASTY):
        told = written.format(Decimal(amount))
        yield (
            f'{{"opening-balance": {{"project": "{ref(form, number)}", "as_at": "2018-01-01",'
            f' "source": {{"document": "Papers"}}, "profile": {{"{YEAR}": {told}}}}}}}'
        )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A book with each amount in each form."""
    folder = tmp_path_factory.mktemp("pennies")
    book = BookOnDisk(folder)
    projects = [project(form, number) for form in FORMS for number in range(len(NASTY))]
    book.record(FOUNDING + "".join(projects), at=IN_2019)
    for form in FORMS[:3]:
        book.record("".join(f"- {entry}\n" for entry in entries(form)), at=IN_2019)
    for form in FORMS[3:5]:
        file = folder / f"{form}.json"
        file.write_text(f"[{', '.join(entries(form))}]", encoding="utf-8")
        book.record_files(file, at=IN_2019)
    for form in FORMS[5:]:
        table = folder / f"2018-04.{form}"
        write_table(table, form)
        words = ("import", "status", str(table), "--opening", "--unit", "£", "--accept", "left-out")
        result = run(*words, store=book.url)
        assert result.exit_code == 0, result.output
    return book.url


def write_table(path: Path, form: str) -> None:
    rows = [
        ("Care", f"Saving {ref(form, number)} ({ref(form, number).upper()})", "On Target", a, a)
        for number, a in enumerate(NASTY)
    ]
    if form == "csv":
        text = StringIO()
        csv.writer(text).writerows([HEADER, *rows])
        path.write_text(text.getvalue(), encoding="utf-8")
        return
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(HEADER)
    for portfolio, name, status, *amounts in rows:
        sheet.append([portfolio, name, status, *map(float, amounts)])
    workbook.save(path)


@pytest.mark.parametrize("form", FORMS)
def test_an_amount_stands_in_the_book_as_it_was_given(store: str, form: str) -> None:
    for number, amount in enumerate(NASTY):
        found = ask("saving", "history", ref(form, number), store=store)
        assert found["current"] == {YEAR: amount}
        assert Decimal(found["total"]) == Decimal(amount)


QUESTIONS = (
    ("portfolio", "--as-at", "2019-05-31"),
    ("saving", "compare", "--whole", *DAYS),
    ("saving", "compare", "--portfolio", "care", *DAYS, "--by", "portfolio"),
    ("saving", "history", "--whole", "--as-at", "2019-05-31"),
)


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_a_roll_up_is_the_sum_in_every_output_form(
    store: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    data = json.dumps(ask(*words, store=store))
    assert f'"{TOTAL}"' in data
    for unit, places in (("£", 0), ("£000", 3), ("£m", 6)):
        table = run(*words, "--unit", unit, store=store)
        assert table.exit_code == 0
        assert f"{TOTAL.scaleb(-places):,f}" in table.stdout
    text = run(*words, "--format", "csv", store=store).stdout
    cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
    assert str(TOTAL) in cells
    file = tmp_path / "answer.xlsx"
    assert run(*words, "-o", str(file), store=store).exit_code == 0
    sheet = load_workbook(file).worksheets[0]
    assert any(
        isinstance(cell, float | int) and Decimal(repr(cell)) == TOTAL
        for row in sheet.values
        for cell in row
    )


def test_parts_of_a_penny_are_refused_and_never_rounded(tmp_path: Path) -> None:
    book = BookOnDisk(tmp_path)
    book.record(FOUNDING + project("yaml-number", 0))
    file = tmp_path / "more.yaml"
    entry = next(entries("yaml-number")).replace("0.01", "0.015")
    file.write_text(f"- {entry}\n", encoding="utf-8")
    result = run("record", str(file), store=book.url)
    assert result.exit_code == 2
    assert "0.015" in result.stderr
