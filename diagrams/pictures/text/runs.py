"""Texts in runs, each in the font that has its letters, for paper and pixels.

What sets a text there takes one font for all of it where it can, and none for the rest where one
letter is in no font: a name with one Arabic word would be as wide as another font makes it, and one
with a Chinese word would lose its Arabic. So a text that the first font cannot set alone is cut
into runs, which have their font and their place. A reader's browser chooses letter by letter, and
gets the text whole.
"""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from diagrams.pictures.text.fonts import Face, faces_of, is_plain, joins_its_neighbour
from diagrams.pictures.text.measure import width_of

_TEXT: Final = "{http://www.w3.org/2000/svg}text"
_SPAN: Final = "{http://www.w3.org/2000/svg}tspan"
_BEFORE_IT: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a text stands to the left of where it is anchored."""

_LEFTWARDS: Final = frozenset({"R", "AL"})
_NUMBERS: Final = frozenset({"EN", "AN"})


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text in one font and one direction."""

    face: Face
    letters: str


def in_runs(svg: bytes, fonts: Sequence[Path] = ()) -> bytes:
    """Return a drawing in which every text is set in fonts that have its letters.

    Args:
        svg: the drawing; a text is one element with nothing in it.
        fonts: further files of fonts, see `diagrams.pictures.fonts.faces_of`.
    """
    if is_plain(svg.decode()):
        return svg
    root = ET.fromstring(svg)  # noqa: S314 - not foreign text: this program just wrote it
    faces = faces_of(fonts)
    for text in root.iter(_TEXT):
        if text.text and not is_plain(text.text):
            _cut(text, text.text, faces)
    return ET.tostring(root, encoding="unicode").encode()


def runs_of(said: str, faces: Sequence[Face], *, leftwards: bool = False) -> list[Run]:
    """Return the runs of a text as they stand from left to right.

    Args:
        said: the text.
        faces: the fonts, the one to be preferred first; what none has is left to it.
        leftwards: whether the text as a whole runs from right to left.
    """
    clusters = list(_clusters(said))
    stretches: list[list[Run]] = []
    ways = _ways(clusters, leftwards=leftwards)
    for way, part in groupby(zip(ways, clusters, strict=True), key=lambda each: each[0]):
        runs = _in_fonts([cluster for _, cluster in part], faces)
        stretches.append(runs[::-1] if way else runs)
    return [run for stretch in (stretches[::-1] if leftwards else stretches) for run in stretch]


def _cut(text: ET.Element, said: str, faces: Sequence[Face]) -> None:
    bold, size = (
        text.get("font-weight") == "bold",
        float(text.get("font-size", "0").removesuffix("px")),
    )
    ordered = sorted(faces, key=lambda face: (face.rank, face.bold != bold))
    runs = runs_of(said, ordered, leftwards=text.get("direction") == "rtl")
    text.text = None
    wide = width_of(said, size, bold=bold)
    left = float(text.get("x", 0)) - wide * _BEFORE_IT[text.get("text-anchor", "start")]
    for run in runs:
        room = width_of(run.letters, size, bold=bold)
        words = run.letters.strip()
        before = width_of(run.letters[: len(run.letters) - len(run.letters.lstrip())], size)
        if words:  # in the middle of its room, since joined letters take less of it
            middle = left + before + width_of(words, size, bold=bold) / 2
            text.append(_span(run.face, words, middle, bold=bold))
        left += room


def _span(face: Face, words: str, middle: float, *, bold: bool) -> ET.Element:
    at = {"x": f"{middle:.3f}", "text-anchor": "middle", "font-family": f"'{face.family}'"}
    if face.bold != bold:
        at["font-weight"] = "bold" if face.bold else "normal"
    span = ET.Element(_SPAN, at)
    span.text = words
    return span


def _clusters(said: str) -> Iterator[str]:
    """Yield letters, each with what joins it."""
    held = ""
    for letter in said:
        if held and not joins_its_neighbour(letter):
            yield held
            held = ""
        held += letter
    if held:
        yield held


def _ways(clusters: Sequence[str], *, leftwards: bool) -> list[bool]:
    """Say of each letter whether it runs to the left; what has no way goes with its neighbours.

    A number stands to the left of the word before it where that runs to the left.
    """
    own: list[bool | None] = []
    strong: bool | None = None
    for cluster in clusters:
        way = unicodedata.bidirectional(cluster[0])
        if way == "L" or way in _LEFTWARDS:
            strong = way in _LEFTWARDS
            own.append(strong)
        else:
            own.append(True if strong and way in _NUMBERS else None)
    found: list[bool] = []
    for number, way_of_it in enumerate(own):
        if way_of_it is not None:
            found.append(way_of_it)
            continue
        before = found[-1] if found else leftwards
        after = next((way for way in own[number:] if way is not None), leftwards)
        found.append(before if before == after else leftwards)
    return found


def _in_fonts(clusters: Sequence[str], faces: Sequence[Face]) -> list[Run]:
    """Return the runs of letters that follow each other; a space keeps the font before it."""
    chosen: list[tuple[Face, str]] = []
    for cluster in clusters:
        letters = [ord(c) for c in cluster if not joins_its_neighbour(c)]
        last = chosen[-1][0] if chosen else None
        if last and not cluster[0].isalpha() and last.letters.issuperset(letters):
            chosen.append((last, cluster))
            continue
        having = (face for face in faces if face.letters.issuperset(letters))
        chosen.append((next(having, faces[0]), cluster))
    return [
        Run(face, "".join(cluster for _, cluster in part))
        for face, part in groupby(chosen, key=lambda each: each[0])
    ]
