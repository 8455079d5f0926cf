"""Facts about resolutions in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, day, listed, spaced, when
from projections.wording.votes import votes_told


def _passed(ref: str, said: Said) -> str:
    supersedes = f"; it supersedes {listed(said['supersedes'])}" if said["supersedes"] else ""
    return (
        f"{said['meeting']} passed resolution {_named(ref, said)}{_vote(said)}{supersedes}:"
        f" {_clauses(said)}"
    )


def _lost(ref: str, said: Said) -> str:
    return f"{said['meeting']} did not carry {_named(ref, said)}{_vote(said)}: {_clauses(said)}"


def _clauses(said: Said) -> str:
    return "; ".join(
        f"({clause['number']}) {spaced(clause['effect'])}{_binding(clause)}:"
        f" {clause['text'].rstrip('.')}"
        for clause in said["clauses"]
    )


def _binding(clause: Said) -> str:
    """Return whom a clause binds and when: ``to the Director by 7 January 2019``."""
    effect, delegate, body = clause["effect"], clause.get("delegate"), clause.get("to")
    whom = when(" to {}" if effect == "delegates" else ", delegated to {}", delegate)
    if clause.get("in_consultation_with"):
        whom += f", in consultation with {listed(clause['in_consultation_with'])},"
    if effect == "requests-report":
        whom += when(" from {}", body)
    else:
        whom += when(", with {}," if delegate else " to {}", body)
    due = f" by {day(clause['by'])}" if clause.get("by") else ""
    return f"{whom}{due}{when(' at {}', clause.get('at'))}".rstrip(",")


def _superseded(ref: str, said: Said) -> str:
    return f"Resolution {ref} was superseded by {said['superseded_by']}"


def _named(ref: str, said: Said) -> str:
    return f"{ref}, {said['title']}{when(' (item {})', said.get('item'))}"


def _vote(said: Said) -> str:
    votes = votes_told(said.get("votes"))
    if not votes:
        return ""
    abstained = when(", {} abstained", votes["abstained"])
    casting = when(", the casting vote {}", votes.get("casting_vote"))
    return f" ({votes['for']} for, {votes['against']} against{abstained}{casting})"


SENTENCES: dict[str, Sentence] = {
    "minutebook.resolution-passed.1": _passed,
    "minutebook.resolution-lost.1": _lost,
    "minutebook.resolution-superseded.1": _superseded,
}
"""The sentence of every fact about resolutions, by its stored name."""
