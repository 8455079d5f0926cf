"""``minutebook verify --views``: do the lists show what was recorded?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from engine.store.url import is_shared, shared_address, views_schema
from projections.catalogue import VIEWS
from projections.views_file import views_beside
from tests.cli.program import ask, run
from tests.cli.tampering import tamper
from tests.proofs.bundles import Opened

FORGED = "UPDATE bodies SET name = 'Forged'"


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def store(request: pytest.FixtureRequest, nottinghamshire: str) -> str:
    """The example with its views kept, in both kinds of store."""
    url = nottinghamshire
    if request.param == "PostgreSQL":
        new: Callable[[], str] = request.getfixturevalue("postgres_url")
        url = new()
        assert run("store", "copy", nottinghamshire, url).exit_code == 0
    assert run("rebuild", store=url).exit_code == 0
    return url


def forge(store: str, statement: str = FORGED) -> None:
    """Write into the kept views, as whoever keeps them up can."""
    if not is_shared(store):
        with closing(sqlite3.connect(views_beside(_path(store)))) as file, file:
            file.execute(statement)
        return
    address = shared_address(store)
    with psycopg.connect(address.conninfo, autocommit=True) as server:
        server.execute(f"SET search_path TO {views_schema(address.schema)}".encode())
        server.execute(statement.encode())


def _path(store: str) -> Path:
    return Path(store.removeprefix("sqlite:///"))


def test_a_forged_list_is_found_named_and_put_right(store: str) -> None:
    held = run("verify", "--views", store=store)
    assert (held.exit_code, held.stderr) == (0, "")
    assert f"The kept views hold: {len(VIEWS)} views of the first 387 facts" in held.stdout

    forge(store)

    assert "Forged" in run("body", "list", store=store).stdout
    assert run("verify", store=store).exit_code == 0  # the ledger holds
    found = run("verify", "--views", store=store)
    assert found.exit_code == 1
    assert found.stdout.startswith("The chain holds: 387 facts.")
    assert "these are not what the ledger gives: bodies;" in found.stderr
    assert "run `minutebook rebuild`" in found.stderr
    assert ("as the owner of the book" in found.stderr) == is_shared(store)

    assert run("rebuild", store=store).exit_code == 0
    told = ask("verify", "--views", store=store)["views"]
    assert told == {
        "hold": True,
        "kept": len(VIEWS),
        "position": 387,
        "differing": [],
        "damage": None,
    }


def test_where_no_views_are_kept_it_says_so(nottinghamshire: str) -> None:
    views_beside(_path(nottinghamshire)).unlink(missing_ok=True)
    found = run("verify", "--views", store=nottinghamshire)
    assert (found.exit_code, found.stderr) == (0, "")
    assert "No views are kept that can be compared" in found.stdout
    assert "views" not in ask("verify", store=nottinghamshire)


def test_with_a_ledger_that_does_not_hold_nothing_is_compared(nottinghamshire: str) -> None:
    with tamper(_path(nottinghamshire)) as ledger:
        ledger.execute("UPDATE ledger SET topic = 'x' WHERE position = 6")
    found = run("verify", "--views", store=nottinghamshire)
    assert found.exit_code == 1
    assert "the views were not compared" in found.stderr


def test_an_audit_bundle_has_the_true_figures_whatever_the_kept_views_say(
    store: str, tmp_path: Path
) -> None:
    def bundled(name: str) -> dict[str, bytes]:
        file = tmp_path / name
        done = run("audit-bundle", "-o", str(file), "--as-at", "2018-09-30", store=store)
        assert done.exit_code == 0, done.stderr
        return Opened.of(file).files

    true = bundled("true.zip")
    for statement in (
        FORGED,
        "DELETE FROM figure_fact",
        "DELETE FROM figure_movement",
        "DELETE FROM project_group",
    ):
        forge(store, statement)
    forged = bundled("forged.zip")
    for name in ("figures/movements.csv", "figures/portfolio.csv", "diagrams/governance.svg"):
        assert forged[name] == true[name]
