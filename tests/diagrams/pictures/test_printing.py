"""PNG and PDF: any SVG on the smallest readable page, in the fonts that come with the program."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

from diagrams.errors import BadFont, CannotPrint
from diagrams.pictures.paper.pdf import pdf
from diagrams.pictures.paper.png import LONGEST_SIDE, png
from diagrams.pictures.text.fonts import faces_of, missing_told, require_fonts
from diagrams.pictures.text.runs import runs_of

UNKNOWN = "\N{CJK UNIFIED IDEOGRAPH-4E2D}"


def drawing(content: str = "", width: float = 300, height: float = 100) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}pt" height="{height}pt" font-family="Arial, \'Liberation Sans\'">'
        f"{content}</svg>"
    ).encode()


def text(words: str, **more: str) -> str:
    given = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="10" y="50" font-size="20"{given}>{words}</text>'


def printed(content: str = "", **more: Any) -> PdfReader:
    page = pdf(drawing(content), **{"title": "Who reports", "description": "In words.", **more})
    return PdfReader(BytesIO(page))


def said(reader: PdfReader) -> str:
    return reader.pages[0].extract_text()


def fonts_of(reader: PdfReader) -> set[str]:
    found = {str(name).partition("+")[2] for name in _named(reader.pages[0]["/Resources"])}
    return found - {""}


def _named(resources: Any) -> list[Any]:
    here = [font.get_object()["/BaseFont"] for font in resources.get("/Font", {}).values()]
    inner = [form.get_object() for form in resources.get("/XObject", {}).values()]
    return [*here, *(name for form in inner for name in _named(form.get("/Resources", {})))]


def pixels(image: bytes) -> Image.Image:
    return Image.open(BytesIO(image)).convert("RGB")


@pytest.fixture(scope="module")
def small_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("fonts") / "square.ttf"
    return made_font(file, {"fullName": "Square Regular", "psName": "Square-Regular"})


def made_font(file: Path, names: dict[str, str]) -> Path:
    """Make a font of one letter, a full square."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 1000), (1000, 1000), (1000, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(UNKNOWN): "square"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "square": square})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 0)})
    builder.setupHorizontalHeader(ascent=1000, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular", **names})
    builder.setupOS2()
    builder.setupPost()
    builder.save(file)
    return file


@pytest.mark.parametrize(
    ("size", "page"),
    [
        ((700, 500), (842, 595)),  # A4 across
        ((500, 700), (595, 842)),  # A4 upright
        ((1500, 900), (1191, 842)),  # A3 across
        ((900, 1500), (842, 1191)),  # A3 upright
        ((3000, 1000), (3056, 1056)),  # its own
        ((30_000, 1000), (14_400, 534)),  # as large as a PDF can be
    ],
)
def test_the_page_is_the_smallest_on_which_the_type_stays_readable(
    size: tuple[int, int], page: tuple[int, int]
) -> None:
    reader = PdfReader(BytesIO(pdf(drawing("", *size), title="T", description="D")))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == page


def test_a_pdf_says_what_it_is_and_claims_to_be_accessible() -> None:
    reader = printed(text("Policy Committee"), author="A County Council")
    assert reader.metadata is not None
    assert reader.metadata.title == "Who reports"
    assert reader.metadata.author == "A County Council"
    assert reader.metadata.subject == "In words."
    root: Any = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert _alternatives(root["/StructTreeRoot"]) == ["In words."]


def _alternatives(part: Any) -> list[str]:
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        return [found for inner in part for found in _alternatives(inner)]
    if not isinstance(part, dict):
        return []
    return [*([part["/Alt"]] if "/Alt" in part else []), *_alternatives(part.get("/K"))]


def test_text_in_a_pdf_is_text_in_the_fonts_of_the_program() -> None:
    reader = printed(text("Pwyllgor Polisi \u0175 \u2212 \u00a31,200"))
    assert said(reader) == "Pwyllgor Polisi \u0175 \u2212 \u00a31,200"
    assert fonts_of(reader) == {"LiberationSans"}
    assert fonts_of(printed(text("Bold", font_weight="bold"))) == {"LiberationSans-Bold"}


def test_letters_of_other_scripts_come_from_the_second_font() -> None:
    reader = printed(text("\u0644\u062c\u0646\u0629"))  # Arabic for committee
    assert fonts_of(reader) == {"DejaVuSans"}
    assert sorted(said(reader)) == sorted("\u0644\u062c\u0646\u0629")


def test_a_letter_that_no_font_has_leaves_a_page_without_the_claim_and_a_note_says_so() -> None:
    (told,) = missing_told([UNKNOWN], "pdf")
    assert "shows boxes in their place and does not claim to be PDF/UA; an .svg" in told
    assert "PDF/UA" not in missing_told([UNKNOWN], "png")[0]
    reader = printed(text(f"Board {UNKNOWN}"))
    assert "Board" in said(reader)
    root: Any = reader.root_object
    assert b"pdfuaid:part" not in root["/Metadata"].get_data()


def test_a_font_of_the_user_s_shows_what_the_program_s_own_lack(small_font: Path) -> None:
    content = text(UNKNOWN, fill="#0000ff")
    assert "Square" in "".join(fonts_of(printed(content, fonts=[small_font])))
    # The square of 20 points stands on the base line at 50.
    image = pixels(png(drawing(content), fonts=[small_font]))
    inside = (round(20 * 200 / 72), round(40 * 200 / 72))
    assert image.getpixel(inside) == (0, 0, 255)
    assert pixels(png(drawing(content))).getpixel(inside) != (0, 0, 255)


def test_texts_of_a_document_are_never_instructions() -> None:
    hostile = '"); #panic() // \\" #sys.version {x} $y$ @z <w>'
    reader = printed("", title=hostile, description=hostile, author=hostile)
    assert reader.metadata is not None
    assert reader.metadata.title == hostile
    assert reader.metadata.subject == hostile


def test_a_png_has_200_dots_per_inch_and_the_paper_of_its_theme() -> None:
    image = pixels(png(drawing('<rect x="0" y="0" width="150" height="100"/>'), paper="#14171c"))
    assert image.size == (834, 278)
    assert image.getpixel((100, 100)) == (0, 0, 0)
    assert image.getpixel((700, 100)) == (0x14, 0x17, 0x1C)


def test_a_large_png_stays_as_large_as_viewers_take() -> None:
    width, height = struct.unpack(">II", png(drawing("", 6000, 60))[16:24])
    assert (width, height) == (LONGEST_SIDE, 60)


@pytest.mark.parametrize("write", [png, lambda svg: pdf(svg, title="T", description="D")])
def test_the_same_drawing_gives_the_same_bytes(write: Any) -> None:
    svg = drawing(text("Policy Committee"))
    assert write(svg) == write(svg)


@pytest.mark.parametrize("write", [png, lambda svg: pdf(svg, title="T", description="D")])
def test_what_is_no_drawing_is_refused(write: Any) -> None:
    with pytest.raises(CannotPrint, match=r"write an \.svg instead"):
        write(b'<html viewBox="0 0 10 10"/>')


def test_letters_that_no_font_has_are_told(small_font: Path) -> None:
    (told,) = missing_told(["Board ", UNKNOWN, "\u200d\u00a0\u0175 \u0644"], "png")
    assert told.startswith(f"the fonts of the picture do not have {UNKNOWN}: a .png shows boxes")
    assert "--font FILE" in told
    assert missing_told([UNKNOWN], "png", [small_font]) == []
    assert missing_told(["Pwyllgor \u0175"], "pdf") == []


def test_of_many_letters_the_first_are_told() -> None:
    (told,) = missing_told(map(chr, range(0x4E00, 0x4E20)), "pdf")
    assert f"{chr(0x4E09)} and 22 more: a .pdf" in told


@pytest.mark.parametrize("letters", ["\u0644\u062c\u0646\u0629", "\u03b1\u0431\u05d0"])
def test_the_fonts_of_the_program_have_the_letters_that_they_are_there_for(letters: str) -> None:
    """Arabic, and Greek, Cyrillic and Hebrew, in both weights."""
    for bold in (False, True):
        having = set[int]().union(*(face.letters for face in faces_of() if face.bold == bold))
        assert having.issuperset(map(ord, letters + "A\u0175\u00a3\u2212"))


ARABIC = "\u0644\u062c\u0646\u0629"


def test_only_the_letters_that_a_font_lacks_come_from_another() -> None:
    reader = printed(text(f"Finance {ARABIC} Committee"))
    assert fonts_of(reader) == {"LiberationSans", "DejaVuSans"}
    assert "Finance" in said(reader)
    assert sorted(set(said(reader)) & set(ARABIC)) == sorted(set(ARABIC))


def test_a_letter_that_no_font_has_takes_no_other_with_it() -> None:
    reader = printed(text(f"more {UNKNOWN} {ARABIC}"))
    assert sorted(set(said(reader)) & set(ARABIC)) == sorted(set(ARABIC))
    assert "DejaVuSans" in fonts_of(reader)


@pytest.mark.parametrize(
    ("words", "leftwards", "shown"),
    [
        (f"Finance {ARABIC} 12", False, ["Finance ", f"{ARABIC} 12"]),
        (f"{ARABIC} Finance", False, [ARABIC, " Finance"]),
        (f"{ARABIC} Finance", True, ["Finance", f"{ARABIC} "]),
        (f"{ARABIC} {ARABIC} (x)", False, [f"{ARABIC} {ARABIC}", " (x)"]),
        (f"{UNKNOWN} {ARABIC}", False, [f"{UNKNOWN} ", ARABIC]),
        ("e\u030c\u0250", False, ["e\u030c\u0250"]),
    ],
)
def test_runs_stand_as_they_are_read(words: str, leftwards: bool, shown: list[str]) -> None:  # noqa: FBT001
    faces = [face for face in faces_of() if not face.bold]
    assert [run.letters for run in runs_of(words, faces, leftwards=leftwards)] == shown


@pytest.mark.parametrize("name", ["mine", "mine.bin", "mine.woff", "mine.TTF"])
def test_a_font_is_one_by_what_is_in_its_file(name: str, small_font: Path, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(small_font.read_bytes())
    assert "Square" in "".join(fonts_of(printed(text(f"A {UNKNOWN}"), fonts=[file])))


@pytest.mark.parametrize("content", [b"", b"no font at all", b"\x00\x01\x00\x00\xff\xff" * 3])
def test_a_file_that_is_no_font_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "some.ttf"
    file.write_bytes(content)
    with pytest.raises(BadFont, match=r"some.ttf is no font: name a \.ttf or \.otf file"):
        require_fonts([file])


def test_a_font_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFont, match="No such file"):
        png(drawing(), fonts=[tmp_path / "none.ttf"])


def test_a_font_that_is_packed_for_web_pages_is_refused(small_font: Path, tmp_path: Path) -> None:
    packed = tmp_path / "square.woff"
    font = TTFont(small_font)
    font.flavor = "woff"
    font.save(packed)
    with pytest.raises(BadFont, match=r"is a woff for web pages: name a \.ttf or \.otf file"):
        require_fonts([packed])
    packed.write_bytes(b"wOF2" + packed.read_bytes()[4:])
    with pytest.raises(BadFont, match="is a woff2 for web pages"):
        require_fonts([packed])


def test_a_font_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFont, match="is a font without a name"):
        require_fonts([made_font(tmp_path / "nameless.ttf", {})])
