"""Facts about resolutions in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, listed, spaced, when
from projections.wording.votes import votes_told


def _passed(ref: str, said: Said) -> str:
    supersedes = f"; it supersedes {listed(said['supersedes'])}" if said["supersedes"] else ""
    clauses = "; ".join(
        f"({clause['number']}) {spaced(clause['effect'])}: {clause['text'].rstrip('.')}"
        for clause in said["clauses"]
    )
    return (
        f"{said['meeting']} passed resolution {_named(ref, said)}{_vote(said)}{supersedes}:"
        f" {clauses}"
    )


def _lost(ref: str, said: Said) -> str:
    return f"{said['meeting']} did not carry {_named(ref, said)}{_vote(said)}"


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
