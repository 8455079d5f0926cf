"""What can go wrong when a diagram is drawn, each with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final


def _shown(said: str) -> str:
    """Return what was given so that a message can print it, whatever letters it has."""
    return "'" + said.encode("utf-8", "backslashreplace").decode() + "'"


class DiagramError(Exception):
    """A diagram cannot be drawn; nothing was written."""


class NoBodies(DiagramError):
    """There is nothing to draw."""

    def __init__(self, as_at: date, as_known: datetime | None = None) -> None:
        self.as_at = as_at
        known = f", as known on {as_known:%Y-%m-%d %H:%M}" if as_known else ""
        later = "a later date or moment" if as_known else "a later date"
        super().__init__(
            f"no bodies in force at {as_at.isoformat()}{known}: choose {later}, or record the"
            " bodies"
        )


class NoProjects(DiagramError):
    """There is no project to draw."""

    def __init__(
        self, as_at: date, as_known: datetime | None = None, within: str | None = None
    ) -> None:
        self.as_at = as_at
        known = f", as known on {as_known:%Y-%m-%d %H:%M}" if as_known else ""
        later = "a later date or moment" if as_known else "a later date"
        of = f" of {within}" if within else ""
        other = ", another portfolio" if within else ""
        super().__init__(
            f"no projects{of} had started by {as_at.isoformat()}{known}: choose {later}{other}, or"
            " record the projects"
        )


class DuplicateBody(DiagramError):
    """One reference stands for two bodies."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
        super().__init__(f"the body {ref} stands twice in the structure")


class UnknownGrouping(DiagramError):
    """Bodies cannot be grouped by that."""

    def __init__(self, group_by: str, known: Sequence[str]) -> None:
        self.group_by = group_by
        super().__init__(f"cannot group by '{group_by}': use {' or '.join(known)}")


class UnknownRoot(DiagramError):
    """There is no such body in the structure to begin with."""

    def __init__(self, ref: str, known: Sequence[str]) -> None:
        self.ref = ref
        some = ", ".join(known[:3])
        super().__init__(
            f"there is no body '{ref}' in the structure on that day: take one that there is"
            f" ({some}{', …' if len(known) > 3 else ''})"  # noqa: PLR2004 - as many as are shown
        )


class UnknownFormat(DiagramError):
    """What was asked for is no format that can be drawn.

    Args:
        said: what was asked for, ``g.gif: '.gif'``.
        known: the formats that there are.
    """

    def __init__(self, said: str, known: Sequence[str]) -> None:
        self.said = said
        endings = ", ".join(f".{suffix}" for suffix in known)
        super().__init__(f"{said} is not a diagram format; end the name in {endings}")


class NoOutputFolder(DiagramError):
    """There is no folder where the file should go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if folder.exists():
            super().__init__(f"{folder} is a file and no folder: write elsewhere")
        else:
            super().__init__(f"the folder {folder} does not exist: create it, or write elsewhere")


class CannotWrite(DiagramError):
    """The file could not be written; no part of it was left behind."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"cannot write {path}: {reason}")


class NoDotProgram(DiagramError):
    """No program was found that lays graphs out."""

    def __init__(self) -> None:
        super().__init__(
            "no program to lay out the diagram: pip install graphviz-pure, or install Graphviz; "
            ".dot and .mmd files need neither"
        )


_REASON: Final = 200
"""So much of a program's reason is told: it may say thousands of lines."""


class DotFailed(DiagramError):
    """The layout program refused the graph."""

    def __init__(self, program: Path, reason: str) -> None:
        self.program = program
        first = next(filter(None, map(str.strip, reason.splitlines())), "it gave no reason")
        told = first if len(first) <= _REASON else f"{first[:_REASON]}…"
        super().__init__(f"{program.name} could not lay out the diagram: {told}")


class CannotPrint(DiagramError):
    """A drawing could not be turned into pixels or a page."""

    def __init__(self, kind: str, reason: str) -> None:
        self.kind = kind
        super().__init__(f"cannot make the {kind.upper()}: {reason}; write an .svg instead")


class IncompleteGraph(DiagramError):
    """A graph lacks what its picture reads."""

    def __init__(self, said: str, made_by: str) -> None:
        super().__init__(
            f"{said}: draw a graph as {made_by} makes it, and give what you add to it all"
            " attributes that others of its kind have; one that was read from a file has lost its"
            " days"
        )


class BrokenSketch(DiagramError):
    """What is to be drawn contradicts itself."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the drawing contradicts itself: {reason}")


class NotAGraph(DiagramError):
    """A format of graphs was asked for, and the picture is a plot."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            f"a plot has no boxes and lines that a .{kind} could carry: end the name in .svg, .png"
            " or .pdf, or take the figures from `minutebook saving` with --format csv"
        )


class BadBaseUrl(DiagramError):
    """What was given as the base of links leads to no web page."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        super().__init__(
            f"{_shown(base_url)} is no base for links: give an address that begins with https://"
            " or http://, or a path that begins with /, ./ or ../, without a query or a fragment"
        )


class NothingMoved(DiagramError):
    """A figure has no history by then."""

    def __init__(self, name: str, as_at: date) -> None:
        super().__init__(
            f"no movement of {name} was decided by {as_at.isoformat()}, so there is nothing to"
            " draw: choose a later date, or another --year or --measure; `saving history` tells"
            " what the book has"
        )


class NothingBetween(DiagramError):
    """There is nothing to bridge."""

    def __init__(self, name: str, first: date, last: date) -> None:
        ends = "both ends are the same" if first == last else "it has no figure at either end"
        super().__init__(
            f"{name}: there is nothing to draw from {first.isoformat()} to {last.isoformat()},"
            f" since {ends}: choose other days with --from and --to, or another --year or --measure"
        )


class UnknownTheme(DiagramError):
    """There are no such colours."""

    def __init__(self, theme: object, known: Sequence[str]) -> None:
        *others, last = known
        super().__init__(f"there is no theme {theme!r}: take {', '.join(others)} or {last}")


class BadFont(DiagramError):
    """A file that was named as a font is none that can be drawn with."""

    def __init__(self, file: Path, reason: str) -> None:
        self.file = file
        super().__init__(f"{file} {reason}: name a .ttf or .otf file")


class NoReports(DiagramError):
    """No project has a status that could be drawn."""

    def __init__(self, name: str, as_at: date) -> None:
        super().__init__(
            f"{name}: no status report on these months by {as_at.isoformat()}: choose other months"
            " with --from and --to, or a later --as-at, or record a `status-report`"
        )


class MonthsAhead(DiagramError):
    """A month is asked for that comes after the day asked for."""

    def __init__(self, month: str, as_at: date) -> None:
        super().__init__(
            f"{month} comes after {as_at.isoformat()}, the day asked for, and no report on it had"
            " been made by then: choose an earlier --to, or a later --as-at"
        )


class TooManyMonths(DiagramError):
    """More months are asked for than a page has room for."""

    def __init__(self, months: int, most: int) -> None:
        super().__init__(
            f"{months} months do not fit a page: at most {most} do. Choose fewer with --from and"
            " --to"
        )
