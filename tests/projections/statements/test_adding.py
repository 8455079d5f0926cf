"""A total is said not to be what its parts come to only where the paper itself shows it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projections.statements.checking import Checked, check
from tests.books import BookOnDisk
from tests.projections.statements.checks import codes, says

RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "12"))
CODE = "rows-do-not-add-up"
YEARS = ("2018/19", "2019/20", "2020/21")
# The book has other figures than any paper, so that nothing agrees and every total is looked at.
BOOK = """
- body: {ref: ics, name: Improvement, kind: sub-committee}
- portfolio: {ref: place, name: Place}
- portfolio: {ref: people, name: People}
- project: {ref: lights, name: Lights, portfolio: place}
- project: {ref: signs, name: Signs, portfolio: place}
- project: {ref: meals, name: Meals, portfolio: people}
- project: {ref: homes, name: Homes, portfolio: people}
- baseline: {project: lights, authority: {body: ics, decided_on: 2017-01-09},
    profile: {2018/19: 7777777}}
- document: {ref: st, title: Status report, dated: 2018-11-05}
"""
PLACES = {"lights": "place", "signs": "place", "meals": "people", "homes": "people"}


@pytest.fixture
def paper(tmp_path: Path) -> BookOnDisk:
    """A book with a document that states nothing yet."""
    found = BookOnDisk(tmp_path)
    found.record(BOOK)
    return found


def _stating(book: BookOnDisk, *said: str) -> list[Checked]:
    book.record("".join(f"- statement: {{document: st, {each}}}\n" for each in said))
    return _of_st(book)


def _of_st(book: BookOnDisk) -> list[Checked]:
    with book.views() as views:
        return check(views, as_at=date(2019, 1, 1), document="st")


def _why(found: list[Checked], thing: str | None = "place") -> dict[str, str]:
    return {each.period: says(each, CODE) for each in found if each.thing == thing}


LIGHTS = "page: 12, project: lights, values: {2018/19: 100k}, total: 100k"
SIGNS = "page: 12, project: signs, values: {2018/19: 60k, 2019/20: 10k}, total: 70k"


def test_a_project_counts_once_in_a_year_that_is_its_total_too(paper: BookOnDisk) -> None:
    found = _stating(
        paper,
        LIGHTS,
        SIGNS,
        "page: 12, portfolio: place, values: {2018/19: 165k, 2019/20: 10k}, total: 175k",
    )
    assert _why(found) == {
        "2018/19": "The 2 projects of this total in st add up to £160,000, £5,000 apart from the"
        " total of £165,000",
        "2019/20": "",
        "total": "The 2 projects of this total in st add up to £170,000, £5,000 apart from the"
        " total of £175,000",
    }


def test_a_total_that_its_projects_give_is_not_accused(paper: BookOnDisk) -> None:
    total = "page: 12, portfolio: place, values: {2018/19: 160k, 2019/20: 10k}, total: 170k"
    found = _stating(paper, LIGHTS, SIGNS, total)
    assert not any(_why(found).values())


@pytest.mark.parametrize(
    "rest",
    [
        (),
        ("page: 12, project: signs, period: 2020/21, value: 5k",),
        ("page: 30, project: signs, period: 2018/19, value: 60k",),
        ("page: 12, project: signs, figure: revised-target, value: 60k",),
        ("page: 12, project: signs, as_at: 2018-09-30, value: 70k",),
        (SIGNS, "page: 30, project: signs, period: 2018/19 to 2019/20, value: 71k"),
    ],
)
def test_a_total_with_a_part_that_is_untold_or_told_in_two_ways_is_not_accused(
    rest: tuple[str, ...], paper: BookOnDisk
) -> None:
    total = "page: 3, portfolio: place, period: 2018/19 to 2019/20, value: 1m"
    found = _stating(paper, LIGHTS, *rest, total)
    assert not any(_why(found).values())


def test_a_withdrawn_statement_is_not_added_up(paper: BookOnDisk) -> None:
    total = "page: 12, portfolio: place, period: 2018/19 to 2019/20, value: 175k"
    assert any(_why(_stating(paper, LIGHTS, SIGNS, total)).values())
    paper.record(
        "- statement-withdrawal: {statement: st/signs/target, withdrawn_on: 2018-12-01,"
        " reason: Misread}"
    )
    assert not any(_why(_of_st(paper)).values())


def test_the_years_of_a_project_are_added_up_where_its_total_is_not_printed(
    paper: BookOnDisk,
) -> None:
    found = _stating(
        paper,
        LIGHTS,
        "page: 12, project: signs, period: 2018/19, value: 60k",
        "page: 12, project: signs, period: 2019/20, value: 10k",
        "page: 3, portfolio: place, period: 2018/19 to 2019/20, value: 175k",
    )
    assert "add up to £170,000, £5,000 apart" in _why(found)["total"]


def test_a_blank_year_of_a_row_without_a_total_is_told_to_be_counted_as_nil(
    paper: BookOnDisk,
) -> None:
    found = _stating(
        paper,
        "page: 12, project: lights, values: {2018/19: 100k}",
        "page: 12, project: signs, values: {2018/19: 60k, 2019/20: 10k}",
        "page: 12, portfolio: place, values: {2018/19: 160k, 2019/20: 12k}",
    )
    assert _why(found) == {
        "2018/19": "",
        "2019/20": "The 2 projects of this total in st add up to £10,000, years left blank counted"
        " as nil, £2,000 apart from the total of £12,000",
    }


def test_a_paper_that_places_projects_otherwise_than_the_book_is_not_accused(
    paper: BookOnDisk,
) -> None:
    found = _stating(
        paper,
        LIGHTS,
        SIGNS,
        "page: 12, project: meals, values: {2018/19: 5k}, total: 5k",
        "page: 12, project: homes, values: {2018/19: 6k}, total: 6k",
        "page: 12, portfolio: place, values: {2018/19: 165k, 2019/20: 10k}, total: 175k",
        "page: 12, portfolio: people, values: {2018/19: 6k}, total: 6k",
        "page: 12, values: {2018/19: 171k, 2019/20: 10k}, total: 181k",
    )
    assert not any(CODE in codes(each) for each in found)


def test_years_of_which_the_paper_tells_some_do_not_accuse_its_total(paper: BookOnDisk) -> None:
    found = _stating(
        paper,
        "page: 12, project: lights, period: 2018/19 to 2020/21, values: {2018/19: 1k}, total: 9k",
    )
    assert not any(CODE in codes(each) for each in found)


class _Table(NamedTuple):
    """Rows by project and year; whether the totals of rows are printed; and where it stands."""

    rows: dict[str, dict[str, int]]
    has_totals: bool

    def of(self, *projects: str) -> dict[str, int]:
        """Add up the rows of projects, year by year."""
        rows = [self.rows[project] for project in projects]
        named = [year for year in YEARS if any(year in row for row in rows)]
        return {year: sum(row.get(year, 0) for row in rows) for year in named}

    def printed(self, planted: dict[tuple[str, str], int]) -> str:
        """Return its entries, with faults added to what is printed at places."""
        groups = {"place": ("lights", "signs"), "people": ("meals", "homes"), "all": tuple(PLACES)}
        lines = [(f"project: {each}, ", each, self.rows[each]) for each in self.rows]
        for name, projects in groups.items():
            of = "" if name == "all" else f"portfolio: {name}, "
            lines.append((of, name, self.of(*projects)))
        return "".join(
            f"- statement: {{document: st, page: 12, {of}"
            f"{_amounts(amounts, name, planted, has_total=self.has_totals)}}}\n"
            for of, name, amounts in lines
        )


def _amounts(
    amounts: dict[str, int], name: str, planted: dict[tuple[str, str], int], *, has_total: bool
) -> str:
    years = (f"{y}: {amount + planted.get((name, y), 0)}" for y, amount in amounts.items())
    total = sum(amounts.values()) + planted.get((name, "total"), 0)
    return f"values: {{{', '.join(years)}}}" + (f", total: {total}" if has_total else "")


_ROW = st.dictionaries(st.sampled_from(YEARS), st.integers(-9000, 9000), min_size=1)
_TABLE = st.builds(_Table, st.fixed_dictionaries(dict.fromkeys(PLACES, _ROW)), st.booleans())
_RUNS = settings(max_examples=RUNS, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _checked(text: str) -> list[Checked]:
    with TemporaryDirectory() as folder:
        book = BookOnDisk(Path(folder))
        book.record(BOOK + text)
        with book.views() as views:
            return check(views, as_at=date(2019, 1, 1))


@given(_TABLE)
@_RUNS
def test_a_table_that_adds_up_is_never_said_not_to(table: _Table) -> None:
    found = _checked(table.printed({}))
    assert [each.statement for each in found if CODE in codes(each)] == []


@given(_TABLE, st.sampled_from(["place", "people"]), st.integers(1, 10**6), st.data())
@_RUNS
def test_a_fault_of_one_total_is_found_with_its_very_amount(
    table: _Table, group: str, fault: int, data: st.DataObject
) -> None:
    projects = [each for each, place in PLACES.items() if place == group]
    there = [*table.of(*projects), *(["total"] if table.has_totals else [])]
    period = data.draw(st.sampled_from(there))
    found = _checked(table.printed({(group, period): fault}))
    (each,) = [each for each in found if (each.thing, each.period) == (group, period)]
    assert f"£{fault:,} apart from the total of" in says(each, CODE)
    others = [o for o in found if o.thing not in (group, None) and CODE in codes(o)]
    assert others == []
