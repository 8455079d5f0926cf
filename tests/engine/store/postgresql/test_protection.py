"""A shared ledger refuses changes, and it is found when it no longer does."""

from __future__ import annotations

import psycopg
import pytest

from engine.store.opening import open_reader
from engine.store.postgresql.functions import FUNCTIONS
from engine.store.postgresql.schema import TRIGGERS, in_schema
from engine.store.url import shared_address
from tests.engine.store.postgresql.conftest import tampering

INTRUDER = "SELECT 11, 'x', 1, topic, state, recorded_at, hash FROM ledger WHERE position = 1"


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE ledger SET topic = 'x'", "never changed"),
        ("UPDATE ledger SET topic = 'x' WHERE false", "never changed"),
        ("DELETE FROM ledger", "nothing is ever deleted"),
        ("TRUNCATE ledger", "nothing is ever deleted"),
        ("TRUNCATE ledger CASCADE", "nothing is ever deleted"),
        (f"INSERT INTO ledger {INTRUDER}", "recorded with minutebook alone"),
        (
            f"INSERT INTO ledger {INTRUDER} ON CONFLICT (position) DO UPDATE SET topic = 'x'",
            "minutebook alone|never changed",
        ),
        (
            (
                "MERGE INTO ledger USING ledger_head h ON ledger.position = h.position "
                "WHEN MATCHED THEN DELETE"
            ),
            "nothing is ever deleted",
        ),
        ("UPDATE ledger_head SET position = 3", "only advances"),
        ("UPDATE ledger_head SET position = 99", "only advances"),
        ("UPDATE ledger_head SET hash = sha256('')", "only advances"),
        ("DELETE FROM ledger_head", "never forgotten"),
        ("TRUNCATE ledger_head", "never forgotten"),
        ("INSERT INTO ledger_head VALUES (true, 99, sha256(''), '')", "never forgotten"),
    ],
)
def test_even_its_owner_is_refused(book: str, statement: str, reason: str) -> None:
    address = shared_address(book)
    with open_reader(book) as reader:
        before = list(reader.stream())
        with psycopg.connect(address.conninfo, autocommit=True) as owner:
            owner.execute(f"SET search_path = {address.schema}".encode())
            with pytest.raises(psycopg.errors.RestrictViolation, match=reason):
                owner.execute(statement.encode())

        assert list(reader.stream()) == before
        assert reader.remembered().head == reader.head()


def test_a_copy_into_the_table_is_refused(book: str) -> None:
    address = shared_address(book)
    with psycopg.connect(address.conninfo, autocommit=True) as owner, owner.cursor() as cursor:
        copying = cursor.copy(f"COPY {address.schema}.ledger FROM STDIN".encode())
        with pytest.raises(psycopg.errors.RestrictViolation), copying as copy:
            copy.write_row((11, "x", 1, "t", b"{}", "", b"0" * 32))


def unprotected(url: str) -> tuple[str, ...]:
    """Return what the reader says of the protection of a book."""
    with open_reader(url) as reader:
        return reader.unprotected()


def test_a_book_as_it_was_created_is_protected(book: str) -> None:
    assert unprotected(book) == ()


def test_what_is_not_part_of_the_ledger_does_not_unprotect_it(book: str) -> None:
    with tampering(book) as owner:
        owner.execute("CREATE INDEX by_topic ON ledger (topic)")
        owner.execute("CREATE TABLE notes (x integer)")

    assert unprotected(book) == ()


REMOVALS = {
    "ALTER TABLE ledger DISABLE TRIGGER ALL": [
        f"the trigger {name} is switched off" for name in TRIGGERS if "head" not in name
    ],
    "DROP TRIGGER ledger_is_never_changed ON ledger": [
        "the trigger ledger_is_never_changed is missing"
    ],
    "CREATE OR REPLACE TRIGGER ledger_is_never_shortened BEFORE DELETE ON ledger "
    "EXECUTE FUNCTION refuse('no')": ["the trigger ledger_is_never_shortened is changed"],
    "ALTER TABLE ledger_head DISABLE TRIGGER ledger_head_only_advances": [
        "the trigger ledger_head_only_advances is switched off"
    ],
    "CREATE TRIGGER swallow BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION refuse('no')": [
        "the trigger swallow was added"
    ],
    "CREATE RULE swallow AS ON INSERT TO ledger DO INSTEAD NOTHING": ["the rule swallow was added"],
    "CREATE POLICY hide ON ledger USING (position > 3)": ["the policy hide was added"],
    "ALTER TABLE ledger ENABLE ROW LEVEL SECURITY": ["the table ledger is changed"],
    "ALTER TABLE ledger SET UNLOGGED": ["the table ledger is changed"],
    "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql "
    "AS 'BEGIN RETURN NEW; END'": ["the function refuse is changed"],
    "ALTER FUNCTION append SECURITY INVOKER": ["the function append is changed"],
    "ALTER FUNCTION refuse() SET minutebook.appending = 'yes'": ["the function refuse is changed"],
    "ALTER FUNCTION append STABLE": ["the function append is changed"],
    "CREATE ROLE stranger_to_functions; ALTER FUNCTION append OWNER TO stranger_to_functions": [
        "the function append is changed"
    ],
    "CREATE ROLE stranger_to_tables; ALTER TABLE ledger_head OWNER TO stranger_to_tables": [
        "the table ledger_head is changed"
    ],
    "CREATE FUNCTION append(x bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 2'": [
        "the function append(x bigint) was added"
    ],
    "CREATE FUNCTION two() RETURNS integer LANGUAGE sql AS 'SELECT 2'": [
        "the function two() was added"
    ],
    "DROP FUNCTION copy_entries": ["the function copy_entries is missing"],
    "ALTER TABLE ledger DROP CONSTRAINT ledger_hash_is_sha256": [
        "the constraint ledger_hash_is_sha256 is missing"
    ],
}


def test_a_function_of_the_same_name_with_our_own_text_does_not_hide_a_changed_one(
    book: str,
) -> None:
    """Whichever of two was found last stood for both."""
    schema = shared_address(book).schema
    ours = FUNCTIONS["append"]
    body = in_schema(ours.body, schema).decode()
    changed = body.replace("@schema", schema).replace(
        "BEGIN\n", "BEGIN\n    states := states;\n", 1
    )
    with tampering(book) as owner:
        owner.execute("SET check_function_bodies = off")
        for signature, text in (
            (ours.signature, changed),
            ("(x bigint, OUT at bigint, OUT digest bytea)", body),
        ):
            statement = (
                f"CREATE OR REPLACE FUNCTION append{signature} {ours.manner} AS $b${text}$b$"
            )
            owner.execute(statement.encode())

    assert sorted(unprotected(book)) == [
        "the function append is changed",
        "the function append(x bigint, OUT at bigint, OUT digest bytea) was added",
    ]


@pytest.mark.parametrize("statement", REMOVALS)
def test_what_no_longer_refuses_changes_is_named(book: str, statement: str) -> None:
    with tampering(book) as owner:
        owner.execute(statement.encode())

    assert sorted(unprotected(book)) == sorted(REMOVALS[statement])
