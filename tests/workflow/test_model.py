"""The engine against a model: whatever is recorded, by whomever, when, the two agree.

`model.py` says again, as plainly as possible, what may be done with change requests. Hypothesis
makes up what people do; every command goes to the engine and to the model, and both must allow it,
or both refuse it.

``MINUTEBOOK_MODEL_RUNS=500`` looks for longer, at other examples each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from domain.cases.case import Case
from domain.changes.request import ChangeRequest
from domain.savings.project import Project
from engine.book import Book, Order
from engine.errors import Refused
from engine.files.one_entry import command_of
from engine.routes.library import RouteLibrary
from projections.cases.standing import Standing, standings
from projections.catalogue import VIEWS
from projections.comparing import compare
from projections.runner import catch_up, from_scratch
from projections.work.queries import list_work
from tests.engine.open_book import OpenBook
from tests.workflow import model
from tests.workflow.council import (
    BODIES,
    DELEGATE,
    LAST,
    MEMBERS,
    OFFICES,
    PEOPLE,
    QUORUM,
    REQUESTS,
    YEARS,
    day,
    founding,
    lines,
    second_version,
)
from tests.workflow.model import Attempt, Council, Meeting, Resolution

RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "0"))
MEASURE = "cashable-benefit"

days = st.integers(0, LAST)
requests = st.sampled_from(sorted(REQUESTS))
people = st.sampled_from(PEOPLE)
bodies = st.sampled_from(BODIES)
items = st.sampled_from((None, "4", "5"))
amounts = st.sampled_from((None, 50, 150, 400))
roles = st.sampled_from(sorted({role for role, _ in OFFICES.values()} | {"chair"}))
states = st.sampled_from((None, "draft", "finance", "sub-committee", "approved", "nowhere"))
Entry = dict[str, Any]
MISTAKES = (
    "actor",
    "body",
    "day",
    "delegated",
    "interest",
    "item",
    "meeting",
    "papers",
    "quorum",
    "resolution",
    "step",
)
has_met = precondition(lambda self: self.council.meetings)
has_resolved = precondition(lambda self: self.council.resolutions)
has_cases = precondition(lambda self: self.council.cases)
goes_on = precondition(lambda self: self.council.under_way())
has_conditions = precondition(lambda self: self.council.conditions())


@cache
def both_versions() -> RouteLibrary:
    """The shipped route and its second version, read once."""
    with TemporaryDirectory() as folder:
        library = RouteLibrary([second_version(Path(folder))])
        assert library.versions("change-request") == [1, 2]
        return library


class Journeys(RuleBasedStateMachine):
    """A council at work, recorded in a book and in the model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.open = OpenBook(Path(self.folder.name))
        self.another_program_goes_on()
        self.council = Council()
        self.said: dict[str, Order] = {}
        orders = [Order(command_of(kind, entry)) for kind, entry in founding()]
        self.book.record(orders)
        self.said = {order.command.command_key: order for order in orders}
        self.number = 0

    def teardown(self) -> None:
        self.the_views_are_what_the_ledger_gives()
        self.open.store.close()
        self.folder.cleanup()

    def record(self, kind: str, fields: Entry, does: Callable[[], str]) -> str:
        """Record one entry; the engine must allow it if the model does, and only then."""
        said = {name: value for name, value in fields.items() if value not in (None, ())}
        order = Order(command_of(kind, said))
        before = self.open.store.reader.head()
        key = order.command.command_key
        why = "that was recorded before" if key in self.said else does()
        done, told = False, ""
        try:
            done = bool(self.book.record([order]).facts)
        except Refused as refusal:
            told = str(refusal)
        assert done == (not why), f"{kind} {said}: model: {why or 'yes'}; engine: {told or 'yes'}"
        assert done or self.open.store.reader.head() == before
        if done:
            self.said[key] = order
        return why

    def next(self, what: str) -> str:
        """A reference that was not used."""
        self.number += 1
        return f"{what}-{self.number}"

    # Who may act

    @rule(who=people, role=roles, body=st.none() | bodies, start=days, end=st.none() | days)
    def grant(self, who: str, role: str, body: str | None, start: int, end: int | None) -> None:
        last = 999 if end is None else end
        self.record(
            "role-grant",
            {
                "person": who,
                "role": role,
                "body": body,
                "starts_on": day(start),
                "ends_on": None if end is None else day(end),
            },
            lambda: self.council.grant(who, role, body, start, last),
        )

    @rule(data=st.data(), on=days)
    def end_role(self, data: st.DataObject, on: int) -> None:
        who, role, body = data.draw(st.sampled_from([*self.council.roles]))
        self.record(
            "role-end",
            {"person": who, "role": role, "body": body, "ended_on": day(on)},
            lambda: self.council.end(who, role, body, on),
        )

    @rule(body=bodies, limit=amounts, on=days)
    def set_limit(self, body: str, limit: int | None, on: int) -> None:
        def does() -> str:
            self.council.limits.setdefault(body, []).append((on, limit))
            self.council.limits[body].sort(key=lambda each: each[0])
            return ""

        terms = {"summary": "Decides", "quorum": QUORUM.get(body), "financial_limit": limit}
        self.record("terms-of-reference", {"body": body, "decided_on": day(on), **terms}, does)

    # Meetings and what they resolve

    @rule(body=bodies, on=days, held=st.booleans(), present=st.sets(st.sampled_from(MEMBERS)))
    def meet(self, body: str, on: int, held: bool, present: set[str]) -> None:  # noqa: FBT001 - drawn by hypothesis
        self.convene(body, on, held=held, present=present)

    def convene(self, body: str, on: int, *, held: bool, present: set[str]) -> str:
        """Let a body meet, or call a meeting to come; without names nothing says who was there."""
        ref = self.next(body)
        there = frozenset(present) if held and present else None
        entry: Entry = {"ref": ref, "body": body, "held_on" if held else "scheduled_for": day(on)}
        if there:
            entry["attendance"] = {"present": sorted(there)}

        def does() -> str:
            self.council.meetings[ref] = Meeting(body, on, held, there)
            return ""

        self.record("meeting", entry, does)
        return ref

    @has_met
    @rule(data=st.data(), on=days)
    def cancel_meeting(self, data: st.DataObject, on: int) -> None:
        ref = data.draw(self.one_of(self.council.meetings))
        meeting = self.council.meetings[ref]

        def does() -> str:
            if meeting.held or meeting.cancelled:
                return "held, or cancelled"
            meeting.cancelled = True
            return ""

        self.record("cancellation", {"meeting": ref, "decided_on": day(on), "reason": "Snow"}, does)

    @has_met
    @rule(data=st.data(), who=st.sampled_from((*MEMBERS, *PEOPLE)), item=items)
    def declare_interest(self, data: st.DataObject, who: str, item: str | None) -> None:
        self.declare(data.draw(self.one_of(self.council.meetings)), who, item)

    def declare(self, ref: str, who: str, item: str | None) -> None:
        """Record that somebody has a pecuniary interest, in an item or in all of the business."""
        meeting = self.council.meetings[ref]

        def does() -> str:
            if meeting.cancelled:
                return "cancelled"
            meeting.barred.add((who, item))
            return ""

        declared = {"kind": "disclosable-pecuniary", "interest": "Owns the land"}
        self.record("declaration", {"meeting": ref, "person": who, "item": item, **declared}, does)

    @has_met
    @rule(data=st.data(), item=items, passed=st.booleans())
    def resolve(self, data: st.DataObject, item: str | None, passed: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        self.put(data.draw(self.one_of(self.council.meetings)), item, passed=passed)

    @has_met
    @rule(
        data=st.data(),
        limit=amounts,
        until=st.none() | days,
        consult=st.sampled_from((None, "The Chair")),
    )
    def delegate(
        self, data: st.DataObject, limit: int | None, until: int | None, consult: str | None
    ) -> None:
        meeting = data.draw(self.one_of(self.council.meetings))
        self.put(meeting, None, delegate=DELEGATE, limit=limit, until=until, consult=consult)

    def put(self, meeting: str, item: str | None, *, passed: bool = True, **power: Any) -> str:
        """Let a meeting resolve something, or a motion be lost."""
        number = self.next("2019")
        at = self.council.meetings[meeting]
        ref, until = f"{at.body}/{number}", power.get("until")
        clause = {
            "effect": "delegates" if power else "agrees",
            "text": "So be it",
            "delegate": power.get("delegate"),
            "limit": power.get("limit"),
            "until": None if until is None else day(until),
            "in_consultation_with": [power["consult"]] if power.get("consult") else None,
        }
        entry: Entry = {
            "ref": number,
            "meeting": meeting,
            "item": item,
            "title": "Changes",
            "outcome": "passed" if passed else "lost",
            "clauses": [
                {name: value for name, value in clause.items() if value is not None},
                {"effect": "agrees", "text": "And so be that"},  # whatever is decided by it
            ],
        }
        resolution = Resolution(at, item, passed, **power)
        self.record("resolution", entry, lambda: self.council.resolve(ref, resolution))
        return ref

    @has_resolved
    @rule(data=st.data(), on=days)
    def end_delegation(self, data: st.DataObject, on: int) -> None:
        ref = data.draw(self.one_of(self.council.resolutions))
        entry = {"delegation": f"{ref}/1", "ended_on": day(on)}
        self.record("delegation-end", entry, lambda: self.council.end_delegation(ref, on))

    # Cases

    @rule(ref=requests, on=st.integers(0, 10), version=st.sampled_from((1, 1, 2)))
    def open_case(self, ref: str, on: int, version: int) -> None:
        entry = {"route": "change-request", "subject": ref, "opened_on": day(on)}
        more = {"version": version, "bodies": {"leadership": "clt"}}
        self.record("case", entry | more, lambda: self.council.open(ref, version, on))

    @initialize(
        ways=st.lists(
            st.tuples(st.integers(0, 9), st.sampled_from((1, 1, 2))), min_size=2, max_size=3
        ),
        data=st.data(),
    )
    def some_are_under_way(self, ways: list[tuple[int, int]], data: st.DataObject) -> None:
        for ref, (steps, version) in zip(REQUESTS, ways, strict=False):
            self.open_case(ref, 0, version)
            for _ in range(steps):
                if ref in self.council.under_way():
                    self.advance(data, ref, 1, 1)

    @goes_on
    @rule(
        data=st.data(),
        waits=st.lists(st.integers(0, 9), min_size=1, max_size=4),
        conditions=st.integers(0, 2),
    )
    def go_on(self, data: st.DataObject, waits: list[int], conditions: int) -> None:
        for wait in waits:
            if under_way := self.council.under_way():
                self.advance(data, data.draw(st.sampled_from(under_way)), wait, conditions)

    def advance(self, data: st.DataObject, ref: str, wait: int, conditions: int) -> None:
        """Take a step as a careful office would, on the way to a decision unless at once."""
        case = self.council.cases[ref]
        ways = [step for at, step in model.ROUTES[case.version] if at == case.state]
        straight = [step for step in ways if step not in ("withdraw", "return", "send-back")]
        step = data.draw(st.sampled_from(straight if wait else ways))
        on = max(case.since + wait, case.back_on or 0, case.migrated)
        self.take(self.careful(ref, step, on, conditions))

    @goes_on
    @rule(
        data=st.data(),
        wait=st.integers(0, 5),
        wrong=st.sets(st.sampled_from(MISTAKES), min_size=1, max_size=2),
    )
    def go_wrong(self, data: st.DataObject, wait: int, wrong: set[str]) -> None:
        """Take a step as a careful office would, but for a thing or two; some are no mistakes."""
        ref = data.draw(st.sampled_from(self.council.under_way()))
        case = self.council.cases[ref]
        ways = [step for at, step in model.ROUTES[case.version] if at == case.state]
        step = data.draw(st.sampled_from(model.STEPS if "step" in wrong else ways))
        present = {*MEMBERS[:1]} if "quorum" in wrong else {*MEMBERS}
        it = self.careful(ref, step, case.since + wait, 0, present)
        if "actor" in wrong:
            it = replace(it, actor=data.draw(people))
        if "day" in wrong:
            it = replace(it, day=data.draw(days))
        if "papers" in wrong:
            it = replace(it, papers=frozenset())
        if "item" in wrong:
            it = replace(it, item=data.draw(items))
        if it.deferred_to and "meeting" in wrong:
            it = replace(it, deferred_to=data.draw(self.one_of(self.council.meetings)))
        if it.referred_to and "body" in wrong:
            it = replace(it, referred_to=data.draw(bodies))
        if step in model.DECIDES:
            it = self.on_other_authority(data, it, wrong)
        self.take(it)

    def on_other_authority(self, data: st.DataObject, it: Attempt, wrong: set[str]) -> Attempt:
        """Decide by another resolution, at the wrong moment, or as a delegate of some body."""
        if "resolution" in wrong and self.council.resolutions:
            other = data.draw(self.one_of(self.council.resolutions))
            on = self.council.resolutions[other].meeting.day
            it = replace(it, resolution=other, day=data.draw(st.sampled_from((it.day, on))))
        if "interest" in wrong and it.resolution in self.council.resolutions:
            [meeting] = (
                ref
                for ref, each in self.council.meetings.items()
                if each is self.council.resolutions[it.resolution].meeting
            )
            self.declare(meeting, it.actor, data.draw(items))
        powers = [ref for ref, each in self.council.resolutions.items() if each.delegate]
        if "delegated" in wrong and powers:
            it = replace(
                it,
                actor=data.draw(st.sampled_from((DELEGATE, DELEGATE, it.actor))),
                resolution=None,
                under=data.draw(st.sampled_from(powers)),
                consulted=data.draw(st.sampled_from((None, "The Chair"))),
            )
        return it

    def careful(
        self, ref: str, step: str, on: int, conditions: int, present: set[str] | None = None
    ) -> Attempt:
        """A step with all it needs, a meeting and its resolution with it."""
        case = self.council.cases[ref]
        by = {name: by for (_, name), (_, by, _) in model.ROUTES[case.version].items()}
        way = model.ROUTES[case.version].get((case.state, step))
        role, _, part = (way[1] if way else by.get(step, "sponsor")).partition("/")
        body = case.bodies.get(part)
        actor = next((who for who, held in OFFICES.items() if held == (role, body)), PEOPLE[0])
        it = Attempt(ref, step, actor, on, frozenset(filter(None, [model.PAPERS.get(step)])))
        if step in model.DECIDES and body:
            meeting = self.convene(body, on, held=True, present=present or {*MEMBERS})
            it = replace(it, resolution=self.put(meeting, "4"), item="4")
        if step == "defer":
            later = self.convene(body or "ics", on + 14, held=False, present=set())
            it = replace(it, deferred_to=later)
        if step == "refer":
            it = replace(it, referred_to="policy" if case.state == "sub-committee" else "council")
        if step in model.APPROVES:
            part_of = REQUESTS[ref][1] // 2 if step == "approve-in-part" else None
            it = replace(it, conditions=conditions, part=part_of)
        return it

    def take(self, it: Attempt) -> None:
        """Take a step in the book and in the model."""
        self.number += 1
        needs_note = it.step in ("return", "send-back")
        entry: Entry = {
            "case": f"change-request/{it.ref}",
            "step": it.step,
            "actor": it.actor,
            "taken_on": day(it.day),
            "nth": self.number,
            "attachments": [{"kind": kind, "text": "In order"} for kind in sorted(it.papers)],
            "resolution": it.resolution,
            "under": it.under and f"{it.under}/1",
            "consulted": [it.consulted] if it.consulted else None,
            "item": it.item,
            "note": "Not yet" if needs_note else None,
            "referred_to": it.referred_to,
            "deferred_to": it.deferred_to,
            "conditions": ["Report in a year"] * it.conditions or None,
            "projects": None if it.part is None else lines(it.ref, it.part),
        }
        self.record("case-step", entry, lambda: self.council.step(it))

    @rule(ref=requests, outcome=st.sampled_from(("approved", "rejected")), on=days)
    def decide_past_the_route(self, ref: str, outcome: str, on: int) -> None:
        entry = {"change_request": ref, "outcome": outcome, "decided_on": day(on)}
        self.record("decision", entry, lambda: self.council.decide_directly(ref, outcome, on))

    @has_conditions
    @rule(data=st.data(), wait=st.integers(-1, 5))
    def breach_a_condition(self, data: st.DataObject, wait: int) -> None:
        ref, number, set_on = data.draw(st.sampled_from(self.council.conditions()))
        on = max(set_on + wait, 0)
        entry = {"condition": f"{ref}/{number}", "breached_on": day(on), "reason": "Not met"}
        self.record("condition-breach", entry, lambda: self.council.breach(ref, number, on))

    @has_cases
    @rule(data=st.data(), version=st.sampled_from((1, 2)), on=days, state=states)
    def migrate(self, data: st.DataObject, version: int, on: int, state: str | None) -> None:
        ref = data.draw(self.one_of(self.council.cases))
        who = data.draw(st.sampled_from(("Olu Office", "Lee Leader", "Ida Clerk")) | people)
        entry = {"case": ref, "version": version, "decided_on": day(on), "state": state}
        self.record(
            "case-migration",
            entry | {"actor": who},
            lambda: self.council.migrate(ref, version, on, state, who),
        )

    @goes_on
    @rule(
        data=st.data(),
        on=st.integers(0, 2 * LAST),
        what=st.sampled_from((("case-overdue", "overdue"), ("case-escalation", "escalated"))),
    )
    def find_late(self, data: st.DataObject, on: int, what: tuple[str, str]) -> None:
        ref = data.draw(st.sampled_from(self.council.under_way()))
        here = [step for at, step in model.ROUTES[1] if at == self.council.cases[ref].state]
        step = data.draw(st.sampled_from(here))
        entry = {"case": ref, "step": step, "on": day(on)}
        self.record(what[0], entry, lambda: self.council.find_late(ref, step, on, what[1]))

    # The book itself

    @rule()
    def another_program_goes_on(self) -> None:
        self.book = Book(self.open.store, "clerk", routes=both_versions())

    @rule(data=st.data())
    def say_the_same_again(self, data: st.DataObject) -> None:
        before = self.open.store.reader.head()
        order = data.draw(st.sampled_from([*self.said.values()]))
        assert self.book.record([order]).facts == ()
        assert self.open.store.reader.head() == before

    @invariant()
    def cases_and_subjects_stand_as_the_model_says(self) -> None:
        for ref, wanted in self.council.requests.items():
            request = ChangeRequest(ref).replay(self.open.history(f"change-request:{ref}"))
            assert (request.outcome, request.to) == (wanted.outcome, wanted.to), ref
            assert request.reopened == wanted.reopened, ref
            case = self.council.cases.get(ref)
            found = Case(f"change-request/{ref}").replay(
                self.open.history(f"case:change-request/{ref}")
            )
            if case is None:
                assert not found.exists
                continue
            stands = (found.state, found.route.version, found.entered_on, found.closed)
            assert stands == (case.state, case.version, day(case.since), case.state in model.FINAL)
            assert model.FINAL.get(case.state) == request.outcome, "subject and case disagree"

    @invariant()
    def figures_are_the_model_s(self) -> None:
        for name in ("alpha", "beta"):
            project = Project(name).replay(self.open.history(f"project:{name}"))
            for on in (0, LAST // 2, LAST):
                moved = self.council.figure(name, on)
                stored = project.profile_at(day(on), MEASURE).stored()
                assert {year: int(stored.get(year, 0)) for year in YEARS} == {
                    YEARS[0]: 1000 - moved,
                    YEARS[1]: 1000 + moved,
                }

    def the_views_are_what_the_ledger_gives(self) -> None:
        reader = self.open.store.reader
        with closing(from_scratch(reader, VIEWS)) as anew:
            assert self.worklist() == standings(anew)
            with closing(catch_up(reader, VIEWS)) as kept:
                for on in (0, LAST // 2, LAST):
                    assert list_work(kept, day(on)) == list_work(anew, day(on))
        assert compare(reader, VIEWS).holds

    @rule()
    def the_worklist_is_the_model_s(self) -> None:
        with closing(catch_up(self.open.store.reader, VIEWS)) as kept:
            waiting = {work.ref: work for work in list_work(kept, day(2 * LAST))}
        assert {ref for ref, work in waiting.items() if work.kind == "case"} == {
            f"change-request/{ref}" for ref in self.council.under_way()
        }
        for case in self.worklist():
            wanted = self.council.cases[case.subject]
            due = {step: on for step, _, on in case.timetable if on}
            assert (case.state, case.version) == (wanted.state, wanted.version)
            assert {*case.overdue} == wanted.overdue
            assert {*case.escalated} == wanted.escalated
            steps = [step for at, step in model.ROUTES[wanted.version] if at == wanted.state]
            counted = {step: self.council.due(wanted, step) for step in steps}
            assert due == {step: day(on) for step, on in counted.items() if on is not None}

    def worklist(self) -> list[Standing]:
        """Where every case stands, as the kept views have it."""
        with closing(catch_up(self.open.store.reader, VIEWS)) as kept:
            return standings(kept)

    @staticmethod
    def one_of(known: Any) -> st.SearchStrategy[str]:
        """One of what there is; where there is nothing, a name that nothing has."""
        return st.sampled_from([*known] or ["none"])


Journeys.TestCase.settings = settings(
    max_examples=RUNS or 40,
    stateful_step_count=40,
    deadline=None,
    derandomize=not RUNS,
    database=None,
)
TestJourneys = Journeys.TestCase
