"""The options of every picture: what they take, refuse, and have no use for."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.books import BookOnDisk
from tests.cli.program import run

CHINESE = "\N{CJK UNIFIED IDEOGRAPH-8CA1}"
FONT = str(Path(__file__).parents[2] / "diagrams" / "fonts" / "DejaVuSans.ttf")


@pytest.fixture(scope="module")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    book = BookOnDisk(tmp_path_factory.mktemp("wanted"))
    book.record(f"- body: {{ref: finance, name: Finance {CHINESE}, kind: committee}}")
    return book


def draw(book: BookOnDisk, *words: str) -> tuple[int, str, str]:
    done = run("diagram", "governance", *words, store=book.url)
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_letter_that_no_font_has_is_named_with_what_to_do(
    kind: str, small_book: BookOnDisk, tmp_path: Path
) -> None:
    code, said, noted = draw(small_book, "-o", str(tmp_path / f"g.{kind}"))
    assert (code, said.startswith("Wrote ")) == (0, True)
    assert noted.startswith(f"note: the fonts of the picture do not have {CHINESE}: a .{kind} ")
    assert "--font FILE" in noted


def test_an_svg_keeps_every_letter(small_book: BookOnDisk, tmp_path: Path) -> None:
    assert draw(small_book, "-o", str(tmp_path / "g.svg"))[2] == ""
    assert CHINESE in (tmp_path / "g.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("ending", "words", "noted"),
    [
        ("svg", ("--font", FONT), "--font is for .png and .pdf: a .svg has no use for it"),
        (
            "png",
            ("--base-url", "/book"),
            "--base-url is for .svg, .dot and .mmd: a .png has no use",
        ),
        ("json", ("--theme", "dark"), "--theme is for .svg, .png, .pdf, .dot and .mmd: a .json"),
        ("graphml", ("--title", "Who"), "--title is for .svg, .png, .pdf, .dot and .mmd: a .graph"),
    ],
)
def test_an_option_that_a_format_has_no_use_for_is_told(
    ending: str, words: tuple[str, ...], noted: str, small_book: BookOnDisk, tmp_path: Path
) -> None:
    code, _, told = draw(small_book, *words, "-o", str(tmp_path / f"g.{ending}"))
    assert code == 0
    assert f"note: {noted}" in told


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (
            ("--base-url", "javascript:alert(1)"),
            "is no base for links: give an address that begins",
        ),
        (("--font", __file__), "test_wanted.py is no font: name a .ttf or .otf file"),
        (("--theme", "sepia"), "'sepia' is not one of 'light', 'dark', 'print'"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_drawn(
    words: tuple[str, ...], refused: str, small_book: BookOnDisk, tmp_path: Path
) -> None:
    code, _, told = draw(small_book, *words, "-o", str(tmp_path / "g.png"))
    assert code == 2
    assert told.startswith("error: ")
    assert refused in told
    assert list(tmp_path.iterdir()) == []


def test_a_font_is_not_written_over(small_book: BookOnDisk, tmp_path: Path) -> None:
    font = tmp_path / "font.png"
    font.write_bytes(Path(FONT).read_bytes())
    code, _, told = draw(small_book, "--font", str(font), "-o", str(font))
    assert code == 2
    assert "nothing was written" in told
    assert font.read_bytes() == Path(FONT).read_bytes()


GRAPH = ("governance", "--as-at", "2018-11-05")
PLOT = ("history", "targeted-reviews", "--as-at", "2019-01-31")


def titled(book: BookOnDisk, words: tuple[str, ...], title: str, file: Path) -> str:
    """Draw with a title, and return what the SVG or the PDF is called."""
    done = run("diagram", *words, "--title", title, "-o", str(file), store=book.url)
    assert (done.exit_code, done.stderr) == (0, "")
    if file.suffix == ".pdf":
        metadata = PdfReader(io.BytesIO(file.read_bytes())).metadata
        return str(metadata and metadata.title)
    root = ET.fromstring(file.read_bytes())  # noqa: S314 - the program under test wrote it
    return str(root[0].text)


@pytest.mark.parametrize("ending", ["svg", "pdf"])
@pytest.mark.parametrize("words", [GRAPH, PLOT], ids=["graph", "plot"])
@pytest.mark.parametrize("title", ["a\x01b", "a\udcffb", "a\u202eb", "a\u2067b"])
def test_a_title_is_free_of_what_no_file_can_hold_and_of_what_turns_its_letters(
    title: str,
    words: tuple[str, ...],
    ending: str,
    nottinghamshire_book: BookOnDisk,
    tmp_path: Path,
) -> None:
    drawn = titled(nottinghamshire_book, words, title, tmp_path / f"t.{ending}")
    assert drawn == ("ab" if title[1] in "\u202e\u2067" else "a b")


@pytest.mark.parametrize("words", [GRAPH, PLOT], ids=["graph", "plot"])
def test_a_blank_title_is_none(
    words: tuple[str, ...], nottinghamshire_book: BookOnDisk, tmp_path: Path
) -> None:
    drawn = titled(nottinghamshire_book, words, " \u200b ", tmp_path / "t.svg")
    assert len(drawn) > 10


def test_links_of_graphviz_source_are_no_option_without_effect(
    small_book: BookOnDisk, tmp_path: Path
) -> None:
    code, _, noted = draw(small_book, "--base-url", "/book", "-o", str(tmp_path / "g.dot"))
    assert (code, noted) == (0, "")
    assert "/book/body/finance" in (tmp_path / "g.dot").read_text(encoding="utf-8")


def test_a_file_is_no_folder_to_write_into(small_book: BookOnDisk, tmp_path: Path) -> None:
    (tmp_path / "o").write_text("")
    code, _, told = draw(small_book, "-o", str(tmp_path / "o" / "g.svg"))
    assert code == 2
    assert "o is a file and no folder: write elsewhere" in told
