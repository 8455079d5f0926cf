"""Facts about resolutions in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, day, listed, pounds, spaced, when
from projections.wording.votes import votes_told


def _passed(ref: str, said: Said) -> str:
    return (
        f"{said['meeting']} passed resolution {_named(ref, said)}{_vote(said)}{_earlier(said)}"
        f"{_window(said)}: {_clauses(said)}"
    )


def _earlier(said: Said) -> str:
    """Return what it does to earlier resolutions: ``; it supersedes 2018/015``."""
    amended = [f"clause {each['clause']} of {each['ref']}" for each in said.get("amends") or ()]
    does = (
        ("supersedes", said["supersedes"]),
        ("rescinds", said.get("rescinds")),
        ("amends", amended),
    )
    told = [f"{verb} {listed(refs)}" for verb, refs in does if refs]
    return f"; it {listed(told)}" if told else ""


def _window(said: Said) -> str:
    """Return until when it may be called in, or why it may not be."""
    if said.get("call_in_until"):
        return f"; it may be called in until {day(said['call_in_until'])}"
    return when("; it is urgent and may not be called in: {}", said.get("urgent"))


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
    whom += when(", for {} to see to,", clause.get("owner"))
    if limit := clause.get("limit"):
        whom = f"{whom.rstrip(',')}, up to {pounds(limit)}"
    if until := clause.get("until"):
        whom = f"{whom.rstrip(',')}, until {day(until)}"
    due = f" by {day(clause['by'])}" if clause.get("by") else ""
    months = clause.get("in_months")
    due += when(" in {}", "a month" if months == 1 else months and f"{months} months")
    return f"{whom}{due}{when(' at {}', clause.get('at'))}".rstrip(",")


def _superseded(ref: str, said: Said) -> str:
    return f"Resolution {ref} was superseded by {said['superseded_by']}"


def _rescinded(ref: str, said: Said) -> str:
    return f"Resolution {ref} was rescinded by {said['rescinded_by']}"


def _amended(ref: str, said: Said) -> str:
    return (
        f"Clause {said['clause']} of resolution {ref} was amended by {said['amended_by']}, to read:"
        f" {said['text']}"
    )


def _revived(ref: str, said: Said) -> str:
    return f"Resolution {ref} holds again as it was before {said['instead_of']}"


def _called_in(ref: str, said: Said) -> str:
    return f"Resolution {ref} was called in by {listed(said['by'])}: {said['reason']}"


def _call_in_decided(ref: str, said: Said) -> str:
    where = when(" by {}", said.get("body")) + when(" at {}", said.get("meeting"))
    if said["outcome"] == "upheld":
        return f"The call-in of resolution {ref} was decided{where}: it stands and takes effect"
    return (
        f"The call-in of resolution {ref} was decided{where}: it takes no effect and was referred"
        " back"
    )


def _took_effect(ref: str, _: Said) -> str:
    return f"Resolution {ref} took effect: nobody had called it in"


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
    "minutebook.resolution-rescinded.1": _rescinded,
    "minutebook.resolution-amended.1": _amended,
    "minutebook.resolution-revived.1": _revived,
    "minutebook.resolution-called-in.1": _called_in,
    "minutebook.call-in-decided.1": _call_in_decided,
    "minutebook.resolution-took-effect.1": _took_effect,
}
"""The sentence of every fact about resolutions, by its stored name."""
