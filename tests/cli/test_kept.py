"""What somebody kept elsewhere, a hash or a checkpoint, and what a backup must hold of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import ask, run

TOO_FAR = "99999999999999999999"


@pytest.fixture
def backup(nottinghamshire: str, tmp_path: Path) -> str:
    """Back the example up."""
    file = str(tmp_path / "backup.db")
    assert run("store", "backup", file, store=nottinghamshire).exit_code == 0
    return file


@pytest.fixture
def target(tmp_path: Path) -> str:
    """Name a store that is not there."""
    return f"sqlite:///{tmp_path}/restored.db"


@pytest.mark.parametrize(
    ("position", "digest", "told"),
    [
        (TOO_FAR, "0" * 64, "is not in the range"),
        ("-1", "0" * 64, "is not in the range"),
        ("312", "aa", "'aa' is no hash: it has 64 digits and letters from a to f"),
        ("312", "g" * 64, "is no hash"),
    ],
)
def test_what_was_kept_is_a_position_and_64_digits_wherever_it_is_given(
    nottinghamshire: str, backup: str, target: str, position: str, digest: str, told: str
) -> None:
    kept = ("--kept", position, digest)
    for result in (
        run("verify", *kept, store=nottinghamshire),
        run("store", "restore", backup, *kept, store=target),
    ):
        assert result.exit_code == 2
        assert told in result.stderr
        assert "fault in minutebook" not in result.stderr


def test_the_furthest_position_there_can_be_is_looked_for(nottinghamshire: str) -> None:
    found = run("verify", "--kept", str(2**63 - 1), "0" * 64, store=nottinghamshire)
    assert (found.exit_code, "stands nothing" in found.stderr) == (1, True)


@pytest.fixture
def checkpoint(nottinghamshire: str, tmp_path: Path) -> str:
    """Keep a checkpoint of the example."""
    file = str(tmp_path / "kept.checkpoint")
    assert run("checkpoint", "create", "-o", file, store=nottinghamshire).exit_code == 0
    return file


def test_a_backup_that_grew_from_a_checkpoint_is_restored(
    nottinghamshire: str, backup: str, checkpoint: str, target: str
) -> None:
    done = run("store", "restore", backup, "--against", checkpoint, store=target)
    assert (done.exit_code, done.stderr) == (0, "")
    assert ask("verify", store=target) == ask("verify", store=nottinghamshire)


def test_a_backup_of_another_book_than_the_checkpoint_replaces_nothing(
    norfolk: str, nottinghamshire: str, checkpoint: str, tmp_path: Path
) -> None:
    before = ask("verify", store=nottinghamshire)
    other = str(tmp_path / "other.db")
    assert run("store", "backup", other, store=norfolk).exit_code == 0
    words = ("--replace", "--lose-facts", "--against", checkpoint)

    refused = run("store", "restore", other, *words, store=nottinghamshire)

    assert refused.exit_code == 1
    assert refused.stderr.startswith("error: nothing was restored: of the backup, the ")
    assert ask("verify", store=nottinghamshire) == before


def test_a_checkpoint_must_be_signed_by_whom_it_is_said_to_be(
    backup: str, checkpoint: str, target: str, tmp_path: Path
) -> None:
    key = str(tmp_path / "clerk.key")
    made = run("checkpoint", "keygen", "--name", "clerk.example", "-o", key)
    assert made.exit_code == 0
    words = ("store", "restore", backup, "--public-key", made.stdout.strip())
    refused = run(*words, "--against", checkpoint, store=target)
    assert refused.exit_code == 1
    assert "is not signed by" in refused.stderr
    assert not Path(target.removeprefix("sqlite:///")).exists()
    assert run(*words, store=target).exit_code == 2
