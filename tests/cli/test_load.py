"""`load` appends long histories, each file whole or not at all, and says what it did."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.store.sqlite.head import remembered_beside
from examples.catalogue import names, needs, record_files
from tests.books import BookOnDisk
from tests.cli.program import ROOT, process, run
from tests.cli.test_record import shown_on
from tests.cli.writing import ICS, MANY, fails, unchanged

MEETING = '{"meeting": {"ref": "m", "body": "ics", "held_on": "2018-11-05"}}\n'


def written(folder: Path, text: str, name: str = "history.yaml") -> str:
    path = folder / name
    path.write_text(text)
    return str(path)


class TestLoading:
    """What is told when it works; status 0."""

    def test_it_says_of_each_file_how_much_it_appended_and_where(
        self, book: BookOnDisk, tmp_path: Path
    ) -> None:
        bodies = written(tmp_path, ICS + ICS.replace("ics", "asch"))
        meeting = written(tmp_path, MEETING, "meeting.jsonl")
        result = run("load", bodies, meeting, store=book.url)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == (
            f"{bodies}: Recorded 2 facts (positions 1 to 2).\n"
            f"{meeting}: Recorded 2 facts (positions 3 to 4).\n"
        )

    def test_the_same_file_again_changes_nothing(self, book: BookOnDisk, tmp_path: Path) -> None:
        path = written(tmp_path, ICS)
        run("load", path, store=book.url)
        with unchanged(book.path):
            again = run("load", path, store=book.url)
        assert again.stdout == f"{path}: Nothing new; 1 entry in the book already.\n"

    @pytest.mark.parametrize("name", names())
    def test_every_example_is_loaded_as_it_is_recorded(self, book: BookOnDisk, name: str) -> None:
        files = [str(path) for each in (*needs(name), name) for path in record_files(each)]
        assert run("load", *files, store=book.url).exit_code == 0
        assert run("record", *files, store=book.url).stdout.startswith("Nothing new; ")

    def test_a_dry_run_says_what_it_would_do(self, book: BookOnDisk, tmp_path: Path) -> None:
        bodies = written(tmp_path, ICS)
        meeting = written(tmp_path, MEETING, "meeting.jsonl")
        with unchanged(book.path):
            result = run("load", bodies, meeting, "--dry-run", store=book.url)
        assert result.stdout == (
            f"{bodies}: Would append 1 fact. Nothing was recorded.\n"
            f"{meeting}: Would append 2 facts. Nothing was recorded.\n"
        )

    def test_standard_input_may_be_json_lines(self, book: BookOnDisk) -> None:
        body = json.dumps({"body": {"ref": "ics", "name": "I", "kind": "committee"}})
        result = process("load", "-", store=book.url, input=f"{body}\n{MEETING}")
        assert result.stdout == "<standard input>: Recorded 3 facts (positions 1 to 3).\n"

    @pytest.mark.parametrize("more", [(), ("--dry-run",)])
    def test_others_record_while_standard_input_is_waited_for(
        self, book: BookOnDisk, tmp_path: Path, more: tuple[str, ...]
    ) -> None:
        loading = subprocess.Popen(
            [sys.executable, "-m", "cli.main", "load", "-", *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "MINUTEBOOK_STORE": book.url},
        )
        assert loading.stdin
        loading.stdin.write(json.dumps({"project": {"ref": "p", "name": "P"}}) + "\n")
        loading.stdin.flush()
        time.sleep(1)  # until it has begun to read
        assert run("record", written(tmp_path, ICS), store=book.url).exit_code == 0
        said, _ = loading.communicate(timeout=30)
        assert loading.returncode == 0
        assert said.startswith("<standard input>: ")

    def test_notes_name_the_file(self, book: BookOnDisk, tmp_path: Path) -> None:
        path = written(tmp_path, "- project: {ref: p, name: P, started_on: 2999-01-01}")
        result = run("load", path, store=book.url)
        assert result.stderr.startswith(f"note: {path}: 2999-01-01 is still to come")

    def test_of_many_notes_the_first_are_told(self, book: BookOnDisk, tmp_path: Path) -> None:
        text = "".join(
            f"- project: {{ref: p{n}, name: P, started_on: {2990 + n}-01-01}}\n" for n in range(25)
        )
        result = run("load", written(tmp_path, text), store=book.url)
        assert len(result.stderr.splitlines()) == 21
        assert result.stderr.endswith("and 5 more such notes\n")

    def test_a_terminal_shows_how_much_was_read(self, book: BookOnDisk, tmp_path: Path) -> None:
        path = written(tmp_path, MANY)
        ours, theirs = os.openpty()
        with ThreadPoolExecutor() as reader:
            screen = reader.submit(shown_on, ours)
            done = process("load", path, store=book.url, stderr=theirs, stdout=-1)
            os.close(theirs)
        assert done.returncode == 0
        assert "Loading history.yaml" in screen.result()
        assert "100%" in screen.result()

    def test_what_could_not_be_remembered_is_noted(self, book: BookOnDisk, tmp_path: Path) -> None:
        beside = remembered_beside(book.path)
        beside.unlink()
        beside.mkdir()
        result = run("load", written(tmp_path, ICS), store=book.url)
        assert result.exit_code == 0
        assert result.stderr.startswith("note: the end of the ledger could not be remembered")


class TestRefusals:
    """One line with the place; the files before stay recorded, nothing of this one is."""

    def test_what_a_rule_refuses(self, book: BookOnDisk, tmp_path: Path) -> None:
        bodies = written(tmp_path, ICS)
        wrong = written(tmp_path, MEETING + MEETING.replace("ics", "icx"), "meeting.jsonl")
        result = run("load", bodies, wrong, store=book.url)
        assert (result.exit_code, result.stdout) == (
            1,
            f"{bodies}: Recorded 1 fact (position 1).\n",
        )
        assert result.stderr.startswith(f"error: {wrong}:2: ")
        assert run("load", bodies, store=book.url).stdout.endswith("1 entry in the book already.\n")

    def test_what_cannot_be_read(self, book: BookOnDisk, tmp_path: Path) -> None:
        path = written(tmp_path, ICS + "- body: {rf: x}\n")
        assert f"{path}:2: body.rf: no such field" in fails(2, "load", path, store=book.url)
        assert "no such file" in fails(2, "load", str(tmp_path / "none"), store=book.url).lower()

    def test_a_book_that_is_not_there(self, tmp_path: Path) -> None:
        store = f"sqlite:///{tmp_path / 'none.db'}"
        assert "there is no store" in fails(2, "load", written(tmp_path, ICS), store=store)
