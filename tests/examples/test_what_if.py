"""The third example says of all it holds that it is hypothetical, and takes every route."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from domain.errors import BlockedByGate
from engine.errors import Refused
from engine.files.record_file import read_orders
from examples.catalogue import needs, record_files
from projections.cases.standing import standings
from projections.changes.requests import change
from projections.gates.queries import list_sequences
from projections.gates.readiness import readiness
from projections.savings.figures import profile_of
from projections.savings.pence import in_pounds
from projections.work_programme.queries import show_programme
from tests.books import IN_2019, BookOnDisk

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = [Path(str(file)) for file in record_files("what-if")]
EARLIER = [Path(str(file)) for name in needs("what-if") for file in record_files(name)]
AT_THE_END = date(2019, 6, 30)
CASES = {
    "change-request/ICS-2019-A": ("change-request", "approved"),
    "change-request/ICS-2019-B": ("change-request", "rejected"),
    "change-request/ICS-2019-C": ("change-request", "part-approved"),
    "change-request/ICS-WHAT-IF-1": ("change-request", "approved"),
    "committee-report/ict-quarter-3": ("committee-report", "effective"),
    "committee-report/savings-quarter-3": ("committee-report", "effective"),
    "committee-report/savings-quarter-4": ("committee-report", "financial-comments"),
    "gate/what-if-go-live/1": ("gate-review", "go"),
    "gate/what-if-go-live/2": ("gate-review", "go"),
    "gate/what-if-go-live/3": ("gate-review", "go"),
    "gate/what-if-go-live/4": ("gate-review", "go"),
    "gate/what-if-go-live/5": ("gate-review", "assessment"),
    "recovery-plan/invoices-in-time": ("recovery-plan", "closed"),
    "savings-proposal/transport-savings": ("savings-proposal", "project"),
}
FIGURES = {
    "targeted-reviews": {"2018/19": 2010, "2019/20": 4000},
    "contracts-review": {"2018/19": 680},
    "statutory-school-transport": {"2019/20": 719, "2021/22": -210},
    "what-if-transport-savings": {"2019/20": 60, "2020/21": 190},
}
NAMING = frozenset(
    {
        *("present", "absent", "apologies", "officers", "guests", "person", "member"),
        *("substitute", "raised_by", "author", "owner", "report_by"),
    }
)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """A book with both councils' examples and what might follow."""
    book = BookOnDisk(tmp_path_factory.mktemp("what-if"))
    book.record_files(*EARLIER, at=IN_2019)
    book.record_files(*FILES, at=IN_2019)
    return book


def _named(entry: Any, field: str = "") -> Iterator[str]:
    """Yield the names of people that stand in an entry, however deep."""
    if isinstance(entry, dict):
        for key, value in entry.items():
            yield from _named(value, key)
    elif isinstance(entry, list):
        for item in entry:
            yield from _named(item, field)
    elif field in NAMING and isinstance(entry, str):
        yield from entry.split(" and ")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_says_at_its_head_that_it_is_hypothetical(file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("# Hypothetical: ")


def test_every_entry_says_in_its_source_that_it_is_hypothetical() -> None:
    orders = read_orders(FILES)
    assert len(orders) > 150
    for order in orders:
        document = order.command.source and order.command.source.document
        assert document, order.command.command_key
        assert document.startswith("Hypothetical: "), order.command.command_key


def test_what_is_decided_says_in_its_title_that_it_is_hypothetical() -> None:
    for order in read_orders(FILES):
        title = getattr(order.command, "title", None) or getattr(order.command, "name", None)
        assert title is None or title.startswith("Hypothetical: "), order.command.command_key


def test_nobody_of_the_papers_does_anything_in_it() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in FILES)
    people = {
        name
        for file in EARLIER
        for name in _named(yaml.safe_load(file.read_text(encoding="utf-8")))
        if len(name.split()) == 2 and not name.isdigit()
    }
    assert {"Paul McKay", "Reg Adair", "Sue Milburn"} <= people
    assert [name for name in sorted(people) if name in text] == []


def test_every_shipped_route_is_travelled_and_ends_where_it_is_told(recorded: BookOnDisk) -> None:
    shipped = {file.stem for file in (Path(__file__).parents[2] / "routes").glob("*.yaml")}
    with recorded.views() as views:
        found = {case.ref: (case.route, case.state) for case in standings(views, AT_THE_END)}
    assert found == CASES
    assert {route for route, _ in found.values()} == shipped


def test_the_figures_are_those_that_were_approved(recorded: BookOnDisk) -> None:
    for project, profile in FIGURES.items():
        with recorded.views() as views:
            shown = in_pounds(profile_of(views, project, "cashable-benefit", AT_THE_END))
        assert shown == {year: Decimal(amount) * 1000 for year, amount in profile.items()}


def test_before_the_first_hypothetical_day_the_book_is_that_of_the_papers(
    recorded: BookOnDisk,
) -> None:
    with recorded.views() as views:
        shown = change(views, "ICS-2019-A", as_at=date(2019, 1, 6))
    assert shown is not None
    assert shown.state == "open"


def test_what_a_meeting_did_not_reach_comes_to_the_next(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        programme = show_programme(views, "ics", date(2019, 2, 1))
    march = next(s for s in programme.meetings if s.meeting.ref == "ics-2019-03-04")
    matters = {matter.ref: matter for matter in march.matters}
    assert matters["shared-lives"].passed == ("ics-2019-01-07",)
    assert matters["ICS-2019-A"].kind == "deferred-request"


def test_nothing_goes_live_before_the_last_gate_says_go(recorded: BookOnDisk) -> None:
    live = "- project-live: {project: what-if-adult-care-system, live_on: 2017-11-22}\n"
    with pytest.raises(Refused, match="waits for gate 5 of what-if-go-live") as refused:
        recorded.record(live, IN_2019)
    assert isinstance(refused.value.reason, BlockedByGate)


@pytest.mark.parametrize(
    ("day", "next_gate", "counts"),
    [
        (date(2017, 3, 1), 1, {"not-assessed": 94}),
        (date(2017, 4, 20), 2, {"met": 91, "partly-met": 1, "not-met": 2}),
        (date(2017, 4, 30), 2, {"not-assessed": 94}),
        (date(2017, 6, 30), 4, {"not-assessed": 94}),
        (date(2017, 7, 30), 3, {"not-assessed": 94}),
        (
            date(2017, 11, 6),
            5,
            {"met": 66, "partly-met": 1, "not-met": 1, "not-assessed": 25, "waived": 1},
        ),
    ],
)
def test_the_readiness_of_the_next_gate_is_told(
    recorded: BookOnDisk, day: date, next_gate: int, counts: dict[str, int]
) -> None:
    with recorded.views() as views:
        [sequence] = list_sequences(views, day, only="what-if-go-live")
    found = readiness(sequence, day)
    assert found is not None
    assert (found.gate, Counter(row.standing for row in found.standings)) == (next_gate, counts)


def test_each_of_94_criteria_was_assessed_at_every_gate_that_was_decided() -> None:
    entries = chain.from_iterable(
        yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES[-2:]
    )
    told = [(name, fields) for entry in entries for name, fields in entry.items()]
    [criteria] = [fields["criteria"] for name, fields in told if name == "gate-sequence"]
    assert len({criterion["ref"] for criterion in criteria}) == 94
    decided = [
        fields
        for name, fields in told
        if name == "case-step" and fields["step"] in ("go", "conditional-go", "no-go", "recycle")
    ]
    assessed = [
        each["criterion"]
        for name, fields in told
        if name == "gate-assessment" and fields["gate"] < 5
        for each in fields["assessments"]
    ]
    assert [step["step"] for step in decided] == [
        *("go", "no-go", "go", "conditional-go", "recycle", "go", "go")
    ]
    assert {ref: assessed.count(ref) for ref in assessed} == {
        criterion["ref"]: len(decided) for criterion in criteria
    }
