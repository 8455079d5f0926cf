"""A check of a route finds what is wrong with it, and says where; shipped routes are sound."""

from __future__ import annotations

import pytest

from engine.routes.checking import check
from engine.routes.checks.findings import Finding, FindingKind
from engine.routes.library import RouteLibrary
from engine.routes.reading import WrittenRoute, route_in

SOUND = """\
route: request
version: 1
title: A request
subject: change-request
bodies:
  - {part: deciding, title: The committee, addressed: true}
  - {part: upper, title: The committee above}
start: draft
states:
  - {name: draft, title: Draft}
  - {name: finance, title: With finance}
  - {name: committee, title: Before the committee}
  - {name: deferred, title: Put off}
  - {name: above, title: Referred}
  - {name: approved, title: Approved, final: true}
  - {name: rejected, title: Rejected, final: true}
  - {name: withdrawn, title: Withdrawn, final: true}
steps:
  - name: submit
    title: Submit
    from: draft
    to: finance
    by: sponsor
    deadline: 10 working days
    overdue: {take: give-up}
  - name: give-up
    title: Given up in time
    from: draft
    to: withdrawn
    by: sponsor
    consequence: {does: decide-change-request, outcome: withdrawn}
  - name: comment
    title: Comment
    from: finance
    to: committee
    by: finance
    attachments: [finance-comment]
    opens_after: 2 working days
    deadline: 10 working days
    overdue: {escalate_to: chair of deciding}
    consequence: {does: comment-on-change-request, by: finance}
  - name: approve
    title: Approve
    from: committee
    to: approved
    by: clerk of deciding
    guards: [not-raiser, no-interest, quorate, within-remit, resolution-carried]
    attachments: [finance-comment]
    needs: [resolution]
    consequence: {does: decide-change-request, outcome: approved}
  - name: defer
    title: Defer
    from: committee
    to: deferred
    by: clerk of deciding
    guards: [resolution-carried, not-raiser, no-interest, quorate, within-remit]
    needs: [resolution, deferred_to]
    consequence: {does: decide-change-request, outcome: deferred}
  - name: bring-back
    title: Bring back
    from: deferred
    to: committee
    by: clerk of deciding
    deadline_at_meeting: true
  - name: refer
    title: Refer
    from: committee
    to: above
    by: clerk of deciding
    guards: [resolution-carried, not-raiser, no-interest, quorate, within-remit]
    needs: [resolution, referred_to]
    assigns: upper
    consequence: {does: decide-change-request, outcome: referred}
  - name: reject
    title: Reject
    from: above
    to: rejected
    by: clerk of upper
    guards: [resolution-carried, not-raiser, no-interest, quorate, within-remit]
    needs: [meeting, resolution]
    consequence: {does: decide-change-request, outcome: rejected}
"""
TIMED = """\
route: report
version: 1
title: A report
subject: report
bodies:
  - {part: deciding, title: The committee}
start: draft
states:
  - {name: draft, title: Draft}
  - {name: decided, title: Decided}
  - {name: effective, title: In effect, final: true}
steps:
  - name: decide
    title: Decide
    from: draft
    to: decided
    by: clerk of deciding
    guards: [resolution-carried]
    needs: [resolution]
    deadline: 20 working days
    overdue: {take: lapse}
  - name: lapse
    title: Lapse
    from: draft
    to: effective
    by: sponsor
    opens_after: 5 working days
  - name: take-effect
    title: Take effect
    from: decided
    to: effective
    guards: [resolution-in-force]
    opens_after: 5 working days
    automatic: true
  - name: call-in
    title: Call in
    from: decided
    to: draft
    by: member of deciding
    guards: [{clear-days: 3 working days}]
    needs: [meeting]
    deadline: 5 working days
"""
GATE = """\
route: gate
version: 1
title: A gate
subject: gate
bodies:
  - {part: board, title: The board, addressed: true}
start: board
states:
  - {name: board, title: Before the board}
  - {name: go, title: Go, final: true}
steps:
  - name: go
    title: Go
    from: board
    to: go
    by: clerk of board
    guards: [not-raiser, no-interest, quorate, within-remit, criteria-assessed]
    needs: [meeting, conditions]
    consequence: {does: decide-gate, outcome: conditional-go}
  - name: no-go
    title: No-go
    from: board
    to: board
    by: clerk of board
    guards: [not-raiser, no-interest, quorate, within-remit]
    needs: [meeting, must_change]
    consequence: {does: decide-gate, outcome: no-go}
"""
PROJECT = """\
route: proposal
version: 1
title: A proposal
subject: proposal
bodies:
  - {part: deciding, title: The committee}
start: option
states:
  - {name: option, title: Option}
  - {name: project, title: Project, final: true}
steps:
  - name: approve
    title: Approve
    from: option
    to: project
    by: clerk of deciding
    guards: [not-raiser, no-interest, quorate, within-remit, resolution-carried]
    needs: [resolution, project, profile]
    consequence: {does: set-baseline}
"""
ROUND = "a case goes round here for ever (board): no way leads to a final state"
K = FindingKind
BROKEN = [
    # The route, what is written in it instead of what, what is found, in the line of, in words.
    (SOUND, "start: draft", "start: drafts", K.UNKNOWN_STATE, "start:", "did you mean draft?"),
    (SOUND, "from: above", "from: abov", K.UNKNOWN_STATE, "from: abov", "did you mean above?"),
    (SOUND, "from: above", "from: [above, x]", K.UNKNOWN_STATE, "[above, x]", "no state x: there"),
    (SOUND, "to: finance", "to: finances", K.UNKNOWN_STATE, "to: finances", "did you mean financ"),
    (SOUND, "clerk of upper", "clerk of up", K.UNKNOWN_PART, "clerk of up", "no part up"),
    (SOUND, "chair of deciding", "chair of x", K.UNKNOWN_PART, "chair of x", "there is deciding"),
    (SOUND, "assigns: upper", "assigns: uper", K.UNKNOWN_PART, "assigns:", "did you mean upper?"),
    (SOUND, "start: draft", "  - {part: spare, title: Spare}\nstart: draft", K.UNUSED_PART,
     "{part: spare", "name it in a step, or leave it out"),
    (SOUND, "take: give-up", "take: giv-up", K.UNKNOWN_STEP, "take:", "did you mean give-up?"),
    (SOUND, "take: give-up", "take: approve", K.UNKNOWN_STEP, "take:", "leaves the state draft"),
    (SOUND, "needs: [meeting, ", "needs: [meting, ", K.UNKNOWN_NEED, "meting", "mean meeting?"),
    (SOUND, "outcome: rejected", "outcome: no", K.UNKNOWN_OUTCOME, "outcome: no}", "known are app"),
    (SOUND, "outcome: rejected", "outcome: reject", K.UNKNOWN_OUTCOME, "reject}", "mean rejected"),
    (SOUND, ", outcome: rejected", "", K.UNKNOWN_OUTCOME, "change-request}", "needs an `outcome`"),
    (PROJECT, "set-baseline", "set-baseline, outcome: x", K.UNKNOWN_OUTCOME, "baseline", "leave"),
    (SOUND, "to: finance", "to: committee", K.UNREACHABLE_STATE, "{name: finance", "from draft"),
    (TIMED, "from: draft\n    to: effective", "from: decided\n    to: x", K.UNKNOWN_STATE, "x", ""),
    (SOUND, "{name: approved, title: Approved, final: true}", "{name: approved, title: Approved}",
     K.DEAD_END, "{name: approved", "say `final: true`"),
    (SOUND, "title: Put off}", "title: Put off, final: true}", K.STEPS_OUT_OF_FINAL_STATE,
     "{name: deferred", "bring-back would leave it"),
    (GATE, "to: go\n", "to: board\n", K.CYCLE_WITHOUT_EXIT, "{name: board", "round here for ever"),
    (SOUND, "    by: clerk of upper\n", "",
     K.NOBODY_CAN_TAKE, "name: reject", "no role may take this step"),
    (TIMED, "automatic: true", "automatic: true\n    by: sponsor", K.NOBODY_CAN_TAKE, "by: sponsor",
     "time takes an automatic step, and nobody else"),
    (TIMED, "automatic: true", "automatic: true\n    needs: [note]", K.NOBODY_CAN_TAKE, "[note]",
     "time cannot name note"),
    (SOUND, "title: Given up in time", "title: Given up\n    needs: [note]", K.NOBODY_CAN_TAKE,
     "[note]", "time cannot name note"),
    (SOUND, "[not-raiser, no-interest, quorate, within-remit, resolution-carried]",
     "[no-interest, quorate, within-remit]", K.MISSING_GUARD, "[no-", "who raised it could"),
    (SOUND, "[not-raiser, no-interest, quorate, within-remit, resolution-carried]",
     "[not-raiser, quorate, within-remit]", K.MISSING_GUARD, "[not-raiser, q", "no-interest some"),
    (GATE, "quorate, within-remit, criteria", "within-remit, criteria", K.MISSING_GUARD, "criteria",
     "quorate a meeting without a quorum"),
    (SOUND, ", resolution-carried]", "]", K.MISSING_GUARD, "[not-raiser", "no body need have said"),
    (PROJECT, ", resolution-carried", "", K.MISSING_GUARD, "guards:", "no body need have said so"),
    (PROJECT, ", within-remit", "", K.MISSING_GUARD, "guards:", "above its limit"),
    (SOUND, "needs: [meeting, resolution]", "needs: [note]", K.GUARD_WITHOUT_GROUND, "guards:",
     "the guard quorate cannot be checked: put meeting or resolution"),
    (TIMED, "[meeting]", "[note]", K.GUARD_WITHOUT_GROUND, "clear-days",
     "put meeting among"),
    (TIMED, "[resolution]", "[meeting]", K.GUARD_WITHOUT_GROUND, "resolution-in-force",
     "no step of this route names a resolution"),
    (TIMED, "by: clerk of deciding", "by: clerk", K.GUARD_WITHOUT_GROUND, "resolution-c",
     "say of which part"),
    (TIMED, "[{clear-days: 3 working days}]", "[quorate, {clear-days: 3 working days}]",
     K.GUARD_WITHOUT_GROUND, "quorate, {clear", "and quorate for what the meeting did"),
    (TIMED, "resolution-in-force", "criteria-assessed", K.GUARD_WITHOUT_GROUND, "criteria",
     "a report has no criteria"),
    (SOUND, "[resolution, deferred_to]", "[resolution]",
     K.MISSING_NEED, "needs: [resolution]", "put defer"),
    (SOUND, ", referred_to]", "]", K.MISSING_NEED, "[resolution]", "the part upper"),
    (SOUND, "    assigns: upper\n", "", K.MISSING_NEED, "outcome: referred", "say in `assigns`"),
    (SOUND, ", by: finance", "", K.MISSING_NEED, "comment-on", "who comments"),
    (GATE, ", conditions]", "]", K.MISSING_NEED, "[meeting]", "the outcome conditional-go says it"),
    (GATE, ", must_change]", "]", K.MISSING_NEED, "[meeting]", "the outcome no-go says it"),
    (PROJECT, ", profile", "", K.MISSING_NEED, "needs:", "the baseline is set from it"),
    (SOUND, "    attachments: [finance-comment]\n    opens", "    opens", K.MISSING_ATTACHMENT,
     "attachments:", "no step asks for it on the way draft → finance → committee"),
    (SOUND, "start: draft", "start: committee",
     K.MISSING_ATTACHMENT, "attachments:", "begins in committee"),
    (TIMED, "automatic: true", "automatic: true\n    attachments: [minutes]", K.MISSING_ATTACHMENT,
     "minutes", "on the way draft → decided"),
    (SOUND, "opens_after: 2 w", "opens_after: 10 w", K.CONTRADICTORY_DEADLINE, "10 working",
     "must be due later than it opens"),
    (SOUND, "opens_after: 2 working", "opens_after: 14 calendar", K.CONTRADICTORY_DEADLINE,
     "10 working", "must be due later"),
    (SOUND, "to: committee\n    by: clerk of deciding\n    deadline_at_meeting: true",
     "to: committee\n    by: clerk of deciding\n    overdue: {escalate_to: clerk of upper}",
     K.CONTRADICTORY_DEADLINE, "overdue: {escalate_to: clerk", "never overdue: give it"),
    (SOUND, "deadline_at_meeting: true", "deadline_at_meeting: true\n    deadline: 5 working days",
     K.CONTRADICTORY_DEADLINE, "deadline_at_meeting", "and not both"),
    (SOUND, "[resolution, deferred_to]", "[resolution]", K.CONTRADICTORY_DEADLINE,
     "deadline_at_meeting", "not every step that leads to deferred names a meeting"),
    (TIMED, "    opens_after: 5 working days\n    automatic", "    automatic",
     K.CONTRADICTORY_DEADLINE, "automatic", "say when in `opens_after`"),
    (TIMED, "automatic: true", "automatic: true\n    deadline: 9 working days",
     K.CONTRADICTORY_DEADLINE, "9 working", "is never late"),
    (TIMED, "    deadline: 5 working days", "    deadline: 8 calendar days",
     K.CONTRADICTORY_DEADLINE, "8 calendar", "which is too long: time takes take-effect"),
    (TIMED, "    deadline: 5 working days", "    opens_after: 7 calendar days",
     K.CONTRADICTORY_DEADLINE, "7 calendar", "too late: time takes take-effect out of decided"),
    (TIMED, "deadline: 20 working", "deadline: 4 working", K.CONTRADICTORY_DEADLINE,
     "take: lapse", "only later lapse opens after 5 working days"),
    (SOUND, "subject: change-request", "subject: report", K.CASE_AND_SUBJECT, "consequence:",
     "is for the subject change-request, and this route's is report"),
    (SOUND, "    consequence: {does: decide-change-request, outcome: rejected}\n", "",
     K.CASE_AND_SUBJECT, "name: reject", "nothing decides the change-request"),
    (SOUND, "to: above", "to: rejected", K.CASE_AND_SUBJECT, "outcome: referred", "leaves the"),
    (SOUND, "to: approved", "to: deferred", K.CASE_AND_SUBJECT, "outcome: approved", "the last"),
    (GATE, "    to: board", "    to: go", K.CASE_AND_SUBJECT, "outcome: no-go", "leaves the gate"),
]  # fmt: skip


def written(text: str) -> WrittenRoute:
    return route_in(text, "own.yaml")


def told(findings: list[Finding]) -> list[str]:
    return [str(finding) for finding in findings]


@pytest.mark.parametrize("route", RouteLibrary().all(), ids=lambda route: str(route.route.key))
def test_a_route_that_comes_with_the_program_is_in_order(route: WrittenRoute) -> None:
    assert told(check(route)) == []


@pytest.mark.parametrize("text", [SOUND, TIMED, GATE, PROJECT])
def test_nothing_is_found_in_a_sound_route(text: str) -> None:
    assert told(check(written(text))) == []


@pytest.mark.parametrize(("text", "old", "new", "kind", "line", "words"), BROKEN)
def test_a_fault_is_found_with_its_file_and_line(
    text: str, old: str, new: str, kind: FindingKind, line: str, words: str
) -> None:
    assert old in text
    broken = text.replace(old, new, 1)
    found = [finding for finding in check(written(broken)) if finding.kind is kind]
    meant = [finding for finding in found if words in finding.message]
    assert meant, told(found)
    assert {finding.place.file for finding in meant} == {"own.yaml"}
    lines = [broken.splitlines()[finding.place.line - 1] for finding in meant]
    assert [each for each in lines if line in each], lines


def test_every_kind_of_fault_has_a_test() -> None:
    assert {kind for _, _, _, kind, _, _ in BROKEN} == set(FindingKind)


def test_a_finding_names_file_line_and_step_or_state() -> None:
    astray = GATE.replace("to: go\n", "to: board\n")
    assert told(check(written(astray)))[:2] == [
        f"own.yaml:9: state board: {ROUND}",
        "own.yaml:10: state go: no steps lead here from board, where a case begins",
    ]


def test_a_way_to_nowhere_is_told_alone_and_not_every_state_behind_it() -> None:
    assert told(check(written(GATE.replace("to: go\n", "to: gone\n")))) == [
        "own.yaml:15: step go: there is no state gone; did you mean go?"
    ]


def test_findings_stand_in_the_order_of_the_file() -> None:
    found = check(written(SOUND.replace("not-raiser, ", "").replace("start: draft", "start: x")))
    assert [f.place.line for f in found] == sorted(f.place.line for f in found)
    assert len(found) > 4
