"""What a fact is about: its own subject, and everything else that it names."""

from __future__ import annotations

from typing import Any, NamedTuple

from projections.view import Entry


class Subject(NamedTuple):
    """Something that a fact is about: ``project``, ``targeted-reviews``.

    Attributes:
        owner: whether the fact's own subject belongs to it, as a meeting belongs to its body; its
            log then has the whole history of what belongs to it.
    """

    kind: str
    ref: str
    owner: bool = False


_FOUNDING = {
    "minutebook.meeting-scheduled.1": {"body": "body"},
    "minutebook.resolution-passed.1": {"body": "body", "meeting": "meeting"},
    "minutebook.resolution-lost.1": {"body": "body", "meeting": "meeting"},
    "minutebook.programme-started.1": {"portfolio": "portfolio"},
    "minutebook.project-started.1": {"portfolio": "portfolio", "programme": "programme"},
    "minutebook.project-rescoped.1": {"portfolio": "portfolio", "programme": "programme"},
    "minutebook.change-request-raised.1": {"to": "body"},
    "minutebook.change-request-referred.1": {"referred_to": "body"},
    "minutebook.status-reported.1": {"project": "project"},
    "minutebook.document-published.1": {"body": "body", "meeting": "meeting"},
    "minutebook.statement-made.1": {
        "document": "document",
        "project": "project",
        "programme": "programme",
        "portfolio": "portfolio",
    },
    "minutebook.action-set.1": {"asked_by": "body", "asked_at": "meeting", "due_at": "meeting"},
    "minutebook.action-closed.1": {"body": "body", "meeting": "meeting"},
    "minutebook.action-reopened.1": {"body": "body", "meeting": "meeting"},
    "minutebook.gate-sequence-defined.1": {
        "body": "body",
        "programme": "programme",
        "project": "project",
    },
}
"""The fields that name what a subject belongs to, by stored name."""

_NAMING = {
    "successor": "body",
    "corrected_at": "meeting",
    "confirmed_at": "meeting",
    "deferred_to": "meeting",
    "change_request": "change-request",
    "sequence": "gate-sequence",
}
"""Fields that name something else, whatever fact they stand in."""

_FOUNDING_BY_TOPIC = {topic: tuple(fields.items()) for topic, fields in _FOUNDING.items()}
_NAMING_BY_FIELD = tuple(_NAMING.items())
_LINES = ("minutebook.reporting-line-added.1", "minutebook.reporting-line-ended.1")
_BY_LATER = {
    "minutebook.resolution-superseded.1": "superseded_by",
    "minutebook.resolution-rescinded.1": "rescinded_by",
    "minutebook.resolution-amended.1": "amended_by",
    "minutebook.resolution-revived.1": "instead_of",
}
"""What a later resolution of the same body causes, and the field that names it."""

_CASES = ("minutebook.case-opened.1", "minutebook.case-stepped.1", "minutebook.case-migrated.1")
_SPECIAL = frozenset(
    {
        *_LINES,
        *_BY_LATER,
        "minutebook.call-in-decided.1",
        "minutebook.delegation-used.1",
        *_CASES,
        "minutebook.resolution-passed.1",
        "minutebook.resolution-lost.1",
    }
)


def subjects(entry: Entry) -> set[Subject]:
    """Return everything that a fact is about, its own subject first among equals."""
    kind, _, ref = entry.subject.partition(":")
    found = named(entry)
    found.setdefault((kind, ref), False)
    return {Subject(*subject, owner) for subject, owner in found.items()}


def named(entry: Entry) -> dict[tuple[str, str], bool]:
    """Return everything that a fact names, and whether it names that as its owner.

    This is asked of every fact there is, and so made of as few parts as it can be.
    """
    said, topic = entry.fact, entry.topic
    found: dict[tuple[str, str], bool] = {}
    for field, kind in _NAMING_BY_FIELD:
        if ref := said.get(field):
            found[kind, ref] = False
    for place in ("authority", "ruling"):
        if authority := said.get(place):
            _authority(found, authority)
    if topic in _SPECIAL:
        _special(found, entry)
    for field, kind in _FOUNDING_BY_TOPIC.get(topic, ()):
        if ref := said.get(field):
            found[kind, ref] = True
    for line in said.get("lines", ()):
        found["project", line["project"]] = True
    kind, _, ref = entry.subject.partition(":")
    if kind in _BY_SUBJECT:
        _BY_SUBJECT[kind](found, ref, said)
    return found


def _action(found: dict[tuple[str, str], bool], ref: str, said: dict[str, Any]) -> None:
    if "/" in ref:  # the clause that asks for it
        found["resolution", ref.rpartition("/")[0]] = True
    if resolution := said.get("resolution"):
        found["resolution", f"{said['body']}/{resolution}"] = False
    if delegation := said.get("delegation"):
        found["resolution", delegation.rpartition("/")[0]] = False


def _actor(found: dict[tuple[str, str], bool], _: str, said: dict[str, Any]) -> None:
    if body := said.get("body"):
        found["body", body] = False


def _work_programme(found: dict[tuple[str, str], bool], body: str, said: dict[str, Any]) -> None:
    found["body", body] = True
    if meeting := said.get("meeting"):
        found["meeting", meeting] = False
    if resolution := said.get("resolution"):
        found["resolution", f"{body}/{resolution}"] = False
    for action in said.get("answers", ()):
        found["action", action] = False
    if (matter := said.get("matter")) in {"action", "change-request"}:
        found[matter, said["item"]] = False


def _authority(found: dict[tuple[str, str], bool], authority: dict[str, Any]) -> None:
    if body := authority.get("body"):
        found["body", body] = False
        if meeting := authority.get("meeting"):
            found["meeting", meeting] = False
        if resolution := authority.get("resolution"):
            found["resolution", f"{body}/{resolution}"] = False


def _special(found: dict[tuple[str, str], bool], entry: Entry) -> None:
    """Find what stands where only one kind of fact has it."""
    said = entry.fact
    if entry.topic in _LINES:
        found["body", said["to"]] = False
    elif entry.topic in _BY_LATER:
        found["resolution", _beside(entry.subject, said[_BY_LATER[entry.topic]])] = False
    elif entry.topic == "minutebook.call-in-decided.1":
        found |= {(kind, said[kind]): False for kind in ("body", "meeting") if said.get(kind)}
    elif entry.topic == "minutebook.delegation-used.1":
        kind, _, ref = said["used_for"].partition(":")
        found[kind, ref] = False
    elif entry.topic in _CASES:
        _case(found, said)
    for clause in said.get("clauses", ()):
        if clause["to"]:
            found["body", clause["to"]] = False
        if clause["at"]:
            found["meeting", clause["at"]] = False
    amended = [each["ref"] for each in said.get("amends", ())]
    for earlier in (*said.get("supersedes", ()), *said.get("rescinds", ()), *amended):
        found["resolution", _beside(entry.subject, earlier)] = False


def _case(found: dict[tuple[str, str], bool], said: dict[str, Any]) -> None:
    """Find what travels, which the case belongs to, and who has to do with it."""
    for body in (said.get("bodies") or {}).values():
        found["body", body] = False
    if meeting := said.get("meeting"):
        found["meeting", meeting] = False
    if kind := said.get("subject_kind"):
        subject = said["subject"]
        if kind == "gate":
            kind, subject = "gate-sequence", subject.rpartition("/")[0]
        found[kind, subject] = True


def _explanation(found: dict[tuple[str, str], bool], _: str, said: dict[str, Any]) -> None:
    for project in said["projects"]:
        found["project", project] = False


_BY_SUBJECT = {
    "actor": _actor,
    "action": _action,
    "movement-explanation": _explanation,
    "work-programme": _work_programme,
}
"""What finds the things that facts about a kind of subject name, where fields do not tell."""


def _beside(subject: str, ref: str) -> str:
    """Return the full reference of a resolution of the same body; it may be given in full."""
    body = subject.partition(":")[2].partition("/")[0]
    return ref if ref.startswith(f"{body}/") else f"{body}/{ref}"
