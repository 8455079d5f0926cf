"""Facts about cases in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from projections.wording.phrases import Said, Sentence, day, listed, spaced, when


def _opened(ref: str, said: Said) -> str:
    return (
        f"{ref}, {said['title']}, set out on the route {said['route']}/{said['version']} at"
        f" {spaced(said['state'])}{when('; {}', _parts(said.get('bodies')))}{_due(said)}"
    )


def _stepped(ref: str, said: Said) -> str:
    to = spaced(said["to_state"])
    ended = ", where its journey ended" if said.get("closes") else ""
    return (
        f"{ref} went from {spaced(said['from_state'])} to {to} by the step {spaced(said['step'])}"
        f"{_who(said)}{_where(said)}{ended}{_attached(said)}"
        f"{when('; {}', _parts(said.get('bodies')))}"
        f"{when('; put off to the meeting {}', said.get('deferred_to'))}"
        f"{when(' – {}', said.get('note'))}{'' if ended else _due(said)}"
    )


def _overdue(ref: str, said: Said) -> str:
    return f"The step {spaced(said['step'])} of {ref} was due by {day(said['due_on'])}: overdue"


def _escalated(ref: str, said: Said) -> str:
    whom = spaced(said["role"]) + when(" of {}", said.get("body"))
    return (
        f"That the step {spaced(said['step'])} of {ref} was due by {day(said['due_on'])} was"
        f" brought before the {whom}"
    )


def _reopened(ref: str, said: Said) -> str:
    return (
        f"{ref}, which was {spaced(said['from_state'])}, was taken up again at"
        f" {spaced(said['to_state'])}: {said['reason']}"
    )


def _migrated(ref: str, said: Said) -> str:
    stands = spaced(said["state"])
    was, now = spaced(said["from_state"]), f"stands at {stands}"
    if was != stands:
        now += f", which {was} has become"
    return (
        f"{ref} moved from version {said['from_version']} of its route to version"
        f" {said['version']} and {now}{when('; {}', _parts(said.get('bodies')))}"
    )


def _who(said: Said) -> str:
    if said.get("delegation"):
        consulted = said.get("consulted")
        with_whom = f" in consultation with {listed(consulted)}" if consulted else ""
        return f", taken by {said['actor']} under the delegation {said['delegation']}{with_whom}"
    if not said.get("role"):
        return ", by the passing of time"
    return f", taken as {spaced(said['role'])}{when(' of {}', said.get('body'))}"


def _where(said: Said) -> str:
    item = when(", item {}", said.get("item"))
    resolution = when(" by resolution {}", said.get("resolution"))
    return f"{when(' at {}', said.get('meeting'))}{item}{resolution}"


def _attached(said: Said) -> str:
    papers = [spaced(paper["kind"]) for paper in said.get("attachments", ())]
    return f", with {listed(papers)} attached" if papers else ""


def _parts(bodies: Mapping[str, str] | None) -> str:
    return ", ".join(f"{body} is {spaced(part)}" for part, body in (bodies or {}).items())


def _due(said: Said) -> str:
    due = [timed for timed in said.get("timetable", ()) if timed.get("due_on")]
    return "".join(f"; {spaced(timed['step'])} is due by {day(timed['due_on'])}" for timed in due)


SENTENCES: dict[str, Sentence] = {
    "minutebook.case-opened.1": _opened,
    "minutebook.case-stepped.1": _stepped,
    "minutebook.case-overdue.1": _overdue,
    "minutebook.case-escalated.1": _escalated,
    "minutebook.case-reopened.1": _reopened,
    "minutebook.case-migrated.1": _migrated,
}
"""The sentence of every fact about cases, by its stored name."""
