"""Copies, backups and restorations between files and databases, in every direction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.store.errors import Differs, UnusableStore
from engine.store.factory import open_store
from engine.store.opening import create, open_reader, place_of
from engine.store.postgresql.draft import drafting
from engine.store.postgresql.schema import in_schema
from engine.store.transfer import copying
from engine.store.transfer.backup import back_up
from engine.store.transfer.copying import copy
from engine.store.transfer.restore import Allowed, restore
from engine.store.url import shared_address
from engine.store.verify import verify_store
from tests.engine.store.samples import noted
from tests.engine.store.transfer.conftest import add, entries
from tests.postgres import Server

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
REPLACE, LOSE = Allowed(replace=True), Allowed(replace=True, lose=True)
Namer = Callable[[str], str]


@pytest.fixture
def named(tmp_path: Path, postgres_url: Callable[[], str]) -> Namer:
    """Name a store of a kind, a new one with every call."""

    def name(kind: str) -> str:
        if kind == "postgresql":
            return postgres_url()
        return f"sqlite:///{tmp_path}/{len(list(tmp_path.iterdir()))}.db"

    return name


@pytest.fixture
def shared(postgres_url: Callable[[], str]) -> str:
    """Make a shared book of five facts."""
    url = postgres_url()
    create(url)
    add(url, 5)
    return url


def holds(url: str) -> bool:
    with open_reader(url) as reader:
        found = verify_store(reader)
        return found.holds and found.remembered == found.head and not found.unprotected


kinds = pytest.mark.parametrize("source_kind", ["sqlite", "postgresql"])
other_kinds = pytest.mark.parametrize("target_kind", ["sqlite", "postgresql"])


@kinds
@other_kinds
def test_a_book_is_copied_in_every_direction(
    named: Namer, source_kind: str, target_kind: str
) -> None:
    source = named(source_kind)
    create(source)
    add(source, 5)
    target = named(target_kind)

    assert copy(source, target).entries == 5
    add(source, 2, after=5)
    assert copy(source, target).entries == 2

    assert entries(target) == entries(source)
    assert holds(target)
    add(target, 1, after=30)
    assert holds(target)
    with pytest.raises(Differs, match="goes further"):
        copy(source, target)


@kinds
@other_kinds
def test_a_copy_that_is_stopped_is_gone_on_with(
    named: Namer, source_kind: str, target_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PIECE", 3)
    source, target = named(source_kind), ""
    create(source)
    add(source, 8)
    target = named(target_kind)

    @contextmanager
    def stopping(_length: int, _label: str) -> Iterator[Callable[[int], None]]:
        def told(position: int) -> None:
            if position == 6:
                raise KeyboardInterrupt

        yield told

    with pytest.raises(KeyboardInterrupt):
        copy(source, target, watch=stopping)
    assert len(entries(target)) == 6
    assert copy(source, target).entries == 2
    assert entries(target) == entries(source)


@kinds
@other_kinds
def test_a_backup_is_restored_into_either_kind(
    named: Namer, tmp_path: Path, source_kind: str, target_kind: str
) -> None:
    source = named(source_kind)
    create(source)
    add(source, 5)
    back_up(source, tmp_path / "backup")
    target = named(target_kind)

    assert restore(tmp_path / "backup", target, moment=NOON).kept is None

    assert entries(target) == entries(source)
    assert holds(target)


def test_a_shared_book_is_not_copied_into_itself(shared: str) -> None:
    with pytest.raises(UnusableStore, match="cannot be copied into itself"):
        copy(shared, shared + "&application_name=other")


def test_a_shared_book_is_replaced_and_kept(shared: str, tmp_path: Path, postgres: Server) -> None:
    back_up(shared, tmp_path / "backup")
    add(shared, 3, after=5)
    before = entries(shared)

    with pytest.raises(UnusableStore, match="is there already: nothing was changed"):
        restore(tmp_path / "backup", shared, moment=NOON)
    with pytest.raises(Differs, match=r"positions 6 to 8 of .* \(3 facts\); it ends at 5: nothing"):
        restore(tmp_path / "backup", shared, moment=NOON, allowed=REPLACE)
    assert entries(shared) == before
    done = restore(tmp_path / "backup", shared, moment=NOON, allowed=LOSE)

    assert len(entries(shared)) == 5
    schema = shared_address(shared).schema
    kept = postgres.url(f"{schema}_20261122t120000z")
    assert done.kept is not None
    assert done.kept.endswith(f"schema={schema}_20261122t120000z")
    assert entries(kept) == before
    for url, facts in ((shared, 6), (kept, 9)):
        assert holds(url)
        add(url, 1, after=40)
        assert holds(url)
        assert len(entries(url)) == facts
    with postgres.connect() as connection:
        drafts = "SELECT 1 FROM pg_namespace WHERE nspname LIKE '%.part'"
        assert connection.execute(drafts).fetchall() == []


def test_who_may_use_a_shared_book_may_use_the_restored_one(
    shared: str, tmp_path: Path, postgres: Server
) -> None:
    schema = shared_address(shared).schema
    postgres.execute(f"CREATE ROLE clerk_of_{schema} LOGIN")
    postgres.execute(f"GRANT USAGE ON SCHEMA {schema} TO clerk_of_{schema}")
    postgres.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO clerk_of_{schema}")
    postgres.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO clerk_of_{schema}")
    back_up(shared, tmp_path / "backup")
    restore(tmp_path / "backup", shared, moment=NOON, allowed=REPLACE)

    with open_store(postgres.url(schema, user=f"clerk_of_{schema}")) as store:
        store.events.record([noted("project:new")])
    assert len(entries(shared)) == 6


def test_what_is_recorded_while_a_shared_book_is_restored_is_not_lost(
    shared: str, tmp_path: Path
) -> None:
    back_up(shared, tmp_path / "backup")

    @contextmanager
    def recording(_length: int, label: str) -> Iterator[Callable[[int], None]]:
        if label == "Copying":
            add(shared, 1, after=20)
        yield lambda _: None

    with pytest.raises(UnusableStore, match=r"somebody recorded in .* meanwhile: nothing was chan"):
        restore(tmp_path / "backup", shared, moment=NOON, allowed=LOSE, watch=recording)
    assert len(entries(shared)) == 6
    assert holds(shared)


@pytest.mark.parametrize("more", [0, 2])
def test_who_waits_while_a_shared_book_is_replaced_loses_nothing_silently(
    shared: str, tmp_path: Path, postgres: Server, more: int
) -> None:
    """The writer waits for the row that the restoration holds, and is told to come again."""
    longer = postgres.url()
    copy(shared, longer)
    add(longer, more, after=50)
    back_up(longer, tmp_path / "backup")
    address = shared_address(shared)
    schema = address.schema
    found = place_of(shared).standing()
    outcome: list[object] = []

    def write() -> None:
        try:
            with open_store(shared) as store:
                ready.set()
                go.wait(10)
                outcome.append(store.events.record([noted("project:late")]))
        except UnusableStore as error:
            outcome.append(error)

    ready, go = threading.Event(), threading.Event()
    writer = threading.Thread(target=write)
    writer.start()
    ready.wait(10)
    with drafting(address) as draft, open_reader(f"sqlite:///{tmp_path}/backup") as backup:
        with draft.open() as store:
            copying.copy_ledger(backup, store, "the draft")
        connection = draft._connection  # noqa: SLF001 - to stop in the middle of the exchange
        with connection.transaction():
            connection.execute(in_schema("SELECT 1 FROM @schema.ledger_head FOR UPDATE", schema))
            go.set()
            _wait_for_a_waiting_writer(postgres)
            draft.take_place(found, None, NOON)
    writer.join(20)

    kept = postgres.url(f"{schema}_20261122t120000z")
    assert len(entries(kept)) == 5
    assert holds(kept)
    assert holds(shared)
    assert "was replaced meanwhile; nothing was recorded: run the same command" in str(outcome[0])
    assert [entry.originator_id for entry in entries(shared)][5 + more :] == []


def _wait_for_a_waiting_writer(postgres: Server) -> None:
    with postgres.connect() as connection:
        for _ in range(500):
            waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            if connection.execute(waiting).fetchall():
                return
            connection.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("nobody waits")


def test_an_interrupted_restoration_into_a_database_is_gone_on_with(
    shared: str, tmp_path: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PIECE", 3)
    add(shared, 3, after=5)
    back_up(shared, tmp_path / "backup")
    target = postgres.url()
    seen: list[int] = []

    @contextmanager
    def stopping(_length: int, label: str) -> Iterator[Callable[[int], None]]:
        def told(position: int) -> None:
            seen.append(position)
            if seen == [3]:
                raise KeyboardInterrupt

        yield told if label == "Copying" else lambda _: None

    with pytest.raises(KeyboardInterrupt):
        restore(tmp_path / "backup", target, moment=NOON, watch=stopping)
    assert not place_of(target).occupied()
    restore(tmp_path / "backup", target, moment=NOON, watch=stopping)
    assert seen == [3, 6, 8]
    assert holds(target)


def test_two_programs_do_not_restore_one_shared_book(shared: str, tmp_path: Path) -> None:
    back_up(shared, tmp_path / "backup")
    with (
        drafting(shared_address(shared)),
        pytest.raises(UnusableStore, match="another program is making"),
    ):
        restore(tmp_path / "backup", shared, moment=NOON, allowed=REPLACE)


def test_a_schema_with_something_else_in_it_is_left_alone(
    shared: str, tmp_path: Path, postgres: Server
) -> None:
    back_up(shared, tmp_path / "backup")
    target = postgres.url()
    schema = shared_address(target).schema
    postgres.execute(f"CREATE SCHEMA {schema} CREATE TABLE other (a int)")
    with pytest.raises(UnusableStore, match="holds something else"):
        restore(tmp_path / "backup", target, moment=NOON, allowed=LOSE)


def test_an_empty_schema_becomes_the_restored_book(
    shared: str, tmp_path: Path, postgres: Server
) -> None:
    back_up(shared, tmp_path / "backup")
    target = postgres.url()
    postgres.execute(f"CREATE SCHEMA {shared_address(target).schema}")
    restore(tmp_path / "backup", target, moment=NOON)
    assert holds(target)


def rights(postgres: Server, schema: str) -> list[tuple[object, ...]]:
    """Return the owner and the rights of a schema, and of all that is in it."""
    with postgres.connect() as connection:
        return connection.execute(
            "SELECT nspname::text, nspowner::regrole::text, "
            "ARRAY(SELECT unnest(nspacl)::text ORDER BY 1) FROM pg_namespace WHERE nspname = %(s)s "
            "UNION ALL SELECT relname, relowner::regrole::text, "
            "ARRAY(SELECT unnest(relacl)::text ORDER BY 1) FROM pg_class "
            "WHERE relnamespace = %(s)s::regnamespace AND relkind = 'r' "
            "UNION ALL SELECT proname, proowner::regrole::text, "
            "ARRAY(SELECT unnest(proacl)::text ORDER BY 1) FROM pg_proc "
            "WHERE pronamespace = %(s)s::regnamespace ORDER BY 1",
            {"s": schema},
        ).fetchall()


def test_a_book_that_a_superuser_restores_stays_its_owners_and_its_clerks(
    tmp_path: Path, postgres: Server
) -> None:
    schema = shared_address(postgres.url()).schema
    owner, clerk = f"owner_{schema}", f"clerk_{schema}"
    for role in (owner, clerk):
        postgres.execute(f"CREATE ROLE {role} LOGIN")
    postgres.execute(f"GRANT CREATE ON DATABASE postgres TO {owner}")
    own = postgres.url(schema, user=owner)
    create(own)
    add(own, 5)
    with postgres.connect(owner) as connection:
        for right in (
            f"USAGE ON SCHEMA {schema}",
            f"SELECT ON ALL TABLES IN SCHEMA {schema}",
            f"EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema}",
        ):
            connection.execute(f"GRANT {right} TO {clerk}".encode())
    before = rights(postgres, schema)
    back_up(own, tmp_path / "backup")

    restore(tmp_path / "backup", postgres.url(schema), moment=NOON, allowed=REPLACE)

    assert rights(postgres, schema) == before
    for number, user in enumerate((owner, clerk)):
        url = postgres.url(schema, user=user)
        with open_store(url) as store:
            store.events.record([noted(f"project:of-{user}")])
        assert holds(url)
        assert len(entries(url)) == 6 + number
    restore(tmp_path / "backup", own, moment=NOON.replace(hour=13), allowed=LOSE)
    assert rights(postgres, schema) == before


@pytest.mark.parametrize("restorer", ["postgres", "owner"])
def test_a_prepared_schema_keeps_its_owner_and_its_rights(
    shared: str, tmp_path: Path, postgres: Server, restorer: str
) -> None:
    back_up(shared, tmp_path / "backup")
    schema = shared_address(postgres.url()).schema
    owner = f"owner_{schema}"
    for statement in (
        f"CREATE ROLE {owner} LOGIN",
        f"CREATE SCHEMA {schema} AUTHORIZATION {owner}",
        f"GRANT USAGE ON SCHEMA {schema} TO PUBLIC",
    ):
        postgres.execute(statement)
    before = rights(postgres, schema)

    url = postgres.url(schema, user=owner if restorer == "owner" else restorer)
    restore(tmp_path / "backup", url, moment=NOON)

    after = rights(postgres, schema)
    assert [row for row in after if row[0] == schema] == before
    assert {row[1] for row in after} == {owner}
    own = postgres.url(schema, user=owner)
    assert holds(own)
    with open_store(own) as store:
        assert store.events.record([noted("project:new")]) == [6]


def test_a_book_in_the_making_in_a_prepared_schema_is_none_until_it_is_whole(
    shared: str, tmp_path: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PIECE", 3)
    back_up(shared, tmp_path / "backup")
    target = postgres.url()
    postgres.execute(f"CREATE SCHEMA {shared_address(target).schema}")
    seen: list[int] = []

    @contextmanager
    def stopping(_length: int, label: str) -> Iterator[Callable[[int], None]]:
        def told(position: int) -> None:
            seen.append(position)
            if seen == [3]:
                raise KeyboardInterrupt

        yield told if label == "Copying" else lambda _: None

    with pytest.raises(KeyboardInterrupt):
        restore(tmp_path / "backup", target, moment=NOON, watch=stopping)
    assert not place_of(target).occupied()
    for opening in (create, open_reader, open_store):
        with pytest.raises(UnusableStore, match="is being restored just now, or restoring it was"):
            opening(target)
    restore(tmp_path / "backup", target, moment=NOON, watch=stopping)
    assert seen == [3, 5]
    assert holds(target)


def test_a_restoration_that_fails_leaves_a_prepared_schema_empty(
    shared: str, tmp_path: Path, postgres: Server
) -> None:
    back_up(shared, tmp_path / "backup")
    target = postgres.url()
    schema = shared_address(target).schema
    postgres.execute(f"CREATE SCHEMA {schema}")

    @contextmanager
    def failing(_length: int, label: str) -> Iterator[Callable[[int], None]]:
        if label == "Reading it again":
            raise UnusableStore("the disk is gone")
        yield lambda _: None

    with pytest.raises(UnusableStore, match="the disk is gone"):
        restore(tmp_path / "backup", target, moment=NOON, watch=failing)
    assert len(rights(postgres, schema)) == 1
    create(target)


def test_the_name_for_the_old_book_must_be_free(
    shared: str, tmp_path: Path, postgres: Server
) -> None:
    back_up(shared, tmp_path / "backup")
    postgres.execute(f"CREATE SCHEMA {shared_address(shared).schema}_20261122t120000z")
    with pytest.raises(UnusableStore, match="is there already, which was to keep"):
        restore(tmp_path / "backup", shared, moment=NOON, allowed=REPLACE)
    assert holds(shared)


def test_who_does_not_own_the_book_or_may_not_create_schemas_restores_nothing(
    shared: str, tmp_path: Path, postgres: Server
) -> None:
    schema = shared_address(shared).schema
    postgres.execute(f"CREATE ROLE guest_of_{schema} LOGIN")
    postgres.execute(f"GRANT USAGE ON SCHEMA {schema} TO guest_of_{schema}")
    postgres.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO guest_of_{schema}")
    back_up(shared, tmp_path / "backup")
    url = postgres.url(schema, user=f"guest_of_{schema}")
    with pytest.raises(UnusableStore, match=f"by you: you must own the schema {schema}; nothing"):
        restore(tmp_path / "backup", url, moment=NOON, allowed=REPLACE)

    postgres.execute(f"ALTER SCHEMA {schema} OWNER TO guest_of_{schema}")
    with pytest.raises(UnusableStore, match="ask the owner of the database"):
        restore(tmp_path / "backup", url, moment=NOON, allowed=REPLACE)


def test_a_shared_book_that_may_not_be_read_is_not_taken_for_a_damaged_one(
    shared: str, postgres: Server
) -> None:
    schema = shared_address(shared).schema
    guest = f"reader_of_{schema}"
    postgres.execute(f"CREATE ROLE {guest} LOGIN")
    postgres.execute(f"GRANT USAGE ON SCHEMA {schema} TO {guest}")
    for table in ("ledger_format", "ledger_head"):
        postgres.execute(f"GRANT SELECT ON {schema}.{table} TO {guest}")

    with pytest.raises(UnusableStore, match="refuses you what you asked for"):
        place_of(postgres.url(schema, user=guest)).standing()


def test_a_shared_book_whose_ledger_is_gone_is_a_damaged_one(shared: str, postgres: Server) -> None:
    schema = shared_address(shared).schema
    postgres.execute(f"ALTER TABLE {schema}.ledger RENAME TO elsewhere")

    standing = place_of(shared).standing()

    assert standing.head is None
    assert standing.problem is not None


def test_a_shared_store_tells_what_it_is_made_of(shared: str) -> None:
    details = place_of(shared).details()
    assert (details.kind, details.format) == ("PostgreSQL", 1)
    assert details.schema == shared_address(shared).schema
    assert details.size > 0
    assert details.software.startswith("PostgreSQL ")


def test_a_server_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = f"postgresql://nobody@/none?host={tmp_path}"
    for act in (lambda: place_of(gone).occupied(), lambda: place_of(gone).details()):
        with pytest.raises(UnusableStore, match="cannot be reached"):
            act()
