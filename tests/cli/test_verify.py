"""``minutebook verify`` and ``minutebook rebuild``."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engine.store.sqlite.head import remembered_beside
from projections.catalogue import VIEWS
from projections.views_file import views_beside
from tests.cli.program import ask, run


def _views(store: str) -> Path:
    return views_beside(Path(store.removeprefix("sqlite:///")))


def _tamper(store: str, *statements: str) -> None:
    """Change the ledger as somebody would who has the file and knows SQL."""
    connection = sqlite3.connect(store.removeprefix("sqlite:///"))
    for (trigger,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_untouched_chain_holds(nottinghamshire: str) -> None:
    told = ask("verify", store=nottinghamshire)
    assert (told["holds"], told["first_bad_position"], told["unproven"]) == (True, None, 0)
    shown = run("verify", store=nottinghamshire)
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"The chain holds: {told['position']:,} facts.")
    assert told["hash"] in shown.stdout


def test_a_changed_fact_is_found_and_its_position_named(nottinghamshire: str) -> None:
    _tamper(
        nottinghamshire,
        "UPDATE ledger SET state = replace(state, 'Improvement', 'Improvemant') WHERE position = 6",
    )
    result = run("verify", store=nottinghamshire)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: the chain does not hold at position 6: ")
    assert result.stdout.startswith("The chain holds up to position 5,")
    machine = run("verify", "--format", "json", store=nottinghamshire)
    assert machine.exit_code == 1
    assert json.loads(machine.stdout)["first_bad_position"] == 6


def test_facts_cut_off_the_end_are_noticed(nottinghamshire: str) -> None:
    last = ask("verify", store=nottinghamshire)["position"]
    _tamper(
        nottinghamshire,
        "DELETE FROM ledger WHERE position > (SELECT max(position) - 2 FROM ledger)",
    )
    result = run("verify", store=nottinghamshire)
    assert result.exit_code == 1
    assert f"position {last - 1}" in result.stderr


def test_a_store_without_its_protection_is_found_though_the_chain_holds(
    nottinghamshire: str,
) -> None:
    _tamper(nottinghamshire)
    result = run("verify", store=nottinghamshire)
    assert result.exit_code == 1
    assert result.stdout.startswith("The chain holds: ")
    assert result.stderr.startswith("error: the store no longer refuses to change or delete facts:")
    assert result.stderr.count("\n") == 1
    for name in ("changed", "shortened", "replaced"):
        assert f"the trigger ledger_is_never_{name} is missing" in result.stderr
    told = json.loads(run("verify", "--format", "json", store=nottinghamshire).stdout)
    assert told["holds"]
    assert len(told["unprotected"]) == 3


def test_each_finding_has_its_line(nottinghamshire: str) -> None:
    _tamper(nottinghamshire, "DELETE FROM ledger WHERE position = 6")
    lines = run("verify", "--kept", "6", "0" * 64, store=nottinghamshire).stderr.splitlines()
    assert [line[:34] for line in lines] == [
        "error: the chain does not hold at ",
        "error: the store no longer refuses",
        "error: at position 6 stands nothin",
    ]


def test_a_hash_that_was_kept_elsewhere_is_compared(nottinghamshire: str) -> None:
    told = ask("verify", store=nottinghamshire)
    position, digest = str(told["position"]), told["hash"]
    file = Path(nottinghamshire.removeprefix("sqlite:///")).with_name("more.yaml")
    file.write_text("- body: {ref: new, name: New, kind: committee}\n", encoding="utf-8")
    assert run("record", str(file), store=nottinghamshire).exit_code == 0
    kept = run("verify", "--kept", position, digest.upper(), store=nottinghamshire)
    assert (kept.exit_code, kept.stderr) == (0, "")
    other = run("verify", "--kept", position, "0" * 64, store=nottinghamshire)
    assert other.exit_code == 1
    assert other.stderr.startswith(f"error: at position {position} stands the hash {digest}, and")


def test_the_help_says_what_is_found_and_what_cannot_be_proven() -> None:
    told = " ".join(run("verify", "--help").stdout.split())
    assert "missed" not in told
    assert "Facts that are cut off are reported" in told
    assert "FILE.head" in told
    assert "It cannot prove anything against somebody who may write both" in told


def test_without_the_remembered_head_the_end_is_not_proven(nottinghamshire: str) -> None:
    path = Path(nottinghamshire.removeprefix("sqlite:///"))
    path.with_name(path.name + ".head").unlink()
    shown = run("verify", store=nottinghamshire)
    assert shown.exit_code == 0
    assert "No head is remembered beside the store" in shown.stdout


def test_the_views_are_made_anew_from_the_ledger(nottinghamshire: str) -> None:
    before = run("body", "list", store=nottinghamshire).stdout
    with closing(sqlite3.connect(_views(nottinghamshire), isolation_level=None)) as views:
        views.execute("DELETE FROM bodies")
    assert run("body", "list", store=nottinghamshire).stdout != before
    result = run("rebuild", store=nottinghamshire)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Rebuilt {len(VIEWS)} views from ")
    assert run("body", "list", store=nottinghamshire).stdout == before


def test_a_file_in_the_place_of_the_views_is_not_touched_and_noted_once(
    nottinghamshire: str,
) -> None:
    before = run("body", "list", store=nottinghamshire).stdout
    views = _views(nottinghamshire)
    views.unlink()
    with closing(sqlite3.connect(views)) as other:
        other.execute("CREATE TABLE precious (x)")
    content = views.read_bytes()

    listed = run("body", "list", store=nottinghamshire)
    assert (listed.exit_code, listed.stdout) == (0, before)
    assert listed.stderr.startswith(f"note: {views} is not a file of views that minutebook made")
    assert listed.stderr.count("\n") == 1

    rebuilt = run("rebuild", store=nottinghamshire)
    assert rebuilt.exit_code == 0
    assert rebuilt.stdout.startswith(f"Built, and did not keep, {len(VIEWS)} views from ")
    assert rebuilt.stderr == listed.stderr
    assert views.read_bytes() == content


def test_the_views_of_one_store_never_take_the_place_of_another(tmp_path: Path) -> None:
    file = tmp_path / "ics.yaml"
    file.write_text("- body: {ref: ics, name: Improvement, kind: sub-committee}\n")
    first, second = f"sqlite:///{tmp_path}/a.views.db", f"sqlite:///{tmp_path}/a.db"
    run("init", store=first)
    run("record", str(file), store=first)
    run("init", store=second)
    assert run("body", "list", store=second).exit_code == 0
    assert [body["ref"] for body in ask("body", "list", store=first)] == ["ics"]


def test_a_store_that_is_missing_cannot_be_verified(tmp_path: Path) -> None:
    result = run("verify", store=f"sqlite:///{tmp_path / 'none.db'}")
    assert (result.exit_code, result.stdout) == (2, "")


def test_facts_past_the_remembered_head_are_counted_as_unproven(nottinghamshire: str) -> None:
    path = Path(nottinghamshire.removeprefix("sqlite:///"))
    head = path.with_name(path.name + ".head")
    before = head.read_bytes()
    (path.parent / "more.yaml").write_text(
        "- body: {ref: new, name: New, kind: committee}\n", encoding="utf-8"
    )
    recorded = run("record", str(path.parent / "more.yaml"), store=nottinghamshire)
    assert recorded.exit_code == 0, recorded.stderr
    head.write_bytes(before)
    shown = run("verify", store=nottinghamshire)
    assert shown.exit_code == 0
    assert "The last fact is not remembered" in shown.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("change", "comment", "ICS-2019-A", "--by", "finance", "--text", "Seen."),
        ("change", "decide", "ICS-2019-A", "--outcome", "withdrawn", "--decided-on", "2019-01-07"),
        (
            *("change", "raise", "ICS-2019-Z", "--title", "Later", "--kind", "re-profile"),
            *("--to", "ics", "--raised-on", "2019-01-07"),
            *("--revise", "targeted-reviews", "2019/20", "1000000"),
            *("--revise", "targeted-reviews", "2020/21", "3000000"),
        ),
    ],
    ids=lambda words: words[1],
)
def test_where_the_end_cannot_be_remembered_every_command_that_records_says_so(
    nottinghamshire: str, words: tuple[str, ...]
) -> None:
    beside = remembered_beside(Path(nottinghamshire.removeprefix("sqlite:///")))
    beside.unlink()
    beside.mkdir()

    result = run(*words, store=nottinghamshire)

    assert result.exit_code == 0, result.stderr
    (said,) = [line for line in result.stderr.splitlines() if "could not be remembered" in line]
    assert said.startswith(f"note: the end of the ledger could not be remembered in {beside} (is a")
    assert said.endswith("the next record remembers the end again")


def test_a_head_that_was_scribbled_over_is_a_finding(nottinghamshire: str) -> None:
    head = remembered_beside(Path(nottinghamshire.removeprefix("sqlite:///")))
    head.write_text("junk\n", encoding="utf-8")
    found = run("verify", store=nottinghamshire)
    assert found.exit_code == 1
    assert found.stderr.startswith(f"error: {head} should remember the end of the ledger")
    assert "--kept" in found.stderr


def test_a_ledger_that_does_not_hold_is_not_built_upon(nottinghamshire: str) -> None:
    _tamper(nottinghamshire, "UPDATE ledger SET topic = 'other' WHERE position = 37")
    refused = run("rebuild", store=nottinghamshire)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("error: the chain does not hold at position 37")
