"""``minutebook checkpoint growth``: for somebody who has two checkpoints and not the book."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import run
from tests.cli.tampering import make_again


def body(number: int) -> str:
    return f"- body: {{ref: b{number}, name: B{number}, kind: committee}}\n"


def kept(book: BookOnDisk, name: str) -> str:
    file = str(book.folder / name)
    assert run("checkpoint", "create", "-o", file, store=book.url).exit_code == 0
    return file


@pytest.fixture
def both(book: BookOnDisk) -> tuple[str, str]:
    """A checkpoint at three facts, and one at five of the seven that there are."""
    found: list[str] = []
    for count, name in ((3, "old"), (2, "new"), (2, None)):
        for number in range(count):
            book.record(body(10 * len(found) + number))
        if name:
            found.append(kept(book, name))
        else:
            found.append("")
    return found[0], found[1]


def test_growth_is_proved_and_checked_without_the_book(
    book: BookOnDisk, both: tuple[str, str]
) -> None:
    old, new = both
    file = str(book.folder / "growth.json")
    made = run("checkpoint", "growth", old, "--to", new, "-o", file, store=book.url)
    assert (made.exit_code, made.stdout) == (0, f"Wrote {file}: from 3 facts to 5.\n")
    book.path.unlink()
    done = run("checkpoint", "growth", "--check", file)
    assert done.exit_code == 0
    assert done.stderr.startswith("note: whoever made the proof could make both checkpoints")
    assert done.stdout.endswith(f"\n{Path(old).read_text()}\n{Path(new).read_text()}")


def test_without_a_later_checkpoint_it_is_the_whole_book(
    book: BookOnDisk, both: tuple[str, str]
) -> None:
    made = run("checkpoint", "growth", both[0], store=book.url)
    said = json.loads(made.stdout)
    assert said["new"] == run("checkpoint", "create", store=book.url).stdout
    file = book.folder / "growth.json"
    file.write_text(made.stdout)
    assert run("checkpoint", "growth", "--check", str(file)).exit_code == 0


def test_a_book_that_was_altered_since_proves_nothing(
    book: BookOnDisk, both: tuple[str, str]
) -> None:
    make_again(book.url, 2, "B1", "B9")
    done = run("checkpoint", "growth", both[0], store=book.url)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "are not those that the checkpoint was made of" in done.stderr


def test_two_checkpoints_in_the_wrong_order_are_no_growth(
    book: BookOnDisk, both: tuple[str, str]
) -> None:
    old, new = both
    done = run("checkpoint", "growth", new, "--to", old, store=book.url)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "from 5 facts to 3 is no growth" in done.stderr


def test_a_proof_that_was_tampered_with_does_not_hold(
    book: BookOnDisk, both: tuple[str, str]
) -> None:
    said = json.loads(run("checkpoint", "growth", both[0], store=book.url).stdout)
    file = book.folder / "growth.json"
    for change, status, why in (
        ({"path": said["path"][::-1]}, 1, "did not grow from the earlier one"),
        ({"path": []}, 1, "did not grow"),
        ({"old": said["new"], "new": said["old"]}, 1, "did not grow"),
        ({"path": 3}, 2, "it has no path"),
        ({"path": ["x"]}, 2, "no SHA-256 in hex"),
        ({"old": "x"}, 2, "a checkpoint in it is none"),
        ({"format": "x"}, 2, "its format is not"),
    ):
        file.write_text(json.dumps(said | change))
        done = run("checkpoint", "growth", "--check", str(file))
        assert (done.exit_code, done.stdout) == (status, ""), change
        assert why in done.stderr
    file.write_text("no JSON")
    done = run("checkpoint", "growth", "--check", str(file))
    assert (done.exit_code, "is no proof of growth: it is not JSON" in done.stderr) == (2, True)


def test_both_checkpoints_must_be_signed(book: BookOnDisk, both: tuple[str, str]) -> None:
    old, new = both
    key = str(book.folder / "key")
    vkey = run("checkpoint", "keygen", "--name", "clerk.example", "-o", key).stdout.strip()
    file = str(book.folder / "growth.json")
    asked = ("checkpoint", "growth", "--check", file, "--public-key", vkey)
    for signed, status in ((old, 1), (new, 0)):
        run("checkpoint", "sign", "--key", key, signed, "-o", signed, store=book.url)
        run("checkpoint", "growth", old, "--to", new, "-o", file, store=book.url)
        assert run(*asked).exit_code == status


def test_from_nothing_grows_only_what_began_with_nothing(
    book: BookOnDisk, both: tuple[str, str]
) -> None:
    empty = book.folder / "empty"
    origin = Path(both[0]).read_text().partition("\n")[0]
    empty.write_text(f"{origin}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
    file = book.folder / "growth.json"
    done = run("checkpoint", "growth", str(empty), "-o", str(file), store=book.url)
    assert done.exit_code == 0, done.stderr
    done = run("checkpoint", "growth", "--check", str(file))
    assert done.exit_code == 0
    assert (
        done.stderr == "note: the first is of a book without facts, from which every book grows\n"
    )
    said = json.loads(file.read_text())
    root = said["new"].split("\n")[2]
    for new in (said["new"], f"{origin}\n0\n{root}\n"):
        forged = {"old": f"{origin}\n0\n{root}\n", "new": new}
        file.write_text(json.dumps(said | forged))
        done = run("checkpoint", "growth", "--check", str(file))
        assert (done.exit_code, "did not grow" in done.stderr) == (1, True)


def test_two_books_of_different_names_did_not_grow_from_each_other(
    book: BookOnDisk, both: tuple[str, str]
) -> None:
    old, new = both
    other = book.folder / "other"
    other.write_text("council.example\n" + Path(old).read_text().partition("\n")[2])
    done = run("checkpoint", "growth", str(other), "--to", new, store=book.url)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "one checkpoint is of the book council.example, the other of minutebook/" in done.stderr
    done = run("checkpoint", "growth", old, "--origin", "council.example", store=book.url)
    assert (done.exit_code, "is of the book minutebook/" in done.stderr) == (1, True)
    said = json.loads(run("checkpoint", "growth", old, "--to", new, store=book.url).stdout)
    file = book.folder / "growth.json"
    file.write_text(json.dumps(said | {"old": other.read_text()}))
    done = run("checkpoint", "growth", "--check", str(file))
    assert (done.exit_code, "is of the book council.example" in done.stderr) == (1, True)


def test_the_later_checkpoint_is_named_as_the_earlier(book: BookOnDisk) -> None:
    book.record(body(1))
    old = book.folder / "old"
    words = ("checkpoint", "create", "--origin", "council.example", "-o", str(old))
    run(*words, store=book.url)
    book.record(body(2))
    said = json.loads(run("checkpoint", "growth", str(old), store=book.url).stdout)
    assert said["new"].startswith("council.example\n2\n")


def test_a_proof_of_growth_is_held_against_the_checkpoint_that_was_kept(
    book: BookOnDisk, both: tuple[str, str]
) -> None:
    old, new = both
    file = str(book.folder / "growth.json")
    run("checkpoint", "growth", old, "--to", new, "-o", file, store=book.url)
    for mine in both:
        done = run("checkpoint", "growth", "--check", file, "--against", mine)
        assert (done.exit_code, done.stderr) == (0, "")
    whole = kept(book, "whole")
    done = run("checkpoint", "growth", "--check", file, "--against", whole)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "neither checkpoint of the proof is the one given, of 7 facts" in done.stderr
    renamed = book.folder / "renamed"
    renamed.write_text("council.example\n" + Path(old).read_text().partition("\n")[2])
    done = run("checkpoint", "growth", "--check", file, "--against", str(renamed))
    assert (done.exit_code, "of the book council.example" in done.stderr) == (1, True)
    done = run("checkpoint", "growth", old, "--against", new, store=book.url)
    assert (done.exit_code, "--against goes with --check" in done.stderr) == (2, True)


def test_it_needs_a_checkpoint_or_a_proof_to_check(book: BookOnDisk) -> None:
    done = run("checkpoint", "growth", store=book.url)
    assert (done.exit_code, "name the OLD checkpoint" in done.stderr) == (2, True)
