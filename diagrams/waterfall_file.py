"""One call for the command: a bridge into a file, in the format its name asks for.

This module is light; matplotlib loads when a picture is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from diagrams.writing import replace, require_format

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from projections.bridges.bridge import Bridge

FORMATS: Final = ("svg", "png", "pdf")


def check_target(path: Path) -> str:
    """Return the format of `path`, before any work is done for it.

    Raises:
        UnknownFormat: the suffix names no format.
        NoOutputFolder: the folder is not there.
    """
    return require_format(path, FORMATS)


def write(
    bridge: Bridge,
    path: Path,
    *,
    unit: str = "£000",
    known: tuple[str, str] | None = None,
    note: Callable[[str], None] | None = None,
) -> None:
    """Draw a bridge into `path`; on any error nothing is written.

    Args:
        bridge: the two figures and the lines between them.
        path: where to; its suffix, one of `FORMATS`, chooses the format. A file there is replaced.
        unit: ``£``, ``£000`` or ``£m``, in which amounts are written; another word of no money.
        known: what the book knew at both ends, in words.
        note: is told what a reader of the picture should know of it.

    Raises:
        DiagramError: one of the errors of `diagrams.errors`, each of which says what to do.
    """
    kind = check_target(path)
    # Imported here: it costs most of a second, and the commands that draw nothing must not wait.
    from diagrams.waterfall import as_bytes, letters_told
    from diagrams.waterfall_parts import Drawn

    drawn = Drawn(bridge, unit, known)
    replace(path, as_bytes(drawn, kind))
    if note and (letters := letters_told(drawn, kind)):
        note(letters)
