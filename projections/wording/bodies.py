"""Facts about bodies in plain words."""

from __future__ import annotations

from projections.wording.phrases import (
    Said,
    Sentence,
    a,
    day,
    listed,
    period,
    pounds,
    spaced,
    when,
)

_LINES = {
    "reports-to": "report to",
    "updates": "update",
    "supported-by": "be supported by",
    "advises": "advise",
}


def _established(ref: str, said: Said) -> str:
    place = when(" at level {}", said.get("level")) + when(" of {}", said.get("department"))
    return f"{said['name']} ({ref}) was established as {a(spaced(said['kind']))}{place}"


def _renamed(ref: str, said: Said) -> str:
    return f"{ref} was renamed {said['name']}"


def _dissolved(ref: str, said: Said) -> str:
    successor = when(", succeeded by {}", said.get("successor"))
    return f"{ref} was dissolved{successor}{when(': {}', said.get('reason'))}"


def _line_added(ref: str, said: Said) -> str:
    cadence = when(" ({})", said.get("cadence"))
    until = f" until {day(said['ends_on'])}" if said.get("ends_on") else ""
    return f"{ref} was to {_LINES[said['kind']]} {said['to']}{cadence}{until}"


def _line_ended(ref: str, said: Said) -> str:
    return f"{ref} was no longer to {_LINES[said['kind']]} {said['to']}"


def _terms_set(ref: str, said: Said) -> str:
    terms = said["terms"]
    decides = f"; it decides {listed(map(spaced, terms['decides']))}" if terms["decides"] else ""
    portfolios = f" for {listed(terms['portfolios'])}" if terms["portfolios"] else ""
    limit = terms.get("financial_limit")
    money = f" up to {pounds(limit)}" if limit is not None else ""
    quorum = when("; its quorum is {}", terms.get("quorum"))
    call_in = when("; its decisions may be called in for {}", period(terms.get("call_in")))
    more = f"{decides}{portfolios}{money}{quorum}{call_in}"
    summary = terms["summary"].rstrip(".") if more else terms["summary"]
    return f"{ref} was given its terms of reference: {summary}{more}"


def _appointed(ref: str, said: Said) -> str:
    seat = said["membership"]
    vote = "" if seat["voting"] else " without a vote"
    until = f" until {day(seat['ends_on'])}" if seat.get("ends_on") else ""
    return f"{seat['person']} became {spaced(seat['role'])} of {ref}{vote}{until}"


def _stood_down(ref: str, said: Said) -> str:
    return f"{said['person']} left their seat on {ref}{when(': {}', said.get('reason'))}"


SENTENCES: dict[str, Sentence] = {
    "minutebook.body-established.1": _established,
    "minutebook.body-renamed.1": _renamed,
    "minutebook.body-dissolved.1": _dissolved,
    "minutebook.reporting-line-added.1": _line_added,
    "minutebook.reporting-line-ended.1": _line_ended,
    "minutebook.terms-of-reference-set.1": _terms_set,
    "minutebook.member-appointed.1": _appointed,
    "minutebook.member-stood-down.1": _stood_down,
}
"""The sentence of every fact about bodies, by its stored name."""
