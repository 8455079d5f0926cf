"""The steps of a route as they are drawn: each by itself, or one for many states together.

A withdrawal that is open in eight states would be eight lines across a whole drawing. A step that
leaves four states or more for the same end is drawn once, as a box that says from which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from diagrams.routes.wording import quoted
from projections.wording.phrases import listed

if TYPE_CHECKING:
    from diagrams.routes.graph import Graph

MANY: Final = 4
_NAMED: Final = 6
"""So many steps that are overdue alike are named, and one more."""

_SPELT_OUT: Final = 1
"""So many guards are written at a line; more have a letter, and stand below the drawing."""


class Way(NamedTuple):
    """A step from one state to another, with its attributes."""

    origin: str
    to: str
    step: str
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """Its id in a drawing; no name holds the spaces between its parts."""
        return f"step-{self.step} from {self.origin} to {self.to}"


class Gathered(NamedTuple):
    """A step that leaves many states for one end."""

    ways: tuple[Way, ...]

    @property
    def first(self) -> Way:
        """The first of its ways, which is like the others but for its origin."""
        return self.ways[0]

    @property
    def id(self) -> str:
        """Its id in a drawing."""
        return f"step-{self.first.step} by {self.first.data['takers']} to {self.first.to}"


def ways(graph: Graph) -> Iterator[Way]:
    """Yield every way of a graph, in the order of the states that they leave."""
    for origin, to, step, data in graph.edges(keys=True, data=True):
        yield Way(origin, to, step, data)


def gathered(
    graph: Graph, alone: Callable[[Way], bool] = lambda _: False
) -> tuple[list[Way], list[Gathered]]:
    """Return the ways that are drawn by themselves, and the steps that are drawn once for many.

    Args:
        graph: the graph of a route or a case.
        alone: which ways are drawn by themselves, however many others are like them.
    """
    alike: dict[tuple[str, str, str], list[Way]] = {}
    for way in ways(graph):
        if not alone(way) and way.origin != way.to:
            alike.setdefault((way.step, way.to, str(way.data["takers"])), []).append(way)
    together = [Gathered(tuple(found)) for found in alike.values() if len(found) >= MANY]
    taken = {way.id for each in together for way in each.ways}
    return [way for way in ways(graph) if way.id not in taken], together


def origins_in_words(graph: Graph, found: Gathered) -> str:
    """Return from which states a step is open, by whichever list is shorter."""
    going_on = [state for state in graph if not graph.nodes[state]["final"]]
    step, to = found.first.step, found.first.to
    origins = [state for state in graph if graph.has_edge(state, to, step)]
    others = [state for state in going_on if state not in origins]
    if not others:
        return "from every state before the end"
    if len(others) < len(origins):
        return f"from every state but {listed(_titles(graph, others))}"
    return f"from {listed(_titles(graph, origins))}"


def _titles(graph: Graph, states: Iterable[str]) -> Iterator[str]:
    for state in states:
        yield quoted(graph.nodes[state]["title"])


class Guards:
    """What must hold before steps, each list of it with a letter: ``A`` and ``B``.

    Args:
        drawn: the ways whose guards are shown.
    """

    def __init__(self, drawn: Iterable[Way]) -> None:
        asked = dict.fromkeys(way.data["guards"] for way in drawn if way.data["guards"])
        long = [guards for guards in asked if len(guards.split("; ")) > _SPELT_OUT]
        self._letters = {guards: _letter(number) for number, guards in enumerate(long)}

    def clause(self, guards: str | None) -> str | None:
        """Return what a label says: ``if A``, or ``if the meeting was quorate``."""
        return f"if {self._letters.get(guards, guards)}" if guards else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What each letter stands for, in sentences."""
        return tuple(
            f"If {letter}: {listed(guards.split('; '))}."
            for guards, letter in self._letters.items()
        )


def label(*told: str | None) -> tuple[str, ...]:
    """Return what a label says, what is empty left out."""
    return tuple(text for text in told if text)


def way_in_words(graph: Graph, way: Way) -> str:
    """Return a way as a sentence: ``From Being drafted, "Submit" by sponsor leads to …``."""
    data, nodes = way.data, graph.nodes
    asked = (
        f"by {data['takers_in_words']}" if data["takers_in_words"] else None,
        f"if {listed(data['guards'].split('; '))}" if data["guards"] else None,
        data["opens"],
        data["deadline"],
        f"with {data['attachments'].replace('-', ' ')} attached" if data["attachments"] else None,
        f"when overdue it {late}" if (late := _when_overdue(graph, way)) else None,
    )
    told = ", ".join(filter(None, asked))
    ends = f"{nodes[way.origin]['title']} \N{RIGHTWARDS ARROW} {nodes[way.to]['title']}"
    return f"{data['title']}: {ends}{f'; {told}' if told else ''}"


def overdue_notes(graph: Graph, drawn: Iterable[Way]) -> Iterator[str]:
    """Yield, in sentences, what happens where steps are overdue, those alike together."""
    steps: dict[str, dict[str, None]] = {}
    for way in drawn:
        if told := _when_overdue(graph, way):
            steps.setdefault(told, {})[quoted(way.data["title"])] = None
    for told, titles in steps.items():
        if len(steps) == 1 and len(titles) > 1:
            yield f"What is overdue {told}."
        else:
            named, more = list(titles)[:_NAMED], len(titles) - _NAMED
            others = [f"{more} other steps"] if more > 1 else list(titles)[_NAMED:]
            yield f"What is overdue {told}: {listed([*named, *others])}."


def _when_overdue(graph: Graph, way: Way) -> str | None:
    """Return what happens where a step is overdue: ``goes to the chair``."""
    to, taken = way.data["escalates_in_words"], way.data["then_takes"]
    leaving = graph.out_edges(way.origin, keys=True, data=True)
    titles = {step: data["title"] for _, _, step, data in leaving}
    told = [f"goes to {to}"] if to else []
    told += [f"ends with {quoted(titles.get(taken, taken))} by time itself"] if taken else []
    return listed(told) if told else None


def _letter(number: int) -> str:
    """Return a letter for a number: A to Z, then AA and so on."""
    first, last = divmod(number, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)
