"""Gates that travel as cases: whatever is tried, gate and case agree, and no gate opens by itself.

Here the model is the route alone, as a table; what is refused is left to the engine. What it allows
must be a way of the route, taken by who may, with every criterion met or waived.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.cases.case import Case
from domain.gates.sequence import GateSequence
from engine.book import Book, Order
from engine.errors import Refused
from engine.files.one_entry import command_of
from projections.catalogue import VIEWS
from projections.comparing import compare
from projections.runner import catch_up, from_scratch
from projections.work.queries import list_work
from tests.engine.open_book import OpenBook
from tests.workflow.council import day
from tests.workflow.test_model import RUNS

ROUTE = {
    ("preparation", "assess"): ("assessment", {"Sam"}),
    ("assessment", "prepare-more"): ("preparation", {"Sam", "Olu"}),
    ("assessment", "present"): ("board", {"Olu"}),
    ("board", "go"): ("go", {"Bea"}),
    ("board", "conditional-go"): ("conditional-go", {"Bea"}),
    ("board", "no-go"): ("preparation", {"Bea"}),
    ("board", "recycle"): ("recycled", {"Bea"}),
    ("recycled", "resume"): ("preparation", {"Olu"}),
}
STEPS = sorted({step for _, step in ROUTE})
OPENS = {"go", "conditional-go"}
GATES, CRITERIA = (1, 2, 3), ("hosting", "training")
FOUNDING: list[tuple[str, dict[str, Any]]] = [
    ("body", {"ref": "board", "name": "Programme Board", "kind": "programme-board"}),
    ("meeting", {"ref": "first", "body": "board", "held_on": day(0)}),
    ("role-grant", {"person": "Sam", "role": "sponsor", "starts_on": day(0)}),
    ("role-grant", {"person": "Olu", "role": "programme-office", "starts_on": day(0)}),
    ("role-grant", {"person": "Bea", "role": "clerk", "body": "board", "starts_on": day(0)}),
    (
        "gate-sequence",
        {
            "ref": "live",
            "name": "Go live",
            "body": "board",
            "decided_on": day(0),
            "gates": [{"number": number, "name": f"Gate {number}"} for number in GATES],
            "criteria": [{"ref": ref, "text": ref} for ref in CRITERIA],
        },
    ),
]
gates = st.sampled_from(GATES)
results = st.sampled_from(("met", "met", "met", "partly-met", "not-met"))


class Gates(RuleBasedStateMachine):
    """A programme before its gates, recorded in a book."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.open = OpenBook(Path(self.folder.name))
        self.book = Book(self.open.store, "clerk")
        self.book.record([Order(command_of(kind, entry)) for kind, entry in FOUNDING])
        self.stood: dict[int, str] = {}
        self.found: dict[int, list[tuple[int, tuple[str, str]]]] = {gate: [] for gate in GATES}
        self.today = self.number = 0

    def teardown(self) -> None:
        reader = self.open.store.reader
        with closing(catch_up(reader, VIEWS)) as kept, closing(from_scratch(reader, VIEWS)) as anew:
            work = list_work(kept, day(self.today))
            assert work == list_work(anew, day(self.today))
        waits = {each.ref for each in work if each.kind == "case"}
        assert waits == {f"gate/live/{n}" for n, at in self.stood.items() if at not in OPENS}
        assert compare(reader, VIEWS).holds
        self.open.store.close()
        self.folder.cleanup()

    def record(self, kind: str, fields: dict[str, Any]) -> bool:
        """Record an entry, and tell whether the engine allowed it."""
        before = self.open.store.reader.head()
        said = {name: value for name, value in fields.items() if value not in (None, [])}
        try:
            done = bool(self.book.record([Order(command_of(kind, said))]).facts)
        except Refused:
            done = False
        assert done or self.open.store.reader.head() == before
        return done

    def case(self, gate: int) -> Case:
        """The case of a gate as the ledger has it."""
        return Case(f"gate/live/{gate}").replay(self.open.history(f"case:gate/live/{gate}"))

    def sequence(self) -> GateSequence:
        """The gates as the ledger has them."""
        return GateSequence("live").replay(self.open.history("gate-sequence:live"))

    @initialize(travelling=st.sets(gates, min_size=2))
    def some_travel(self, travelling: set[int]) -> None:
        for gate in sorted(travelling):
            self.open_case(gate)

    @rule(gate=gates)
    def open_case(self, gate: int) -> None:
        entry = {"route": "gate-review", "subject": f"live/{gate}", "opened_on": day(self.today)}
        if self.record("case", entry):
            assert gate not in self.stood
            self.stood[gate] = "preparation"

    @rule(gate=gates, found=st.tuples(results, results), wait=st.integers(0, 3))
    def assess(self, gate: int, found: tuple[str, str], wait: int) -> None:
        self.today += wait
        assessments = [
            {"criterion": ref, "result": result}
            for ref, result in zip(CRITERIA, found, strict=True)
        ]
        entry = {"sequence": "live", "gate": gate, "assessed_on": day(self.today)}
        if self.record("gate-assessment", entry | {"assessments": assessments}):
            self.found[gate].append((self.today, found))

    @rule(
        gate=gates,
        step=st.sampled_from(STEPS),
        actor=st.sampled_from(("Sam", "Olu", "Bea", "Bob")),
        back=st.integers(0, 2),
    )
    def try_a_step(self, gate: int, step: str, actor: str, back: int) -> None:
        self.take(gate, step, actor, self.today - back)

    @rule(data=st.data(), times=st.integers(1, 12))
    def go_on(self, data: st.DataObject, times: int) -> None:
        """Take steps as a careful office would, with all criteria met."""
        for _ in range(times):
            waiting = [gate for gate, at in sorted(self.stood.items()) if at not in OPENS]
            if waiting:
                gate = data.draw(st.sampled_from(waiting[:1] * 3 + waiting))
                ways = [step for at, step in ROUTE if at == self.stood[gate]]
                step = data.draw(st.sampled_from([way for way in ways if way != "prepare-more"]))
                _, takers = ROUTE[self.stood[gate], step]
                self.assess(gate, ("met", "met"), 1)
                self.take(gate, step, min(takers), self.today)

    def take(self, gate: int, step: str, actor: str, on: int) -> None:
        """Take a step with what it needs, at a meeting of that day."""
        self.number += 1
        meeting = f"board-{self.number}"
        self.record("meeting", {"ref": meeting, "body": "board", "held_on": day(max(on, 0))})
        entry = {
            "case": f"gate/live/{gate}",
            "step": step,
            "actor": actor,
            "taken_on": day(max(on, 0)),
            "nth": self.number,
            "meeting": meeting,
            "attachments": [{"kind": "readiness-report", "text": "Ready"}],
            "note": "As it was found",
            "conditions": ["Watch it"] if step == "conditional-go" else None,
            "must_change": ["Train people"] if step in ("no-go", "recycle") else None,
            "recycle_to": max(gate - 1, 1) if step == "recycle" else None,
        }
        before = self.sequence().passed
        if not self.record("case-step", entry):
            return
        to, takers = ROUTE[self.stood[gate], step]
        assert actor in takers
        if step == "go":
            by_then = [found for when, found in self.found[gate] if when <= on]
            assert by_then, "nothing was assessed since it was last decided"
            assert by_then[-1] == ("met", "met")
        if step in OPENS:
            assert {*range(1, gate)} <= {*before}, "a gate was passed before those before it"
        if ROUTE[self.stood[gate], step][1] == {"Bea"}:
            self.found[gate].clear()
        self.stood[gate] = to

    @rule(gate=gates, outcome=st.sampled_from(("go", "conditional-go", "no-go")))
    def decide_past_the_route(self, gate: int, outcome: str) -> None:
        entry = {
            "sequence": "live",
            "gate": gate,
            "outcome": outcome,
            "decided_on": day(self.today),
            "authority": {"body": "board", "decided_on": day(self.today)},
            "conditions": ["Watch it"] if outcome == "conditional-go" else None,
            "must_change": ["Train people"] if outcome == "no-go" else None,
        }
        if self.record("gate-decision", entry):
            assert gate not in self.stood, "a gate that travels was decided past its route"
            self.found[gate].clear()

    @rule(gate=gates, number=st.integers(1, 2))
    def breach_a_condition(self, gate: int, number: int) -> None:
        entry = {"condition": f"live/{gate}/{number}", "breached_on": day(self.today)}
        self.record("condition-breach", entry | {"reason": "Not met"})

    @invariant()
    def a_case_moves_by_the_route_or_is_opened_again_with_its_gate(self) -> None:
        passed = self.sequence().passed
        for gate, stood in self.stood.items():
            case = self.case(gate)
            if stood in OPENS and case.state != stood:
                assert case.state == "board", "it is opened again where it was decided"
                self.stood[gate] = "board"
            assert case.state == self.stood[gate]
            assert (case.state in OPENS) == case.closed == (gate in passed), "gate and case"


Gates.TestCase.settings = settings(
    max_examples=RUNS or 15,
    stateful_step_count=20,
    deadline=None,
    derandomize=not RUNS,
    database=None,
)
TestGates = Gates.TestCase
