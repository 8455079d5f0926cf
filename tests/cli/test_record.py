"""`record` appends files whole or not at all, and says what it did."""

from __future__ import annotations

import os
import re
import resource
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest

import engine.store.factory
from engine.store.sqlite.head import remembered_beside
from examples.catalogue import names, needs, record_files
from tests.books import BookOnDisk
from tests.cli.program import process, run
from tests.cli.writing import ICS, MANY, fails, state_of, unchanged
from tests.engine.store.conftest import read_only, tampering

SomeFile = Callable[..., str]


@pytest.fixture
def file(tmp_path: Path) -> SomeFile:
    """Write a record file and give its name."""

    def write(text: str | bytes, name: str = "entries.yaml") -> str:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def shown_on(terminal: int) -> str:
    """Return all that is written to a terminal until nobody writes to it any longer."""
    shown = b""
    # Linux tells by an error that the other end is closed, other systems by an end of the file.
    with closing(os.fdopen(terminal, "rb", buffering=0)) as screen, suppress(OSError):
        while part := screen.read(1000):
            shown += part
    return shown.decode()


class TestRecording:
    """What is told when it works; status 0."""

    def test_it_says_how_much_it_appended_and_where(self, book: BookOnDisk, file: SomeFile) -> None:
        result = run("record", file(ICS + ICS.replace("ics", "asch")), store=book.url)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == "Recorded 2 facts (positions 1 to 2).\n"

    def test_one_fact_is_told_as_one(self, book: BookOnDisk, file: SomeFile) -> None:
        assert run("record", file(ICS), store=book.url).stdout == "Recorded 1 fact (position 1).\n"

    def test_several_files_yaml_and_json_go_into_one_record(
        self, book: BookOnDisk, file: SomeFile
    ) -> None:
        bodies = file(ICS)
        meeting = file(
            '[{"meeting": {"ref": "m", "body": "ics", "held_on": "2018-11-05"}}]', "meeting.json"
        )
        result = run("record", bodies, meeting, store=book.url)
        assert result.stdout == "Recorded 3 facts (positions 1 to 3).\n"

    def test_the_same_file_again_changes_nothing(self, book: BookOnDisk, file: SomeFile) -> None:
        path = file(ICS)
        run("record", path, store=book.url)
        with unchanged(book.path):
            again = run("record", path, store=book.url)
        assert (again.exit_code, again.stdout) == (0, "Nothing new; 1 entry in the book already.\n")

    def test_a_file_with_more_in_it_records_only_that(
        self, book: BookOnDisk, file: SomeFile
    ) -> None:
        run("record", file(ICS), store=book.url)
        more = file(ICS + ICS.replace("ics", "asch"))
        assert run("record", more, store=book.url).stdout == (
            "Recorded 1 fact (position 2); 1 entry in the book already.\n"
        )

    def test_a_file_that_names_only_who_records_is_nothing_new(
        self, book: BookOnDisk, file: SomeFile
    ) -> None:
        assert run("record", file("- file: {actor: K}"), store=book.url).stdout == "Nothing new.\n"

    def test_who_records_is_as_named(self, book: BookOnDisk, file: SomeFile) -> None:
        run("--as", "K. Ford", "record", file(ICS), store=book.url)
        result = run("log", "--format", "json", store=book.url)
        assert '"K. Ford"' in result.stdout

    def test_notes_go_to_standard_error(self, book: BookOnDisk, file: SomeFile) -> None:
        text = ICS + (
            "- project: {ref: p, name: P}\n"
            "- extension: {project: p, change: {2018/19: 1}, authority: {body: ics,"
            " decided_on: 2018-11-05, resolution: 2018/7}}\n"
        )
        result = run("record", file(text), store=book.url)
        assert result.exit_code == 0
        assert result.stderr.startswith("note: resolution 2018/7 of ics is cited")
        assert result.stdout.startswith("Recorded 3 facts")

    @pytest.mark.parametrize("name", names())
    def test_every_example_is_recorded_whole(self, book: BookOnDisk, name: str) -> None:
        files = [str(path) for each in (*needs(name), name) for path in record_files(each)]
        assert run("record", *files, store=book.url).exit_code == 0
        assert run("record", *files, store=book.url).stdout.startswith("Nothing new; ")

    def test_a_thousand_entries_show_progress_on_a_terminal(
        self, book: BookOnDisk, file: SomeFile
    ) -> None:
        path = file(MANY)
        ours, theirs = os.openpty()
        with ThreadPoolExecutor() as reader:
            screen = reader.submit(shown_on, ours)
            done = process("record", path, store=book.url, stderr=theirs, stdout=-1)
            os.close(theirs)
        assert done.returncode == 0
        assert "Recording" in screen.result()
        assert "100%" in screen.result()

    def test_and_none_in_a_pipe(self, book: BookOnDisk, file: SomeFile) -> None:
        done = process("record", file(MANY), store=book.url)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "Recorded 1,000 facts (positions 1 to 1000).\n"

    def test_what_could_not_be_remembered_beside_the_store_is_noted(
        self, book: BookOnDisk, file: SomeFile
    ) -> None:
        beside = remembered_beside(book.path)
        beside.unlink()
        beside.mkdir()
        result = run("record", file(ICS), store=book.url)
        assert (result.exit_code, result.stdout) == (0, "Recorded 1 fact (position 1).\n")
        assert result.stderr.startswith(
            f"note: the end of the ledger could not be remembered in {beside} (is a directory)"
        )


class TestDryRun:
    """`--dry-run` says what would be appended, and appends nothing."""

    def test_every_fact_is_told_in_words(self, book: BookOnDisk, file: SomeFile) -> None:
        text = ICS + "- meeting: {ref: m, body: ics, held_on: 2018-11-05}\n"
        with unchanged(book.path):
            result = run("record", file(text), "--dry-run", store=book.url)
        lines = result.stdout.splitlines()
        assert [line[:24] for line in lines[:3]] == [
            "would append  undated   ",
            "would append  undated   ",
            "would append  2018-11-05",
        ]
        assert lines[3:] == ["Would append 3 facts. Nothing was recorded."]

    def test_what_is_in_the_book_is_not_told_again(self, book: BookOnDisk, file: SomeFile) -> None:
        path = file(ICS)
        run("record", path, store=book.url)
        result = run("record", path, "--dry-run", store=book.url)
        assert result.stdout == "Nothing new; 1 entry in the book already.\n"

    def test_it_refuses_what_recording_would_refuse(self, book: BookOnDisk, file: SomeFile) -> None:
        text = "- agenda: {meeting: m, items: [{item: 1, title: T}]}"
        fails(2, "record", file(text), "--dry-run", store=book.url)


class TestRefused:
    """A rule of governance says no: status 1, file and line, nothing recorded."""

    def test_with_file_and_line(self, book: BookOnDisk, file: SomeFile) -> None:
        path = file(ICS + "- reporting-line: {body: ics, to: ics}\n")
        with unchanged(book.path):
            said = fails(1, "record", path, store=book.url)
        assert (
            said == f"error: {path}:2: reporting-line: ics cannot have a reporting line to itself\n"
        )

    def test_a_changed_entry_shows_both_versions(self, book: BookOnDisk, file: SomeFile) -> None:
        run("record", file(ICS), store=book.url)
        path = file(ICS.replace("Improvement", "Change"))
        with unchanged(book.path):
            said = fails(1, "record", path, store=book.url)
        assert said.startswith(f"error: {path}:1: body: the body ics is in the book already")
        assert "    name: the book has 'Improvement', this says 'Change'\n" in said

    def test_a_total_that_does_not_add_up_shows_the_difference(
        self, book: BookOnDisk, file: SomeFile
    ) -> None:
        path = file(
            "- project: {ref: p, name: P}\n"
            "- opening-balance: {project: p, as_at: 2018-09-30, source: S,"
            " profile: {2018/19: 100, 2019/20: 50}, total: 160}\n"
        )
        with unchanged(book.path):
            said = fails(1, "record", path, store=book.url)
        assert said == (
            f"error: {path}:2: opening-balance: the total of p is printed as £160, but its rows add"
            " up to £150: £10 apart\n"
        )


class TestBadInput:
    """What cannot be read as records: status 2, file and line, nothing recorded."""

    @pytest.mark.parametrize(
        ("text", "line", "says"),
        [
            ("- body: {ref: ics, name: I, kind: comittee}", 1, "did you mean `committee`?"),
            (ICS + "- agenda: {meeting: m, items: [{item: 1, title: T}]}", 2, "no meeting 'm'"),
            ("- extension: {project: p, change: {2018: 1}}", 1, "is not a financial year"),
            ("- extension: {project: p, change: {2018/19: 2 million}}", 1, "is not an amount"),
            ("- attendance: {meeting: m,\n   present: -1}", 2, "this cannot be less than 0"),
            ("- body: {ref: [", 1, "this is not YAML"),
            ("- body: {ref: é}".encode("latin-1"), 1, "this is not UTF-8 text (byte 0xe9)"),
            ("", 1, "this file is empty: nothing to record"),
            ("# nothing\n", 1, "this file has no entries"),
            ("body: {ref: ics}", 1, "a record file is a list"),
            ("- body: !!python/object:os.system {}", 1, "are not used in record files"),
            ("- body: &a {ref: *a}", 1, "nested too deeply"),
        ],
    )
    def test_is_told_with_file_and_line(
        self, book: BookOnDisk, file: SomeFile, text: str | bytes, line: int, says: str
    ) -> None:
        path = file(text)
        with unchanged(book.path):
            said = fails(2, "record", path, store=book.url)
        assert said.startswith(f"error: {path}:{line}: ")
        assert says in said

    def test_every_problem_has_its_line(self, book: BookOnDisk, file: SomeFile) -> None:
        path = file("- zzzz: {}\n- body: {ref: ics}\n")
        said = fails(2, "record", path, store=book.url).splitlines()
        assert [line.partition(": ")[2].partition(": ")[0] for line in said] == [
            f"{path}:1",
            f"{path}:2",
            f"{path}:2",
        ]

    def test_a_wrong_file_keeps_the_right_one_out(self, book: BookOnDisk, file: SomeFile) -> None:
        right, wrong = file(ICS), file("- zzzz: {}", "wrong.yaml")
        with unchanged(book.path):
            fails(2, "record", right, wrong, store=book.url)

    def test_a_missing_file_and_a_folder_are_told(self, book: BookOnDisk, tmp_path: Path) -> None:
        with unchanged(book.path):
            said = fails(2, "record", str(tmp_path / "none.yaml"), str(tmp_path), store=book.url)
        assert said == (
            f"error: {tmp_path}/none.yaml: cannot be read: No such file or directory\n"
            f"error: {tmp_path}: cannot be read: Is a directory\n"
        )

    def test_no_file_is_wrong_usage(self, book: BookOnDisk) -> None:
        said = fails(2, "record", store=book.url)
        assert said.startswith("error: missing argument 'FILE…'")

    def test_a_hundred_megabytes_of_nonsense_are_refused(
        self, book: BookOnDisk, tmp_path: Path
    ) -> None:
        path = tmp_path / "nonsense.yaml"
        with path.open("wb") as nonsense:
            nonsense.truncate(100 * 1024 * 1024)
        with unchanged(book.path):
            said = fails(2, "record", str(path), store=book.url)
        assert said.startswith(f"error: {path}: larger than 16 MiB")

    def test_nothing_crashes_the_program(self, book: BookOnDisk, file: SomeFile) -> None:
        done = process("record", file("[" * 1_000_000), store=book.url)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.endswith("this is nested too deeply to be a record file\n")


class TestUnusableStore:
    """A store that cannot take records: one clear error, status 2, nothing changed."""

    def test_a_missing_store(self, tmp_path: Path, file: SomeFile) -> None:
        path = file(ICS)
        said = fails(2, "record", path, store=f"sqlite:///{tmp_path}/none.db")
        assert said == (
            f"error: there is no store at {tmp_path}/none.db: create one with `minutebook init`,"
            " or name another with --store\n"
        )
        assert not (tmp_path / "none.db").exists()

    @pytest.mark.parametrize("content", [b"Dear Sir", b"", b"SQLite format 3\x00" + 84 * b"\x00"])
    def test_a_file_that_is_no_store(self, tmp_path: Path, file: SomeFile, content: bytes) -> None:
        letter = tmp_path / "letter.db"
        letter.write_bytes(content)
        said = fails(2, "record", file(ICS), store=f"sqlite:///{letter}")
        assert "is not a minutebook store: name another with --store" in said
        assert letter.read_bytes() == content

    def test_a_database_of_another_program(self, tmp_path: Path, file: SomeFile) -> None:
        other = tmp_path / "other.db"
        with closing(sqlite3.connect(other)) as connection:
            connection.execute("CREATE TABLE ledger (position INTEGER)")
        before = other.read_bytes()
        said = fails(2, "record", file(ICS), store=f"sqlite:///{other}")
        assert "is not a minutebook store" in said
        assert other.read_bytes() == before

    def test_a_folder(self, tmp_path: Path, file: SomeFile) -> None:
        assert "is not a file" in fails(2, "record", file(ICS), store=f"sqlite:///{tmp_path}")

    def test_a_store_of_a_later_release(self, book: BookOnDisk, file: SomeFile) -> None:
        with tampering(book.path) as connection:
            connection.execute("PRAGMA user_version = 99")
        said = fails(2, "record", file(ICS), store=book.url)
        assert "was written by a newer minutebook" in said

    def test_a_read_only_store(self, open_folder: Path) -> None:
        book = BookOnDisk(open_folder)
        path = open_folder / "entries.yaml"
        path.write_text(ICS)
        before = book.path.read_bytes()
        fails(2, "record", "none.yaml", store=book.url)  # all modules are loaded by now
        with read_only(open_folder):
            said = fails(2, "record", str(path), store=book.url)
        assert said.startswith(f"error: {book.path} ")
        assert said.count("\n") == 1
        assert re.search("read-only|cannot be opened", said)
        assert book.path.read_bytes() == before

    def test_a_locked_store(
        self, book: BookOnDisk, file: SomeFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        impatient = partial(engine.store.factory.open_store, timeout=0.05)
        monkeypatch.setattr(engine.store.factory, "open_store", impatient)
        path = file(ICS)
        with unchanged(book.path), closing(sqlite3.connect(book.path)) as other:
            other.execute("BEGIN IMMEDIATE")
            said = fails(2, "record", path, store=book.url)
            other.rollback()
        assert said == (
            f"error: {book.path} is locked by another program that is writing to it: wait for it"
            " to finish, or end it, and try again\n"
        )

    def test_a_full_disk(
        self, book: BookOnDisk, file: SomeFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = file(MANY)
        for name in [name for name in os.environ if name.startswith("COV")]:
            monkeypatch.delenv(name)  # measuring which lines ran would need the disk as well

        def little_room() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (96 * 1024, 96 * 1024))

        with unchanged(book.path):
            done = process(
                "record",
                path,
                store=book.url,
                preexec_fn=little_room,
                environment={"PYTHONDONTWRITEBYTECODE": "1"},
            )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"error: {book.path} cannot ")
        assert "full" in done.stderr
        assert done.stderr.count("\n") == 1
        assert "Recorded 1,000 facts" in run("record", path, store=book.url).stdout

    def test_a_damaged_store(self, book: BookOnDisk, file: SomeFile) -> None:
        run("record", file(MANY), store=book.url)
        content = bytearray(book.path.read_bytes())
        content[4096:] = b"\xff" * (len(content) - 4096)
        book.path.write_bytes(content)
        said = fails(2, "record", file(ICS), store=book.url)
        assert "is damaged: restore it from a copy" in said

    def test_a_ledger_that_lost_its_end(self, book: BookOnDisk, file: SomeFile) -> None:
        run("record", file(ICS + ICS.replace("ics", "asch")), store=book.url)
        with tampering(book.path) as connection:
            connection.execute("DELETE FROM ledger WHERE position = 2")
        more = file(ICS.replace("ics", "policy"))
        said = fails(2, "record", more, store=book.url)
        assert "does not hold what is remembered of it" in said
        assert "Run `minutebook verify`" in said


class TestOutput:
    """Where the output cannot be written."""

    def test_a_reader_that_has_gone_is_no_error_of_ours(
        self, book: BookOnDisk, file: SomeFile
    ) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        done = process("record", file(ICS), store=book.url, stdout=writer, stderr=-1)
        os.close(writer)
        assert (done.returncode, done.stderr) == (141, "")
        assert state_of(book.path).head.position == 1

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no such device")
    def test_a_full_disk_behind_the_output_is_told(self, book: BookOnDisk, file: SomeFile) -> None:
        with Path("/dev/full").open("w") as full:
            done = process("record", file(ICS), store=book.url, stdout=full, stderr=-1)
        assert (done.returncode, done.stderr) == (
            2,
            "error: cannot write the output: no space left on device\n",
        )


def test_who_records_learns_that_a_store_is_not_protected(
    nottinghamshire: str, file: SomeFile
) -> None:
    path = nottinghamshire.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER ledger_is_never_changed")
    result = run(
        "record", file("- body: {ref: a, name: A, kind: committee}"), store=nottinghamshire
    )
    assert result.exit_code == 0
    assert result.stderr.startswith(f"note: {path} no longer refuses to change its facts")
    assert result.stderr.endswith("run `minutebook verify`\n")
