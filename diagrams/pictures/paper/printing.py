"""From a finished SVG to paper and pixels, by Typst's compiler: no program needs to be installed.

It sets text of every script and direction in the fonts it is given and no others, and reads
neither clock nor machine, so the same SVG gives the same bytes everywhere.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import typst

from diagrams.errors import CannotPrint
from diagrams.pictures.text.fonts import font_folders


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a drawing in points."""

    width: float
    height: float


def size_of(svg: bytes) -> Size:
    """Return the size a drawing has, from its view box."""
    root = ET.fromstring(svg)  # noqa: S314 - not foreign text: this program just wrote it
    _, _, width, height = root.attrib["viewBox"].split()
    return Size(float(width), float(height))


def printed(
    source: str,
    inputs: Mapping[str, str],
    kind: Literal["pdf", "png"],
    fonts: Sequence[Path] = (),
    **options: Any,
) -> bytes:
    """Return a page set by Typst.

    Args:
        source: the page, in Typst's language; it reads texts as ``sys.inputs`` and so never takes
            a text for an instruction.
        inputs: the texts it reads.
        kind: the format.
        fonts: further files of fonts.
        options: further options of the compiler.

    Raises:
        CannotPrint: the compiler refused it.
    """
    with font_folders(fonts) as folders:
        known = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
        )
        try:
            page = typst.compile(
                source.encode(),
                font_paths=known,
                sys_inputs=dict(inputs),
                format=kind,
                **options,
            )
        except typst.TypstError as error:
            raise CannotPrint(kind, error.message) from error
    if not isinstance(page, bytes):  # several pages; the page is as large as what stands on it
        raise CannotPrint(kind, "it does not fit on one page")
    return page
