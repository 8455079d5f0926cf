"""The gallery: every picture in it is what its command draws."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.diagram.group import diagram
from diagrams.formats import FORMATS
from tests.books import BookOnDisk
from tests.cli.program import run
from tests.diagrams.looking import cut_off, overlaps

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "docs" / "gallery.md").read_text(encoding="utf-8")
ENTRY = re.compile(
    r"^!\[(?P<words>[^\]]+)\]\(images/(?P<name>[\w-]+)\.svg\)\n\n"
    r"```console\n\$ (?P<command>minutebook [^\n]+)\n(?P<said>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
BOOK = re.compile(r"^export MINUTEBOOK_STORE=sqlite:///([\w-]+)/", re.MULTILINE)


GOVERNANCE = ("diagram", "governance", "--as-at", "2018-11-05", "-o")
HISTORY = ("diagram", "history", "targeted-reviews", "--as-at", "2019-01-31", "-o")
BRIDGE = (
    *("diagram", "bridge", "targeted-reviews", "--from", "2017-12-31", "--to", "2019-01-31"),
    "-o",
)
TASTE = """\
font.size: 30
lines.linewidth: 9
svg.hashsalt: x
savefig.bbox: tight
text.usetex: True
path.sketch: 1, 100, 2
hatch.color: red
hatch.linewidth: 9
lines.scale_dashes: False
figure.constrained_layout.use: True
"""
"""Settings of the plotting library by which somebody else's plots look otherwise."""

ALIKE = [
    *((*GOVERNANCE, f"graph.{ending}") for ending in FORMATS),
    (*HISTORY, "plot.svg"),
    (*BRIDGE, "hatched.svg"),
]
"""What is drawn on this machine and on another."""


class Entry(NamedTuple):
    """A picture of the gallery.

    Attributes:
        book: the folder of the book that it is drawn from.
        name: of its file.
        words: what stands in its place for those who do not see it.
        command: what draws it.
        said: what the command says.
    """

    book: str
    name: str
    words: str
    command: str
    said: str


def entries() -> list[Entry]:
    """Return the pictures of the page in order, each with the last book named before it."""
    found = []
    for entry in ENTRY.finditer(PAGE):
        book = BOOK.findall(PAGE[: entry.start()])[-1]
        found.append(Entry(book, entry["name"], entry["words"], entry["command"], entry["said"]))
    return found


@pytest.fixture(scope="module")
def stores(
    nottinghamshire_book: BookOnDisk, norfolk_book: BookOnDisk, what_if_book: BookOnDisk
) -> dict[str, str]:
    return {
        "demo": nottinghamshire_book.url,
        "norfolk": norfolk_book.url,
        "what-if": what_if_book.url,
    }


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_a_picture_of_the_gallery_is_what_its_command_draws(
    entry: Entry,
    stores: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    golden: Callable[[Path, str], None],
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*shlex.split(entry.command)[1:], store=stores[entry.book])
    assert done.exit_code == 0, done.stderr
    assert done.stdout + done.stderr == entry.said
    drawn = (tmp_path / f"{entry.name}.svg").read_text(encoding="utf-8")
    golden(HOUSE / "docs" / "images" / f"{entry.name}.svg", drawn)
    assert overlaps(drawn.encode()) == []
    assert cut_off(drawn.encode()) == []


def test_every_picture_of_the_page_is_an_entry_and_none_stands_twice() -> None:
    shown = re.findall(r"\(images/([\w-]+)\.svg\)", PAGE)
    assert shown == [entry.name for entry in entries()]
    assert len(set(shown)) == len(shown)


def test_the_gallery_has_one_of_each_kind() -> None:
    drawn = {shlex.split(entry.command)[2] for entry in entries()}
    assert drawn == set(diagram.commands)


def test_what_is_made_up_says_so() -> None:
    """Pictures go round without the page they were on."""
    for entry in entries():
        drawn = (HOUSE / "docs" / "images" / f"{entry.name}.svg").read_text(encoding="utf-8")
        assert entry.book != "what-if" or "ypothetical" in drawn, entry.name


def test_the_same_command_writes_the_same_bytes_on_another_machine(
    nottinghamshire_book: BookOnDisk, tmp_path: Path
) -> None:
    """Another language, time, home, order of hashes and taste, and none of the machine's fonts."""
    store = nottinghamshire_book.url
    here, there, taste = (tmp_path / name for name in ("here", "there", "taste"))
    for folder in (here, there, taste):
        folder.mkdir()
    (taste / "matplotlibrc").write_text(TASTE)
    for words in ALIKE:
        assert run(*words[:-1], str(here / words[-1]), store=store).exit_code == 0
    elsewhere = {
        "PYTHONPATH": str(HOUSE),
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "TZ": "Pacific/Kiritimati",
        "HOME": str(tmp_path / "nobody"),
        "PATH": "",
        "FONTCONFIG_FILE": os.devnull,
        "MPLCONFIGDIR": str(taste),
    }
    drawing = (
        "from matplotlib import pyplot\n"
        "from cli.main import minutebook\n"
        "pyplot.rcParams['text.usetex'] = False\n"
        "pyplot.xkcd()\n"
        "pyplot.rcParams['text.usetex'] = True\n"
        f"for words in {ALIKE}:\n"
        f"    minutebook(['--store', {store!r}, *words], standalone_mode=False)"
    )
    program = [sys.executable, "-c", drawing]
    subprocess.run(program, cwd=there, env=elsewhere, check=True, capture_output=True)
    for *_, name in ALIKE:
        assert (here / name).read_bytes() == (there / name).read_bytes(), name
