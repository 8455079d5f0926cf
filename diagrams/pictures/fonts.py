"""The fonts that pictures are drawn with: those that come with the program, and a user's own.

Liberation Sans has the widths of Arial, Arimo and Helvetica, with which drawings are laid out;
DejaVu Sans has letters that it lacks, Arabic among them, and is wider; a text with one such letter
is drawn in it as a whole. The fonts of a machine are never used: the same picture must have the
same bytes everywhere.
"""

from __future__ import annotations

import shutil
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from diagrams.errors import BadFont

FOLDER: Final = Path(__file__).parent.parent / "fonts"
REGULAR: Final = FOLDER / "LiberationSans-Regular.ttf"
BOLD: Final = FOLDER / "LiberationSans-Bold.ttf"
FURTHER: Final = FOLDER / "DejaVuSans.ttf"
FURTHER_BOLD: Final = FOLDER / "DejaVuSans-Bold.ttf"

FAMILIES: Final = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
"""The fonts of text in an SVG, the first that a reader's machine has; all have the same widths."""

_NAMED: Final = 10
"""So many letters are named; a text in an unknown script has hundreds."""

_POSTSCRIPT_NAME: Final = 6
_NOTHING_TO_SEE: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Kinds of letters that no font need have: joiners, marks of direction, spaces, breaks."""


@contextmanager
def font_folders(files: Sequence[Path] = ()) -> Iterator[list[str]]:
    """Yield the folders whose fonts a picture may use: the program's, and one of further files.

    Raises:
        BadFont: a file is no font.
    """
    require_fonts(files)
    if not files:
        yield [str(FOLDER)]
        return
    with TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            shutil.copyfile(file, Path(folder) / f"{number}{file.suffix.lower()}")
        yield [str(FOLDER), folder]


def require_fonts(files: Iterable[Path]) -> None:
    """Refuse files that are no fonts, which would be passed over in silence.

    Raises:
        BadFont: a file is not there, is no font, or is packed for web pages.
    """
    for file in files:
        _letters_of(file)


def missing_told(texts: Iterable[str], kind: str, fonts: Sequence[Path] = ()) -> list[str]:
    """Return a note that names the letters that a picture cannot show, if there are any.

    Args:
        texts: all that is written in it.
        kind: its format, ``png`` or ``pdf``.
        fonts: further files of fonts.

    Raises:
        BadFont: a file is no font.
    """
    missing = _missing("".join(texts), fonts)
    if not missing:
        return []
    others = len(missing) - _NAMED
    more = f" and {others:,} more" if others > 0 else ""
    told = (
        f"the fonts of the picture do not have {' '.join(missing[:_NAMED])}{more}: a .{kind} shows"
        " boxes in their place; an .svg keeps them, and `diagram` takes a font that has them with"
        " --font FILE"
    )
    return [told]


def _missing(text: str, fonts: Sequence[Path]) -> list[str]:
    """Return the letters of a text that no font has, each once."""
    missing = [
        letter
        for letter in dict.fromkeys(text)
        if not letter.isascii() and unicodedata.category(letter) not in _NOTHING_TO_SEE
    ]
    for file in (REGULAR, FURTHER, *fonts):
        if missing:  # most texts need only the first font
            has = _letters_of(file)
            missing = [letter for letter in missing if ord(letter) not in has]
    return missing


def _letters_of(file: Path) -> set[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        # opened here, since the library leaves a file open that is no font
        with file.open("rb") as opened, TTFont(opened, lazy=True, fontNumber=0) as font:
            if font.flavor:
                raise BadFont(file, f"is a {font.flavor} for web pages")
            if not font["name"].getDebugName(_POSTSCRIPT_NAME):
                raise BadFont(file, "is a font without a name")  # it would be passed over
            return set(font.getBestCmap() or ())
    except (TTLibError, AssertionError, KeyError, struct.error) as error:
        raise BadFont(file, "is no font") from error
    except OSError as error:
        raise BadFont(file, error.strerror or "cannot be read") from error
