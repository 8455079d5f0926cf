"""Loading a history: by the same rules as recording, whole or not at all, in constant memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.book import Order
from engine.errors import BadInput, Refused
from engine.files.order_stream import opened, size_of, stream_orders
from engine.loading import Loaded, Loader
from engine.store.errors import UnusableStore
from engine.store.factory import open_store
from engine.store.opening import create, open_reader
from engine.store.verify import verify_store
from engine.unit_of_work import UnitOfWork
from tests.engine.open_book import OpenBook

PROJECTS = 40

LOAD = """
import resource, sys
from pathlib import Path
from engine.files.order_stream import opened, stream_orders
from engine.loading import Loader
from engine.store.factory import open_store

url, file = sys.argv[1], Path(sys.argv[2])
with open_store(url) as store, opened(file) as source:
    print("begun", flush=True)
    Loader(store, "clerk").load(stream_orders(source, file))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def entries(reports: int) -> Iterator[dict[str, Any]]:
    """Yield a history: a body, projects, and reports on them month after month."""
    yield {"body": {"ref": "asch", "name": "Adult Social Care", "kind": "committee"}}
    for number in range(PROJECTS):
        yield {"project": {"ref": f"p-{number}", "name": f"Project {number}"}}
    for number in range(reports):
        month = number // PROJECTS
        yield {
            "status-report": {
                "project": f"p-{number % PROJECTS}",
                "period": f"{1900 + month // 12}-{month % 12 + 1:02d}",
                "status": "on target",
                "narrative": f"Report {number}: delivery goes on as planned.",
            }
        }


def lines(found: Iterator[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(entry)}\n" for entry in found)


def written(folder: Path, text: str, name: str = "history.jsonl") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def load(book: OpenBook, path: Path, today: date = date.max) -> Loaded:
    with opened(path) as source:
        return Loader(book.store, "clerk", today).load(stream_orders(source, path))


def facts_in(book: OpenBook) -> int:
    return book.store.reader.last_position()


class TestAsRecording:
    """A load decides what `Book.record` decides."""

    def test_it_leaves_the_same_facts_as_recording_does(
        self, book: OpenBook, tmp_path: Path
    ) -> None:
        folder = tmp_path / "other"
        folder.mkdir()
        path = written(tmp_path, lines(entries(200)))
        load(book, path)
        with OpenBook(folder) as other:
            with opened(path) as source:
                other.book.record([*stream_orders(source, path)])
            recorded = [entry[:5] for entry in other.store.reader.stream()]
        assert [entry[:5] for entry in book.store.reader.stream()] == recorded

    def test_it_says_how_much_and_where(self, book: OpenBook, tmp_path: Path) -> None:
        found = load(book, written(tmp_path, lines(entries(2_500))))
        assert (found.facts, found.unchanged, found.positions) == (2541, 0, (1, 2541))
        assert verify_store(book.store.reader).holds

    def test_the_same_file_again_changes_nothing(self, book: OpenBook, tmp_path: Path) -> None:
        path = written(tmp_path, lines(entries(1_500)))
        load(book, path)
        again = load(book, path)
        assert (again.facts, again.unchanged) == (0, 1541)
        assert facts_in(book) == 1541

    def test_an_entry_repeated_in_its_file_is_recorded_once(
        self, book: OpenBook, tmp_path: Path
    ) -> None:
        path = written(tmp_path, lines(entries(1_200)) + lines(entries(1_200)))
        found = load(book, path)
        assert (found.facts, found.unchanged) == (1241, 1241)

    def test_what_was_forgotten_is_read_again(
        self, book: OpenBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("engine.unit_of_work._KEPT", 0)
        monkeypatch.setattr("engine.loading._AT_ONCE", 3)
        found = load(book, written(tmp_path, lines(entries(300)) + lines(entries(300))))
        assert (found.facts, found.unchanged) == (341, 341)

    def test_references_into_what_was_appended_hold_and_lists_see_it(
        self, book: OpenBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("engine.unit_of_work._KEPT", 0)
        monkeypatch.setattr("engine.loading._AT_ONCE", 1)
        text = """
- body: {ref: ics, name: Improvement, kind: committee}
- meeting: {ref: m, body: ics, held_on: 2018-11-05}
- resolution: {ref: 2018/1, meeting: m, title: One, clauses: [{effect: notes, text: x}]}
- resolution: {ref: 2018/2, meeting: m, title: Two, supersedes: [2018/1],
    clauses: [{effect: notes, text: y}]}
- body-dissolution: {body: ics, decided_on: 2018-11-04}
"""
        with pytest.raises(Refused, match=r"history.yaml:7: .*2018-11-05"):
            load(book, written(tmp_path, text, "history.yaml"))
        without = text[: text.index("- body-dissolution")]
        found = load(book, written(tmp_path, without, "history.yaml"))
        assert found.facts == 6

    def test_an_unknown_reference_is_told_with_its_line_and_what_may_be_meant(
        self, book: OpenBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("engine.loading._AT_ONCE", 2)
        wrong = {"status-report": {"project": "p-33x", "period": "2018-01", "status": "on target"}}
        path = written(tmp_path, lines(entries(5)) + lines(iter([wrong])))
        with pytest.raises(Refused, match=r"history.jsonl:47: .*did you mean p-33") as refused:
            load(book, path)
        assert refused.value.place is not None
        assert refused.value.place.field == "status-report.project"


class TestWholeOrNotAtAll:
    """Whatever goes wrong, nothing of the file is in the book."""

    def test_a_rule_broken_in_the_last_line(self, book: OpenBook, tmp_path: Path) -> None:
        last = {"project": {"ref": "p-1", "name": "Another"}}
        with pytest.raises(Refused, match=r"history.jsonl:2542: .*is in the book already"):
            load(book, written(tmp_path, lines(entries(2_500)) + lines(iter([last]))))
        assert facts_in(book) == 0
        assert load(book, written(tmp_path, lines(entries(1)))).positions == (1, 42)

    def test_a_wrong_field_in_the_last_line(self, book: OpenBook, tmp_path: Path) -> None:
        path = written(tmp_path, lines(entries(2_500)) + '{"body": {"rf": "x"}}')
        with pytest.raises(BadInput, match=r"history.jsonl:2542: body.rf: no such field"):
            load(book, path)
        assert facts_in(book) == 0

    def test_a_last_line_that_is_cut_off(self, book: OpenBook, tmp_path: Path) -> None:
        path = written(tmp_path, lines(entries(2_500)) + '{"body": {"re')
        with pytest.raises(BadInput, match=r"history.jsonl:2542: this is not JSON"):
            load(book, path)
        assert facts_in(book) == 0

    def test_an_interruption(self, book: OpenBook) -> None:
        def interrupted() -> Iterator[Order]:
            yield from self.orders(book)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            Loader(book.store, "clerk").load(interrupted())
        assert facts_in(book) == 0

    def test_a_dry_run_records_nothing_and_knows_the_files_before(
        self, book: OpenBook, tmp_path: Path
    ) -> None:
        first = written(tmp_path, lines(entries(0)))
        report = {"status-report": {"project": "p-3", "period": "2018-01", "status": "on target"}}
        second = written(tmp_path, lines(iter([report])), "second.jsonl")
        with opened(first) as one, opened(second) as other:
            tried = Loader(book.store, "clerk").try_out(
                [stream_orders(one, first), stream_orders(other, second)]
            )
        assert [found.facts for found in tried] == [41, 1]
        assert facts_in(book) == 0

    @pytest.mark.parametrize("after", [0.05, 0.2, 0.5])
    def test_a_program_that_is_killed_leaves_nothing(
        self, book: OpenBook, tmp_path: Path, after: float
    ) -> None:
        pipe = tmp_path / "history.jsonl"
        os.mkfifo(pipe)
        running = subprocess.Popen(
            [sys.executable, "-c", LOAD, book.url, str(pipe)], stdout=subprocess.PIPE
        )
        with pipe.open("w") as feed:
            feed.write(lines(entries(3_000)))
            feed.flush()
            time.sleep(after)
            running.send_signal(signal.SIGKILL)
            running.wait()
            running.stdout.close()  # type: ignore[union-attr] # it is a pipe
        assert facts_in(book) == 0
        assert load(book, written(tmp_path, lines(entries(1)), "after.jsonl")).facts == 42
        assert verify_store(book.store.reader).holds

    def orders(self, book: OpenBook) -> Iterator[Order]:
        path = written(book.folder, lines(entries(2_500)))
        with opened(path) as source:
            yield from stream_orders(source, path)


class TestMeanwhile:
    """While a file is loaded nobody else records; others read the book as it was."""

    def test_another_writer_is_told_to_wait_and_a_reader_reads_on(self, book: OpenBook) -> None:
        def orders() -> Iterator[Order]:
            yield from TestWholeOrNotAtAll().orders(book)
            with open_store(book.url, timeout=0.05) as other:
                assert other.reader.last_position() == 0
                with pytest.raises(UnusableStore, match="another program that is writing to it"):
                    Loader(other, "other").load([])

        assert Loader(book.store, "clerk").load(orders()).facts == 2541


class TestNotes:
    """What is worth knowing of a million entries is told in twenty notes."""

    def test_each_is_told_once_and_beyond_twenty_they_are_counted(
        self, book: OpenBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("engine.loading._AT_ONCE", 10)
        days = ["2031-01-01"] * 30 + [f"{2040 + number}-01-01" for number in range(25)]
        projects = [
            {"project": {"ref": f"p-{number}", "name": "P", "started_on": day}}
            for number, day in enumerate(days)
        ]
        found = load(book, written(tmp_path, lines(iter(projects))), date(2030, 1, 1))
        assert found.notes[0].startswith("2031-01-01 is still to come")
        assert (len(found.notes), found.more_notes) == (20, 6)

    def test_beyond_twenty_the_same_one_is_counted_once_however_long_the_file(self) -> None:
        found = Loaded()
        for _ in range(3):
            found.note(f"note {number}" for number in range(25))
        assert (len(found.notes), found.more_notes) == (20, 5)

    def test_of_very_many_not_all_are_remembered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("engine.loading._KNOWN_NOTES", 22)
        found = Loaded()
        for _ in range(2):
            found.note(f"note {number}" for number in range(25))
        assert (len(found.notes), found.more_notes) == (20, 5 + 3)


class TestMemory:
    """A file a hundred times as long takes no more of it."""

    def test_a_hundredfold_history_takes_at_most_three_tenths_more(self, tmp_path: Path) -> None:
        peaks = [self.peak(tmp_path, count) for count in (300, 30_000)]
        assert peaks[1] <= 1.3 * peaks[0]

    @staticmethod
    def peak(folder: Path, count: int) -> int:
        url = f"sqlite:///{folder / f'{count}.db'}"
        create(url)
        path = written(folder, lines(entries(count)), f"{count}.jsonl")
        done = subprocess.run(
            [sys.executable, "-c", LOAD, url, str(path)], check=True, capture_output=True, text=True
        )
        with open_reader(url) as reader:
            assert reader.last_position() == count + PROJECTS + 1
        return int(done.stdout.split()[-1])


def test_a_unit_of_work_that_forgets_still_finds_what_it_lists(book: OpenBook) -> None:
    book.given("- body: {ref: ics, name: Improvement, kind: committee}")
    unit = UnitOfWork(book.store.history, book.store.reader.originators, "clerk")
    assert unit.facts == []
    unit.recorded()
    assert unit.expected_versions() == {}


def test_the_size_of_a_pipe_is_not_known(tmp_path: Path) -> None:
    with written(tmp_path, "12345").open("rb") as file:
        assert size_of(file) == 5
    read, write = os.pipe()
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        assert size_of(pipe) is None
