"""`record -`: entries from standard input."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ROOT, ask
from tests.cli.writing import ICS

JSON = '\n [{"body": {"ref": "ics", "name": "Improvement", "kind": "sub-committee"}}]'


def _record(book: BookOnDisk, entries: bytes | None) -> subprocess.CompletedProcess[bytes]:
    """Record from standard input; from a closed one where there are no entries."""
    closed = ["sh", "-c", 'exec "$@" <&-', "sh"] if entries is None else []
    return subprocess.run(
        [*closed, sys.executable, "-m", "cli.main", "--store", book.url, "record", "-"],
        input=entries,
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("entries", [ICS, JSON, f"\ufeff{ICS}"], ids=["yaml", "json", "bom"])
def test_entries_on_standard_input_are_recorded(book: BookOnDisk, entries: str) -> None:
    done = _record(book, entries.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b"Recorded 1 fact (position 1).\n"
    assert [body["ref"] for body in ask("body", "list", store=book.url)] == ["ics"]


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (b"# one\n- bodi: {ref: a}\n", "<standard input>:2: `bodi` is no entry"),
        (b'[{"body":\n {"ref": "a"]', "<standard input>:2: "),
        (b"- body: {ref: \xff}\n", "<standard input>:1: this is not UTF-8"),
        (b"- body: {name: \x00}\n", "<standard input>:1: the character"),
        (b" \n", "<standard input>:1: this file is empty"),
        (None, "<standard input>:1: this file is empty"),
        (b"- body: {ref: ics, name: I, kind: x}", "<standard input>:1: "),
        (
            b"- body: {ref: ics, name: I, kind: committee}\n- meeting: {ref: m, body: a}",
            "<standard input>:2: ",
        ),
        (b"#" * (16 * 1024 * 1024 + 1), "<standard input>: larger than 16 MiB"),
    ],
    ids=["entry", "json", "utf-8", "character", "empty", "closed", "field", "rule", "large"],
)
def test_what_is_wrong_with_it_is_told_by_its_line(
    book: BookOnDisk, entries: bytes | None, told: str
) -> None:
    done = _record(book, entries)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"error: {told}")
    assert ask("body", "list", store=book.url) == []
