"""`init` creates a store, and never touches what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.store.reader import EMPTY
from engine.store.sqlite.reader import SQLiteReader
from tests.cli.program import process, run
from tests.cli.writing import ICS, fails
from tests.engine.store.conftest import read_only


def test_it_creates_an_empty_store_and_says_what_comes_next(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    result = run("init", store=f"sqlite:///{path}")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Created {path}. Next: minutebook record FILE")
    with SQLiteReader(path) as reader:
        assert reader.head() == EMPTY


def test_the_store_is_that_of_the_environment_unless_the_command_names_one(tmp_path: Path) -> None:
    done = process("init", store=f"sqlite:///{tmp_path}/a.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "a.db").exists()


def test_it_is_minutebook_db_in_this_folder_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init").stdout.startswith("Created minutebook.db.")


def test_an_existing_store_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    run("init", store=f"sqlite:///{path}")
    before = path.read_bytes()
    said = fails(2, "init", store=f"sqlite:///{path}")
    assert said == f"error: {path} is there already: nothing was changed\n"
    assert path.read_bytes() == before


def test_so_does_any_other_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir")
    fails(2, "init", store=f"sqlite:///{path}")
    assert path.read_text() == "Dear Sir"


@pytest.mark.parametrize(
    ("store", "says"),
    [
        ("sqlite:///{folder}/none/book.db", "there is no folder"),
        ("sqlite:///{folder}", "is there already"),
        ("postgresql://127.0.0.1:1/book", "check that the server runs"),
        ("book.db", "does not name a store: use sqlite:///minutebook.db"),
        ("sqlite:///", "names no file"),
        ("sqlite:///{folder}/book.views", "cannot be the name of a store"),
        ("sqlite:///{folder}/book.db.head", "cannot be the name of a store"),
        ("", "does not name a store"),
    ],
)
def test_what_cannot_be_a_store_is_told(tmp_path: Path, store: str, says: str) -> None:
    assert says in fails(2, "init", store=store.format(folder=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_what_is_left_of_an_earlier_store_is_told_and_kept(tmp_path: Path) -> None:
    path, beside = tmp_path / "book.db", tmp_path / "book.db.head"
    run("init", store=f"sqlite:///{path}")
    (tmp_path / "ics.yaml").write_text(ICS)
    run("record", str(tmp_path / "ics.yaml"), store=f"sqlite:///{path}")
    path.unlink()
    before = beside.read_bytes()
    said = fails(2, "init", store=f"sqlite:///{path}")
    assert f"{beside} is all that is left of an earlier store, which went to position 1" in said
    assert not path.exists()
    assert beside.read_bytes() == before


def test_a_folder_that_may_not_be_written_is_told(open_folder: Path) -> None:
    fails(2, "init", store="sqlite:////none/book.db")  # all modules are loaded by now
    with read_only(open_folder):
        said = fails(2, "init", store=f"sqlite:///{open_folder}/book.db")
    assert "cannot be created (Permission denied): choose a folder you may write to" in said
    assert list(open_folder.iterdir()) == []
