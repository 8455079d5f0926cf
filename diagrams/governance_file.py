"""One call for the command: a structure into a file, in the format its name asks for.

This module is light; networkx, graphviz and reportlab load when a diagram is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagrams.formats import FORMATS
from diagrams.writing import replace, require_format

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from projections.structure import Structure

__all__ = ["FORMATS", "check_target", "write"]


def write(
    structure: Structure,
    path: Path,
    *,
    title: str | None = None,
    group_by: str = "level",
    note: Callable[[str], None] | None = None,
) -> Path:
    """Draw the structure into `path` and return the path; on any error nothing is written.

    Args:
        structure: the bodies and lines in force.
        path: where to; its suffix, one of `FORMATS`, chooses the format. A file there is replaced.
        title: the heading; without one it names the organisation.
        group_by: ``level`` or ``department``.
        note: is told what a reader of the diagram should know of it.

    Raises:
        DiagramError: one of the errors of `diagrams.errors`, each of which says what to do.
    """
    kind = check_target(path)
    # Imported here: they cost the start of every other command a quarter of a second.
    from diagrams.governance.graph import circles_told, governance_graph
    from diagrams.render import Picture

    graph = governance_graph(structure, group_by)
    replace(path, Picture(graph, title).as_bytes(kind))
    if note and (circles := circles_told(graph)):
        note(circles)
    return path


def check_target(path: Path) -> str:
    """Return the format of `path`, before any work is done for it.

    Raises:
        UnknownFormat: the suffix names no format.
        NoOutputFolder: the folder is not there.
    """
    return require_format(path, FORMATS)
