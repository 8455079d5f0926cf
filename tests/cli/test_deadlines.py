"""What the document about deadlines shows is what the program does."""

from __future__ import annotations

import re
import shlex
from itertools import zip_longest
from pathlib import Path

from tests.books import BookOnDisk
from tests.cli.program import ROOT, run

DOCUMENT = (ROOT / "docs" / "deadlines.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [body for kind, body in BLOCK.findall(DOCUMENT) if kind == language]


def test_the_document_tells_what_the_program_says(book: BookOnDisk, tmp_path: Path) -> None:
    (tmp_path / "cabinet.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    assert run("record", str(tmp_path / "cabinet.yaml"), store=book.url).exit_code == 0
    for block in blocks("console"):
        command, *expected = block.splitlines()
        done = run(*shlex.split(command.removeprefix("$ minutebook ")), store=book.url)
        assert done.exit_code == 0, done.stderr
        for wanted, given in zip_longest(expected, done.stdout.splitlines(), fillvalue=""):
            if wanted == "…":
                break
            assert given.startswith(wanted.removesuffix("…"))


def test_the_days_of_the_document_are_those_of_the_calendar(book: BookOnDisk) -> None:
    book.record(blocks("yaml")[0])
    shown = run("resolution", "show", "cabinet/2019/004", store=book.url).stdout
    # Thursday 18 April; Good Friday and Easter Monday do not count.
    assert "May be called in until  2019-04-29" in shown
    assert "In force from           2019-04-30" in shown
    ticked = run("tick", "--on", "2019-05-20", "--format", "csv", store=book.url).stdout
    assert ticked.splitlines()[1].startswith("2019-04-30,")
