"""Files: every format as its readers want it, every error with nothing left behind."""

from __future__ import annotations

import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from diagrams import render
from diagrams.errors import (
    CannotWrite,
    DotFailed,
    NoBodies,
    NoDotProgram,
    NoOutputFolder,
    UnknownFormat,
)
from diagrams.governance_file import FORMATS, write
from diagrams.pictures import program
from diagrams.pictures.program import dot_program
from projections.structure import BodyAt, LineAt, Structure
from tests.diagrams.structures import NORFOLK, NOTTINGHAMSHIRE_AFTER, large
from tests.diagrams.test_drawing import DAY, HARD


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_structure_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    one = write(HARD, tmp_path / f"one.{suffix}").read_bytes()
    assert one
    assert write(HARD, tmp_path / f"two.{suffix}").read_bytes() == one
    assert names_in(tmp_path) == [f"one.{suffix}", f"two.{suffix}"]


def test_an_svg_has_a_title_and_a_description_for_screen_readers(tmp_path: Path) -> None:
    path = write(NORFOLK, tmp_path / "a.svg", title="Who decides, Appendix A")
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - we just wrote it
    title, description, *_ = root
    assert (title.tag, title.text) == (f"{SVG}title", "Who decides, Appendix A")
    assert description.tag == f"{SVG}desc"
    assert "Joint Leadership Advisory Group advises Social Care" in (description.text or "")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert root.get("viewBox")


def test_an_svg_says_each_body_and_line_once_and_loads_nothing(tmp_path: Path) -> None:
    text = write(NORFOLK, tmp_path / "a.svg").read_text(encoding="utf-8")
    spoken = [title.text for title in ET.fromstring(text).iter(f"{SVG}title")][1:]  # noqa: S314 - our own file
    assert len(spoken) == len(NORFOLK.bodies) + len(NORFOLK.lines)
    assert "Liquidlogic Project Team reports to Social Care System Re-procurement" in str(spoken)
    assert "Decides Go or No Go at each of five gates." in str(spoken)
    for outside in ("<script", "@font-face", "xlink", "ns0:", "<!DOCTYPE"):
        assert outside not in text


def test_hard_names_are_in_the_svg_and_the_pdf_as_they_are(tmp_path: Path) -> None:
    text = write(HARD, tmp_path / "a.svg").read_text(encoding="utf-8")
    printed = " ".join(t.text or "" for t in ET.fromstring(text).iter(f"{SVG}text"))  # noqa: S314 - our own file
    page = PdfReader(write(HARD, tmp_path / "a.pdf")).pages[0].extract_text()
    for words in ("Dŵr &", "<b>£2m</b>", "C:\\New", "<Angle>", "(not in force)", "{or so}"):
        assert words in printed
        assert words in page


def test_a_png_is_sharp_enough_for_print(tmp_path: Path) -> None:
    content = write(NORFOLK, tmp_path / "a.PNG").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    root = ET.fromstring(write(NORFOLK, tmp_path / "a.svg").read_bytes())  # noqa: S314 - our own file
    points = float(root.attrib["viewBox"].split()[2])
    assert int.from_bytes(content[16:20]) == pytest.approx(points / 72 * 200, rel=0.02)


def test_a_pdf_is_one_a4_page_of_real_text_with_its_fonts(tmp_path: Path) -> None:
    reader = PdfReader(write(NOTTINGHAMSHIRE_AFTER, tmp_path / "a.pdf"))
    (page,) = reader.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
    text = page.extract_text()
    assert "Governance structure: Nottinghamshire County Council" in text
    assert "As at 5 November 2018" in text
    assert "meets twice" in text
    assert reader.metadata is not None
    assert reader.metadata.title == "Governance structure: Nottinghamshire County Council"
    assert reader.metadata.author == "Nottinghamshire County Council"
    assert {name.partition("+")[2] for name in page._get_fonts()[0]} == {  # noqa: SLF001 - pypdf's only way
        "LiberationSans",
        "LiberationSans-Bold",
    }
    assert not page._get_fonts()[1], "a font is not embedded"  # noqa: SLF001 - pypdf's only way


@pytest.mark.parametrize("count", [8, 60, 200])
def test_a_large_structure_is_drawn_in_a_few_seconds(count: int, tmp_path: Path) -> None:
    begun = time.monotonic()
    reader = PdfReader(write(large(count), tmp_path / "a.pdf"))
    png = write(large(count), tmp_path / "a.png").read_bytes()
    assert time.monotonic() - begun < 30
    assert max(int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) <= render.LONGEST_SIDE + 10
    assert max(reader.pages[0].mediabox[2:]) <= 14_400


def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"'\.docx'.*\.svg, \.png, \.pdf, \.dot, \.mmd"):
        write(NORFOLK, tmp_path / "a.docx")
    with pytest.raises(UnknownFormat, match="a file without a suffix"):
        write(NORFOLK, tmp_path / "svg")


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoOutputFolder, match="does not exist: create it"):
        write(NORFOLK, tmp_path / "missing" / "a.svg")


def test_a_folder_in_the_way_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(CannotWrite, match=r"cannot write .*a\.svg"):
        write(NORFOLK, tmp_path / "a.svg")
    assert names_in(tmp_path) == ["a.svg"]


def test_what_cannot_be_drawn_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.dot"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(NoBodies):
        write(Structure((), (), DAY), path)
    assert path.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_circle_of_reporting_lines_is_drawn_marked_and_noted(suffix: str, tmp_path: Path) -> None:
    bodies = tuple(BodyAt(ref, f"Body {ref.upper()}", "committee") for ref in "abc")
    circle = tuple(LineAt(a, b, "reports-to") for a, b in ("ab", "ba", "cc"))
    notes: list[str] = []
    path = write(Structure(bodies, circle, DAY), tmp_path / f"a.{suffix}", note=notes.append)
    assert path.stat().st_size
    assert "Body A reports to Body B reports to Body A; Body C reports to Body C" in notes[0]
    if suffix in ("dot", "mmd"):
        assert path.read_text(encoding="utf-8").count("(in a circle)") == 3


def test_a_name_too_long_to_draw_is_whole_in_the_description(tmp_path: Path) -> None:
    name = "Committee " * 30 + "end"
    drawn = Structure((BodyAt("a", name, "committee"),), (), DAY)
    svg = write(drawn, tmp_path / "a.svg").read_text(encoding="utf-8")
    assert name in svg
    dot = write(drawn, tmp_path / "a.dot").read_text(encoding="utf-8")
    assert "end" not in dot.partition("a [label")[2].partition("]")[0]
    assert "…" in dot


def test_the_program_of_the_wheel_is_found_when_path_is_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    assert dot_program().stem == "graphviz-pure"


@pytest.fixture
def no_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """Leave no layout program but the `dot` on PATH that a test writes, as a shell script."""
    monkeypatch.setattr(program, "_WHEEL_PROGRAM", "no-such-program")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def install(script: str) -> Path:
        dot = folder / "dot"
        dot.write_text(script, encoding="utf-8")
        dot.chmod(0o755)
        return dot

    return install


def test_the_dot_on_path_is_used_where_no_wheel_fits(
    no_wheel: Callable[[str], Path], tmp_path: Path
) -> None:
    wheel_program = Path(sys.executable).parent / "graphviz-pure"
    no_wheel(f'#!/bin/sh\nexec {wheel_program} "$@"\n')
    assert b"<svg" in write(NORFOLK, tmp_path / "a.svg").read_bytes()


def test_without_any_program_the_error_says_what_to_install(
    no_wheel: Callable[[str], Path], tmp_path: Path
) -> None:
    no_wheel("").unlink()
    with pytest.raises(NoDotProgram, match="pip install graphviz-pure"):
        write(NORFOLK, tmp_path / "a.svg")
    assert write(NORFOLK, tmp_path / "a.dot").exists()
    assert write(NORFOLK, tmp_path / "a.mmd").exists()


def test_a_program_that_fails_is_named_with_its_reason(
    no_wheel: Callable[[str], Path], tmp_path: Path
) -> None:
    no_wheel("#!/bin/sh\nread line\necho out of luck >&2\nexit 3\n")
    with pytest.raises(DotFailed, match="dot could not lay out the diagram: out of luck"):
        write(NORFOLK, tmp_path / "a.svg")
    no_wheel("#!/bin/sh\nread line\nexit 3\n")
    with pytest.raises(DotFailed, match="exit status 3"):
        write(NORFOLK, tmp_path / "a.svg")
    no_wheel("no script at all")
    with pytest.raises(DotFailed, match="Exec format error"):
        write(NORFOLK, tmp_path / "a.svg")
    assert not (tmp_path / "a.svg").exists()


def test_a_program_whose_interpreter_is_gone_counts_as_no_program(
    no_wheel: Callable[[str], Path], tmp_path: Path
) -> None:
    no_wheel("#!/no/such/interpreter\n")
    with pytest.raises(NoDotProgram):
        write(NORFOLK, tmp_path / "a.svg")


def test_the_command_can_be_imported_without_the_slow_libraries() -> None:
    script = (
        "import sys, diagrams.governance_file\n"
        "print([m for m in ('networkx', 'graphviz', 'reportlab') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert found.stdout.strip() == b"[]"
