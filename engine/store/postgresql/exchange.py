"""Lets one book take the name of another, in one transaction.

Functions name the tables of their schema, so a book that gets another name gets them anew. The
rights of the old book, and its owner, pass to the new one.
"""

from __future__ import annotations

from engine.store.errors import UnusableStore
from engine.store.place import Standing
from engine.store.postgresql.connection import Connection
from engine.store.postgresql.create import mark
from engine.store.postgresql.functions import FUNCTIONS
from engine.store.postgresql.schema import FORMAT, TABLES, in_schema
from engine.store.reader import EMPTY, Head
from engine.store.url import SharedAddress

_HEAD = "SELECT position, hash FROM @schema.ledger ORDER BY position DESC LIMIT 1"
_THERE = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s"
_OWNER = (
    "SELECT pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(nspowner)) "
    "FROM pg_catalog.pg_namespace WHERE nspname = %s"
)
_HEIR = _OWNER + " AND pg_catalog.pg_has_role(nspowner, 'MEMBER')"
_RIGHTS = """
WITH book AS (SELECT oid, nspname, nspacl FROM pg_catalog.pg_namespace WHERE nspname = %(schema)s),
held AS (
    SELECT 'SCHEMA' AS kind, '' AS name, nspacl AS acl FROM book
    UNION ALL
    SELECT 'TABLE', c.relname::text, c.relacl FROM pg_catalog.pg_class c
    JOIN book ON c.relnamespace = book.oid WHERE c.relkind = 'r' AND c.relname = ANY(%(tables)s)
    UNION ALL
    SELECT 'FUNCTION', p.proname::text, p.proacl FROM pg_catalog.pg_proc p
    JOIN book ON p.pronamespace = book.oid WHERE p.proname = ANY(%(functions)s))
SELECT kind, name, privilege_type,
    CASE grantee WHEN 0 THEN 'PUBLIC'
        ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantee)) END,
    is_grantable
FROM held, pg_catalog.aclexplode(acl)
"""


def exchange(
    connection: Connection, target: SharedAddress, found: Standing, *, draft: str, kept: str
) -> None:
    """Let a draft take the name of a book, which takes another; in a transaction of the caller.

    Args:
        connection: may do all of this.
        target: the book that is replaced.
        found: what stood there when it was decided that it may be replaced.
        draft: the schema of the draft.
        kept: the name that the old book gets.

    Raises:
        UnusableStore: somebody recorded in the old book since, or the name is taken.
        psycopg.Error: the server refuses it.
    """
    schema = target.schema
    if found.vacant:
        if connection.execute(_THERE, (schema,)).fetchone() is not None:
            raise UnusableStore(
                f"somebody made the schema {schema} meanwhile: nothing was changed. Try again"
            )
        _rename(connection, draft, schema)
        return
    _close(connection, target, found)
    if connection.execute(_THERE, (kept,)).fetchone() is not None:
        raise UnusableStore(
            f"the schema {kept} is there already, which was to keep {target.name}: nothing was "
            "changed. Try again in a moment"
        )
    owner = connection.execute(_OWNER, (schema,)).fetchone()
    rights = _rights(connection, schema)
    _rename(connection, schema, kept)
    _rename(connection, draft, schema)
    heir = owner[0] if owner else "CURRENT_USER"
    given = f'ALTER SCHEMA "{schema}" OWNER TO {heir}'
    for statement in [given, *_owned(heir), *rights]:
        connection.execute(in_schema(statement, schema))


def settle(connection: Connection, schema: str) -> None:
    """Make a draft the book of the schema that was prepared for it; see `exchange`.

    It belongs to whom the schema belongs, as long as we may give it away.
    """
    owner = connection.execute(_HEIR, (schema,)).fetchone()
    if owner is not None:
        for statement in _owned(owner[0]):
            connection.execute(in_schema(statement, schema))
    mark(connection, schema, FORMAT)


def _close(connection: Connection, target: SharedAddress, found: Standing) -> None:
    """Wait until nobody records in the old book, and let who waits to do so find it closed.

    Writers wait for the row that remembers the end of the ledger. The same row put there anew is
    another one to them: theirs is gone, so they are refused, and record in neither book.
    """
    schema = target.schema
    row = connection.execute(
        in_schema("SELECT * FROM @schema.ledger_head FOR UPDATE", schema)
    ).fetchone()
    if found.problem is None:
        last = connection.execute(in_schema(_HEAD, schema)).fetchone()
        if (Head(*last) if last else EMPTY) != found.head:
            raise UnusableStore(
                f"somebody recorded in {target.name} meanwhile: nothing was changed. Try again"
            )
    if row is None:  # it was damaged, and nobody can record in it
        return
    for statement, values in (
        ("ALTER TABLE @schema.ledger_head DISABLE TRIGGER ledger_head_is_never_lost", ()),
        ("DELETE FROM @schema.ledger_head", ()),
        ("INSERT INTO @schema.ledger_head VALUES (%s, %s, %s, %s)", row),
        ("ALTER TABLE @schema.ledger_head ENABLE TRIGGER ledger_head_is_never_lost", ()),
    ):
        connection.execute(in_schema(statement, schema), values)


def _rename(connection: Connection, old: str, new: str) -> None:
    connection.execute(f'ALTER SCHEMA "{old}" RENAME TO "{new}"'.encode())
    for name, function in FUNCTIONS.items():
        connection.execute(
            in_schema(
                f"CREATE OR REPLACE FUNCTION @schema.{name}{function.signature} {function.manner} "
                f"AS $body${function.body}$body$",
                new,
            )
        )


def _rights(connection: Connection, schema: str) -> list[str]:
    """Return what gives a book the rights that were given on another."""
    values = {"schema": schema, "tables": list(TABLES), "functions": list(FUNCTIONS)}
    statements = []
    for kind, name, right, role, grantable in connection.execute(_RIGHTS, values).fetchall():
        on = f'SCHEMA "{schema}"' if kind == "SCHEMA" else f"{kind} @schema.{name}"
        option = " WITH GRANT OPTION" if grantable else ""
        statements.append(f"GRANT {right} ON {on} TO {role}{option}")
    return statements


def _owned(owner: str) -> list[str]:
    """Return what gives a book to an owner, in whose name its functions work."""
    things = [f"TABLE @schema.{name}" for name in TABLES]
    things += [f"FUNCTION @schema.{name}" for name in FUNCTIONS]
    return [f"ALTER {thing} OWNER TO {owner}" for thing in things]
