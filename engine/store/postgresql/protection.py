"""Tells whether a shared store still refuses to change what it holds.

The server refuses changes whichever program asks for them, through rights and triggers. Whoever
owns the book can take the triggers away, and put them back after a change; so that they are there
proves nothing, and that they are not is worth knowing.
"""

from __future__ import annotations

from engine.store.postgresql.connection import Connection
from engine.store.postgresql.functions import FUNCTIONS
from engine.store.postgresql.schema import CONSTRAINTS, TABLES, TRIGGERS, in_schema

_OFF = " switched off"

_FOUND = f"""
WITH book AS (
    SELECT n.oid, n.nspname, c.relowner AS owner FROM pg_catalog.pg_namespace n
    LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = 'ledger'
    WHERE n.nspname = %(schema)s),
tables AS (
    SELECT c.* FROM pg_catalog.pg_class c JOIN book ON book.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.relname = ANY(%(tables)s))
SELECT 'trigger', t.tgname::text,
    replace(
        pg_catalog.pg_get_triggerdef(t.oid), pg_catalog.quote_ident(%(schema)s) || '.', '@schema.')
    || CASE t.tgenabled WHEN 'O' THEN '' WHEN 'A' THEN '' ELSE '{_OFF}' END
FROM pg_catalog.pg_trigger t JOIN tables ON tables.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL
SELECT 'rule', r.rulename::text, pg_catalog.pg_get_ruledef(r.oid)
FROM pg_catalog.pg_rewrite r JOIN tables ON tables.oid = r.ev_class
UNION ALL
SELECT 'policy', p.polname::text, ''
FROM pg_catalog.pg_policy p JOIN tables ON tables.oid = p.polrelid
UNION ALL
SELECT 'function', p.proname || '(' || pg_catalog.pg_get_function_arguments(p.oid) || ')',
    concat_ws(
        ' ', p.prosrc, p.proconfig::text, p.prosecdef, l.lanname, p.provolatile, p.prokind,
        pg_catalog.format_type(p.prorettype, NULL),
        CASE WHEN p.proowner = book.owner THEN '' ELSE 'of another owner' END)
FROM pg_catalog.pg_proc p JOIN book ON book.oid = p.pronamespace
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
UNION ALL
SELECT 'table', tables.relname::text, tables.relkind::text || tables.relpersistence::text
    || tables.relrowsecurity::text
    || CASE WHEN tables.relowner = book.owner THEN '' ELSE ' of another owner' END
FROM tables, book
UNION ALL
SELECT 'constraint', c.conname::text, pg_catalog.pg_get_constraintdef(c.oid)
FROM pg_catalog.pg_constraint c JOIN tables ON tables.oid = c.conrelid WHERE c.contype <> 'n'
"""  # noqa: S608 - our own constant, no input

_ORDINARY = "rpfalse"  # an ordinary table, kept through a crash, that shows every row
_ADDED = frozenset({"trigger", "rule", "policy", "function"})
"""What somebody could add that keeps facts out, changes them on their way in, or hides them.

A function with the name of ours and other arguments may be called in its place.
"""


def differences(connection: Connection, schema: str) -> tuple[str, ...]:
    """Say what protects a ledger no longer: one text for each thing, none when all is there."""
    values = {"schema": schema, "tables": list(TABLES)}
    rows = connection.execute(_FOUND, values).fetchall()
    found = {(kind, name): text for kind, name, text in rows}
    due = _as_created(schema)
    told = [
        f"the {kind} {name.partition('(')[0]} is {_state(found.get((kind, name)))}"
        for (kind, name), text in due.items()
        if found.get((kind, name)) != text
    ]
    told += [
        f"the {kind} {name} was added"
        for kind, name in found
        if kind in _ADDED and (kind, name) not in due
    ]
    return tuple(told)


def _state(found: str | None) -> str:
    if found is None:
        return "missing"
    return "switched off" if found.endswith(_OFF) else "changed"


def _as_created(schema: str) -> dict[tuple[str, str], str]:
    """Return what stands in a schema as it is created, in the words in which it was asked for."""
    due = {("table", name): _ORDINARY for name in TABLES}
    due |= {("constraint", name): text for name, text in CONSTRAINTS.items()}
    due |= {("trigger", name): f"CREATE TRIGGER {name} {text}" for name, text in TRIGGERS.items()}
    for name, function in FUNCTIONS.items():
        arguments = function.signature.removesuffix(" RETURNS trigger")
        due["function", name + arguments] = (
            in_schema(function.body, schema).decode() + " " + function.settings
        )
    return due
