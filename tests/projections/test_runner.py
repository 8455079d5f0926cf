"""Views keep up with the ledger, are disposable, and never count anything twice."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from eventsourcing.persistence import StoredEvent

from engine.store.errors import UnusableStore
from engine.store.sqlite.create import create
from engine.store.sqlite.head import remembered_beside
from engine.store.sqlite.lock import alone_in, held_by_another
from engine.store.sqlite.reader import SQLiteReader
from engine.store.sqlite.store import SQLiteStore, open_file
from engine.store.url import sqlite_path
from projections import catching, views_file
from projections.catching import Catching, Work
from projections.runner import catch_up, rebuild
from projections.sqlite import keeping
from projections.sqlite.tables import SQLiteTables
from projections.tables import Tracked
from projections.view import Entry, Row, View
from projections.views import Views
from projections.views_file import APPLICATION_ID, views_beside
from tests.engine.store.conftest import NOBODY, read_only, tampering
from tests.projections.counting import COUNTED


def amounts(entry: Entry) -> Iterator[tuple[str, Row]]:
    """Add one row for an amount."""
    yield "sums", (entry.position, entry.subject, entry.fact["amount"])


def doubles(entry: Entry) -> Iterator[tuple[str, Row]]:
    """Add two rows for an amount, in two tables."""
    yield "pairs", (entry.recorded_at, entry.version)
    yield "pairs_more", (entry.topic,)


SUMS = View(
    "sums",
    1,
    (
        "CREATE TABLE sums (position INTEGER PRIMARY KEY, subject TEXT, amount TEXT)",
        "CREATE INDEX sums_by_subject ON sums (subject)",
    ),
    {"noted": amounts},
)
PAIRS = View(
    "pairs",
    1,
    ("CREATE TABLE pairs (recorded_at TEXT, version INTEGER)", "CREATE TABLE pairs_more (t TEXT)"),
    {"noted": doubles},
)


def clock() -> datetime:
    """Stand still."""
    return datetime(2026, 11, 21, 10, tzinfo=UTC)


def add(store: SQLiteStore, count: int = 1, topic: str = "noted") -> None:
    """Record facts, each of a subject of its own."""
    start = store.recorder.max_notification_id() or 0
    store.recorder.insert_events(
        [
            StoredEvent(f"s:{start + n}", 1, topic, json.dumps({"amount": f"{n}.50"}).encode())
            for n in range(count)
        ]
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SQLiteStore]:
    """Give a store with three facts, of which two matter to the views."""
    with open_file(
        sqlite_path(f"sqlite:///{create(f'sqlite:///{tmp_path}/minutebook.db')}"), clock
    ) as opened:
        add(opened, 2)
        add(opened, topic="of no interest")
        yield opened


def rows(connection: Views, table: str = "sums") -> list[tuple[object, ...]]:
    """Read a table, and let the views go."""
    with closing(connection):
        return [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608 - named here


def test_the_rows_of_the_facts_that_matter_are_there(store: SQLiteStore) -> None:
    assert rows(catch_up(store.reader, [SUMS])) == [(1, "s:0", "0.50"), (2, "s:1", "1.50")]


def test_an_entry_says_when_and_in_which_version(store: SQLiteStore) -> None:
    views = [PAIRS]

    assert rows(catch_up(store.reader, views), "pairs") == [("2026-11-21T10:00:00.000000Z", 1)] * 2
    assert rows(catch_up(store.reader, views), "pairs_more") == [("noted",)] * 2


def test_columns_are_read_by_name_and_nothing_can_be_written(store: SQLiteStore) -> None:
    with closing(catch_up(store.reader, [SUMS])) as views:
        assert views.execute("SELECT * FROM sums").fetchone()["amount"] == "0.50"
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            views.execute("DELETE FROM sums")


def test_only_what_is_new_is_read(store: SQLiteStore) -> None:
    rows(catch_up(store.reader, [SUMS]))
    add(store)
    told: list[int] = []

    assert len(rows(catch_up(store.reader, [SUMS], progress=told.append))) == 3
    assert told == [4]
    assert len(rows(catch_up(store.reader, [SUMS], progress=told.append))) == 3
    assert told == [4]


def test_long_ledgers_are_read_in_batches(store: SQLiteStore) -> None:
    rows(catch_up(store.reader, [SUMS]))
    add(store, 2500)
    told: list[int] = []

    assert len(rows(catch_up(store.reader, [SUMS], progress=told.append))) == 2502
    assert told == [1003, 2003, 2503]


def test_a_view_that_joins_later_reads_from_the_beginning(store: SQLiteStore) -> None:
    rows(catch_up(store.reader, [SUMS]))
    add(store, 2)

    assert len(rows(catch_up(store.reader, [SUMS, PAIRS]), "pairs")) == 4
    assert len(rows(catch_up(store.reader, [SUMS, PAIRS]))) == 4


def test_views_that_are_not_asked_are_left_as_they_are(store: SQLiteStore) -> None:
    rows(catch_up(store.reader, [SUMS, PAIRS]))
    add(store)
    rows(catch_up(store.reader, [SUMS]))

    with closing(sqlite3.connect(views_beside(store.path))) as views:
        assert views.execute("SELECT count(*) FROM pairs").fetchone() == (2,)
    assert len(rows(catch_up(store.reader, [SUMS, PAIRS]), "pairs")) == 3


def test_without_facts_the_tables_are_there(tmp_path: Path) -> None:
    with SQLiteReader(create(f"sqlite:///{tmp_path}/minutebook.db")) as reader:
        assert rows(catch_up(reader, [SUMS])) == []


def test_no_views_is_no_error(store: SQLiteStore) -> None:
    with closing(catch_up(store.reader, [])) as views:
        assert views.execute("SELECT count(*) FROM minutebook_views").fetchone()[0] == 0


def test_indexes_are_made_when_the_rows_are_there(store: SQLiteStore) -> None:
    with closing(catch_up(store.reader, [SUMS])) as views:
        indexes = views.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()

    assert "sums_by_subject" in {row["name"] for row in indexes}


def test_a_new_version_of_a_view_is_built_anew_and_its_old_tables_go(store: SQLiteStore) -> None:
    old = replace(PAIRS, name="sums", tables=("CREATE TABLE sums_old (x)",), handlers={})
    rows(catch_up(store.reader, [old]), "sums_old")

    with closing(catch_up(store.reader, [replace(SUMS, version=2)])) as views:
        tables = {row[0] for row in views.execute("SELECT name FROM sqlite_master")}
        assert len(views.execute("SELECT * FROM sums").fetchall()) == 2

    assert "sums_old" not in tables


def test_readers_see_the_old_view_until_the_new_one_is_whole(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching, "BATCH", 1)
    rows(catch_up(store.reader, [SUMS]))
    seen: list[int] = []
    with closing(sqlite3.connect(views_beside(store.path))) as other:

        def look(_: int) -> None:
            seen.append(other.execute("SELECT count(*) FROM sums").fetchone()[0])

        rows(catch_up(store.reader, [replace(SUMS, version=2, handlers={})], progress=look))
    with closing(sqlite3.connect(views_beside(store.path))) as later:
        assert later.execute("SELECT count(*) FROM sums").fetchone() == (0,)

    assert seen == [2, 2, 2]


def test_while_views_are_rebuilt_others_go_on_with_the_old_ones(store: SQLiteStore) -> None:
    rows(catch_up(store.reader, [SUMS]))
    counted: list[int] = []

    def record_and_read(_: int) -> None:
        if len(counted) < 3:
            add(store)
            with SQLiteReader(store.path) as reader:
                counted.append(len(rows(catch_up(reader, [SUMS], note=pytest.fail))))

    assert len(rows(rebuild(store.reader, [SUMS], progress=record_and_read))) == 5
    assert counted == [3, 4, 5]
    assert len(rows(catch_up(store.reader, [SUMS]))) == 5


def test_a_view_that_was_opened_before_a_rebuild_is_read_to_the_end(store: SQLiteStore) -> None:
    with closing(catch_up(store.reader, [SUMS])) as old:
        add(store)
        rows(rebuild(store.reader, [SUMS]))
        assert len(old.execute("SELECT * FROM sums").fetchall()) == 2
    assert len(rows(catch_up(store.reader, [SUMS]))) == 3
    add(store)
    assert len(rows(catch_up(store.reader, [SUMS]))) == 4


def test_what_a_rebuild_leaves_that_is_killed_the_next_clears(store: SQLiteStore) -> None:
    rubbish = views_beside(store.path).with_name("minutebook.db.views.new")
    make(rubbish)
    rubbish.write_bytes(rubbish.read_bytes()[:5000])

    assert len(rows(catch_up(store.reader, [SUMS], note=pytest.fail))) == 2
    assert not rubbish.exists()
    assert views_beside(store.path).exists()


def test_what_stands_where_views_would_be_built_and_is_not_ours_is_left_alone(
    store: SQLiteStore,
) -> None:
    theirs = views_beside(store.path).with_name("minutebook.db.views.new")
    a_letter(theirs)
    before = theirs.read_bytes()
    said: list[str] = []

    assert len(rows(catch_up(store.reader, [SUMS], note=said.append))) == 2
    assert theirs.read_bytes() == before
    assert said[0].startswith(f"{theirs} is not a file of views")


def test_who_finds_views_being_built_waits_and_is_told_so(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = views_beside(store.path)
    new = path.with_name("minutebook.db.views.new")
    monkeypatch.setattr(keeping, "_SOON", 0)
    said: list[str] = []

    def build_and_go(text: str) -> None:
        said.append(text)
        os.close(builder)
        new.unlink()

    builder = os.open(new, os.O_RDWR | os.O_CREAT)
    assert not held_by_another(builder)
    assert len(rows(catch_up(store.reader, [SUMS], note=build_and_go))) == 2
    assert said == ["another program is building the views: waiting until they are there"]
    assert path.exists()


def test_a_builder_that_stands_still_is_not_waited_for(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = views_beside(store.path).with_name("minutebook.db.views.new")
    monkeypatch.setattr(keeping, "PATIENCE", 0.1)
    builder = os.open(new, os.O_RDWR | os.O_CREAT)
    try:
        assert not held_by_another(builder)
        assert len(rows(catch_up(store.reader, [SUMS], note=pytest.fail))) == 2
    finally:
        os.close(builder)
    assert not views_beside(store.path).exists()


def test_views_that_are_far_behind_are_made_anew(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(catch_up(store.reader, [SUMS]))
    monkeypatch.setattr(catching, "FAR", 10)
    add(store, 20)
    monkeypatch.setattr(Catching, "go_on", lambda _: None)  # what a build needs no more

    assert len(rows(catch_up(store.reader, [SUMS]))) == 22


def test_while_another_program_brings_views_up_to_date_we_wait_for_it(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(catch_up(store.reader, [SUMS]))
    add(store, 3)
    monkeypatch.setattr(views_file, "LOCK_TIMEOUT", 0.02)
    monkeypatch.setattr(catching, "BATCH", 1)
    monkeypatch.setattr(keeping, "in_memory", lambda _: pytest.fail("built in memory"))
    with SQLiteReader(store.path) as reader:
        other = SQLiteTables(views_file.open_to_write(views_beside(store.path)))
        following = Catching(other, Work(reader, [SUMS]))
        other.run("BEGIN IMMEDIATE")
        wait = SQLiteTables.tracked

        def meanwhile(tables: SQLiteTables) -> dict[str, Tracked]:
            if tables is not other and other.connection.in_transaction:
                assert following._batch({"sums": wait(other)["sums"].position})  # noqa: SLF001
                other.run("COMMIT")
                if reader.last_position() > wait(other)["sums"].position:
                    other.run("BEGIN IMMEDIATE")
            return wait(tables)

        monkeypatch.setattr(SQLiteTables, "tracked", meanwhile)
        assert len(rows(catch_up(store.reader, [SUMS]))) == 5
        other.close()


def test_a_view_that_fails_leaves_everything_as_it_was(store: SQLiteStore) -> None:
    def fail(entry: Entry) -> Iterator[tuple[str, Row]]:
        yield "sums", (entry.position, entry.subject, entry.fact["missing"])

    rows(catch_up(store.reader, [SUMS]))
    broken = replace(SUMS, version=2, handlers={"noted": fail})

    with pytest.raises(KeyError) as caught:
        catch_up(store.reader, [broken])

    assert caught.value.__notes__ == ["while reading noted at position 1"]
    assert len(rows(catch_up(store.reader, [SUMS]))) == 2


def test_a_row_for_a_table_of_another_view_is_refused(store: SQLiteStore) -> None:
    with pytest.raises(KeyError, match="sums"):
        catch_up(store.reader, [replace(PAIRS, handlers={"noted": amounts})])


def test_a_wrong_statement_is_not_taken_for_a_damaged_file(store: SQLiteStore) -> None:
    with pytest.raises(sqlite3.OperationalError, match="nonsense"):
        catch_up(store.reader, [replace(SUMS, tables=("CREATE TABLE sums (x) nonsense",))])


def test_a_table_must_bear_the_name_of_its_view() -> None:
    with pytest.raises(ValueError, match="others does not bear the name of sums"):
        View("sums", 1, ("CREATE TABLE others (x)",), {})


def test_a_table_that_is_gone_is_made_again(store: SQLiteStore) -> None:
    rows(catch_up(store.reader, [SUMS]))
    with closing(sqlite3.connect(views_beside(store.path))) as other:
        other.execute("DROP TABLE sums")

    assert len(rows(catch_up(store.reader, [SUMS]))) == 2


def spoil(path: Path) -> None:
    """Overwrite everything but the header, which has our mark."""
    make(path)
    path.write_bytes(path.read_bytes()[:100] + b"nonsense" * 999)


def cut(path: Path) -> None:
    """Lose all pages but the first."""
    make(path)
    path.write_bytes(path.read_bytes()[:4096])


def torn(path: Path) -> None:
    """Overwrite all pages but the first."""
    make(path)
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


def untracked(path: Path) -> None:
    """Keep the mark, and lose the positions."""
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        other.execute("CREATE TABLE sums (x)")


def make(path: Path) -> None:
    """Build views in a file, as they are after some use."""
    with SQLiteReader(path.with_name("minutebook.db")) as reader:
        rows(catch_up(reader, [SUMS, PAIRS], path))


DAMAGES = [spoil, cut, torn, untracked, Path.touch]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("bring_up", [catch_up, rebuild])
def test_a_file_of_ours_that_is_damaged_is_replaced_without_a_word(
    store: SQLiteStore, damage: Callable[[Path], None], bring_up: Callable[..., Views]
) -> None:
    path = views_beside(store.path)
    damage(path)

    assert len(rows(bring_up(store.reader, [SUMS], note=pytest.fail))) == 2
    assert len(rows(catch_up(store.reader, [SUMS], note=pytest.fail))) == 2
    with closing(sqlite3.connect(path)) as views:
        assert views.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert views.execute("SELECT count(*) FROM sums").fetchone() == (2,)


def a_letter(path: Path) -> None:
    """Put something there that is no database at all."""
    path.write_text("Dear Sir or Madam, " * 999)


def a_line(path: Path) -> None:
    """Put something there that is too short to be anything."""
    path.write_text("minv")


def another_database(path: Path, mode: str = "DELETE") -> None:
    """Put another program's database there."""
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("CREATE TABLE precious (x)")


def another_database_with_a_log(path: Path) -> None:
    """Put another program's database there, of which a part is still in its log."""
    elsewhere = path.with_name("elsewhere")
    another_database(elsewhere, "WAL")
    with closing(sqlite3.connect(elsewhere, isolation_level=None)) as other:
        other.execute("INSERT INTO precious VALUES (1)")
        shutil.copy(elsewhere, path)
        shutil.copy(f"{elsewhere}-wal", f"{path}-wal")


def an_empty_database(path: Path) -> None:
    """Put a database there that has a form, and no tables yet."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 7")


def a_damaged_database(path: Path) -> None:
    """Put another program's database there of which pages are lost: it may be mended yet."""
    another_database(path)
    path.write_bytes(path.read_bytes()[:4096])


def a_ledger(path: Path) -> None:
    """Put a store there, as one of this name may have been made once."""
    path.unlink(missing_ok=True)
    path.with_name("other.db").unlink(missing_ok=True)
    create(f"sqlite:///{path.with_name('other.db')}").rename(path)


THEIRS = [
    a_letter,
    a_line,
    another_database,
    another_database_with_a_log,
    an_empty_database,
    a_damaged_database,
    a_ledger,
    Path.mkdir,
]


def contents(folder: Path) -> dict[str, bytes | None]:
    """Read all files of a folder, but those that SQLite makes to share a store."""
    return {
        file.name: file.read_bytes() if file.is_file() else None
        for file in folder.iterdir()
        if not file.name.endswith("-shm")
    }


@pytest.mark.parametrize("put", THEIRS)
@pytest.mark.parametrize("bring_up", [catch_up, rebuild])
def test_a_file_that_is_not_ours_is_never_touched_and_that_is_said_once(
    store: SQLiteStore, put: Callable[[Path], None], bring_up: Callable[..., Views]
) -> None:
    path = views_beside(store.path)
    put(path)
    before = contents(path.parent)
    said: list[str] = []

    assert len(rows(bring_up(store.reader, [SUMS], note=said.append))) == 2
    assert len(rows(bring_up(store.reader, [SUMS]))) == 2

    assert contents(path.parent) == before
    assert len(said) == 1
    assert said[0].startswith(f"{path} is not a file of views that minutebook made: it was left")


def test_a_file_that_another_program_fills_at_the_same_moment_is_not_touched(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = views_beside(store.path)
    another_database(path)
    monkeypatch.setattr(views_file, "refuse_what_is_not_ours", lambda _: None)
    before = contents(path.parent)
    said: list[str] = []

    assert len(rows(catch_up(store.reader, [SUMS], note=said.append))) == 2

    assert contents(path.parent) == before
    assert len(said) == 1


def test_two_stores_never_share_a_file_of_views(tmp_path: Path) -> None:
    """Once the views of ``a.db`` were called ``a.views.db``, as another ledger may be."""
    books = {}
    for name in ("a", "a.db", "a.views.db", "a.db.views.db"):
        books[name] = create(f"sqlite:///{tmp_path}/{name}")
        with open_file(books[name], clock) as opened:
            add(opened, len(name))
    for _ in range(2):
        for name, path in books.items():
            with SQLiteReader(path) as reader:
                assert len(rows(catch_up(reader, [SUMS], note=pytest.fail))) == len(name)


def test_a_file_that_is_damaged_again_and_again_is_left_aside(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(views_beside(store.path))
    monkeypatch.setattr(views_file, "put_in_place", lambda *_: None)

    assert len(rows(catch_up(store.reader, [SUMS]))) == 2


def test_a_file_that_another_program_has_just_replaced_is_not_replaced_again(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = views_beside(store.path)
    spoil(path)
    once = [True]

    def late(handle: int) -> bool:
        if once:
            once.clear()
            path.unlink()
            views_file.discard_beside(path)
            make(path)
            monkeypatch.setattr(views_file, "put_in_place", lambda *_: pytest.fail("twice"))
            return True
        return held_by_another(handle)

    monkeypatch.setattr(keeping, "held_by_another", late)

    assert len(rows(catch_up(store.reader, [SUMS]))) == 2


def test_while_another_program_replaces_the_file_views_are_built_in_memory(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = views_beside(store.path)
    spoil(path)
    before = path.read_bytes()
    monkeypatch.setattr(keeping, "LOCK_TIMEOUT", 0.05)
    said: list[str] = []

    with alone_in(path.parent, 1):
        assert len(rows(catch_up(store.reader, [SUMS], note=said.append))) == 2
        assert said == []
        assert len(rows(rebuild(store.reader, [SUMS], note=said.append))) == 2

    assert path.read_bytes() == before
    (told,) = said
    assert told.startswith(f"{path} could not be renewed (another program is at it, and takes")


def test_rebuilding_does_not_hide_a_fault_of_a_view(store: SQLiteStore) -> None:
    with pytest.raises(sqlite3.OperationalError, match="nonsense"):
        rebuild(store.reader, [replace(SUMS, tables=("CREATE TABLE sums (x) nonsense",))])


def test_views_of_another_ledger_are_built_anew(store: SQLiteStore, tmp_path: Path) -> None:
    rows(catch_up(store.reader, [SUMS]))
    (tmp_path / "other").mkdir()
    other = create(f"sqlite:///{tmp_path}/other/minutebook.db")
    with open_file(other, clock) as second:
        add(second, 5)
        assert len(rows(catch_up(second.reader, [SUMS], views_beside(store.path)))) == 5


def test_no_views_are_made_of_a_ledger_that_was_cut_off(store: SQLiteStore) -> None:
    rows(catch_up(store.reader, [SUMS]))
    with tampering(store.path) as connection:
        connection.execute("DELETE FROM ledger WHERE position > 1")

    with pytest.raises(UnusableStore, match="does not hold what is remembered of it"):
        catch_up(store.reader, [SUMS])


def test_views_of_a_longer_ledger_are_built_anew(store: SQLiteStore) -> None:
    rows(catch_up(store.reader, [SUMS]))
    with tampering(store.path) as connection:
        connection.execute("DELETE FROM ledger WHERE position > 1")
    remembered_beside(store.path).unlink()  # as whoever puts an older copy there is told to do

    assert len(rows(catch_up(store.reader, [SUMS]))) == 1


def test_rebuilding_starts_from_nothing(store: SQLiteStore) -> None:
    rows(catch_up(store.reader, [SUMS]))
    with closing(sqlite3.connect(views_beside(store.path))) as other:
        other.execute("UPDATE sums SET amount = 'wrong'")
        other.commit()

    assert [row[2] for row in rows(rebuild(store.reader, [SUMS]))] == ["0.50", "1.50"]
    assert [row[2] for row in rows(catch_up(store.reader, [SUMS]))] == ["0.50", "1.50"]


@pytest.fixture
def shelf() -> Iterator[Path]:
    """Give the store of a folder that other users may enter, closed, with two facts."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        path = create(f"sqlite:///{name}/minutebook.db")
        with open_file(path, clock) as store:
            add(store, 2)
        yield path


def test_in_a_read_only_folder_views_are_built_in_memory(shelf: Path) -> None:
    with read_only(shelf.parent), SQLiteReader(shelf) as reader:
        assert len(rows(catch_up(reader, [SUMS], note=pytest.fail))) == 2
        said: list[str] = []
        assert len(rows(rebuild(reader, [SUMS], note=said.append))) == 2
        assert [text.split(" (")[0] for text in said] == [
            f"{views_beside(shelf)} could not be renewed"
        ]

    assert not views_beside(shelf).exists()


def test_in_a_read_only_folder_views_that_are_up_to_date_are_used(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SQLiteReader(shelf) as reader:
        rows(catch_up(reader, [SUMS]))

    with read_only(shelf.parent), SQLiteReader(shelf) as reader:
        monkeypatch.setattr(views_file, "in_memory", lambda: pytest.fail("built again"))
        assert len(rows(catch_up(reader, [SUMS]))) == 2


def test_in_a_read_only_folder_views_that_lag_are_built_in_memory(shelf: Path) -> None:
    with SQLiteReader(shelf) as reader:
        rows(catch_up(reader, [SUMS]))
    with open_file(shelf, clock) as store:
        add(store)

    with read_only(shelf.parent), SQLiteReader(shelf) as reader:
        assert len(rows(catch_up(reader, [SUMS]))) == 3
        assert len(rows(rebuild(reader, [SUMS]))) == 3


@pytest.mark.parametrize(
    "damage",
    [torn, spoil, lambda path: shutil.copy(path, f"{path}-wal")],
)
def test_in_a_read_only_folder_views_that_cannot_be_trusted_are_built_in_memory(
    shelf: Path, damage: object
) -> None:
    with SQLiteReader(shelf) as reader:
        rows(catch_up(reader, [SUMS]))
    assert callable(damage)
    damage(views_beside(shelf))

    with read_only(shelf.parent), SQLiteReader(shelf) as reader:
        assert len(rows(catch_up(reader, [SUMS]))) == 2


def test_views_that_may_not_be_read_are_built_in_memory(shelf: Path) -> None:
    with SQLiteReader(shelf) as reader:
        rows(catch_up(reader, [SUMS]))

    views_beside(shelf).chmod(0o000)
    superuser = os.geteuid() == 0
    if superuser:  # who may read everything, whatever the modes say
        os.seteuid(NOBODY)
    try:
        with SQLiteReader(shelf) as reader:
            assert len(rows(catch_up(reader, [SUMS], note=pytest.fail))) == 2
    finally:
        if superuser:
            os.seteuid(0)


def test_when_another_program_builds_for_too_long_views_are_built_in_memory(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(catch_up(store.reader, [SUMS]))
    add(store)
    monkeypatch.setattr(views_file, "LOCK_TIMEOUT", 0.05)
    with closing(sqlite3.connect(views_beside(store.path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(rows(catch_up(store.reader, [SUMS]))) == 3


def test_views_stand_beside_the_store_under_its_whole_name() -> None:
    assert views_beside(Path("books/minutebook.db")) == Path("books/minutebook.db.views")
    assert views_beside(Path("books/ours")) == Path("books/ours.views")


PROGRAM = """
import sys
from pathlib import Path
from engine.store.sqlite.reader import SQLiteReader
from projections.runner import catch_up
from tests.projections.counting import COUNTED

for _ in range(20):
    with SQLiteReader(Path(sys.argv[1])) as reader:
        last = reader.last_position()
        views = catch_up(reader, [COUNTED])
        (count,) = views.execute("SELECT count(*) FROM counted").fetchone()
        views.close()
        assert count >= last, (count, last)
"""


def test_several_programs_at_once_count_everything_once(store: SQLiteStore) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, os.fspath(store.path)]) for _ in range(3)
    ]
    while any(program.poll() is None for program in running):
        add(store, 50)
    assert [program.wait(60) for program in running] == [0, 0, 0]

    found = rows(catch_up(store.reader, [COUNTED]), "counted")
    assert found == [(n,) for n in range(1, store.reader.last_position() + 1)]


FINDER = """
import sys
import time
from pathlib import Path
from engine.store.sqlite.reader import SQLiteReader
from projections import views_file
from projections.runner import catch_up
from tests.projections.counting import COUNTED

put_in_place = views_file.put_in_place

def slowly(new, path):
    print("replaced", end=" ")
    time.sleep(0.5)
    put_in_place(new, path)

views_file.put_in_place = slowly
print("ready", flush=True)
sys.stdin.readline()
with SQLiteReader(Path(sys.argv[1])) as reader:
    views = catch_up(reader, [COUNTED], note=print)
    print(*views.execute("SELECT count(*) FROM counted").fetchone())
"""


def test_of_several_programs_that_find_a_damaged_file_one_replaces_it(store: SQLiteStore) -> None:
    torn(views_beside(store.path))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", FINDER, os.fspath(store.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for program in running:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in running:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()

    ends = sorted(program.communicate(timeout=60)[0] for program in running)

    assert ends == ["3\n", "3\n", "replaced 3\n"]
    assert len(rows(catch_up(store.reader, [COUNTED]), "counted")) == 3


def test_keeping_views_imports_nothing_slow() -> None:
    code = (
        "import sys, projections.runner\n"
        "print(sorted({'eventsourcing', 'pydantic', 'domain', 'networkx', 'yaml'} & "
        "{name.partition('.')[0] for name in sys.modules}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    assert told.strip() == "[]"
