"""The functions of a shared store: the only way in which its ledger grows.

Each locks the one row that remembers the end of the ledger; so writers take turns, and positions,
moments and hashes follow each other without a gap. ``@schema`` is the schema of the book.

Who may record calls them with what he likes and any program. So they take in only what a reader can
read: whether it makes sense, they cannot tell.
"""

from __future__ import annotations

from typing import NamedTuple

MOVED = "MB001"
"""The SQLSTATE of our own conflict: a subject that was only read has moved."""

DAMAGED = "MB002"
"""The SQLSTATE of a ledger that does not hold what is remembered of it."""

NOT_FOLLOWING = "MB003"
"""The SQLSTATE of copied entries that do not follow the end of the ledger."""

NO_FACT = "MB004"
"""The SQLSTATE of what cannot stand in a ledger: no version, topic, state or moment of one."""

REPLACED = "MB005"
"""The SQLSTATE of a book that another replaced while somebody waited to record in it."""

NOT_YOURS = "MB006"
"""The SQLSTATE of what only who owns the book may do."""

_STAMP = '\'YYYY-MM-DD"T"HH24:MI:SS.US"Z"\''

# What is hashed stands in engine.store.chain; ``stamp`` is the moment, in bytes.
_LINK = """sha256(
            digest || int8send(at) || int8send(version)
            || int4send(octet_length(subject)) || int4send(octet_length(topic))
            || int4send(octet_length(stamp)) || int8send(octet_length(state))
            || convert_to(subject, 'UTF8') || convert_to(topic, 'UTF8') || stamp || state)"""

_REFUSE = """
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END
"""

# Takes the lock, and makes sure that the ledger still has the end that is remembered.
_LOCK = """
    SELECT h.position, h.hash, h.recorded_at INTO at, digest, moment
        FROM @schema.ledger_head h WHERE h.only_row FOR UPDATE;
    SELECT l.hash INTO present FROM @schema.ledger l WHERE l.position = at;
    IF at IS NULL AND EXISTS (SELECT 1 FROM @schema.ledger_head) THEN
        RAISE EXCEPTION USING ERRCODE = 'MB005', MESSAGE = 'the book was replaced meanwhile';
    END IF;
    IF at IS NULL OR (at > 0 AND present IS DISTINCT FROM digest) THEN
        RAISE EXCEPTION USING ERRCODE = 'MB002', MESSAGE = format(
            'at position %s stands another entry or none', coalesce(at, 0));
    END IF;
    IF recorded_by IS NULL THEN
        moment := greatest(moment,
            to_char(clock_timestamp() AT TIME ZONE 'UTC', @stamp) COLLATE "C");
    ELSIF recorded_by COLLATE "C" > moment THEN
        IF length(recorded_by) <> 27 OR recorded_by COLLATE "C" <>
            to_char(recorded_by::timestamptz AT TIME ZONE 'UTC', @stamp)
        THEN
            RAISE EXCEPTION USING ERRCODE = 'MB004',
                MESSAGE = format('%L is no moment of recording', recorded_by);
        END IF;
        IF recorded_by::timestamptz NOT BETWEEN now() AND clock_timestamp()
            AND NOT pg_has_role(session_user, current_user, 'MEMBER')
        THEN
            RAISE EXCEPTION USING ERRCODE = 'MB006',
                MESSAGE = 'its server dates what is recorded, and no other clock';
        END IF;
        moment := recorded_by;
    END IF;""".replace("@stamp", _STAMP)

# A state that is no JSON fails to be cast, whose errors are caught where this stands.
_CHECK = """
            IF (subject <> '' AND version > 0 AND topic ~ '^[a-z][a-z.0-9-]*$'
                AND jsonb_typeof(convert_from(state, 'UTF8')::jsonb) = 'object') IS NOT TRUE
            THEN
                RAISE EXCEPTION 'version, topic or state' USING ERRCODE = 'data_exception';
            END IF;"""

_NOT_CHECKED = """
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        RAISE EXCEPTION USING ERRCODE = 'MB004',
            MESSAGE = format('version %s of %s is no fact', version, subject), DETAIL = SQLERRM;"""

# Facts of one subject follow each other, in versions as in positions. One fact alone is looked up
# with a plan that is made once; for many the server makes one each time, which pays.
_FOLLOWING = """
    IF cardinality(versions) = 1 THEN
        SELECT subjects[1], versions[1] INTO subject, version WHERE NOT EXISTS (
            SELECT 1 FROM @schema.ledger l
            WHERE l.originator_id = subjects[1] AND l.originator_version = versions[1] - 1);
    ELSE
        SELECT e.subject, e.version INTO subject, version
            FROM unnest(subjects, versions) WITH ORDINALITY AS e (subject, version, place)
            WHERE e.version > 1 AND coalesce((
                SELECT l.position FROM @schema.ledger l
                WHERE l.originator_id = e.subject AND l.originator_version = e.version - 1), at
                ) >= first_position - 1 + e.place
            LIMIT 1;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'MB004', MESSAGE = format(
            'version %s of %s does not follow the one before', version, subject);
    END IF;"""

# Copied facts have the moments and the forms that another ledger gave them.
_OWNER_ALONE = """
    IF NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
        RAISE EXCEPTION USING ERRCODE = 'MB006', MESSAGE = 'only its owner copies facts into it';
    END IF;"""

_BEGIN = """
DECLARE
    present bytea;
BEGIN@lock
END
"""

_APPEND = """
DECLARE
    at bigint;
    digest bytea;
    moment text;
    stamp bytea;
    subject text;
    version bigint;
    topic text;
    state bytea;
    present bytea;
    reached bigint;
    digests bytea[];
    later boolean := false;
BEGIN@lock
    IF cardinality(read_subjects) > 0 THEN
        SELECT r.subject, r.version, f.version INTO subject, version, reached
            FROM unnest(read_subjects, read_versions) AS r (subject, version)
            CROSS JOIN LATERAL (
                SELECT coalesce(max(l.originator_version), 0) AS version
                FROM @schema.ledger l WHERE l.originator_id = r.subject) f
            WHERE r.version <> f.version LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'MB001', MESSAGE = format(
                '%s was read at version %s and is at %s now', subject, version, reached);
        END IF;
    END IF;
    first_position := at + 1;
    stamp := convert_to(moment, 'UTF8');
    BEGIN
        FOR subject, version, topic, state IN
            SELECT * FROM unnest(subjects, versions, topics, states)
        LOOP@check
            at := at + 1;
            digest := @link;
            digests := array_append(digests, digest);
            later := later OR version > 1;
        END LOOP;@not_checked
    END;
    last_position := at;
    last_hash := digest;
    IF at < first_position THEN
        RETURN;
    END IF;
    PERFORM set_config('minutebook.appending', 'yes', true);
    INSERT INTO @schema.ledger
        SELECT first_position - 1 + e.place, e.subject, e.version, e.topic, e.state, moment, e.hash
        FROM unnest(subjects, versions, topics, states, digests)
            WITH ORDINALITY AS e (subject, version, topic, state, hash, place);
    IF later THEN@following
    END IF;
    UPDATE @schema.ledger_head h
        SET position = at, hash = digest, recorded_at = moment WHERE h.only_row;
    PERFORM set_config('minutebook.appending', '', true);
    PERFORM pg_notify('@channel', at::text);
END
"""

_COPY = """
DECLARE
    at bigint;
    digest bytea;
    moment text COLLATE "C";
    stamp bytea;
    position bigint;
    subject text;
    version bigint;
    topic text;
    state bytea;
    recorded_at text COLLATE "C";
    hash bytea;
    present bytea;
    recorded_by text := '';
BEGIN@owner_alone@lock
    FOR position, subject, version, topic, state, recorded_at, hash IN
        SELECT * FROM unnest(positions, subjects, versions, topics, states, moments, hashes)
    LOOP
        at := at + 1;
        stamp := convert_to(recorded_at, 'UTF8');
        digest := @link;
        IF position <> at OR hash <> digest OR recorded_at < moment THEN
            RAISE EXCEPTION USING ERRCODE = 'MB003', MESSAGE = 'it does not follow',
                DETAIL = format('%s %s', position, at - 1);
        END IF;
        moment := recorded_at;
    END LOOP;
    last_position := at;
    last_hash := digest;
    IF cardinality(positions) = 0 THEN
        RETURN;
    END IF;
    PERFORM set_config('minutebook.appending', 'yes', true);
    INSERT INTO @schema.ledger
        SELECT * FROM unnest(positions, subjects, versions, topics, states, moments, hashes);
    UPDATE @schema.ledger_head h
        SET position = at, hash = digest, recorded_at = moment WHERE h.only_row;
    PERFORM set_config('minutebook.appending', '', true);
    PERFORM pg_notify('@channel', at::text);
END
"""


class Function(NamedTuple):
    """A function of a book.

    Attributes:
        signature: its arguments and results.
        body: what it does.
        manner: what else defines it.
        settings: the same as the catalogue of the server tells it.
    """

    signature: str
    body: str
    manner: str
    settings: str


def _put_together(body: str) -> str:
    for mark, part in {
        "@lock": _LOCK,
        "@link": _LINK,
        "@check": _CHECK,
        "@not_checked": _NOT_CHECKED,
        "@following": _FOLLOWING.replace("\n", "\n    "),
        "@owner_alone": _OWNER_ALONE,
    }.items():
        body = body.replace(mark, part)
    return body


_PLAIN = ("LANGUAGE plpgsql", "f plpgsql v f trigger ")

# These functions act with the rights of who owns the book, so that those who record need no right
# to write in the tables. Even the owner cannot write there by mistake: the triggers let nothing
# through but what comes while the functions have their setting on.
_TRUSTED = (
    "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp",
    '{"search_path=pg_catalog, pg_temp"} t plpgsql v f record ',
)

FUNCTIONS = {
    "refuse": Function("() RETURNS trigger", _REFUSE, *_PLAIN),
    "begin_appending": Function(
        "(recorded_by text, OUT at bigint, OUT digest bytea, OUT moment text)",
        _put_together(_BEGIN),
        *_TRUSTED,
    ),
    "append": Function(
        "(subjects text[], versions bigint[], topics text[], states bytea[], recorded_by text, "
        "read_subjects text[], read_versions bigint[], "
        "OUT first_position bigint, OUT last_position bigint, OUT last_hash bytea)",
        _put_together(_APPEND),
        *_TRUSTED,
    ),
    "copy_entries": Function(
        "(positions bigint[], subjects text[], versions bigint[], topics text[], states bytea[], "
        "moments text[], hashes bytea[], OUT last_position bigint, OUT last_hash bytea)",
        _put_together(_COPY),
        *_TRUSTED,
    ),
}
