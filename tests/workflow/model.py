"""What the engine must do with change requests, said again as plainly as possible.

It shares no code with the engine and asks it nothing. Every method tells why something is refused,
in a word, or does it and returns nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.workflow.council import OFFICES, QUORUM, RAISER, REQUESTS

#        where it stands   step             where it leads    who takes it             in time
ROUTE_1 = """
         draft             submit           programme-office  sponsor                  20w
         programme-office  acknowledge      finance           programme-office         5w
         programme-office  return           draft             programme-office         -
         finance           return           draft             programme-office         -
         finance           comment          leadership        finance                  10w
         leadership        endorse          sub-committee     clerk/leadership         15w
         leadership        send-back        draft             clerk/leadership         -
         sub-committee     approve          approved          clerk/deciding           60c
         sub-committee     approve-in-part  part-approved     clerk/deciding           -
         sub-committee     reject           rejected          clerk/deciding           -
         sub-committee     defer            deferred          clerk/deciding           -
         deferred          bring-back       sub-committee     clerk/deciding           meeting
         sub-committee     refer            policy-committee  clerk/deciding           -
         policy-committee  approve          approved          clerk/policy             60c
         policy-committee  approve-in-part  part-approved     clerk/policy             -
         policy-committee  reject           rejected          clerk/policy             -
         policy-committee  refer            full-council      clerk/policy             -
         full-council      approve          approved          clerk/council            90c
         full-council      approve-in-part  part-approved     clerk/council            -
         full-council      reject           rejected          clerk/council            -
         draft             withdraw         withdrawn         sponsor                  -
         programme-office  withdraw         withdrawn         sponsor                  -
         finance           withdraw         withdrawn         sponsor                  -
         leadership        withdraw         withdrawn         sponsor                  -
         sub-committee     withdraw         withdrawn         sponsor                  -
         deferred          withdraw         withdrawn         sponsor                  -
         policy-committee  withdraw         withdrawn         sponsor                  -
         full-council      withdraw         withdrawn         sponsor                  -
"""
ROUTE_2 = "\n".join(
    line.replace("leadership        finance                  10w", "sub-committee finance 12w")
    for line in ROUTE_1.splitlines()
    if not line.strip().startswith("leadership")
)

Way = tuple[str, str, str]
"""Where a step leads, who takes it, and in what time."""


def first(*rules: tuple[object, str]) -> str:
    """What is said of the first rule that is broken; nothing where none is."""
    return next((why for broken, why in rules if broken), "")


def _table(text: str) -> dict[tuple[str, str], Way]:
    rows = (line.split() for line in text.strip().splitlines())
    return {(state, step): (to, by, time) for state, step, to, by, time in rows}


ROUTES = {1: _table(ROUTE_1), 2: _table(ROUTE_2)}
STEPS = sorted({step for _, step in ROUTES[1]})
FINAL = {
    "approved": "approved",
    "part-approved": "approved-in-part",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
}
"""Every state in which a journey ends, with what was then decided."""
DECIDES = ("approve", "approve-in-part", "reject", "defer", "refer")
APPROVES = ("approve", "approve-in-part")
PAPERS = {
    "acknowledge": "programme-office-comment",
    "comment": "finance-comment",
    "approve": "finance-comment",
    "approve-in-part": "finance-comment",
}


def _gone(way: list[str], state: str) -> list[str]:
    """The way on to a state; going back to one ends it there."""
    return [*(way[: way.index(state)] if state in way else way), state]


@dataclass
class Meeting:
    """A meeting; where nothing says who was there, ``present`` is none."""

    body: str
    day: int
    held: bool
    present: frozenset[str] | None = None
    cancelled: bool = False
    barred: set[tuple[str, str | None]] = field(default_factory=set)

    def able(self, item: str | None) -> int | None:
        out = {person for person, of in self.barred if of in (None, item)}
        return None if self.present is None else len(self.present - out)

    def bars(self, who: str, item: str | None) -> bool:
        return any(it == who and (of is None or item in (None, of)) for it, of in self.barred)


@dataclass
class Resolution:
    """What a meeting resolved; where it delegates, to whom and up to what."""

    meeting: Meeting
    item: str | None
    passed: bool
    delegate: str | None = None
    limit: int | None = None
    until: int | None = None
    consult: str | None = None
    ended: int | None = None
    last_used: int = -1


@dataclass
class Request:
    """A change request, whom it lies with and what was decided on it."""

    ref: str
    to: str = "ics"
    outcome: str | None = None
    considered: int = 0
    reopened: bool = False
    approved: int = 0
    conditions: list[tuple[str, int]] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return REQUESTS[self.ref][1]


@dataclass
class Case:
    """A case, where it stands and since when."""

    version: int
    since: int
    state: str = "draft"
    bodies: dict[str, str] = field(default_factory=lambda: {"leadership": "clt", "deciding": "ics"})
    papers: set[tuple[str, str]] = field(default_factory=set)
    way: list[str] = field(default_factory=lambda: ["draft"])
    named: set[str] = field(default_factory=set)
    spent: set[str] = field(default_factory=set)
    put_off_to: str | None = None
    back_on: int | None = None
    migrated: int = 0
    decided_in: str = ""
    overdue: set[str] = field(default_factory=set)
    escalated: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Attempt:
    """Somebody wants to take a step."""

    ref: str
    step: str
    actor: str
    day: int
    papers: frozenset[str] = frozenset()
    resolution: str | None = None
    under: str | None = None
    consulted: str | None = None
    item: str | None = None
    referred_to: str | None = None
    deferred_to: str | None = None
    part: int | None = None
    conditions: int = 0


class Council:
    """The council as the model knows it."""

    def __init__(self) -> None:
        self.roles = {(who, role, body): [(0, 999)] for who, (role, body) in OFFICES.items()}
        self.limits: dict[str, list[tuple[int, int | None]]] = {}
        self.meetings: dict[str, Meeting] = {}
        self.resolutions: dict[str, Resolution] = {}
        self.requests = {ref: Request(ref) for ref in REQUESTS}
        self.cases: dict[str, Case] = {}
        self.moved: list[tuple[int, str, int]] = []

    # What is asked

    def holds(self, who: str, role: str, body: str | None, on: int) -> bool:
        return any(
            start <= on < end
            for (person, its_role, its_body), spans in self.roles.items()
            for start, end in spans
            if (person, its_role) == (who, role) and (body is None or its_body in (None, body))
        )

    def limit(self, body: str, on: int) -> int | None:
        set_by_then = [limit for since, limit in self.limits.get(body, []) if since <= on]
        return set_by_then[-1] if set_by_then else None

    def under_way(self) -> list[str]:
        return [ref for ref, case in self.cases.items() if case.state not in FINAL]

    def conditions(self) -> list[tuple[str, int, int]]:
        """Every condition ever set: its request, its number and since when."""
        return [
            (ref, number, set_on)
            for ref, request in self.requests.items()
            for number, (_, set_on) in enumerate(request.conditions, 1)
        ]

    def figure(self, project: str, on: int = 999) -> int:
        return sum(moved for day, of, moved in self.moved if of == project and day <= on)

    def due(self, case: Case, step: str) -> int | None:
        _, _, time = ROUTES[case.version].get((case.state, step), ("", "", "-"))
        if time == "meeting":
            return case.back_on
        if time == "-":
            return None
        waits = any(
            state == case.state and until == "meeting"
            for (state, _), (_, _, until) in ROUTES[case.version].items()
        )
        due, left = case.since, int(time[:-1])
        if case.back_on is not None and not waits:
            due = max(due, case.back_on)
        while left:
            due += 1
            left -= time.endswith("c") or due % 7 < 5
        return due

    # What is done: each returns why not

    def grant(self, who: str, role: str, body: str | None, start: int, end: int) -> str:
        spans = self.roles.setdefault((who, role, body), [])
        if end <= start or any(start < its_end and its < end for its, its_end in spans):
            return "not these days"
        spans.append((start, end))
        return ""

    def end(self, who: str, role: str, body: str | None, on: int) -> str:
        spans = self.roles.get((who, role, body), [])
        for place, (start, end) in enumerate(spans):
            if start < on < end:
                spans[place] = (start, on)
                return ""
        return "nothing to end"

    def resolve(self, ref: str, resolution: Resolution) -> str:
        meeting = resolution.meeting
        able, needed = meeting.able(resolution.item), QUORUM.get(meeting.body, 0)
        if not meeting.held:
            return "not held"
        if resolution.passed and able is not None and able < needed:
            return "not quorate"
        self.resolutions[ref] = resolution
        return ""

    def end_delegation(self, ref: str, on: int) -> str:
        power = self.resolutions[ref]
        over = power.until is not None and on >= power.until
        if power.delegate is None or power.ended is not None or over:
            return "nothing to end"
        if on < power.meeting.day or on <= power.last_used:
            return "used, or given later"
        power.ended = on
        return ""

    def open(self, ref: str, version: int, on: int) -> str:
        request = self.requests[ref]
        if ref in self.cases or request.outcome:
            return "travels or is decided"
        self.cases[ref] = Case(version, on)
        return ""

    def migrate(self, ref: str, version: int, on: int, wanted: str | None, who: str) -> str:
        case = self.cases.get(ref)
        if case is None or case.state in FINAL or version == case.version:
            return "not to be moved"
        there = {state for state, _ in ROUTES[version]}
        state = case.state if case.state in there else str(wanted)
        why = first(
            (on < max(case.since, case.migrated), "before it came there"),
            (not self._may_migrate(who, case, on), "not for them"),
            (case.state in there and wanted not in (None, case.state), "it stays where it is"),
            (state not in there, "no such state"),
            (not self._may_stand(case, version, state), "it never stood there"),
        )
        if why:
            return why
        case.version, case.migrated = version, on
        if state != case.state:
            case.way, case.state = _gone(case.way[:-1], state), state
        return ""

    @staticmethod
    def _may_stand(case: Case, version: int, state: str) -> bool:
        left = {state for state, _ in ROUTES[case.version]}
        new = state not in left and not any((state, step) in ROUTES[version] for step in DECIDES)
        return new or state in ("draft", case.state, *case.way)

    def _may_migrate(self, who: str, case: Case, on: int) -> bool:
        offices = [("programme-office", None), ("monitoring-officer", None)]
        clerks = [("clerk", body) for body in case.bodies.values()]
        return any(self.holds(who, role, body, on) for role, body in [*offices, *clerks])

    def find_late(self, ref: str, step: str, on: int, found: str) -> str:
        case = self.cases.get(ref)
        due = self.due(case, step) if case else None
        known: set[str] = getattr(case, found, set())
        if case is None or due is None or on <= due or step in known:
            return "in time, or known"
        known.add(step)
        return ""

    def breach(self, ref: str, number: int, on: int) -> str:
        request, case = self.requests[ref], self.cases.get(ref)
        standing, set_on = (
            request.conditions[number - 1] if number <= len(request.conditions) else ("", 0)
        )
        if standing != "open" or on < set_on:
            return "no such condition"
        closed = case is not None and case.state in FINAL
        if case and closed:
            self._enter(case, case.decided_in, max(on, case.since, case.migrated))
            case.put_off_to = case.back_on = None
            case.spent |= case.named
        request.conditions[number - 1] = ("breached", set_on)
        request.outcome, request.reopened = None, True
        request.considered = max(on, request.considered)
        return ""

    def decide_directly(self, ref: str, outcome: str, on: int) -> str:
        request = self.requests[ref]
        if ref in self.cases:
            return "it travels as a case"
        if request.outcome or on < request.considered:
            return "decided, or too early"
        if outcome == "approved":
            return self._approve(request, request.asked, on, 0, outcome)
        request.outcome = outcome
        return ""

    def step(self, it: Attempt) -> str:
        case, request = self.cases.get(it.ref), self.requests[it.ref]
        way = ROUTES[case.version].get((case.state, it.step)) if case else None
        if case is None or way is None:
            return "the route has no such step"
        if it.day < max(case.since, case.migrated):
            return "before it came there"
        to, by, _ = way
        role, _, part = by.partition("/")
        body = case.bodies.get(part)
        why = self._may_not_decide(it, case, body) if it.step in DECIDES else ""
        if not (why or it.under) and not self.holds(it.actor, role, body, it.day):
            why = "no such role"
        there = {paper for step, paper in case.papers if step != it.step}
        if PAPERS.get(it.step, "") not in {"", *there, *it.papers}:
            why = "a paper is missing"
        why = why or self._consequence(it, case, request, body)
        if why:
            return why
        if it.under:
            self.resolutions[it.under].last_used = max(it.day, self.resolutions[it.under].last_used)
        elif it.resolution:
            case.named.add(it.resolution)
        case.papers |= {(it.step, paper) for paper in it.papers}
        if to in FINAL:
            case.decided_in = case.state
        self._enter(case, to, it.day)
        return ""

    # How decisions are made

    def _may_not_decide(self, it: Attempt, case: Case, body: str | None) -> str:
        assert body
        if it.actor == RAISER:
            return "raised it"
        if it.under:
            return self._not_delegated(it, body)
        resolution = self.resolutions.get(it.resolution or "")
        if resolution is None:
            return "no resolution"
        meeting = resolution.meeting
        able, needed = meeting.able(it.item), QUORUM.get(body, 0)
        back = self.meetings.get(case.put_off_to or "")
        return first(
            (meeting.body != body or not resolution.passed, "no resolution of that body"),
            (it.resolution in case.spent, "it had its effect before"),
            (it.day != meeting.day, "not on the day of its resolution"),
            (it.item and resolution.item and it.item != resolution.item, "on another item"),
            (meeting.bars(it.actor, it.item), "has an interest"),
            (needed and (able is None or able < needed), "not quorate"),
            (back and not back.cancelled and meeting.day < back.day, "put off to a later meeting"),
        )

    def _not_delegated(self, it: Attempt, body: str) -> str:
        power = self.resolutions[it.under or ""]
        amount = self.requests[it.ref].asked if it.part is None else it.part
        able, ends = power.meeting.able(None), (power.until, power.ended)
        over = any(end is not None and it.day >= end for end in ends)
        limited = power.limit is not None and it.step in APPROVES
        return first(
            (power.meeting.body != body or not power.passed, "not delegated by that body"),
            (power.delegate != it.actor, "delegated to another"),
            (able is not None and able < QUORUM.get(body, 0), "delegated without a quorum"),
            (over or it.day < power.meeting.day, "not delegated then"),
            (limited and amount > (power.limit or 0), "not delegated so much"),
            (power.consult not in (None, it.consulted), "not consulted"),
        )

    def _consequence(self, it: Attempt, case: Case, request: Request, body: str | None) -> str:
        if it.step in (*DECIDES, "withdraw") and it.day < request.considered:
            return "too early"
        match it.step:
            case "approve":
                why = self._approve(request, request.asked, it.day, it.conditions, "approved")
            case "approve-in-part" if request.reopened or it.part is None:
                why = "the whole or nothing"
            case "approve-in-part":
                part = it.part or 0
                why = self._approve(request, part, it.day, it.conditions, "approved-in-part")
            case "reject":
                why = self._reject(request, it.day)
            case "defer":
                why = self._defer(it, case, request, body)
            case "refer":
                why = self._refer(it, case, request)
            case "withdraw":
                why = "its figures stand" if request.reopened else ""
                request.outcome = request.outcome if request.reopened else "withdrawn"
            case _:
                why = ""
        return why

    def _approve(self, request: Request, sum_: int, on: int, conditions: int, outcome: str) -> str:
        project = REQUESTS[request.ref][0]
        limit = self.limit(request.to, on)
        moves = request.approved if request.reopened else sum_
        if limit is not None and moves > limit:
            return "above its limit"
        if not request.reopened:
            if self.figure(project, on) != 0:
                return "stale"
            self.moved.append((on, project, moves))
        request.approved, request.reopened, request.outcome = moves, False, outcome
        request.conditions += [("open", on)] * conditions
        return ""

    def _reject(self, request: Request, on: int) -> str:
        if request.approved:
            self.moved.append((on, REQUESTS[request.ref][0], -request.approved))
        request.conditions = [
            ("lapsed" if standing == "open" else standing, day)
            for standing, day in request.conditions
        ]
        request.approved, request.reopened, request.outcome = 0, False, "rejected"
        return ""

    def _defer(self, it: Attempt, case: Case, request: Request, body: str | None) -> str:
        meeting = self.meetings.get(it.deferred_to or "")
        if not meeting or meeting.cancelled or meeting.day <= it.day or meeting.body != body:
            return "no later meeting"
        case.put_off_to, case.back_on = it.deferred_to, meeting.day
        request.considered = it.day
        return ""

    def _refer(self, it: Attempt, case: Case, request: Request) -> str:
        if it.referred_to in (None, request.to):
            return "to nobody else"
        part = "policy" if case.state == "sub-committee" else "council"
        case.bodies[part] = request.to = str(it.referred_to)
        case.put_off_to = case.back_on = None
        request.considered = it.day
        return ""

    def _enter(self, case: Case, state: str, on: int) -> None:
        case.state, case.since, case.way = state, on, _gone(case.way, state)
        case.overdue, case.escalated = set(), set()
