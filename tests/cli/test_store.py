"""``minutebook store``: info, copy, backup and restore."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from engine.store.opening import create, open_reader
from engine.store.sqlite.head import recall, remembered_beside
from tests.cli.program import ROOT, ask, process, run
from tests.cli.test_verify import _tamper
from tests.engine.store.transfer.large import recorded


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def fails(status: int, *words: str, store: str) -> str:
    result = run(*words, store=store)
    assert (result.exit_code, result.stdout) == (status, ""), result.stdout
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_info_tells_how_far_the_book_goes_and_how_it_is_kept(nottinghamshire: str) -> None:
    run("body", "list", store=nottinghamshire)
    verified = ask("verify", store=nottinghamshire)

    told = ask("store", "info", store=nottinghamshire)

    assert {told["position"], told["facts"], told["remembered_position"]} == {verified["position"]}
    assert told["hash"] == verified["hash"]
    assert (told["kind"], told["format"], told["schema"]) == ("SQLite file", 1, None)
    assert (told["remembered"], told["unprotected"]) == ("agrees", [])
    assert told["first_recorded_at"] == told["last_recorded_at"] == "2019-06-01T12:00:00.000000Z"
    assert told["bytes"] >= path_of(nottinghamshire).stat().st_size
    assert {view["position"] for view in told["views"]} == {verified["position"]}
    assert "bodies" in {view["name"] for view in told["views"]}


def test_info_is_a_page_for_people_and_lines_for_spreadsheets(nottinghamshire: str) -> None:
    shown = run("store", "info", store=nottinghamshire)
    assert shown.exit_code == 0
    lines = dict(line.split("  ", 1) for line in shown.stdout.splitlines())
    assert lines["Store"].strip() == str(path_of(nottinghamshire))
    assert lines["Protection"].strip() == "in place"
    assert lines["Views"].strip().startswith("none are kept; the next command")
    run("body", "list", store=nottinghamshire)
    shown = run("store", "info", store=nottinghamshire)
    assert "up to the last position" in shown.stdout
    sheet = run("store", "info", "--format", "csv", store=nottinghamshire).stdout
    assert sheet.startswith("field,value\nstore,")


def test_info_of_an_empty_book_has_no_moments(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/empty.db"
    run("init", store=store)
    told = ask("store", "info", store=store)
    assert (told["facts"], told["first_recorded_at"], told["views"]) == (0, None, [])


@pytest.mark.parametrize(
    ("spoil", "memory", "said"),
    [
        (lambda head: head.unlink(), "missing", "whether facts were cut off cannot be told"),
        (lambda head: head.write_text("junk"), "damaged", "minutebook verify"),
    ],
    ids=["missing", "damaged"],
)
def test_info_tells_what_is_wrong_with_the_remembered_end(
    nottinghamshire: str, spoil: Callable[[Path], None], memory: str, said: str
) -> None:
    spoil(remembered_beside(path_of(nottinghamshire)))
    assert ask("store", "info", store=nottinghamshire)["remembered"] == memory
    assert said in run("store", "info", store=nottinghamshire).stdout


def test_info_tells_that_facts_were_cut_off_and_the_protection_is_gone(
    nottinghamshire: str,
) -> None:
    _tamper(nottinghamshire, "DELETE FROM ledger WHERE position > 300")
    told = ask("store", "info", store=nottinghamshire)
    assert (told["remembered"], told["position"]) == ("contradicts", 300)
    assert len(told["unprotected"]) == 3
    assert (
        "contradicts the book: position 387" in run("store", "info", store=nottinghamshire).stdout
    )


def test_info_tells_how_far_behind_the_remembered_end_and_the_views_are(
    nottinghamshire: str, tmp_path: Path
) -> None:
    head = remembered_beside(path_of(nottinghamshire))
    before = head.read_bytes()
    run("body", "list", store=nottinghamshire)
    (tmp_path / "more.yaml").write_text(
        "- body: {ref: new, name: New, kind: committee}\n", encoding="utf-8"
    )
    run("record", str(tmp_path / "more.yaml"), store=nottinghamshire)
    head.write_bytes(before)
    shown = run("store", "info", store=nottinghamshire).stdout
    assert "agrees, and is 1 fact behind: position 387" in shown
    assert "up to position 387\n" in shown


def test_a_book_is_copied_and_the_copy_is_told(nottinghamshire: str, tmp_path: Path) -> None:
    verified = ask("verify", store=nottinghamshire)
    target = f"sqlite:///{tmp_path}/copy.db"

    done = run("store", "copy", nottinghamshire, target)

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        f"Copied 387 facts to {tmp_path}/copy.db. It ends at position 387, hash "
        f"{verified['hash']}.\n"
    )
    assert ask("verify", store=target) == verified
    assert ask("body", "list", store=target) == ask("body", "list", store=nottinghamshire)
    again = run("store", "copy", nottinghamshire, target)
    assert again.stdout.startswith("Copied 0 facts to ")


def test_what_cannot_be_copied_is_told(nottinghamshire: str, norfolk: str, tmp_path: Path) -> None:
    none = f"sqlite:///{tmp_path}/none.db"
    other = nottinghamshire
    assert "cannot be copied into itself" in fails(
        2, "store", "copy", nottinghamshire, nottinghamshire, store=other
    )
    assert "there is no store at" in fails(2, "store", "copy", none, norfolk, store=other)
    assert "not of one book" in fails(1, "store", "copy", nottinghamshire, norfolk, store=other)
    assert "does not name a store" in fails(2, "store", "copy", nottinghamshire, "x", store=other)


def test_a_damaged_book_is_copied_up_to_the_damage(nottinghamshire: str, tmp_path: Path) -> None:
    _tamper(nottinghamshire, "UPDATE ledger SET topic = 'other' WHERE position = 37")
    target = f"sqlite:///{tmp_path}/copy.db"
    result = run("store", "copy", nottinghamshire, target)
    assert (result.exit_code, result.stdout) == (1, "")
    (error,) = result.stderr.splitlines()  # the same command again would come no further
    assert "does not hold at position 37: " in error
    assert "holds what is good before it, up to position 36. Restore " in error
    assert ask("verify", store=target)["position"] == 36


def test_a_backup_is_made_read_and_restored(nottinghamshire: str, tmp_path: Path) -> None:
    verified = ask("verify", store=nottinghamshire)
    file = tmp_path / "backup.db"

    done = run("store", "backup", str(file), store=nottinghamshire)
    assert (done.exit_code, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first.startswith(f"Backed up 387 facts to {file} (")
    assert second == f"Keep elsewhere: position 387, hash {verified['hash']}"
    assert "give --force" in fails(2, "store", "backup", str(file), store=nottinghamshire)
    assert run("store", "backup", str(file), "--force", store=nottinghamshire).exit_code == 0

    store = f"sqlite:///{tmp_path}/restored.db"
    kept = ("--kept", "387", verified["hash"].upper())
    done = run("store", "restore", str(file), *kept, store=store)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        f"Restored 387 facts to {tmp_path}/restored.db. It ends at position 387, hash "
        f"{verified['hash']}.\n"
    )
    assert ask("verify", store=store) == verified
    assert ask("portfolio", store=store) == ask("portfolio", store=nottinghamshire)


def test_a_restoration_says_what_it_would_lose_and_what_it_keeps(
    nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    run("store", "backup", str(file), store=nottinghamshire)
    (tmp_path / "more.yaml").write_text(
        "- body: {ref: new, name: New, kind: committee}\n", encoding="utf-8"
    )
    run("record", str(tmp_path / "more.yaml"), store=nottinghamshire)
    assert "new" in {body["ref"] for body in ask("body", "list", store=nottinghamshire)}
    words = ("store", "restore", str(file))

    said = fails(2, *words, store=nottinghamshire)
    assert "is there already: nothing was changed; the backup does not hold position 388" in said
    said = fails(1, *words, "--replace", store=nottinghamshire)
    assert said.startswith("error: the backup does not hold position 388 of ")
    done = run(*words, "--replace", "--lose-facts", store=nottinghamshire)

    assert (done.exit_code, done.stderr) == (0, "")
    kept, restored = done.stdout.splitlines()
    assert restored.startswith("Restored 387 facts to ")
    old = kept.removeprefix("The store that was there is kept as ").removesuffix(".")
    assert ask("verify", store=f"sqlite:///{old}")["position"] == 388
    assert "new" not in {body["ref"] for body in ask("body", "list", store=nottinghamshire)}
    assert run("record", str(tmp_path / "more.yaml"), store=nottinghamshire).exit_code == 0
    assert "new" in {body["ref"] for body in ask("body", "list", store=nottinghamshire)}


def test_a_restoration_refuses_what_is_not_what_was_kept(
    nottinghamshire: str, tmp_path: Path
) -> None:
    file, store = tmp_path / "backup.db", f"sqlite:///{tmp_path}/restored.db"
    run("store", "backup", str(file), store=nottinghamshire)
    words = ("store", "restore", str(file), "--kept", "387")
    assert "what you kept" in fails(1, *words, "0" * 64, store=store)
    result = run(*words, "junk", store=store)
    assert result.exit_code == 2
    assert "'junk' is no hash" in result.stderr
    assert "there is no store" in fails(2, "store", "restore", str(tmp_path / "x"), store=store)
    assert not path_of(store).exists()


def test_a_shared_book_is_told_copied_backed_up_and_restored(
    nottinghamshire: str, postgres_url: Callable[[], str], tmp_path: Path
) -> None:
    shared, file = postgres_url(), str(tmp_path / "backup.db")
    assert run("store", "copy", nottinghamshire, shared).exit_code == 0
    told = ask("store", "info", store=shared)
    assert (told["kind"], told["facts"], told["remembered"]) == ("PostgreSQL", 387, "agrees")
    assert told["software"].startswith("PostgreSQL ")
    assert told["schema"] in shared
    assert run("store", "backup", file, store=shared).exit_code == 0
    done = run("store", "restore", file, "--replace", store=shared)
    assert done.exit_code == 0, done.stderr
    assert ask("verify", store=shared) == ask("verify", store=nottinghamshire)
    assert ask("body", "list", store=shared) == ask("body", "list", store=nottinghamshire)
    views = ask("store", "info", store=shared)["views"]
    assert {view["position"] for view in views} == {387}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Make a book that takes a while to copy."""
    url = f"sqlite:///{tmp_path_factory.mktemp('large')}/large.db"
    create(url)
    recorded(url, 30_000)
    return url


def started(*words: str, store: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", "--store", store, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def wait_until(program: subprocess.Popen[str], reached: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not reached():
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < until
        time.sleep(0.005)


def remembers_something(store: Path) -> bool:
    found = recall(remembered_beside(store))
    return found is not None and found.position > 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_copy_that_is_stopped_is_gone_on_with(
    large: str, tmp_path: Path, how: signal.Signals
) -> None:
    for attempt in range(10):  # on a busy machine a copy may be done before it is stopped
        file = tmp_path / f"copy-{attempt}.db"
        target = f"sqlite:///{file}"
        with started("store", "copy", large, target, store=large) as program:
            wait_until(program, partial(remembers_something, file))
            program.send_signal(how)
            _, said = program.communicate(timeout=30)
        if program.returncode != 0:
            break
    assert program.returncode == (130 if how == signal.SIGINT else -9)
    if how == signal.SIGINT:
        assert said.startswith("note: the copy holds everything up to position ")
        assert said.endswith("interrupted: nothing more was done\n")
    with open_reader(target) as reader:
        copied = reader.last_position()
    assert 0 < copied < 30_000
    assert copied % 10_000 == 0

    done = run("store", "copy", large, target)
    assert done.stdout.startswith(f"Copied {30_000 - copied:,} facts to ")
    assert ask("verify", store=target) == ask("verify", store=large)


def test_a_backup_that_is_killed_leaves_no_file_and_is_gone_on_with(
    large: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    with started("store", "backup", str(file), store=large) as program:
        draft = tmp_path / ".backup.db.part" / "draft.db-wal"
        wait_until(program, lambda: draft.exists() and draft.stat().st_size > 1_000_000)
        program.kill()
        program.communicate(timeout=30)
    assert not file.exists()
    done = run("store", "backup", str(file), store=large)
    assert done.exit_code == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["backup.db"]
    assert (
        json.loads(run("verify", "--format", "json", store=f"sqlite:///{file}").stdout)["position"]
        == 30_000
    )


@pytest.mark.parametrize("act", ["copy", "backup"])
def test_a_full_disk_is_told_and_leaves_nothing_half_done(
    large: str, tmp_path: Path, act: str
) -> None:
    file = tmp_path / "file.db"
    words = ("copy", large, f"sqlite:///{file}") if act == "copy" else ("backup", str(file))
    room = (3_000_000, 3_000_000)
    result = process(
        *("store", *words),
        store=large,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, room),
    )
    assert result.returncode == 2
    assert "the disk" in result.stderr
    assert result.stderr.count("\n") == 1

    left = [entry.name for entry in tmp_path.iterdir()]
    assert left == [] if act == "backup" else "file.db" in left
    assert run("store", *words, store=large).exit_code == 0
    assert ask("verify", store=f"sqlite:///{file}")["position"] == 30_000


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["restore", "{none}"], "name a backup, or any store in a file, as FILE"),
        (["restore", "{foreign}"], "name a backup, or any store in a file, as FILE"),
        (["copy", "sqlite:///{none}", "sqlite:///{new}"], "name the store to copy as FROM"),
        (["copy", "sqlite:///{foreign}", "sqlite:///{new}"], "name the store to copy as FROM"),
        (["copy", "{store}", "sqlite:///{foreign}"], "or a place where nothing is yet, as TO"),
        (["backup", "--force", "{foreign}"], "backup of the same book; name another as FILE"),
    ],
)
def test_where_no_store_is_the_word_that_named_it_is_told(
    nottinghamshire: str, tmp_path: Path, words: list[str], advice: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    foreign = folder / "foreign.db"
    foreign.write_text("something else", "utf-8")
    names = {"none": folder / "none.db", "new": folder / "new.db", "foreign": foreign}

    given = [word.format(**names, store=nottinghamshire) for word in words]
    said = fails(2, "store", *given, store=nottinghamshire)

    assert said.endswith(f"{advice}\n")
    assert "--store" not in said
    assert list(folder.iterdir()) == [foreign]
    assert foreign.read_text("utf-8") == "something else"
