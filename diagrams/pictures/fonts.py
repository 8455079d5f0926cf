"""The fonts that pictures are drawn with: those that come with the program, and a user's own.

Liberation Sans has the widths of Arial, Arimo and Helvetica, with which drawings are laid out;
DejaVu Sans has letters that it lacks, Arabic among them, and is wider; a text with one such letter
is drawn in it as a whole. The fonts of a machine are never used: the same picture must have the
same bytes everywhere.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

FOLDER: Final = Path(__file__).parent.parent / "fonts"
REGULAR: Final = FOLDER / "LiberationSans-Regular.ttf"
BOLD: Final = FOLDER / "LiberationSans-Bold.ttf"
FURTHER: Final = FOLDER / "DejaVuSans.ttf"
FURTHER_BOLD: Final = FOLDER / "DejaVuSans-Bold.ttf"

FAMILIES: Final = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
"""The fonts of text in an SVG, the first that a reader's machine has; all have the same widths."""


@contextmanager
def font_folders(files: Sequence[Path] = ()) -> Iterator[list[str]]:
    """Yield the folders whose fonts a picture may use: the program's, and one of further files."""
    if not files:
        yield [str(FOLDER)]
        return
    with TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            shutil.copyfile(file, Path(folder) / f"{number}{file.suffix.lower()}")
        yield [str(FOLDER), folder]
