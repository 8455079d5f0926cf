"""The notation of a lineage: which shape and colours each kind of thing has, and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Shape, Tone


class Sort(NamedTuple):
    """Things that are drawn alike.

    Attributes:
        words: what the key calls them.
    """

    shape: Shape
    tone: Tone
    words: str


class Noun(NamedTuple):
    """How a kind of thing is called.

    Attributes:
        words: its name in the singular, as the first line of its box says it.
        plural: its name where several are told together.
        sort: the things that it is drawn like, by their name in `SORTS`.
        page: the noun of the commands that show it; none where no page does.
        since: what happened on its day, where that is not what its name says.
        is_named: whether its reference is one that people use, and so stands in its box.
    """

    words: str
    plural: str
    sort: str
    page: str | None = None
    since: str = ""
    is_named: bool = False


SORTS: Final[dict[str, Sort]] = {
    "meeting": Sort("stadium", "grey", "meeting or call-in"),
    "officer": Sort("ellipse", "grey", "decision of an officer"),
    "resolution": Sort("box", "blue", "resolution"),
    "request": Sort("rounded", "amber", "request or extension"),
    "figure": Sort("cut", "green", "figure, and what moved it"),
    "task": Sort("folder", "violet", "what is to be done or kept"),
    "power": Sort("component", "teal", "delegated power"),
    "journey": Sort("octagon", "teal", "case or gate"),
    "structure": Sort("rounded", "plain", "what was set up or altered"),
    "paper": Sort("note", "grey", "paper"),
}
"""What is drawn alike, in the order of the key."""

NOUNS: Final[dict[str, Noun]] = {
    "meeting": Noun("Meeting", "meetings", "meeting", "meeting"),
    "call-in": Noun("Call-in", "call-ins", "meeting"),
    "officer": Noun("Officer's decision", "officers' decisions", "officer"),
    "note": Noun("Said of the authority", "notes on authority", "paper"),
    "resolution": Noun("Resolution", "resolutions", "resolution", "resolution", is_named=True),
    "change-request": Noun(
        "Change request", "change requests", "request", "change", since="raised on", is_named=True
    ),
    "extension": Noun("Extension", "extensions", "request", "extension", is_named=True),
    "movement": Noun("Change of a figure", "changes of figures", "figure"),
    "figure": Noun("Figure", "figures", "figure"),
    "action": Noun("Action", "actions", "task", "action", since="asked for on", is_named=True),
    "condition": Noun(
        "Condition", "conditions", "task", "condition", since="set on", is_named=True
    ),
    "delegation": Noun(
        "Delegated power", "delegated powers", "power", since="given on", is_named=True
    ),
    "case": Noun("Case", "cases", "journey", "case", since="opened on", is_named=True),
    "gate": Noun("Gate", "gates", "journey", "gate", is_named=True),
    "gate-sequence": Noun("Sequence of gates", "sequences of gates", "journey", "gate"),
    "route": Noun("Route", "routes", "journey", "route"),
    "body": Noun("Body", "bodies", "structure", "body", since="established on"),
    "reporting-line": Noun("Line between bodies", "lines between bodies", "structure"),
    "seat": Noun("Seat", "seats", "structure", since="held from"),
    "role": Noun("Role", "roles", "structure", since="held from"),
    "portfolio": Noun("Portfolio", "portfolios", "structure", "portfolio", since="started on"),
    "programme": Noun("Programme", "programmes", "structure", "programme", since="started on"),
    "project": Noun("Project", "projects", "structure", "project", since="started on"),
    "work-item": Noun(
        "Item of the work programme",
        "items of the work programme",
        "structure",
        since="in the work programme of",
    ),
    "paper": Noun("Paper", "papers", "paper"),
    "document": Noun("Document", "documents", "paper", "document"),
    "statement": Noun("Statement", "statements", "paper", "statement"),
    "status-report": Noun("Status report", "status reports", "paper"),
}
"""Every kind of thing that a lineage can have."""

_OTHER: Final = "structure"
ATTENTION: Final = ("overdue", "breached")
"""States that a reader must not miss; they are marked with `!`."""


def noun_of(kind: str) -> Noun:
    """Return how a kind is called; one without a name here bears its own."""
    words = kind.replace("-", " ")
    return NOUNS.get(kind) or Noun(words.capitalize(), words, _OTHER)


def is_urgent(state: str | None) -> bool:
    """Whether a state is one that a reader must not miss."""
    return state is not None and any(word in state for word in ATTENTION)
