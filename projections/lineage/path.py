"""The way from a thing to what came of it, and back to what it came from, link by link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from projections.lineage.figures import altered, parted, placed
from projections.lineage.links import links_of
from projections.lineage.reading import Reading
from projections.lineage.things import Key, Link
from projections.view import Entry

_STEP = ("took the step", "reopened", "used for")
_LESS = ("came before", "took the step")
_ACTIVE = {
    "superseded by": "superseded",
    "rescinded by": "rescinded",
    "amended by": "amended",
    "closed by": "closed",
    "reopened by": "reopened",
    "taken back by": "took back",
    "discharged by": "discharged",
    "found breached by": "found breached",
}
"""How a later resolution's work on an earlier thing is told from its own side."""

_DECIDED = ("change-request", "gate", "case")
"""What is decided more than once: of each decision only what that decision brought is followed."""

_STATING = ("statement", "status-report")


class Path:
    """The things and links that were found on the way from one of them.

    Attributes:
        found: the things, in the order in which they were found.
        links: the links between them.
        beyond: things that lie further off than was asked for.
    """

    def __init__(self, reading: Reading, focus: Key, year: str | None = None) -> None:
        self.found: dict[Key, None] = {focus: None}
        self.links: set[Link] = set()
        self.beyond: set[Key] = set()
        self._reading, self._focus, self._year = reading, focus, year
        self._touching: dict[Key, list[Link]] = {}
        self._reached_by: dict[Key, list[Link]] = {}

    def back(self, depth: int | None) -> None:
        """Follow causes; what merely came before only where the thing asked about is its end."""
        frontier, far = [self._focus], 0
        led_to: dict[Key, list[Link]] = {}
        while frontier:
            causes = [(link, link.cause) for key in frontier for link in self._causes(key, led_to)]
            for link, cause in causes:
                led_to.setdefault(cause, []).append(link)
            frontier = self._step(causes, beyond=far == depth)
            far += 1

    def _causes(self, key: Key, led_to: dict[Key, list[Link]]) -> Iterator[Link]:
        """Give what brought a thing about; of decisions on it, others than the one that did."""
        ways = led_to.get(key, []) if key.kind in _DECIDED else []
        for link in self._at(key):
            if link.effect != key:
                continue
            if ways and not link.later and not any(_is_of_one_of(way, [link]) for way in ways):
                yield replace(link, later=True)
            elif key == self._focus or not link.later or link.cause.kind == "movement":
                yield link

    def forth(self, depth: int | None) -> None:
        """Follow effects; of a later decision no more than what was later done to that."""
        frontier, far, later, back = [self._focus], 0, set[Key](), set(self.links)
        while frontier:
            effects = [
                (link, link.effect)
                for key in frontier
                for link in self._effects(key, back)
                if link.later or key not in later
            ]
            later |= {end for link, end in effects if link.later and end not in self.found}
            for link, end in effects:
                self._reached_by.setdefault(end, []).append(link)
            frontier = self._step(effects, beyond=far == depth)
            far += 1

    def _effects(self, key: Key, back: set[Link]) -> Iterator[Link]:
        if key == self._focus:
            yield from self._told_actively(key, back)
        reached_by = self._reached_by.get(key, [])
        of_one = bool(reached_by) and key.kind in _DECIDED
        for link in self._at(key):
            if link.effect == self._focus and key != self._focus:
                continue  # it was told from the side of what was asked about
            if link.cause == key and (not of_one or _is_of_one_of(link, reached_by)):
                yield link
            elif of_one and link.effect == key and _is_after(link, reached_by):
                then = f"then {link.verb} by"
                yield Link(key, link.cause, then, link.on, link.position, later=True)

    def _told_actively(self, key: Key, back: set[Link]) -> Iterator[Link]:
        """Give what the thing asked about did to earlier ones, unless it was told from there."""
        for link in self._at(key):
            verb, _, more = link.verb.partition(" (")
            if link.effect == key and link not in back and (active := _ACTIVE.get(verb)):
                told = f"{active} ({more}" if more else active
                yield Link(key, link.cause, told, link.on, link.position, later=True)

    def _step(self, reached: list[tuple[Link, Key]], *, beyond: bool) -> list[Key]:
        """Take the links that were reached, and return the things that are new on the way."""
        fresh = list(dict.fromkeys(end for _, end in reached if end not in self.found))
        if beyond:
            self.beyond |= set(fresh)
            return []
        self.links |= {link for link, _ in reached}
        self.found |= dict.fromkeys(fresh)
        return fresh

    def _at(self, key: Key) -> list[Link]:
        """Return the links that begin or end at a thing."""
        if key not in self._touching:
            entries = entries_on(self._reading, key)
            found = [link for entry in entries for link in links_of(entry, self._reading)]
            mine = [link for link in found if key in (link.cause, link.effect)]
            self._touching[key] = [link for link in _telling(mine) if self._is_wanted(link)]
        return self._touching[key]

    def _is_wanted(self, link: Link) -> bool:
        """Whether a link leads on: what states a thing does only where that was asked about."""
        if link.effect.kind in _STATING and link.cause != self._focus:
            return False
        if "figure" not in (link.cause.kind, link.effect.kind):
            return True
        if self._focus not in (link.cause, link.effect):
            return False
        return self._year is None or self._is_of_year(link, self._year)

    def _is_of_year(self, link: Link, year: str) -> bool:
        (entry,) = self._reading.at([link.position])
        return year in altered(entry)


def _is_of_one_of(link: Link, reached_by: list[Link]) -> bool:
    """Whether a link comes of the decision by which its cause was reached, or of none."""
    if link.by is None or link.later:
        return True
    return any(_are_one(link.by, each.cause) for each in reached_by)


def _are_one(by: Key, cause: Key) -> bool:
    """Whether two authorities are the same; a delegated power is that of its resolution."""
    return by == cause or (cause.kind == "delegation" and cause.ref.rpartition("/")[0] == by.ref)


def _is_after(link: Link, reached_by: list[Link]) -> bool:
    """Whether somebody decided on a thing after those who did by which it was reached."""
    return all(
        link.cause != each.cause and link.position > each.position and not link.later
        for each in reached_by
    )


_OWN = ("resolution", "change-request", "case")
_PARTS = ("action", "condition", "delegation", "gate", "work-item", "call-in")


def entries_on(reading: Reading, key: Key) -> Iterable[Entry]:
    """Return the facts that may tell of a thing's causes and effects, and few others."""
    kind, ref = key
    if kind in _OWN:
        return reading.about(*key)
    if kind in _PARTS:
        return _of_part(reading, key)
    if kind == "extension":
        return reading.extensions(ref)
    if kind == "figure":
        project, measure = parted(key)
        return [each for each in reading.about("project", project) if _is_of(each, measure)]
    if kind == "movement":
        project, measure, _ = placed(key)
        return [each for each in reading.log("project", project) if _is_of(each, measure)]
    return ()


def _of_part(reading: Reading, key: Key) -> Iterator[Entry]:
    """Give the facts about what is a part of something: of a resolution, a request, a sequence."""
    kind, ref = key
    whole = ref.rpartition("/")[0]
    if kind == "call-in":
        yield from reading.about("resolution", ref)
    elif kind == "action":
        yield from reading.log("resolution", whole)
        yield from reading.about(*key)
    elif kind == "delegation":
        yield from reading.about("resolution", whole)
    elif kind == "work-item":
        yield from reading.log("work-programme", whole)
    elif kind == "gate":
        yield from reading.about("gate-sequence", whole)
    else:
        sequence = whole.rpartition("/")[0]
        yield from reading.log("change-request", whole) or reading.log("gate-sequence", sequence)


def _is_of(entry: Entry, measure: str) -> bool:
    """Whether a fact is of one measure, or of none."""
    return bool(entry.fact.get("measure", measure) == measure)


def _telling(links: list[Link]) -> Iterator[Link]:
    """Leave out links that say less of two things than another link between them says."""
    pairs = {(link.cause, link.effect) for link in links}
    told = {(link.cause, link.effect) for link in links if not link.verb.startswith(_STEP)}
    for link in dict.fromkeys(links):
        pair = (link.cause, link.effect)
        if link.verb.startswith(_LESS) and pair[::-1] in pairs:
            continue
        if link.verb.startswith(_STEP) and pair in told:
            continue
        yield link
