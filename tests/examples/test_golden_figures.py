"""The example files add up to the figures that the council published."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

import pytest
import yaml

from examples.catalogue import record_files

Entry = dict[str, Any]
Row = tuple[int, ...]

YEARS = ("2018/19", "2019/20", "2020/21")
FOUR_YEARS = (*YEARS, "2021/22")

# Status report of September 2018, in £000: targets of three years and in total, at risk of three
# years and in total, delivered in an alternative way, net at risk.
STATUS_REPORT: dict[str, Row] = {
    "adult-social-care-and-health": (
        *(8569, 5682, 3580, 17831),
        *(-6612, -63, 0, -6675, 22, -6697),
    ),
    "children-and-families": (1681, 325, 350, 2356, 226, 0, 0, 226, 251, -25),
    "place": (2184, 182, 0, 2366, 686, 0, 0, 686, 0, 686),
    "chief-executives": (2053, 450, 518, 3021, 0, 0, 0, 0, 0, 0),
    "all": (14487, 6639, 4448, 25574, -5700, -63, 0, -5763, 273, -6036),
}
# Appendix C of the same report, the programmes of adult social care.
PROGRAMMES: dict[str, Row] = {
    "promoting-independence-interventions": (
        *(7027, 3328, 2321, 12676),
        *(-6756, -3, 0, -6759, 22, -6781),
    ),
    "early-resolution": (507, 394, 416, 1317, 0, 0, 0, 0, 0, 0),
    "commissioning-and-direct-services": (1035, 1960, 843, 3838, 144, -60, 0, 84, 0, 84),
}
STATUSES = {
    "on-target": 49,
    "experiencing-obstacles": 7,
    "at-risk": 5,
    "compromised": 2,
    "closed-or-completed": 7,
}
# The three requests of January 2019, in £000: expected, revised, change of each year.
REQUESTS: dict[str, dict[str, Row]] = {
    "ICS-2019-A": {
        "2018/19": (2010, 2010, 0),
        "2019/20": (2000, 4000, 2000),
        "2020/21": (2000, 0, -2000),
    },
    "ICS-2019-B": {"2017/18": (250, 400, 150), "2018/19": (830, 520, -310)},
    "ICS-2019-C": {
        "2018/19": (686, 0, -686),
        "2019/20": (0, 719, 719),
        "2020/21": (0, 80, 80),
        "2021/22": (0, -210, -210),
    },
}
EXTENSIONS: dict[str, Row] = {
    "transforming-reablement": (0, 1199, 868, 0),
    "transitions": (0, 50, 50, 0),
    "housing-with-care": (0, 12, 28, 331),
}


@pytest.fixture(scope="module", name="entries")
def _entries() -> list[tuple[str, Entry]]:
    """Return every entry of the Nottinghamshire files in their order, as (name, fields)."""
    found: list[tuple[str, Entry]] = []
    for file in record_files("nottinghamshire"):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            found.extend(entry.items())
    return found


def _of(entries: list[tuple[str, Entry]], name: str) -> list[Entry]:
    return [fields for entry, fields in entries if entry == name]


def _thousands(amount: object) -> int:
    """Return pounds as the papers print them, refusing what they could not print."""
    whole, rest = divmod(Decimal(str(amount)), 1000)
    assert rest == 0
    return int(whole)


def _profiles_of_september(entries: list[tuple[str, Entry]]) -> dict[str, dict[str, int]]:
    """Return the profile of each project as it stood on 30 September 2018, in pounds."""
    profiles = {entry["project"]: entry["profile"] for entry in _of(entries, "opening-balance")}
    history = next(c for c in _of(entries, "change-request") if c["ref"] == "ICS-2018-A")
    baseline = next(iter(_of(entries, "baseline")))
    line = history["projects"][0]
    assert baseline["project"] == line["project"] == "targeted-reviews"
    assert baseline["profile"] == line["expected"]
    return {**profiles, "targeted-reviews": line["revised"]}


def _september(entries: list[tuple[str, Entry]], group: str) -> dict[str, Row]:
    """Return the ten printed figures of each portfolio or programme, in £000."""
    profiles = _profiles_of_september(entries)
    reports = {entry["project"]: entry for entry in _of(entries, "status-report")}
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * 10)
    for project in _of(entries, "project"):
        if "started_on" in project:
            continue
        figures = _figures(profiles.get(project["ref"], {}), reports[project["ref"]])
        for name in {project.get(group, "none"), "all"}:
            sums[name] = [a + b for a, b in zip(sums[name], figures, strict=True)]
    return {name: tuple(figures) for name, figures in sums.items()}


def _figures(profile: Entry, report: Entry) -> list[int]:
    targets = [_thousands(profile.get(year, 0)) for year in YEARS]
    at_risk = [_thousands(report.get("at_risk", {}).get(year, 0)) for year in YEARS]
    alternatively = _thousands(report.get("delivered_alternatively", 0))
    total = sum(at_risk)
    return [*targets, sum(targets), *at_risk, total, alternatively, total - alternatively]


def test_the_portfolios_add_up_to_the_status_report(entries: list[tuple[str, Entry]]) -> None:
    assert _september(entries, "portfolio") == STATUS_REPORT


def test_the_programmes_add_up_to_appendix_c(entries: list[tuple[str, Entry]]) -> None:
    totals = _september(entries, "programme")
    assert {name: totals[name] for name in PROGRAMMES} == PROGRAMMES


def test_seventy_projects_report_once_with_the_printed_statuses(
    entries: list[tuple[str, Entry]],
) -> None:
    reports = _of(entries, "status-report")
    assert len({report["project"] for report in reports}) == len(reports) == 70
    assert Counter(report["status"] for report in reports) == STATUSES


def test_every_printed_total_is_the_sum_of_its_row(entries: list[tuple[str, Entry]]) -> None:
    for report in _of(entries, "status-report"):
        total = sum(report.get("at_risk", {}).values())
        net = total - report.get("delivered_alternatively", 0)
        assert report.get("at_risk_total", 0) == total, report["project"]
        assert report.get("net_at_risk", 0) == net, report["project"]
    for name in ("opening-balance", "baseline"):
        for entry in _of(entries, name):
            assert entry["total"] == sum(entry["profile"].values()), entry["project"]


def test_a_status_report_states_the_target_that_was_in_force(
    entries: list[tuple[str, Entry]],
) -> None:
    profiles = _profiles_of_september(entries)
    for report in _of(entries, "status-report"):
        assert report.get("target", {}) == profiles.get(report["project"], {}), report["project"]


@pytest.mark.parametrize("ref", sorted(REQUESTS))
def test_a_request_states_what_its_appendix_prints(
    entries: list[tuple[str, Entry]], ref: str
) -> None:
    request = next(entry for entry in _of(entries, "change-request") if entry["ref"] == ref)
    (line,) = request["projects"]
    columns = ("expected", "revised", "change")
    stated = {
        year: tuple(_thousands(line[column][year]) for column in columns)
        for year in line["expected"]
    }
    totals = {column: sum(line[column].values()) for column in columns}
    assert stated == REQUESTS[ref]
    assert line["total"] == totals


def test_the_extensions_are_those_that_the_service_committee_approved(
    entries: list[tuple[str, Entry]],
) -> None:
    extensions = {entry["project"]: entry["change"] for entry in _of(entries, "extension")}
    stated = {
        project: tuple(_thousands(change.get(year, 0)) for year in FOUR_YEARS)
        for project, change in extensions.items()
    }
    assert stated == EXTENSIONS


def test_the_net_impact_is_the_one_of_the_covering_report(
    entries: list[tuple[str, Entry]],
) -> None:
    # The report counts the change of 2017/18 in request B with 2018/19.
    impact = dict.fromkeys(FOUR_YEARS, 0)
    for request in _of(entries, "change-request"):
        if request["ref"] in REQUESTS:
            for year, amount in request["projects"][0]["change"].items():
                impact[max(year, "2018/19")] += _thousands(amount)
    added = [sum(column) for column in zip(*EXTENSIONS.values(), strict=True)]
    requested = list(impact.values())
    assert requested == [-846, 2719, -1920, -210]
    assert added == [0, 1261, 946, 331]
    assert sum(requested) + sum(added) == 2281


def test_nothing_is_decided_of_the_requests_of_january(entries: list[tuple[str, Entry]]) -> None:
    decided = {decision["change_request"] for decision in _of(entries, "decision")}
    assert decided == {"ICS-2018-A"}


def test_the_request_for_contracts_review_does_not_expect_what_the_book_says(
    entries: list[tuple[str, Entry]],
) -> None:
    # The papers differ by the 150 that 2017/18 brought in too much; the files keep both figures.
    expected = REQUESTS["ICS-2019-B"]["2018/19"][0]
    stated = _thousands(_profiles_of_september(entries)["contracts-review"]["2018/19"])
    assert (expected, stated, expected - stated) == (830, 680, 150)
