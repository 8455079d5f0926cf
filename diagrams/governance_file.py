"""One call for the command: a structure into a file, in the format its name asks for.

This module is light; networkx, graphviz and reportlab load when a diagram is written.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from diagrams.errors import CannotWrite, NoOutputFolder
from diagrams.formats import FORMATS, format_of

if TYPE_CHECKING:
    from collections.abc import Callable

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
    from diagrams.governance import circles_told, governance_graph
    from diagrams.render import Picture

    graph = governance_graph(structure, group_by)
    _replace(path, Picture(graph, title).as_bytes(kind))
    if note and (circles := circles_told(graph)):
        note(circles)
    return path


def check_target(path: Path) -> str:
    """Return the format of `path`, before any work is done for it.

    Raises:
        UnknownFormat: the suffix names no format.
        NoOutputFolder: the folder is not there.
    """
    kind = format_of(path)
    if not path.parent.is_dir():
        raise NoOutputFolder(path.parent)
    return kind


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there.

    What is there and is no file, such as a pipe, is written to and stays.
    """
    if path.exists() and not path.is_file():
        _pour(path, content)
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    finally:
        draft.unlink(missing_ok=True)


def _pour(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
