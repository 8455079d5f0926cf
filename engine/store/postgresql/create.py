"""Creates an empty book in a schema of its own, and never touches what is there already."""

from __future__ import annotations

from contextlib import closing

import psycopg

from engine.store.errors import UnusableStore
from engine.store.postgresql.connection import Connection, knock, recognise
from engine.store.postgresql.schema import IN_THE_MAKING, in_schema, statements
from engine.store.postgresql.words import unusable
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import SharedAddress

_ANYTHING = """
SELECT 1 FROM pg_catalog.pg_namespace n WHERE n.nspname = %s AND (
    EXISTS (SELECT 1 FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid)
    OR EXISTS (SELECT 1 FROM pg_catalog.pg_proc p WHERE p.pronamespace = n.oid))
"""


def create(address: SharedAddress) -> None:
    """Create an empty book; all of it or nothing.

    The schema is made, unless somebody with more rights made it already and left it empty.

    Raises:
        UnusableStore: a book, or something else, is there already; or you may not create one.
    """
    with closing(knock(address, timeout=LOCK_TIMEOUT)) as connection:
        _refuse_other_encodings(connection, address)
        try:
            known = _is_there(connection, address)
            with connection.transaction():
                if not known:
                    connection.execute(f'CREATE SCHEMA "{address.schema}"'.encode())
                for statement in statements():
                    connection.execute(in_schema(statement, address.schema))
                if address.in_the_making:
                    mark(connection, address.schema, IN_THE_MAKING)
        except psycopg.errors.InsufficientPrivilege as error:
            raise UnusableStore(
                f"{address.name} cannot be created by you: ask the owner of the database for the "
                "right to create schemas in it, or for an empty schema of your own"
            ) from error
        except (psycopg.errors.UniqueViolation, psycopg.errors.DuplicateTable) as error:
            raise _there_already(address) from error  # somebody else was a moment faster
        except psycopg.Error as error:
            raise unusable(address.name, error) from error


def mark(connection: Connection, schema: str, form: int) -> None:
    """Say what stands in a schema: a book of a form, or one in the making."""
    connection.execute(in_schema("UPDATE @schema.ledger_format SET format = %s", schema), (form,))


def _refuse_other_encodings(connection: Connection, address: SharedAddress) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise UnusableStore(
            f"{address.name} is in a database with the encoding {encoding}, which cannot hold "
            "every name: create a database with ENCODING 'UTF8'"
        )


def _is_there(connection: Connection, address: SharedAddress) -> bool:
    """Tell whether there is an empty schema; refuse one in which there is something."""
    known = connection.execute(
        "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s", (address.schema,)
    ).fetchone()
    if known and connection.execute(_ANYTHING, (address.schema,)).fetchone():
        recognise(connection, address)
        raise _there_already(address)
    return known is not None


def _there_already(address: SharedAddress) -> UnusableStore:
    return UnusableStore(f"{address.name} is there already: nothing was changed")
