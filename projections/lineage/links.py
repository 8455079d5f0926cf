"""What each fact says of causes: which things it links, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from projections.lineage.figures import FIGURE_LINKS, movement_of, name_of, name_of_topic
from projections.lineage.reading import Reading
from projections.lineage.saying import LOOSE, Links, decided_by, link, of_body, own
from projections.lineage.structure_told import person_of
from projections.lineage.things import Key, Link
from projections.view import Entry
from projections.wording.phrases import spaced

_CLAUSE_VERBS = {"requests-report": "asked for a report"}
_OUTCOMES = {
    "go": "said go",
    "conditional-go": "said go on conditions",
    "no-go": "said no-go",
}
_REQUESTS = {
    "approved": "approved",
    "part-approved": "approved in part",
    "rejected": "rejected",
    "deferred": "deferred",
    "referred": "referred",
    "withdrawn": "let be withdrawn",
}
_PLAIN = {
    "body-established": "established",
    "body-renamed": "renamed",
    "body-dissolved": "dissolved",
    "terms-of-reference-set": "gave terms of reference to",
    "meeting-scheduled": "called",
    "meeting-cancelled": "cancelled",
    "portfolio-started": "set up",
    "programme-started": "set up",
    "project-started": "set up",
    "project-rescoped": "re-scoped",
    "project-closed": "closed",
    "project-went-live": "let go live",
    "gate-sequence-defined": "laid down",
    "criterion-waived": "waived a criterion of",
    "waiver-lapsed": "ended a waiver of",
    "working-calendar-set": "set",
    "route-adopted": "adopted",
    "case-opened": "opened",
    "document-published": "published",
    "statement-explained": "explained",
    "statement-withdrawn": "withdrew",
    "action-set": "asked for",
    "action-progressed": "furthered",
    "action-completed": "completed",
}
"""What a decision did to the subject of a fact, where that is all the fact says of causes."""


def links_of(entry: Entry, reading: Reading) -> Iterable[Link]:
    """Return the links that a fact tells of."""
    name = name_of(entry)
    if name in _PLAIN:
        return _plain(entry, _PLAIN[name])
    handle = _BY_NAME.get(name) or FIGURE_LINKS.get(name)
    return () if handle is None else handle(entry, reading)


def tells_of_causes(topic: str) -> bool:
    """Whether facts of a stored name say anything of causes."""
    name = name_of_topic(topic)
    return name in _PLAIN or name in _BY_NAME or name in FIGURE_LINKS


def _plain(entry: Entry, verb: str) -> Links:
    if cause := decided_by(entry):
        yield link(entry, cause, verb, own(entry))


def _motion(outcome: str) -> Callable[[Entry, Reading], Links]:
    def told(entry: Entry, _: Reading) -> Links:
        resolution = own(entry)
        yield link(entry, Key("meeting", entry.fact["meeting"]), outcome, resolution)
        for clause in entry.fact["clauses"] if outcome == "passed" else ():
            ref = f"{resolution.ref}/{clause['number']}"
            if clause["delegate"]:
                yield link(entry, resolution, "delegated", Key("delegation", ref))
            if _asks(clause):
                verb = _CLAUSE_VERBS.get(clause["effect"], "asked for")
                yield link(entry, resolution, verb, Key("action", ref))

    return told


def _asks(clause: dict[str, Any]) -> bool:
    """Whether a clause asks for something, as `projections.actions` has it."""
    says = (clause.get(name) for name in ("by", "at", "owner", "in_months"))
    return clause["effect"] == "requests-report" or any(said is not None for said in says)


def _by_later(field: str, verb: str) -> Callable[[Entry, Reading], Links]:
    """Return what links a resolution to the later one of its body that altered it."""

    def told(entry: Entry, _: Reading) -> Links:
        said = f"{verb} (clause {entry.fact['clause']})" if "clause" in entry.fact else verb
        later = of_body(entry, entry.fact[field])
        yield link(entry, own(entry), said, Key("resolution", later), later=True)

    return told


def _revived(entry: Entry, _: Reading) -> Links:
    """Link a resolution that holds again to the call-in of the one that had taken its place."""
    call_in = Key("call-in", of_body(entry, entry.fact["instead_of"]))
    yield link(entry, own(entry), "brought back by", call_in, later=True)


def _called_in(entry: Entry, _: Reading) -> Links:
    yield link(entry, own(entry), "called in", Key("call-in", own(entry).ref), later=True)


def _call_in_decided(entry: Entry, _: Reading) -> Links:
    if entry.fact["meeting"]:
        meeting = Key("meeting", entry.fact["meeting"])
        verb = spaced(entry.fact["outcome"])
        yield link(entry, Key("call-in", own(entry).ref), f"{verb} at", meeting, later=True)


def _used(entry: Entry, _: Reading) -> Links:
    power = Key("delegation", f"{own(entry).ref}/{entry.fact['clause']}")
    kind, _, ref = entry.fact["used_for"].partition(":")
    yield link(entry, power, "used for", Key(kind, ref))


def _power_ended(entry: Entry, _: Reading) -> Links:
    if cause := decided_by(entry):
        power = Key("delegation", f"{own(entry).ref}/{entry.fact['clause']}")
        yield link(entry, power, "taken back by", cause, later=True)


def _discharged(entry: Entry, _: Reading) -> Links:
    if cause := decided_by(entry):
        condition = Key("condition", entry.fact["condition"])
        yield link(entry, condition, "discharged by", cause, later=True)


def _breached(entry: Entry, _: Reading) -> Links:
    """Link a condition to who found it breached, and what hung on it, which is open again."""
    if cause := decided_by(entry):
        condition = Key("condition", entry.fact["condition"])
        of = condition.ref.rpartition("/")[0]
        hanging = (
            Key("gate", of) if own(entry).kind == "gate-sequence" else Key(own(entry).kind, of)
        )
        yield link(entry, condition, "found breached by", cause, later=True)
        yield link(entry, hanging, "reopened by", cause, later=True)


def _explained(entry: Entry, reading: Reading) -> Links:
    """Link who explained what the audit finds of an act to that act."""
    if (cause := decided_by(entry)) is None:
        return
    for act in reading.at([entry.fact["position"]]):
        of_figure = act.fact.get("measure") and own(act).kind == "project"
        yield link(entry, cause, "explained", movement_of(act) if of_figure else own(act))


def _ruled(verb: str) -> Callable[[Entry, Reading], Links]:
    def told(entry: Entry, reading: Reading) -> Links:
        if cause := decided_by(entry):
            yield link(entry, cause, verb, own(entry))
        yield from _conditions(entry, own(entry), reading)

    return told


def _conditions(entry: Entry, of: Key, reading: Reading) -> Links:
    for ref, _ in reading.conditions(entry.subject).get(entry.position, ()):
        yield link(entry, of, "on condition", Key("condition", ref))


def _gate_decided(entry: Entry, reading: Reading) -> Links:
    gate = Key("gate", f"{own(entry).ref}/{entry.fact['gate']}")
    if cause := decided_by(entry):
        yield link(entry, cause, _OUTCOMES[entry.fact["outcome"]], gate)
    yield from _conditions(entry, gate, reading)


def _recycled(entry: Entry, _: Reading) -> Links:
    """Link who sent the work back to the gate that did so, and to the one it goes back to."""
    if cause := decided_by(entry):
        sequence, back = own(entry).ref, entry.fact["recycle_to"]
        yield link(
            entry,
            cause,
            f"sent back to gate {back}",
            Key("gate", f"{sequence}/{entry.fact['gate']}"),
        )
        yield link(entry, cause, "opened again", Key("gate", f"{sequence}/{back}"))


def _imposed(entry: Entry, _: Reading) -> Links:
    gate = Key("gate", f"{entry.fact['sequence']}/{entry.fact['gate']}")
    yield link(entry, gate, "holds back", own(entry))


def _stepped(entry: Entry, reading: Reading) -> Links:
    """Link what a case travels for, where that has a story of its own, and else the case."""
    if (cause := decided_by(entry)) is None:
        return
    case = own(entry)
    opened = next(iter(reading.log(*case)), None)
    moved = case
    if opened and opened.fact.get("subject_kind") in {"change-request", "gate"}:
        moved = Key(opened.fact["subject_kind"], opened.fact["subject"])
    step = entry.fact.get("step")
    yield link(entry, cause, f"took the step “{spaced(step)}” of" if step else "reopened", moved)


def _closed(verb: str) -> Callable[[Entry, Reading], Links]:
    def told(entry: Entry, _: Reading) -> Links:
        said = entry.fact
        if said.get("delegation"):
            yield link(entry, Key("delegation", said["delegation"]), "used to close", own(entry))
        elif said.get("resolution"):
            later = Key("resolution", f"{said['body']}/{said['resolution']}")
            yield link(entry, own(entry), verb, later, later=True)

    return told


def _listed(verb: str) -> Callable[[Entry, Reading], Links]:
    """Return what links a decision to an item of the work programme."""

    def told(entry: Entry, _: Reading) -> Links:
        item, cause = _item(entry), decided_by(entry)
        if cause and cause.kind not in {
            "body",
            *LOOSE,
        }:  # of most items nobody decided that they come up
            yield link(entry, cause, verb, item)
        for action in entry.fact.get("answers") or ():
            yield link(entry, Key("action", action), "to be answered by", item)

    return told


def _considered(entry: Entry, _: Reading) -> Links:
    said, kind = entry.fact, entry.fact["matter"]
    if said.get("resolution"):
        matter = _item(entry) if kind == "item" else Key(kind, said["item"])
        resolution = Key("resolution", f"{own(entry).ref}/{said['resolution']}")
        yield link(entry, matter, "came before", resolution, later=True)


def _item(entry: Entry) -> Key:
    return Key("work-item", f"{own(entry).ref}/{entry.fact['item']}")


def _line(verb: str) -> Callable[[Entry, Reading], Links]:
    def told(entry: Entry, _: Reading) -> Links:
        if cause := decided_by(entry):
            ref = f"{own(entry).ref}/{entry.fact['kind']}/{entry.fact['to']}"
            yield link(entry, cause, verb, Key("reporting-line", ref))

    return told


def _seat(verb: str) -> Callable[[Entry, Reading], Links]:
    def told(entry: Entry, _: Reading) -> Links:
        if cause := decided_by(entry):
            seat = Key("seat", f"{own(entry).ref}/{person_of(entry)}")
            yield link(entry, cause, verb, seat)

    return told


def _role(verb: str) -> Callable[[Entry, Reading], Links]:
    def told(entry: Entry, _: Reading) -> Links:
        if cause := decided_by(entry):
            ref = f"{entry.fact['person']}/{entry.fact['role']}"
            yield link(entry, cause, verb, Key("role", ref))

    return told


_BY_NAME: dict[str, Callable[[Entry, Reading], Links]] = {
    "resolution-passed": _motion("passed"),
    "resolution-lost": _motion("did not carry"),
    "resolution-superseded": _by_later("superseded_by", "superseded by"),
    "resolution-rescinded": _by_later("rescinded_by", "rescinded by"),
    "resolution-amended": _by_later("amended_by", "amended by"),
    "resolution-revived": _revived,
    "resolution-called-in": _called_in,
    "call-in-decided": _call_in_decided,
    "delegation-used": _used,
    "delegation-ended": _power_ended,
    "condition-discharged": _discharged,
    "condition-breached": _breached,
    "movement-explained": _explained,
    **{f"change-request-{name}": _ruled(verb) for name, verb in _REQUESTS.items()},
    "gate-decided": _gate_decided,
    "gate-recycled": _recycled,
    "gate-imposed": _imposed,
    "case-stepped": _stepped,
    "case-reopened": _stepped,
    "action-closed": _closed("closed by"),
    "action-reopened": _closed("reopened by"),
    "work-programme-item-added": _listed("put on the programme"),
    "work-programme-item-moved": _listed("moved"),
    "work-programme-item-removed": _listed("took off the programme"),
    "work-programme-item-linked": _listed("said what answers it"),
    "work-programme-item-considered": _considered,
    "reporting-line-added": _line("set up"),
    "reporting-line-ended": _line("ended"),
    "member-appointed": _seat("appointed"),
    "member-stood-down": _seat("released"),
    "role-granted": _role("granted"),
    "role-ended": _role("ended"),
}
"""What every other fact says of causes, by its name; one that is not here says nothing."""
