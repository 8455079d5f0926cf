"""Faults as people make them, each planted into the status table of September 2018."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.importing.september import Cells

PROJECT, STATUS, YEARS, TOTAL, AT_RISK, AT_RISK_TOTAL, OTHERWISE, NET = 1, 3, 4, 7, 8, 11, 12, 13
TRANSITIONS, REVIEWS, CENTRES = "Transitions", "Targeted Reviews (C07)", "Care and Support Centres"
ASCH = "Adult Social Care & Health"


class Fault(NamedTuple):
    """A fault: what it is called, how it is planted, and what must be found.

    Attributes:
        name: what somebody did.
        plant: does it to the rows.
        rules: each rule that must be named, with what it is named of.
    """

    name: str
    plant: Callable[[Cells], object]
    rules: tuple[tuple[str, str | None], ...]


def _project(rows: Cells, name: str) -> list[str]:
    return next(row for row in rows if row[PROJECT].startswith(name))


def _set(name: str, column: int, value: str) -> Callable[[Cells], object]:
    def plant(rows: Cells) -> None:
        row = next(
            (row for row in rows if row[PROJECT].startswith(name)),
            None,
        ) or next(row for row in rows if row[0].startswith(name))
        row[column] = value

    return plant


def _several(*plants: Callable[[Cells], object]) -> Callable[[Cells], object]:
    return lambda rows: [plant(rows) for plant in plants]


def _left_out(rows: Cells) -> None:
    rows.remove(_project(rows, "Road Lighting Energy"))


def _twice(rows: Cells) -> None:
    row = _project(rows, "Broadband")
    rows.insert(rows.index(row) + 1, [*row])


def _row_twice_with_figures(rows: Cells) -> None:
    row = _project(rows, "Removal of sports funding")
    rows.insert(rows.index(row) + 1, [*row])


def _one_row_shifted(rows: Cells) -> None:
    row = _project(rows, CENTRES)
    row[YEARS : YEARS + 3] = ["", row[YEARS], row[YEARS + 1]]


def _row_shifted_with_total(rows: Cells) -> None:
    """A figure of one year slips into the next; the row's own total does not show it."""
    row = _project(rows, "Road Lighting Energy")
    row[YEARS : YEARS + 2] = ["", row[YEARS]]


def _years_renamed(rows: Cells) -> None:
    for column in (*range(YEARS, TOTAL), *range(AT_RISK, AT_RISK_TOTAL)):
        for year, following in (
            ("2020/21", "2021/22"),
            ("2019/20", "2020/21"),
            ("2018/19", "2019/20"),
        ):
            if year in rows[0][column]:
                rows[0][column] = rows[0][column].replace(year, following)
                break


def _in_pounds(rows: Cells) -> None:
    row = _project(rows, TRANSITIONS)
    for column in range(YEARS, NET + 1):
        if row[column]:
            row[column] += "000"


def _header_year_wrong(rows: Cells) -> None:
    rows[0][YEARS + 2] = rows[0][YEARS + 2].replace("2020/21", "2021/22")


def _columns_exchanged(rows: Cells) -> None:
    """The figures of two years change places in every row, totals and all; the header stays."""
    for row in rows[1:]:
        row[YEARS], row[YEARS + 1] = row[YEARS + 1], row[YEARS]


def _headings_exchanged(rows: Cells) -> None:
    rows[0][YEARS], rows[0][YEARS + 1] = rows[0][YEARS + 1], rows[0][YEARS]


def _at_risk_for_target(rows: Cells) -> None:
    row = _project(rows, TRANSITIONS)
    row[YEARS : TOTAL + 1], row[AT_RISK : AT_RISK_TOTAL + 1] = (
        row[AT_RISK : AT_RISK_TOTAL + 1],
        row[YEARS : TOTAL + 1],
    )


def _swapped_throughout(rows: Cells) -> None:
    """Two digits change places in a year, and everything above it was added up anew."""
    _set(CENTRES, YEARS + 1, "1297")(rows)
    _set(CENTRES, TOTAL, "2932")(rows)
    _set(f"{ASCH} Totals", YEARS + 1, "5052")(rows)
    _set(f"{ASCH} Totals", TOTAL, "17201")(rows)
    _set("Grand total", YEARS + 1, "6009")(rows)
    _set("Grand total", TOTAL, "24944")(rows)


def _turned_throughout(rows: Cells) -> None:
    """A row gets the other sign, and everything above it was added up anew."""
    for column in (YEARS, TOTAL):
        _set("Road Lighting Energy", column, "-225")(rows)
        total, every = (
            _project_or_total(rows, "Place Totals"),
            _project_or_total(rows, "Grand total"),
        )
        total[column] = str(int(total[column]) - 450)
        every[column] = str(int(every[column]) - 450)


def _project_or_total(rows: Cells, label: str) -> list[str]:
    return next(row for row in rows if row[0].startswith(label))


FAULTS = (
    Fault(
        "a digit changed in a year",
        _set(REVIEWS, YEARS, "2018"),
        (("row-total", REVIEWS), ("portfolio-total", ASCH)),
    ),
    Fault(
        "a digit changed in a total of a row",
        _set(REVIEWS, TOTAL, "6018"),
        (("row-total", REVIEWS), ("portfolio-total", ASCH)),
    ),
    Fault(
        "a digit changed in a net",
        _set(REVIEWS, NET, "-1961"),
        (("row-net", REVIEWS), ("portfolio-total", ASCH)),
    ),
    Fault(
        "a row left out",
        _left_out,
        (("left-out", "Road Lighting Energy"), ("portfolio-total", "Place")),
    ),
    Fault(
        "a total of a portfolio changed",
        _set("Place Totals", YEARS, "2194"),
        (("portfolio-total", "Place"),),
    ),
    Fault("the grand total changed", _set("Grand total", TOTAL, "25754"), (("grand-total", None),)),
    Fault(
        "a sign turned",
        _set(TRANSITIONS, AT_RISK, "151"),
        (("row-total", TRANSITIONS), ("portfolio-total", ASCH)),
    ),
    Fault(
        "a sign turned, and all added up anew",
        _turned_throughout,
        (("sign-turned", "Road Lighting Energy"),),
    ),
    Fault(
        "the years of a row shifted",
        _one_row_shifted,
        (
            ("row-total", "Care and Support Centres (OfC C03)"),
            ("portfolio-total", ASCH),
            ("year-shifted", "Care and Support Centres (OfC C03)"),
        ),
    ),
    Fault(
        "the one year of a row shifted",
        _row_shifted_with_total,
        (("year-shifted", "Road Lighting Energy"), ("portfolio-total", "Place")),
    ),
    Fault(
        "the years of the whole table shifted",
        _years_renamed,
        (("year-shifted", None), ("other-years", None)),
    ),
    Fault(
        "a project misspelt",
        _set(TRANSITIONS, PROJECT, "Transitons"),
        (("unknown-project", "Transitons"),),
    ),
    Fault("a row twice that has no figures", _twice, (("row-twice", "Broadband"),)),
    Fault(
        "a row twice",
        _row_twice_with_figures,
        (("row-twice", "Removal of sports funding"), ("portfolio-total", "Place")),
    ),
    Fault(
        "the reference of another project",
        _set(TRANSITIONS, PROJECT, "Transitions (C07)"),
        (("reference-of-another", "Transitions (C07)"),),
    ),
    Fault(
        "the total at risk wrong",
        _set(TRANSITIONS, AT_RISK_TOTAL, "-187"),
        (("row-total", TRANSITIONS), ("row-net", TRANSITIONS)),
    ),
    Fault(
        "what was delivered alternatively left out",
        _set("Brokerage", OTHERWISE, ""),
        (("row-net", "Brokerage for Self-Funders - full cost recovery"), ("portfolio-total", ASCH)),
    ),
    Fault(
        "the brackets of a row lost",
        _several(*(_set(REVIEWS, column, "1967") for column in (AT_RISK, AT_RISK_TOTAL, NET))),
        (("portfolio-total", ASCH),),
    ),
    Fault(
        "one row in pounds", _in_pounds, (("other-unit", TRANSITIONS), ("portfolio-total", ASCH))
    ),
    Fault(
        "a project under another portfolio",
        _set("Broadband", 0, "CEX"),
        (("other-portfolio", "Broadband"),),
    ),
    Fault(
        "a project with figures under another portfolio",
        _set("Road Lighting Energy", 0, "CEX"),
        (
            ("other-portfolio", "Road Lighting Energy"),
            ("portfolio-total", "Place"),
            ("portfolio-total", "CEX"),
        ),
    ),
    Fault(
        "a portfolio misspelt", _set("Broadband", 0, "Plaice"), (("unknown-portfolio", "Plaice"),)
    ),
    Fault(
        "a status that is none",
        _set(TRANSITIONS, STATUS, "Amber"),
        (("unknown-status", TRANSITIONS),),
    ),
    Fault(
        "two digits swapped, and all added up anew",
        _swapped_throughout,
        (("digits-swapped", "Care and Support Centres (OfC C03)"),),
    ),
    Fault(
        "a cell blanked",
        _set(CENTRES, YEARS + 1, ""),
        (("row-total", "Care and Support Centres (OfC C03)"), ("portfolio-total", ASCH)),
    ),
    Fault("a year of the header wrong", _header_year_wrong, (("year-missing", None),)),
    Fault("two headings exchanged", _headings_exchanged, (("year-order", None),)),
    Fault("two columns exchanged", _columns_exchanged, (("years-swapped", None),)),
    Fault(
        "target and at risk exchanged in a row",
        _at_risk_for_target,
        (("row-net", TRANSITIONS), ("portfolio-total", ASCH)),
    ),
    Fault(
        "a letter for a figure",
        _set(TRANSITIONS, YEARS, "6O"),
        (("row-total", TRANSITIONS), ("portfolio-total", ASCH)),
    ),
)
