"""Every rule of the audit, in one place: its code, what it asks, and which function asks it."""

from __future__ import annotations

from typing import NamedTuple

from projections.audit.acts import What
from projections.audit.parts import Check
from projections.audit.rules import (
    authority,
    conditions,
    delegations,
    figures,
    meetings,
    projects,
    remit,
    requests,
    resolutions,
)


class Rule(NamedTuple):
    """A rule as it is listed.

    Attributes:
        code: what findings are called by it.
        says: what is the matter where it is broken.
        note: whether that is only to be known, and told where it is asked for.
    """

    code: str
    says: str
    note: bool = False


OF_AUTHORITY: tuple[Check, ...] = (
    authority.unknown_body,
    resolutions.unknown_resolution,
    resolutions.carries,
    resolutions.not_past_call_in,
    resolutions.says_so,
    resolutions.before_approval,
    meetings.meeting_held,
    meetings.quorate,
    meetings.no_interest,
    authority.no_resolution,
)
"""What is asked by the kind of an act, its day and the authority it names, and nothing else."""

_OF_ANY = (
    remit.within_remit,
    delegations.no_delegation,
    delegations.within_delegation,
    projects.project_open,
)
_OF_A_DECISION = (
    *_OF_ANY,
    requests.before_raised,
    requests.by_requester,
    figures.effect_reached,
)

OF_ACT: dict[What, tuple[Check, ...]] = {
    What.BASELINE: (authority.no_authority, *_OF_ANY, figures.baseline_once),
    What.BROUGHT_FORWARD: (authority.no_source, projects.project_open, figures.baseline_once),
    What.EXTENSION: (authority.no_authority, *_OF_ANY),
    What.CORRECTION: (authority.no_authority, remit.within_remit, projects.project_open),
    What.APPROVAL: (
        *_OF_A_DECISION,
        figures.as_expected,
        conditions.conditions_met,
        requests.taken_back,
    ),
    What.TAKING_BACK: _OF_A_DECISION,
    What.UNDECIDED: (authority.no_decision, projects.project_open),
}
"""What is asked of each act of a kind by itself."""

_RULES = (
    Rule("no-authority", "no body is named that approved it, nor what shows a correction"),
    Rule("no-source", "an opening balance names no document that states it"),
    Rule("no-decision", "a request altered a figure without a decision of that day"),
    Rule("unknown-body", "the body that is named is not in the book"),
    Rule("body-not-in-force", "the body was not established yet, or was dissolved"),
    Rule("outside-remit", "the body's terms of reference on the day did not give it the matter"),
    Rule("above-limit", "it moves more money than the body could decide on the day"),
    Rule("unknown-resolution", "the resolution that is named is not in the book"),
    Rule("resolution-lost", "the resolution that is named was lost"),
    Rule("resolution-ended", "the resolution was superseded or rescinded by that day"),
    Rule("before-resolution", "the resolution was not adopted, or not in force, by that day"),
    Rule("before-call-in-ended", "it took effect while the resolution could be or was called in"),
    Rule("past-call-in", "a decision of a body with a call-in rule took effect at once"),
    Rule("resolution-says-otherwise", "no clause of the resolution can have decided it"),
    Rule("before-approval", "the figure counts from before the day of its approval"),
    Rule("unknown-meeting", "the meeting that is named is not in the book"),
    Rule("meeting-of-another", "the meeting that is named is one of another body"),
    Rule("meeting-not-held", "the meeting was cancelled, or is not recorded as held"),
    Rule("before-meeting", "it counts from before the meeting that decided it"),
    Rule("inquorate", "fewer members were at the meeting than the body needed"),
    Rule("interest", "somebody with a disclosable pecuniary interest moved, seconded or voted"),
    Rule("before-raised", "the request was decided before it was raised"),
    Rule("by-requester", "who raised the request decided, moved or seconded it"),
    Rule("no-delegation", "an officer decided, and no clause is named that lets them"),
    Rule("outside-delegation", "the power had ended, was too small, another's, or unconsulted"),
    Rule("condition-breached", "a condition was breached, and nobody has decided since"),
    Rule("condition-overdue", "a condition was not met by its day"),
    Rule("before-start", "the project had not started"),
    Rule("after-closure", "the project was closed"),
    Rule("stale", "the figure that was altered was another than the request expected"),
    Rule("effect-missing", "an approved request never reached the figure"),
    Rule("effect-differs", "an approved request altered the figure by something else"),
    Rule("still-standing", "an approval was taken back, and its figures still stand"),
    Rule("begun-twice", "the figure was set or brought forward twice"),
    Rule("taken-back", "the approval was taken back since", note=True),
    Rule("no-resolution", "a body decided, and no resolution is named", note=True),
    Rule("attendance-unknown", "the body has a quorum, and nothing says who was there", note=True),
)

RULES = {rule.code: rule for rule in _RULES}
"""Every rule by its code; notes stand last."""
