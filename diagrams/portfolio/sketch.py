"""How a tree of projects is drawn: from the whole on the left to the projects on the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
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
_LINE_WIDTH: Final = 60

_ROLL_UP: Final = 19
"""So many characters of a roll-up stand in one line."""

_SQUARES: Final = 25
"""The project that must save most has at most so many squares, where targets are drawn."""
_ROUND: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_FULL, _EMPTY = "\N{BLACK SQUARE}", "\N{WHITE SQUARE}"

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
        sized: whether each project has a bar as long as what it must save is large.
    """
    measure = graph.graph["measure"]
    unit = unit if is_money(measure) else "plain"
    largest = _largest(graph) if sized else Decimal(0)
    square = _square(largest)
    drawing = _Drawing(graph, unit, _columns_of(graph), square, _squares(largest, square))
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
    columns: list[str]
    square: Decimal | None
    squares: int

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
        if self.square:
            square = self._written(self.square)
            yield f"Each {_FULL} is {square} of what a project must save, rounded."
            if any(self._kind(node) == "gathered" for node in self.graph):
                yield "Projects that are drawn as one have no such bar."
        shown = [self.graph.nodes[node] for node in self.graph if self._tells_risk(node)]
        if shown:
            over = any(fact["at_risk"] < 0 for fact in shown)
            negative = "; a negative figure is over-achievement" if over else ""
            yield (
                f"At risk is by the last status reports{negative}. Net at risk is what is left of"
                " it after what was delivered in another way."
            )

    def _end(self, node: str) -> Box:
        fact = self.graph.nodes[node]
        mark = _mark(fact["status"])
        bar = [self._bar(fact["target"])] if self.square and fact["kind"] == "project" else []
        cells = (self._name(node), self._written(fact["target"]), *bar)
        return Box(
            id=node,
            rows=(Row(cells, left=True),),
            spoken=self.told(node),
            tone=mark.tone,
            mark=mark.letter,
            link=self._link(node),
            rank=len(self.columns),
            width=_PROJECT_WIDTHS.get(len(self.columns) + 1, _WIDEST),
        )

    def _bar(self, amount: Decimal) -> str:
        """Return what a project must save in squares, the last one whole from its half on."""
        full = _squares(amount, self.square)
        return _FULL * full + _EMPTY * (self.squares - full)

    def _branch(self, node: str) -> Box:
        fact = self.graph.nodes[node]
        in_lines = self.graph.graph.get("in_lines") and node != self.graph.graph["root"]
        return Box(
            id=node,
            rows=tuple(self._line_of(node) if in_lines else self._rows_of(node)),
            spoken=self.told(node),
            shape="rounded" if fact["kind"] == "programme" else "box",
            tone="plain",
            link=self._link(node),
            rank=self.columns.index(fact["kind"]),
            width=_LINE_WIDTH if in_lines else _BRANCH_WIDTH,
        )

    def _line_of(self, node: str) -> Iterator[Row]:
        fact = self.graph.nodes[node]
        stand = " · ".join(f"{mark.letter} {count:,}" for mark, count in self._marks(node))
        yield Row((self._name(node), stand, self._written(fact["target"])), left=True)

    def _rows_of(self, node: str) -> Iterator[Row]:
        fact = self.graph.nodes[node]
        yield Row((self._name(node),), strong=True, left=True)
        yield Row((_projects(fact["projects"]), self._written(fact["target"])), left=True)
        yield from (Row((stand,), left=True) for stand in self._roll_up(node))
        if self._tells_risk(node):
            yield Row(("at risk", self._written(fact["at_risk"])), quiet=True, left=True)
            net = ("net at risk", self._written(fact["net_at_risk"]))
            yield Row(net, quiet=True, left=True)

    def _tells_risk(self, node: str) -> bool:
        """Say whether a box says what is at risk; one of a single line has no room for it."""
        fact, whole = self.graph.nodes[node], self.graph.graph
        if fact["kind"] in _ENDS or (whole.get("in_lines") and node != whole["root"]):
            return False
        return bool(fact["at_risk"] or fact["net_at_risk"])

    def _roll_up(self, node: str) -> list[str]:
        """Return how many projects stand how, in lines that end between two statuses."""
        lines: list[str] = []
        for mark, count in self._marks(node):
            one = f"{mark.letter} {count:,}"
            if lines and len(lines[-1]) + len(one) <= _ROLL_UP:
                lines[-1] += f" · {one}"
            else:
                lines.append(one)
        return [*(f"{line} ·" for line in lines[:-1]), *lines[-1:]]

    def _marks(self, node: str) -> list[tuple[StatusMark, int]]:
        found = counts(self.graph, node)
        return [(_mark(status), count) for status, count in found.items()]

    def _name(self, node: str) -> str:
        fact = self.graph.nodes[node]
        if fact["kind"] == "gathered":
            mark = _mark(fact["status"])
            stands = "without a status" if mark == mark_of(None) else mark.words
            return f"{_projects(fact['projects'])} {stands}"
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


def _columns_of(graph: Graph) -> list[str]:
    """Return the kinds of branches from left to right; projects stand in the next."""
    kinds = {fact["kind"] for _, fact in graph.nodes(data=True)}
    return [kind for kind in _COLUMNS if kind in kinds]


def _largest(graph: Graph) -> Decimal:
    """Return what the project must save that must save most; what is gathered does not count."""
    projects = [target(graph, node) for node in graph if graph.nodes[node]["kind"] == "project"]
    return max(projects, default=Decimal(0))


def _square(largest: Decimal) -> Decimal | None:
    """Return what a square stands for, a round sum; nothing where there is nothing to draw."""
    if largest <= 0:
        return None
    power = Decimal(1).scaleb((largest / _SQUARES).adjusted())
    return next(power * step for step in _ROUND if largest / (power * step) <= _SQUARES)


def _squares(amount: Decimal, square: Decimal | None) -> int:
    if not square:
        return 0
    return int((max(amount, Decimal(0)) / square).to_integral_value(ROUND_HALF_UP))


def _sample(mark: StatusMark) -> Box:
    return Box(f"key-{mark.tone}", (), mark.words, tone=mark.tone, mark=mark.letter)


def _projects(count: int) -> str:
    return f"{count:,} {'project' if count == 1 else 'projects'}"


def _mark(status: str) -> StatusMark:
    """Return how a status is drawn, by its name in the graph: ``on_target``."""
    return mark_of(status.replace("_", "-"))
