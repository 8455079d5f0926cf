"""The tables, triggers and functions of a shared store, and how a schema is recognised as one.

Everything is written as PostgreSQL itself writes it out again, so that what stands in a database
can be compared with what stands here (see `engine.store.postgresql.protection`). ``@schema`` is
the schema of the book.
"""

from __future__ import annotations

from engine.store.chain import GENESIS
from engine.store.postgresql.functions import FUNCTIONS

FORMAT = 1
"""The form of the tables; a larger number is of a later release."""

IN_THE_MAKING = 0
"""What stands in place of the form while a book is being restored where it is to be."""

COLUMNS = "position, originator_id, originator_version, topic, state, recorded_at, hash"

SUBJECT_KEY = "ledger_subject_has_each_version_once"

TABLES = {
    "ledger": f"""
CREATE TABLE @schema.ledger (
    position bigint NOT NULL CONSTRAINT ledger_pkey PRIMARY KEY,
    originator_id text COLLATE "C" NOT NULL,
    originator_version bigint NOT NULL,
    topic text COLLATE "C" NOT NULL,
    state bytea NOT NULL,
    recorded_at text COLLATE "C" NOT NULL,
    hash bytea NOT NULL CONSTRAINT ledger_hash_is_sha256 CHECK (octet_length(hash) = 32),
    CONSTRAINT {SUBJECT_KEY} UNIQUE (originator_id, originator_version)
)
""",
    # Every commit writes this row anew; room in its page spares the table and its key from growing.
    "ledger_head": """
CREATE TABLE @schema.ledger_head (
    only_row boolean NOT NULL DEFAULT true
        CONSTRAINT ledger_head_pkey PRIMARY KEY
        CONSTRAINT ledger_head_has_one_row CHECK (only_row),
    position bigint NOT NULL,
    hash bytea NOT NULL,
    recorded_at text COLLATE "C" NOT NULL
) WITH (fillfactor = 10)
""",
    "ledger_format": """
CREATE TABLE @schema.ledger_format (
    only_row boolean NOT NULL DEFAULT true
        CONSTRAINT ledger_format_pkey PRIMARY KEY
        CONSTRAINT ledger_format_has_one_row CHECK (only_row),
    format integer NOT NULL
)
""",
}

CONSTRAINTS = {
    "ledger_pkey": 'PRIMARY KEY ("position")',
    "ledger_hash_is_sha256": "CHECK ((octet_length(hash) = 32))",
    SUBJECT_KEY: "UNIQUE (originator_id, originator_version)",
    "ledger_head_pkey": "PRIMARY KEY (only_row)",
    "ledger_head_has_one_row": "CHECK (only_row)",
    "ledger_format_pkey": "PRIMARY KEY (only_row)",
    "ledger_format_has_one_row": "CHECK (only_row)",
}
"""The constraints of the tables, as the server writes them out."""

_NOT_OURS = "current_setting('minutebook.appending'::text, true) IS DISTINCT FROM 'yes'::text"

TRIGGERS = {
    "ledger_is_never_changed": "BEFORE UPDATE ON @schema.ledger FOR EACH STATEMENT "
    "EXECUTE FUNCTION @schema.refuse('the ledger is never changed: record a correction')",
    "ledger_is_never_shortened": "BEFORE DELETE OR TRUNCATE ON @schema.ledger FOR EACH STATEMENT "
    "EXECUTE FUNCTION @schema.refuse('nothing is ever deleted from the ledger')",
    "ledger_is_only_appended_to": "BEFORE INSERT ON @schema.ledger FOR EACH STATEMENT "
    f"WHEN (({_NOT_OURS})) "
    "EXECUTE FUNCTION @schema.refuse('facts are recorded with minutebook alone')",
    "ledger_head_is_never_lost": "BEFORE INSERT OR DELETE OR TRUNCATE ON @schema.ledger_head "
    "FOR EACH STATEMENT "
    "EXECUTE FUNCTION @schema.refuse('the end of the ledger is never forgotten')",
    "ledger_head_only_advances": "BEFORE UPDATE ON @schema.ledger_head FOR EACH ROW "
    f'WHEN (((new."position" <= old."position") OR ({_NOT_OURS}))) '
    "EXECUTE FUNCTION @schema.refuse('the end of the ledger only advances, with minutebook alone')",
}


_HEAD = "INSERT INTO @schema.ledger_head VALUES (true, 0, '\\x@genesis', '')"
_FORMAT = "INSERT INTO @schema.ledger_format VALUES (true, @format)"


def statements() -> list[str]:
    """Return what creates an empty book in a schema that is there already."""
    made = list(TABLES.values())
    made += [
        _HEAD.replace("@genesis", GENESIS.hex()),
        _FORMAT.replace("@format", str(FORMAT)),
    ]
    for name, function in FUNCTIONS.items():
        made.append(
            f"CREATE FUNCTION @schema.{name}{function.signature} {function.manner} "
            f"AS $body${function.body}$body$"
        )
        made.append(f"REVOKE ALL ON FUNCTION @schema.{name} FROM PUBLIC")
    made += [f"CREATE TRIGGER {name} {text}" for name, text in TRIGGERS.items()]
    return made


def channel(schema: str) -> str:
    """Return the channel on which a book tells that facts were recorded (``LISTEN``)."""
    return f"minutebook_{schema}"


def in_schema(text: str, schema: str) -> bytes:
    """Put a schema's name into a statement; the name was checked when its URL was read."""
    return text.replace("@schema.", f'"{schema}".').replace("@channel", channel(schema)).encode()
