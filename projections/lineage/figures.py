"""What facts about figures say of causes: each movement, what made it, and what stated it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from projections.lineage.reading import Reading
from projections.lineage.saying import Links, decided_by, link, own
from projections.lineage.things import Key
from projections.view import Entry

_PREFIX = "minutebook."
_AMOUNTS = ("profile", "change", "values", "target")
_WRONG = {"baseline": "baseline-set", "opening-balance": "opening-balance-brought-forward"}

COUNTED: Final = "counted in"
"""How a movement is linked to its figure."""


def name_of(entry: Entry) -> str:
    """Return what a kind of fact is called: ``baseline-set``."""
    return name_of_topic(entry.topic)


def name_of_topic(topic: str) -> str:
    """Return what facts of a stored name are called."""
    return topic.removeprefix(_PREFIX).partition(".")[0]


def figure_of(project: str, measure: str) -> Key:
    """Return the figure of a project."""
    return Key("figure", f"{project}/{measure}")


def movement_of(entry: Entry) -> Key:
    """Return the movement that a fact is."""
    return Key("movement", f"{own(entry).ref}/{entry.fact['measure']}/{entry.position}")


def parted(figure: Key) -> tuple[str, str]:
    """Return the project and the measure of a figure."""
    project, _, measure = figure.ref.rpartition("/")
    return project, measure


def placed(movement: Key) -> tuple[str, str, int]:
    """Return the project, the measure and the position of a movement."""
    figure, _, position = movement.ref.rpartition("/")
    project, _, measure = figure.rpartition("/")
    return project, measure, int(position)


def altered(entry: Entry) -> dict[str, Decimal]:
    """Return the amounts by year of which a fact about a figure speaks; nil changes left out.

    Of a movement these are what it changed, of a report or statement the figures it gives.
    """
    fact = entry.fact
    if "revised" in fact:
        was, becomes = fact["expected"], fact["revised"]
        years = sorted({*was, *becomes})
        moved = {year: _amount(becomes, year) - _amount(was, year) for year in years}
    else:
        told: dict[str, str] = next((fact[name] for name in _AMOUNTS if fact.get(name)), {})
        moved = {year: _amount(told, year) for year in sorted(told)}
    return {year: amount for year, amount in moved.items() if amount}


def _amount(profile: dict[str, str], year: str) -> Decimal:
    return Decimal(profile.get(year, "0"))


def _moved(entry: Entry) -> Links:
    """Link a movement to the figure that it is a part of."""
    movement = movement_of(entry)
    yield link(entry, movement, COUNTED, figure_of(own(entry).ref, entry.fact["measure"]))


def _begun(entry: Entry, _: Reading) -> Links:
    yield from _moved(entry)
    verb = "set" if name_of(entry) == "baseline-set" else "brought forward"
    yield from _decided(entry, verb)


def _decided(entry: Entry, verb: str) -> Links:
    """Link a movement to its authority, or to the paper that it was read from."""
    source = entry.fact["source"] or {}
    if cause := decided_by(entry):
        yield link(entry, cause, verb, movement_of(entry))
    if (cause is None or cause.kind == "note") and source.get("document"):
        yield link(entry, Key("paper", source["document"]), "stated", movement_of(entry))


def _extended(entry: Entry, _: Reading) -> Links:
    yield from _moved(entry)
    extension = Key("extension", entry.fact["ref"])
    yield link(entry, extension, "added", movement_of(entry))
    if cause := decided_by(entry):
        yield link(entry, cause, "approved", extension)


def _rebaselined(entry: Entry, _: Reading) -> Links:
    yield from _moved(entry)
    request = Key("change-request", entry.fact["change_request"])
    yield link(entry, request, "moved", movement_of(entry))


def _corrected(entry: Entry, reading: Reading) -> Links:
    yield from _moved(entry)
    yield from _decided(entry, "corrected")
    if wrong := _wrong(entry, reading):
        right = movement_of(entry)
        yield link(entry, movement_of(wrong), "corrected by", right, later=True)


def _wrong(entry: Entry, reading: Reading) -> Entry | None:
    """Return the movement that a correction puts right: the last recorded before it."""
    corrects, measure = entry.fact["corrects"], entry.fact["measure"]
    before = [
        each
        for each in reading.log(*own(entry))
        if each.position < entry.position
        and each.fact.get("measure") == measure
        and corrects in (_called(each), _name_of_first(each))
    ]
    return before[-1] if before else None


def _called(entry: Entry) -> str | None:
    """Return by which reference a correction names a movement."""
    said: str | None = entry.fact.get("change_request")
    return said or (entry.fact.get("ref") if name_of(entry) == "savings-extended" else None)


def _name_of_first(entry: Entry) -> str | None:
    return next((word for word, name in _WRONG.items() if name == name_of(entry)), None)


def _reported(entry: Entry, _: Reading) -> Links:
    figure = figure_of(entry.fact["project"], entry.fact["measure"])
    yield link(entry, figure, "reported in", Key("status-report", own(entry).ref))


def _stated(entry: Entry, _: Reading) -> Links:
    said = entry.fact
    if said["change_request"]:
        request = Key("change-request", said["change_request"])
        yield link(entry, request, "stated in", own(entry))
    elif said["project"]:
        yield link(entry, figure_of(said["project"], said["measure"]), "stated in", own(entry))


FIGURE_LINKS: Final[dict[str, Callable[[Entry, Reading], Links]]] = {
    "baseline-set": _begun,
    "opening-balance-brought-forward": _begun,
    "savings-extended": _extended,
    "savings-rebaselined": _rebaselined,
    "savings-corrected": _corrected,
    "status-reported": _reported,
    "statement-made": _stated,
}
"""What facts about figures say of causes, by their names."""
