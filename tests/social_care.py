"""The shape of Norfolk's social care programme: five gates, 94 criteria, three ways back.

The paper of 8 November 2017 says that there are five Go / No Go gates and counts 94 acceptance
criteria; it does not list them, and says nothing of how any gate was decided. Every criterion,
owner, finding, condition and decision here is MADE UP, to see how such a programme fares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SEQUENCE = "social-care-system-go-live"
PROJECT = "social-care-system"
BOARD = "scsr-board"
COUNT = 94
MANDATORY = 80

_OWNERS = (
    "Data Migration",
    "Testing",
    "Training",
    "Finance Systems",
    "Infrastructure",
    "Business Change",
)
REFS = tuple(f"M{number:02d}" for number in range(1, COUNT + 1))

_CRITERIA = "\n".join(
    f"      - {{ref: {ref}, text: Made-up criterion {number} of 94, owner:"
    f" {_OWNERS[number % len(_OWNERS)]}, mandatory: {'yes' if number <= MANDATORY else 'no'}"
    f"{', weight: 3' if number <= 10 else ''}}}"
    for number, ref in enumerate(REFS, 1)
)

PROGRAMME = f"""
- body:
    ref: {BOARD}
    name: Social Care System Replacement Programme Board
    kind: programme-board
    members: [{{person: Made-up Chair, role: chair, starts_on: 2017-01-01}}]
- programme: {{ref: social-care-system-replacement, name: Social Care System Replacement}}
- project:
    ref: {PROJECT}
    name: Social care system
    programme: social-care-system-replacement
- gate-sequence:
    ref: {SEQUENCE}
    name: Going live with the new social care system
    body: {BOARD}
    programme: social-care-system-replacement
    decided_on: 2017-05-01
    gates:
      - {{number: 1, name: Build}}
      - {{number: 2, name: Data}}
      - {{number: 3, name: Test}}
      - {{number: 4, name: Training}}
      - {{number: 5, name: Final Go / No Go gate, planned_for: 2017-11-20, blocks: [project-live]}}
    criteria:
{_CRITERIA}
"""


def assessed(
    gate: int, on: str, results: Mapping[str, str] | None = None, refs: Sequence[str] = REFS
) -> str:
    """Return the entry by which criteria are assessed: met, where nothing else is said of them."""
    found = "\n".join(
        f"      - {{criterion: {ref}, result: {(results or {}).get(ref, 'met')}, evidence: Made-up"
        " evidence}"
        for ref in refs
    )
    return f"""
- gate-assessment:
    sequence: {SEQUENCE}
    gate: {gate}
    assessed_on: {on}
    assessor: Made-up Assessor
    assessments:
{found}
"""


def decided(gate: int, outcome: str, on: str, more: str = "") -> str:
    """Return the entry by which a gate is decided."""
    comma = ", " if more else ""
    return (
        f"- gate-decision: {{sequence: {SEQUENCE}, gate: {gate}, outcome: {outcome},"
        f" decided_on: {on}{comma}{more}}}\n"
    )


LIVE = f"- project-live: {{project: {PROJECT}, live_on: 2017-11-27}}\n"
WAIVER = (
    f"- waiver: {{sequence: {SEQUENCE}, criterion: M07, granted_by: Made-up Chair, reason: The old"
    " reports stay readable, granted_on: 2017-11-13, expires_on: 2018-01-31}\n"
)
BREACH = (
    f"- condition-breach: {{condition: {SEQUENCE}/3/1, breached_on: 2017-10-31,"
    " reason: The last interface was not tested}\n"
)
NOT_YET = {"M05": "not-met", "M06": "not-met", "M07": "partly-met", "M90": "not-met"}

FIRST = assessed(1, "2017-06-19") + decided(1, "go", "2017-06-26")
REFUSED = assessed(2, "2017-07-17", NOT_YET) + decided(
    2, "no-go", "2017-07-24", "must_change: [The data are reconciled]"
)
SECOND_ATTEMPT = assessed(2, "2017-08-01", {"M90": "not-met"}) + decided(2, "go", "2017-08-07")
THIRD = assessed(3, "2017-09-04") + decided(3, "go", "2017-09-11")
RECYCLED = assessed(4, "2017-09-20", NOT_YET) + decided(
    4, "recycle", "2017-09-25", "recycle_to: 2, must_change: [The data are migrated again]"
)
AGAIN = (
    assessed(2, "2017-10-02")
    + decided(2, "go", "2017-10-09")
    + assessed(3, "2017-10-10", {"M06": "partly-met"})
    + decided(
        3,
        "conditional-go",
        "2017-10-16",
        "conditions: [{text: The last interface is tested, owner: Testing, due: 2017-10-30}]",
    )
)
ONCE_MORE = assessed(3, "2017-11-01") + decided(3, "go", "2017-11-03")
LAST = (
    assessed(4, "2017-11-06")
    + decided(4, "go", "2017-11-08")
    + WAIVER
    + assessed(5, "2017-11-15", {"M07": "partly-met"})
    + decided(5, "go", "2017-11-20")
)
