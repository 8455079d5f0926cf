"""Where output goes: never over a store, what lies beside it, a private key, or what is read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cli.frame.files import written_whole
from tests.cli.program import ROOT, process, run

WRITERS = {
    "create": ("checkpoint", "create"),
    "growth": ("checkpoint", "growth", "{kept}"),
    "proof": ("proof", "1"),
    "bundle": ("audit-bundle",),
    "sign": ("checkpoint", "sign", "--key", "{key}", "{kept}"),
}
BESIDE = ("-wal", "-shm", "-journal", ".head", ".views", ".views.new", ".views-wal", ".HEAD")


@pytest.fixture
def folder(nottinghamshire: str) -> Path:
    """The folder of a book, with a key and a checkpoint of it."""
    there = Path(nottinghamshire.removeprefix("sqlite:///")).parent
    run("checkpoint", "keygen", "--name", "clerk.example", "-o", str(there / "key"))
    run("checkpoint", "create", "-o", str(there / "kept"), store=nottinghamshire)
    run("portfolio", store=nottinghamshire)  # so that there are views
    return there


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (file for file in folder.rglob("*") if file.is_file())
    # SQLite itself writes and empties the map of its log
    return {
        str(file): (file.stat().st_ino, file.read_bytes())
        for file in files
        if not file.name.endswith(("-shm", "-wal"))
    }


def words_of(writer: str, folder: Path, output: Path) -> list[str]:
    known = {"key": str(folder / "key"), "kept": str(folder / "kept")}
    return [*(word.format(**known) for word in WRITERS[writer]), "-o", str(output)]


def refused(writer: str, folder: Path, output: Path, store: str, why: str) -> None:
    before = everything(folder)
    done = run(*words_of(writer, folder, output), store=store)
    assert (done.exit_code, done.stdout) == (2, ""), (done.stdout, done.stderr)
    assert done.stderr.startswith(f"error: {output} ")
    assert (why in done.stderr, done.stderr.count("\n")) == (True, 1), done.stderr
    assert everything(folder) == before


@pytest.mark.parametrize("writer", WRITERS)
def test_no_output_replaces_the_store_or_what_lies_beside_it(
    nottinghamshire: str, folder: Path, writer: str
) -> None:
    store = Path(nottinghamshire.removeprefix("sqlite:///"))
    refused(writer, folder, store, nottinghamshire, "is a store")
    for ending in BESIDE:
        beside = store.with_name(store.name + ending)
        refused(writer, folder, beside, nottinghamshire, f"belongs to the store {store.name}")


@pytest.mark.parametrize("writer", WRITERS)
def test_no_output_replaces_a_private_key(nottinghamshire: str, folder: Path, writer: str) -> None:
    shutil.copy(folder / "key", folder / "other.key")
    pem = folder / "chair.pem"
    pem.write_text("Bag Attributes\n-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n")
    for secret in (folder / "other.key", pem):
        refused(writer, folder, secret, nottinghamshire, "is a private key")


def test_no_output_replaces_another_store_or_its_head(nottinghamshire: str, folder: Path) -> None:
    other = folder / "other.db"
    run("init", store=f"sqlite:///{other}")
    refused("create", folder, other, nottinghamshire, "is a store")
    head = folder / "other.db.head"
    refused("create", folder, head, nottinghamshire, "belongs to the store other.db")
    link = folder / "link"
    link.symlink_to(other)
    refused("create", folder, link, nottinghamshire, "is a store")


def test_a_store_that_is_damaged_is_not_replaced_either(nottinghamshire: str, folder: Path) -> None:
    store = Path(nottinghamshire.removeprefix("sqlite:///"))
    store.write_bytes(b"\0" * 100)
    words = ("checkpoint", "sign", "--unchecked", "--key", str(folder / "key"))
    done = run(*words, str(folder / "kept"), "-o", str(store), store=nottinghamshire)
    assert (done.exit_code, "is a store" in done.stderr) == (2, True)
    assert store.read_bytes() == b"\0" * 100


def test_no_output_replaces_what_the_command_reads(nottinghamshire: str, folder: Path) -> None:
    os.link(folder / "key", folder / "same-key")
    refused("sign", folder, folder / "same-key", nottinghamshire, "is read by this command")
    refused("growth", folder, folder / "kept", nottinghamshire, "is read by this command")
    kept = str(folder / "kept")
    done = run("proof", "1", "--against", kept, "-o", kept, store=nottinghamshire)
    assert (done.exit_code, "is read by this command" in done.stderr) == (2, True)


def test_no_key_is_put_where_a_store_will_look_for_its_own(
    nottinghamshire: str,
) -> None:
    store = Path(nottinghamshire.removeprefix("sqlite:///"))
    head = store.with_name(f"{store.name}.head")
    head.unlink()
    words = ("checkpoint", "keygen", "--name", "clerk.example", "-o", str(head))
    done = run(*words, store=nottinghamshire)
    assert (done.exit_code, "belongs to the store" in done.stderr) == (2, True)
    assert not head.exists()


def test_a_checkpoint_is_signed_where_it_lies(nottinghamshire: str, folder: Path) -> None:
    done = run(*words_of("sign", folder, folder / "kept"), store=nottinghamshire)
    assert (done.exit_code, "— clerk.example " in (folder / "kept").read_text()) == (0, True)


@pytest.mark.parametrize("name", ["minutes.svg", "link.svg"])
def test_no_diagram_replaces_a_store(nottinghamshire: str, folder: Path, name: str) -> None:
    store = folder / "minutes.svg"
    shutil.copy(Path(nottinghamshire.removeprefix("sqlite:///")), store)
    (folder / "link.svg").symlink_to(store)
    before = store.read_bytes()
    done = run("diagram", "governance", "-o", str(folder / name), store=nottinghamshire)
    assert (done.exit_code, "is a store" in done.stderr) == (2, True), done.stderr
    assert store.read_bytes() == before


def test_no_backup_replaces_a_key_or_what_lies_beside_a_store(
    nottinghamshire: str, folder: Path
) -> None:
    store = Path(nottinghamshire.removeprefix("sqlite:///"))
    for file in (folder / "key", store.with_name(f"{store.name}.head"), store):
        before = everything(folder)
        done = run("store", "backup", "--force", str(file), store=nottinghamshire)
        assert (done.exit_code, done.stdout) == (2, ""), done.stderr
        assert everything(folder) == before


@pytest.mark.parametrize("writer", ["create", "bundle", "diagram"])
def test_a_pipe_is_written_to_and_stays(nottinghamshire: str, folder: Path, writer: str) -> None:
    pipe = folder / "pipe.svg"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    words = ["diagram", "governance", "-o", str(pipe)]
    words = words if writer == "diagram" else words_of(writer, folder, pipe)
    done = run(*words, store=nottinghamshire)
    reader.join(20)
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    assert done.stderr.startswith(f"Wrote {pipe}: ")
    assert pipe.is_fifo()
    file = folder / "file.svg"
    words[-1] = str(file)
    run(*words, store=nottinghamshire)
    assert got == [file.read_bytes()]


@pytest.mark.parametrize("beginning", ["", "before\n"])
def test_standard_output_by_name_gets_the_output_and_nothing_else(
    nottinghamshire: str, folder: Path, beginning: str
) -> None:
    out = folder / "out"
    out.write_text(beginning)
    with out.open("a") as stdout:
        words = words_of("create", folder, Path("/dev/stdout"))
        done = process(*words, store=nottinghamshire, stdout=stdout, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr[:19]) == (0, "Wrote /dev/stdout: ")
    assert out.read_text() == beginning + (folder / "kept").read_text()
    piped = process(*words, store=nottinghamshire)
    assert piped.stdout == (folder / "kept").read_text()


def test_a_device_that_is_full_is_an_error(nottinghamshire: str, folder: Path) -> None:
    done = run(*words_of("create", folder, Path("/dev/full")), store=nottinghamshire)
    assert (done.exit_code, done.stderr) == (2, "error: /dev/full: no space left on device\n")


def test_who_may_read_a_file_stays_the_same_and_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old")
    file.chmod(0o600)
    link.symlink_to(file)
    with written_whole(link, store="sqlite:///none.db", inputs=()) as draft:
        draft.write_text("new")
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o600)
    assert link.is_symlink()
    assert {one.name for one in tmp_path.iterdir()} == {"file", "link"}


def test_the_draft_is_on_the_disk_before_it_takes_the_place(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from cli.frame.files import written_whole\n"
        "def told(event, args):\n"
        "    if event == 'os.rename' and str(args[1]) == sys.argv[1]: print('renamed')\n"
        "sys.addaudithook(told)\n"
        "done = os.fsync; os.fsync = lambda handle: (print('forced'), done(handle))\n"
        "with written_whole(Path(sys.argv[1]), store='sqlite:///none.db', inputs=()) as draft:\n"
        "    draft.write_text('new')\n"
    )
    words = [sys.executable, "-c", script, str(tmp_path / "file")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("forced\nrenamed\n", "")
