"""The fonts that pictures are drawn with: those that come with the program, and a user's own.

Liberation Sans has the widths of Arial, Arimo and Helvetica, with which drawings are laid out;
DejaVu Sans lends the letters that it lacks, Arabic among them, and a user's fonts those that both
lack. The fonts of a machine are never used: the same picture must have the same bytes everywhere.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from diagrams.errors import BadFont

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FOLDER: Final = Path(__file__).parents[2] / "fonts"
REGULAR: Final = FOLDER / "LiberationSans-Regular.ttf"
BOLD: Final = FOLDER / "LiberationSans-Bold.ttf"
FURTHER: Final = FOLDER / "DejaVuSans.ttf"
FURTHER_BOLD: Final = FOLDER / "DejaVuSans-Bold.ttf"

FAMILIES: Final = "Arial, 'Liberation Sans', Arimo, Helvetica, 'DejaVu Sans', sans-serif"
"""The fonts of text in an SVG, the first that a reader's machine has; the first four have the same
widths, so that text fits its boxes whichever it is."""

_NAMED: Final = 10
"""So many letters are named; a text in an unknown script has hundreds."""

_FAMILY_NAME, _POSTSCRIPT_NAME = 1, 6
_FAMILY_NAMES: Final = frozenset({_FAMILY_NAME, 16, 21})
_BOLD: Final = 600
_WEB: Final = {b"wOFF": "woff", b"wOF2": "woff2"}
_NOTHING_TO_SEE: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Kinds of letters that no font need have: joiners, marks of direction, spaces, breaks."""
_JOINING: Final = frozenset({"Mn", "Mc", "Me", "Cf"})
_SELECTORS: Final = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True)
class Face:
    """A font of a picture.

    Attributes:
        family: what it is called there.
        bold: whether it is bold.
        letters: those that are drawn in it.
        rank: its place among those that have a letter: the lower comes first.
    """

    family: str
    bold: bool
    letters: frozenset[int]
    rank: int


def joins_its_neighbour(letter: str) -> bool:
    """Say whether a letter is drawn with the one before it: an accent, a joiner."""
    return unicodedata.category(letter) in _JOINING


def is_plain(text: str) -> bool:
    """Say whether the first font has all letters of a text."""
    if text.isascii():
        return True
    return not set(map(ord, text)) - _letters_of(REGULAR) - set(map(ord, "\n\r\t"))


def faces_of(files: Sequence[Path] = ()) -> list[Face]:
    """Return the fonts of a picture: those of the program, and further ones.

    Raises:
        BadFont: a file is no font.
    """
    faces = [
        Face("Liberation Sans", False, _letters_of(REGULAR), 0),  # noqa: FBT003
        Face("Liberation Sans", True, _letters_of(BOLD), 0),  # noqa: FBT003
        Face("DejaVu Sans", False, _letters_of(FURTHER), 1),  # noqa: FBT003
        Face("DejaVu Sans", True, _letters_of(FURTHER_BOLD), 1),  # noqa: FBT003
    ]
    return faces + [
        Face(_called(number), _is_bold(file), _letters_of(file), 2)
        for number, file in enumerate(files)
    ]


@contextmanager
def font_folders(files: Sequence[Path] = ()) -> Iterator[list[str]]:
    """Yield the folders whose fonts a picture may use: the program's, and one of further files.

    Raises:
        BadFont: a file is no font.
    """
    if not files:
        yield [str(FOLDER)]
        return
    with TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            font = _renamed(file, _called(number))
            # one with another ending would be passed over in silence
            ending = "otf" if font.startswith(b"OTTO") else "ttf"
            (Path(folder) / f"{number}.{ending}").write_bytes(font)
        yield [str(FOLDER), folder]


def _called(number: int) -> str:
    return f"Further {number}"


def _renamed(file: Path, called: str) -> bytes:
    """Return a copy of a font under a name that no other of the picture has."""
    copied = BytesIO()
    with _opened(file) as font:
        names = font["name"]
        names.names = [each for each in names.names if each.nameID not in _FAMILY_NAMES]
        names.setName(called, _FAMILY_NAME, 3, 1, 0x409)
        font.save(copied, reorderTables=None)
    return copied.getvalue()


def require_fonts(files: Iterable[Path]) -> None:
    """Refuse files that are no fonts, which would be passed over in silence.

    Raises:
        BadFont: a file is not there, is no font, or is packed for web pages.
    """
    for file in files:
        _letters(file)


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
    claim = " and does not claim to be PDF/UA" if kind == "pdf" else ""
    told = (
        f"the fonts of the picture do not have {' '.join(missing[:_NAMED])}{more}: a .{kind} shows"
        f" boxes in their place{claim}; an .svg keeps them, and `diagram` takes a font that has"
        " them with --font FILE"
    )
    return [told]


def _missing(text: str, fonts: Sequence[Path]) -> list[str]:
    """Return the letters of a text that no font has, each once."""
    missing = [
        letter
        for letter in dict.fromkeys(text)
        if not letter.isascii()
        and unicodedata.category(letter) not in _NOTHING_TO_SEE
        and ord(letter) not in _SELECTORS
    ]
    for file in (REGULAR, FURTHER, *fonts):
        if missing:  # most texts need only the first font
            has = _letters_of(file)
            missing = [letter for letter in missing if ord(letter) not in has]
    return missing


def _is_bold(file: Path) -> bool:
    with _opened(file) as font:
        return "OS/2" in font and bool(font["OS/2"].usWeightClass >= _BOLD)


def _letters_of(file: Path) -> frozenset[int]:
    return _letters_of_ours(file) if file.parent == FOLDER else _letters(file)


@lru_cache
def _letters_of_ours(file: Path) -> frozenset[int]:
    return _letters(file)


def _letters(file: Path) -> frozenset[int]:
    with _opened(file) as font:
        return frozenset(font.getBestCmap() or ())


@contextmanager
def _opened(file: Path) -> Iterator[TTFont]:
    """Open a font, the first of a collection.

    Raises:
        BadFont: it is none, or none that can be used.
    """
    from fontTools.ttLib import TTFont, TTLibError

    given: Any = {"lazy": True, "fontNumber": 0, "recalcTimestamp": False, "recalcBBoxes": False}
    try:
        # opened here, since the library leaves a file open that is no font
        with file.open("rb") as opened:
            if packed := _WEB.get(opened.read(4)):
                raise BadFont(file, f"is a {packed} for web pages")
            opened.seek(0)
            with TTFont(opened, **given) as font:
                if not font["name"].getDebugName(_POSTSCRIPT_NAME):
                    raise BadFont(file, "is a font without a name")  # it would be passed over
                yield font
    except (TTLibError, AssertionError, KeyError, struct.error) as error:
        raise BadFont(file, "is no font") from error
    except OSError as error:
        raise BadFont(file, error.strerror or "cannot be read") from error
