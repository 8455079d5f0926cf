"""Random books, recorded by the rules in any order, and their figures worked out from the log.

Nothing here reads a view: what stands in the ledger is added up fact by fact, as a person would
with the papers on the table.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from engine.book import Book, Order
from engine.errors import Refused
from engine.files.one_entry import command_of
from engine.store.factory import open_store
from engine.store.opening import create, open_reader
from projections.catalogue import VIEWS
from projections.runner import catch_up
from projections.savings.scope import WHOLE, Kind, Scope
from projections.views import Views

Fields = dict[str, Any]
Figure = dict[str, Decimal]
FIRST = date(2016, 1, 1)
RECORDED = datetime(2019, 1, 1, 12, tzinfo=UTC)
REFS = ("calls", "reviews", "transport")
MEASURES = ("cashable-benefit", "income")
MOSTLY = st.sampled_from((*MEASURES[:1] * 4, MEASURES[1]))
YEARS = ("2016/17", "2017/18", "2018/19")
KINDS = ("re-profile", "write-off", "extension", "alternative-delivery", "transfer", "re-scope")
SCOPES = (
    WHOLE,
    Scope(Kind.PROJECT, "reviews"),
    Scope(Kind.PORTFOLIO, "care"),
    Scope(Kind.PORTFOLIO, "place"),
    Scope(Kind.PROGRAMME, "homes"),
    Scope(Kind.DEPARTMENT, "ASCH"),
)
SOURCE = {"document": "Minutes"}
FOUNDING: tuple[tuple[str, Fields], ...] = (
    ("body", {"ref": "ics", "name": "Sub-Committee", "kind": "sub-committee"}),
    ("portfolio", {"ref": "care", "name": "Care", "department": "ASCH", "decided_on": FIRST}),
    ("portfolio", {"ref": "place", "name": "Place", "decided_on": FIRST}),
    ("programme", {"ref": "homes", "name": "Homes", "portfolio": "care", "decided_on": FIRST}),
)


class Times(NamedTuple):
    """A day, and how many of the acts of a book are known."""

    day: date
    acts: int


class Act(NamedTuple):
    """Something that happened on a day: what, to which figure, and by how much."""

    what: str
    project: str
    measure: str
    day: int
    change: Figure
    place: str


days = st.integers(0, 6).map(lambda number: number * 60)
first_days = st.integers(0, 2).map(lambda number: number * 60)
pennies = st.integers(-500_000, 500_000).filter(bool).map(lambda amount: Decimal(amount).scaleb(-2))
acts = st.builds(
    Act,
    st.sampled_from(
        (
            "extension",
            "correction",
            "re-scoping",
            "moved",
            "partly-moved",
            "rejected",
            "taken-back",
        )
    ),
    st.sampled_from(REFS),
    MOSTLY,
    days,
    st.dictionaries(st.sampled_from(YEARS), pennies, min_size=1),
    st.sampled_from(("care", "place", "homes", *KINDS)),
)
beginnings = st.tuples(
    *(
        st.builds(
            Act,
            st.sampled_from(("baseline", "opening-balance")),
            st.just(ref),
            MOSTLY,
            first_days,
            st.dictionaries(st.sampled_from(YEARS), pennies.map(abs), min_size=1),
            st.sampled_from(("care", "place", "homes", "", "late")),
        )
        for ref in REFS
    )
)
books = st.tuples(beginnings, st.lists(acts, min_size=1, max_size=9)).map(
    lambda both: [*both[0], *both[1]]
)
pairs = st.tuples(days, days, st.integers(0, 12), st.integers(0, 12))


class Fact(NamedTuple):
    """A fact of the log."""

    position: int
    subject: str
    topic: str
    said: Fields


class Log:
    """The facts of a book, and what a person makes of them."""

    def __init__(self, facts: list[Fact]) -> None:
        self.facts = facts

    def movements(self, measure: str) -> Iterator[tuple[Fact, str, str, Figure]]:
        """Give each fact that moves a figure: its project, what sort it is, and the change."""
        for fact in self.facts:
            if fact.said.get("measure") != measure:
                continue
            said, project = fact.said, fact.subject.partition(":")[2]
            match fact.topic:
                case "baseline-set":
                    yield fact, project, "baseline", _figure(said["profile"])
                case "opening-balance-brought-forward":
                    yield fact, project, "brought-forward", _figure(said["profile"])
                case "savings-extended":
                    yield fact, project, "extension", _figure(said["change"])
                case "savings-corrected":
                    yield fact, project, "correction", _figure(said["change"])
                case "savings-rebaselined":
                    yield fact, project, self._sort(fact), _revised(said)

    def _sort(self, fact: Fact) -> str:
        """Return the kind of request, or that a rejection in the same breath took it back."""
        ref = fact.said["change_request"]
        before = [f for f in self.facts if f.position < fact.position and f.subject.endswith(ref)]
        return "taken-back" if before[-1].topic.endswith("rejected") else str(fact.said["kind"])

    def members(self, scope: Scope, day: str, known: int) -> set[str]:
        """Return the projects of a scope."""
        facts = [f for f in self.facts if f.position <= known and (_day(f) or "") <= day]
        facts.sort(key=lambda fact: (_day(fact) or "", fact.position))
        groups = {
            fact.said["ref"]: fact.said
            for fact in facts
            if fact.topic in ("portfolio-started", "programme-started")
        }
        projects: dict[str, Fields] = {}
        for fact in facts:
            if fact.topic == "project-started":
                projects[fact.said["ref"]] = dict(fact.said)
        for fact in facts:
            if fact.topic == "project-rescoped" and fact.subject[8:] in projects:
                new = {name: value for name, value in fact.said.items() if value is not None}
                projects[fact.subject[8:]] |= new
        return {ref for ref, said in projects.items() if _belongs(ref, said, groups, scope)}

    def figure(self, measure: str, project: str, day: str, known: int) -> Figure:
        """Add up what moved a project's figure by a day, as known at a position."""
        found: Figure = {}
        for fact, moved, _, change in self.movements(measure):
            if moved == project and fact.position <= known and (_day(fact) or "") <= day:
                _add(found, change)
        return {year: amount for year, amount in found.items() if amount}

    def total(self, scope: Scope, measure: str, day: str, known: int) -> Figure:
        """Add up the figures of a scope."""
        found: Figure = {}
        for project in self.members(scope, day, known):
            _add(found, self.figure(measure, project, day, known))
        return {year: amount for year, amount in found.items() if amount}

    def lines(
        self, scope: Scope, measure: str, ends: tuple[str, str, int, int]
    ) -> dict[tuple[str, str], Figure]:
        """Return what lies between two figures, by stage and kind; what comes to nil left out."""
        opening, closing, known_from, known_to = ends
        found: dict[tuple[str, str], Figure] = {}
        corners = ((opening, known_from), (opening, known_to), (closing, known_to))
        members = [self.members(scope, *corner) for corner in corners]
        for stage, at in (("learnt", 0), ("decided", 1)):
            for project in members[at] ^ members[at + 1]:
                had = self.figure(measure, project, *corners[at])
                came = project in members[at + 1]
                signed = {year: amount if came else -amount for year, amount in had.items()}
                _add(found.setdefault((stage, "moved-in" if came else "moved-out"), {}), signed)
        for fact, project, sort, change in self.movements(measure):
            day = _day(fact) or ""
            if day <= opening and known_from < fact.position <= known_to and project in members[1]:
                _add(found.setdefault(("learnt", sort), {}), change)
            if opening < day <= closing and fact.position <= known_to and project in members[2]:
                _add(found.setdefault(("decided", sort), {}), change)
        return {key: told for key, figure in found.items() if (told := _nil_left_out(figure))}


def _nil_left_out(figure: Figure) -> Figure:
    return {year: amount for year, amount in figure.items() if amount}


def _day(fact: Fact) -> str | None:
    day: str | None = fact.said["decided_on"]
    return day


def _figure(profile: dict[str, str]) -> Figure:
    return {year: Decimal(amount) for year, amount in profile.items()}


def _revised(said: Fields) -> Figure:
    revised, expected = _figure(said["revised"]), _figure(said["expected"])
    return {
        year: revised.get(year, Decimal(0)) - expected.get(year, Decimal(0))
        for year in {*revised, *expected}
    }


def _add(these: Figure, those: Figure) -> None:
    for year, amount in those.items():
        these[year] = these.get(year, Decimal(0)) + amount


def _belongs(ref: str, said: Fields, groups: dict[str, Fields], scope: Scope) -> bool:
    if scope.ref is None or (scope.kind is Kind.PROJECT and scope.ref == ref):
        return True
    programme = groups.get(said.get("programme") or "", {})
    portfolio = said.get("portfolio") or programme.get("portfolio")
    department = (
        said.get("department")
        or programme.get("department")
        or groups.get(portfolio or "", {}).get("department")
    )
    own = {"portfolio": portfolio, "programme": said.get("programme"), "department": department}
    return own.get(scope.kind) == scope.ref


class Council:
    """A book that is being recorded: one act after the other, each at a moment of its own."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'book.db'}"
        self.ends: list[int] = []
        create(self.url)

    def record(self, happened: list[Act]) -> None:
        """Record acts; one that the rules refuse leaves nothing behind."""
        moment = RECORDED
        with open_store(self.url, lambda: moment) as store:
            book = Book(store, "clerk")
            book.record([_order(*entry) for entry in FOUNDING])
            for number, act in enumerate(happened):
                moment = RECORDED + timedelta(days=number)
                for entries in _entries(act, number, self.log):
                    try:
                        book.record([_order(*entry) for entry in entries])
                    except Refused:
                        break
                with open_reader(self.url) as reader:
                    self.ends.append(reader.last_position())

    def log(self) -> Log:
        """Read what stands in the ledger."""
        with open_reader(self.url) as reader:
            return Log(
                [
                    Fact(
                        entry.position,
                        entry.originator_id,
                        entry.topic.split(".")[1],
                        json.loads(entry.state),
                    )
                    for entry in reader.stream()
                ]
            )

    @contextmanager
    def views(self) -> Iterator[Views]:
        """Open the views."""
        with open_reader(self.url) as reader:
            views = catch_up(reader, VIEWS)
            try:
                yield views
            finally:
                views.close()


@contextmanager
def recorded(happened: list[Act]) -> Iterator[Council]:
    """Give a book with some acts in it, which goes afterwards."""
    with TemporaryDirectory() as folder:
        council = Council(Path(folder))
        council.record(happened)
        yield council


def _order(name: str, fields: Fields) -> Order:
    return Order(command_of(name, {"source": SOURCE, **fields}))


def _entries(act: Act, number: int, log: Any) -> Iterator[list[tuple[str, Fields]]]:
    """Give the entries of an act, those that are recorded together in a list."""
    day = (FIRST + timedelta(days=act.day)).isoformat()
    change = {year: str(amount) for year, amount in act.change.items()}
    figure: Fields = {"project": act.project, "measure": act.measure}
    authority = {"authority": {"body": "ics", "decided_on": day}}
    match act.what:
        case "baseline" | "opening-balance":
            yield [("project", _project(act, day))]
            dated = authority | {"decided_on": day} if act.what == "baseline" else {"as_at": day}
            yield [(act.what, {**figure, **dated, "profile": change})]
        case "extension":
            more = {year: str(abs(amount)) for year, amount in act.change.items()}
            fields = {**figure, **authority, "ref": f"EXT-{number}", "change": more}
            yield [("extension", fields)]
        case "correction":
            for corrected in ("baseline", "opening-balance"):
                fields = {**figure, "decided_on": day, "corrects": corrected, "change": change}
                yield [("correction", {**fields, "reason": "Misread."})]
        case "re-scoping":
            kind = "programme" if act.place == "homes" else "portfolio"
            where = act.place if act.place in ("care", "place", "homes") else "place"
            fields = {"project": act.project, "decided_on": day, kind: where, "reason": "Moved."}
            yield [("project-rescoping", fields)]
        case _:
            yield from _request(act, number, day, log())


def _project(act: Act, day: str) -> Fields:
    """Place a project; one that comes late starts on the day of its first figure."""
    fields: Fields = {"ref": act.project, "name": act.project.title()}
    if act.place == "late":
        return fields | {"portfolio": "care", "started_on": day}
    if act.place == "homes":
        fields["programme"] = "homes"
    elif act.place:
        fields["portfolio"] = act.place
    return fields | {"started_on": FIRST}


def _wanted(kind: str, change: Figure) -> Figure:
    """Let a change be what its kind allows: some keep the total, some add, some take away."""
    year, amount = min(change.items())
    match kind:
        case "re-profile":
            return {year: amount, "2019/20": -amount}
        case "write-off":
            return {year: -abs(amount)}
        case "extension":
            return {year: abs(amount)}
        case _:
            return change


def _line(project: str, measure: str, stands: Figure, change: Figure) -> Fields:
    revised = dict(stands)
    _add(revised, change)
    return {
        "project": project,
        "measure": measure,
        "expected": _written(stands),
        "revised": _written(revised),
    }


def _written(figure: Figure) -> dict[str, str]:
    return {year: str(amount) for year, amount in (figure or {YEARS[0]: Decimal(0)}).items()}


def _request(act: Act, number: int, day: str, log: Log) -> Iterator[list[tuple[str, Fields]]]:
    ref = f"CR-{number}"
    kind = act.place if act.place in KINDS else "re-profile"
    stands = log.figure(act.measure, act.project, day, known=10**9)
    change = _wanted(kind, act.change)
    lines = [_line(act.project, act.measure, stands, change)]
    if kind == "transfer":
        other = REFS[REFS.index(act.project) - 1]
        theirs = log.figure(act.measure, other, day, known=10**9)
        away = {year: -amount for year, amount in change.items()}
        lines.append(_line(other, act.measure, theirs, away))
    raised = {"ref": ref, "title": ref, "kind": kind, "to": "ics", "raised_on": day}
    yield [("change-request", {**raised, "projects": lines, "reasons": "Later."})]
    decision: Fields = {"change_request": ref, "body": "ics", "decided_on": day}
    if act.what == "partly-moved":
        half = {year: (amount / 2).quantize(Decimal("0.01")) for year, amount in change.items()}
        agreed = _line(act.project, act.measure, stands, half)
        yield [("decision", {**decision, "outcome": "approved-in-part", "projects": [agreed]})]
    elif act.what == "rejected":
        yield [("decision", {**decision, "outcome": "rejected"})]
    else:
        condition = {"conditions": [{"text": "Report monthly.", "owner": "Director"}]}
        yield [("decision", {**decision, "outcome": "approved", **condition})]
    if act.what == "taken-back":
        later = (date.fromisoformat(day) + timedelta(days=30)).isoformat()
        breach = {"condition": f"{ref}/1", "breached_on": later, "reason": "No report came."}
        yield [("condition-breach", breach)]
        yield [("decision", {**decision, "outcome": "rejected", "decided_on": later})]


def random_books(few: int) -> settings:
    """Return how many councils are tried: a few, or as many as MINUTEBOOK_MODEL_RUNS says."""
    runs = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "0"))
    return settings(
        deadline=None,
        max_examples=runs or few,
        derandomize=not runs,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
