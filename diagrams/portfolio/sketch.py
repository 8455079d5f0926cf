"""How a tree of projects is drawn: from the whole on the left to the projects on the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from diagrams.amounts import amount_text, spoken_amount, unit_in_words
from diagrams.links import page_of
from diagrams.pictures.sketch import Box, KeyEntry, Line, Row, Sketch
from diagrams.portfolio.graph import Graph, counts, target
from diagrams.statuses import StatusMark, mark_of
from diagrams.words import one_line, times
from domain.savings.measures import is_money

_PROJECT_WIDTHS: Final = {4: 34, 3: 52}
_WIDEST: Final = 60
_BRANCH_WIDTH: Final = 18
_HIGHEST: Final = (2.0, 1.5, 1.2, 1.0, 0.8, 0.6)
"""Inches of the project that must save most, where boxes are sized: the first that fits a page."""

_ROLL_UP: Final = 19
"""So many characters of a roll-up stand in one line."""

_PAGE: Final = 10.8  # inches of boxes that print on a page in type of six points
_LOWEST: Final = 0.42  # inches of a box of one line, and the gap below it
_COLUMNS: Final = ("whole", "portfolio", "department", "programme")
_WITH_PAGES: Final = ("portfolio", "programme", "project")
_ENDS: Final = ("project", "gathered")


def portfolio_sketch(
    graph: Graph, title: str | None = None, *, unit: str = "£000", sized: bool = False
) -> Sketch:
    """Return what is drawn of a tree of projects.

    Args:
        graph: from `portfolio_graph`, gathered or not.
        title: the heading; without one it says what the tree is of.
        unit: ``£``, ``£000`` or ``£m``, in which amounts are written.
        sized: whether a project's box is as high as what it must save is large.
    """
    measure = graph.graph["measure"]
    unit = unit if is_money(measure) else "plain"
    drawing = _Drawing(graph, unit, sized=sized)
    root = graph.graph["root"]
    moment = times(graph.graph["as_at"], graph.graph["as_known"])
    amounts = unit_in_words(unit, measure)
    return Sketch(
        id="portfolio" if root == "whole" else root,
        title=title or _title(graph),
        moment=f"{moment}; targets, and what is at risk, in {amounts}, all years",
        description=(f"{moment}.", *(drawing.told(node) for node in graph)),
        boxes=tuple(drawing.box(node) for node in graph),
        lines=tuple(drawing.line(upper, lower) for upper, lower in graph.edges()),
        key=tuple(drawing.key()),
        notes=tuple(drawing.notes()),
        direction="right",
        tree=True,
    )


def _title(graph: Graph) -> str:
    root = graph.nodes[graph.graph["root"]]
    if root["kind"] == "whole":
        return f"Savings and status of projects, by {graph.graph['by']}"
    return f"{one_line(root['name'])}: savings and status of projects"


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws the nodes of one graph in one unit."""

    graph: Graph
    unit: str
    sized: bool

    def box(self, node: str) -> Box:
        """Return the box of a node."""
        return self._end(node) if self._kind(node) in _ENDS else self._branch(node)

    def line(self, upper: str, lower: str) -> Line:
        """Return the line from what contains to what it contains."""
        return Line(
            id=f"line-{upper}-{lower}",
            tail=upper,
            head=lower,
            spoken=f"{self._name(upper)} contains {self._name(lower)}",
            stroke="thin",
            tone="grey",
            at_head="none",
        )

    def told(self, node: str) -> str:
        """Return a node in a sentence or two, for those who do not see it."""
        fact = self.graph.nodes[node]
        must = f"{self._name(node)}: target {self._spoken(fact['target'])}"
        if self._kind(node) in _ENDS:
            return f"{must}; {_mark(fact['status']).words}."
        stand = ", ".join(f"{count} {mark.words}" for mark, count in self._marks(node))
        return (
            f"{must}; net at risk {self._spoken(fact['net_at_risk'])};"
            f" {_projects(fact['projects'])}: {stand}."
        )

    def key(self) -> Iterator[KeyEntry]:
        """Yield a sample for each status that any project has."""
        for mark, _ in self._marks(self.graph.graph["root"]):
            yield KeyEntry(_sample(mark), mark.words)

    def notes(self) -> Iterator[str]:
        """Yield what a reader must know of the drawing."""
        if words := self.graph.graph.get("gathered"):
            yield words
        if self.sized and (largest := self._largest()) > 0:
            yield (
                "A box is the higher the more its project must save: the highest stands for"
                f" {self._written(largest)}; none is lower than its text."
            )
        if any(self.graph.nodes[node]["at_risk"] < 0 for node in self.graph):
            yield "At risk is by the last status reports; a negative figure is over-achievement."

    def _end(self, node: str) -> Box:
        fact = self.graph.nodes[node]
        mark = _mark(fact["status"])
        return Box(
            id=node,
            rows=(Row((self._name(node), self._written(fact["target"])), left=True),),
            spoken=self.told(node),
            tone=mark.tone,
            mark=mark.letter,
            link=self._link(node),
            rank=len(self._columns()),
            width=_PROJECT_WIDTHS.get(len(self._columns()) + 1, _WIDEST),
            height=self._height(node),
        )

    def _branch(self, node: str) -> Box:
        fact = self.graph.nodes[node]
        rows = [
            Row((self._name(node),), strong=True, left=True),
            Row((_projects(fact["projects"]), self._written(fact["target"])), left=True),
            *(Row((stand,), left=True) for stand in self._roll_up(node)),
        ]
        if fact["at_risk"] or fact["net_at_risk"]:
            rows.append(Row(("at risk", self._written(fact["at_risk"])), quiet=True, left=True))
            net = ("net at risk", self._written(fact["net_at_risk"]))
            rows.append(Row(net, quiet=True, left=True))
        return Box(
            id=node,
            rows=tuple(rows),
            spoken=self.told(node),
            shape="rounded" if fact["kind"] == "programme" else "box",
            tone="plain",
            link=self._link(node),
            rank=self._columns().index(fact["kind"]),
            width=_BRANCH_WIDTH,
        )

    def _roll_up(self, node: str) -> list[str]:
        """Return how many projects stand how, in lines that end between two statuses."""
        lines: list[str] = []
        for mark, count in self._marks(node):
            one = f"{mark.letter} {count:,}"
            if lines and len(lines[-1]) + len(one) <= _ROLL_UP:
                lines[-1] += f" · {one}"
            else:
                lines.append(one)
        return lines

    def _columns(self) -> list[str]:
        """Return the kinds of branches from left to right; projects stand in the next."""
        kinds = {self._kind(node) for node in self.graph}
        return [kind for kind in _COLUMNS if kind in kinds]

    def _height(self, node: str) -> float:
        largest = self._largest()
        if not self.sized or largest <= 0:
            return 0.0
        shares = [self._share(end, largest) for end in self.graph if self._kind(end) in _ENDS]
        fitting = (
            high for high in _HIGHEST if sum(max(_LOWEST, s * high) for s in shares) <= _PAGE
        )
        return round(self._share(node, largest) * next(fitting, _HIGHEST[-1]), 2)

    def _share(self, node: str, largest: Decimal) -> float:
        return float(max(target(self.graph, node), Decimal(0)) / largest)

    def _largest(self) -> Decimal:
        ends = [target(self.graph, node) for node in self.graph if self._kind(node) in _ENDS]
        return max(ends, default=Decimal(0))

    def _marks(self, node: str) -> list[tuple[StatusMark, int]]:
        found = counts(self.graph, node)
        return [(_mark(status), count) for status, count in found.items()]

    def _name(self, node: str) -> str:
        fact = self.graph.nodes[node]
        if fact["kind"] == "gathered":
            return f"{_projects(fact['projects'])} {_mark(fact['status']).words}"
        return one_line(fact["name"]) or str(fact["ref"])

    def _kind(self, node: str) -> str:
        return str(self.graph.nodes[node]["kind"])

    def _link(self, node: str) -> str | None:
        kind, ref = self._kind(node), self.graph.nodes[node]["ref"]
        return page_of(kind, ref) if kind in _WITH_PAGES and ref is not None else None

    def _written(self, amount: Decimal) -> str:
        return amount_text(amount, self.unit)

    def _spoken(self, amount: Decimal) -> str:
        return spoken_amount(amount, self.unit, self.graph.graph["measure"])


def _sample(mark: StatusMark) -> Box:
    return Box(f"key-{mark.tone}", (), mark.words, tone=mark.tone, mark=mark.letter)


def _projects(count: int) -> str:
    return f"{count:,} {'project' if count == 1 else 'projects'}"


def _mark(status: str) -> StatusMark:
    """Return how a status is drawn, by its name in the graph: ``on_target``."""
    return mark_of(status.replace("_", "-"))
