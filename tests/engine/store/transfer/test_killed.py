"""Copies, backups and restorations that are killed at every one of their steps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.store.errors import Differs
from engine.store.opening import open_reader
from engine.store.transfer.backup import back_up
from engine.store.transfer.copying import copy
from engine.store.transfer.restore import Allowed, restore
from engine.store.verify import verify_store
from tests.engine.store.transfer.conftest import Maker, add, entries
from tests.engine.store.transfer.kills import NOON

ROOT = Path(__file__).parents[4]


@pytest.fixture
def prepared(book: Maker, tmp_path: Path) -> Path:
    """Make a folder with a book, and a backup of it that lacks its end and goes on otherwise."""
    folder = tmp_path / "prepared"
    folder.mkdir()
    old = book("prepared/old.db", 4)
    back_up(old, folder / "new.db")
    add(old, 3, after=4)
    new = f"sqlite:///{folder}/new.db"
    add(new, 2, after=4, amount="1.00")
    (folder / "new.db.head").unlink()
    return folder


def cases(act: str, prepared: Path) -> list[Path]:
    """Kill an act at every step, and return the folders that this left behind."""
    folder = prepared.parent / "cases"
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-m", "tests.engine.store.transfer.kills", act, prepared, folder],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    found = sorted(folder.iterdir())
    assert len(found) > 10
    return found


def holds(url: str) -> bool:
    with open_reader(url) as reader:
        return verify_store(reader).holds


def test_a_copy_killed_at_any_step_is_gone_on_with(prepared: Path) -> None:
    whole = entries(f"sqlite:///{prepared}/new.db")
    for case in cases("copy", prepared):
        target = f"sqlite:///{case}/file.db"
        if (case / "file.db").exists():
            assert holds(target)
            assert entries(target) in ([], whole)
        copy(f"sqlite:///{case}/new.db", target)
        assert entries(target) == whole
        assert holds(target)


def test_a_backup_killed_at_any_step_is_whole_or_not_there(prepared: Path) -> None:
    whole = entries(f"sqlite:///{prepared}/new.db")
    for case in cases("backup", prepared):
        target = f"sqlite:///{case}/file.db"
        if (case / "file.db").exists():
            assert entries(target) == whole
        back_up(f"sqlite:///{case}/new.db", case / "file.db", replace=True)
        assert entries(target) == whole
        assert not (case / ".file.db.part").exists()


def test_a_restoration_killed_at_any_step_leaves_the_old_store_or_the_new(prepared: Path) -> None:
    old = entries(f"sqlite:///{prepared}/old.db")
    new = entries(f"sqlite:///{prepared}/new.db")
    stood = []
    for case in cases("restore", prepared):
        url = f"sqlite:///{case}/old.db"
        standing = entries(url)
        assert standing in (old, new)
        assert holds(url)
        stood.append(standing == new)
        add(url, 1, after=60)  # what is remembered of the end stands in nobody's way
        assert holds(url)
        with pytest.raises(Differs, match=r"to 8 of|position 7 of"):
            restore(case / "new.db", url, moment=NOON, allowed=Allowed(replace=True))
        restore(case / "new.db", url, moment=NOON.replace(hour=13), allowed=Allowed(True, True))  # noqa: FBT003 - both
        assert entries(url) == new
        assert holds(url)
        assert not (case / ".old.db.part").exists()
        kept = [entries(f"sqlite:///{file}") for file in case.glob("old.db.replaced-*Z")]
        assert any(found[: len(old)] == old for found in kept)
    assert stood == sorted(stood)
    assert not stood[0]
    assert stood[-1]
