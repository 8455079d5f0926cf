"""``minutebook proof``: a fact for somebody who has a checkpoint, and not the book."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.cli.tampering import make_again, tamper
from tests.proofs.bundles import verified

MORE = "- body: {ref: new, name: New, kind: committee}\n"


def proved(store: str, *words: str) -> Path:
    file = Path(store.removeprefix("sqlite:///")).with_name("proof.json")
    done = run("proof", *words, "-o", str(file), store=store)
    assert (done.exit_code, done.stderr) == (0, ""), done.stderr
    return file


def positions(file: Path) -> list[int]:
    return [fact["position"] for fact in json.loads(file.read_text())["facts"]]


@pytest.fixture
def kept(nottinghamshire: str, tmp_path: Path) -> str:
    file = tmp_path / "kept.checkpoint"
    assert run("checkpoint", "create", "-o", str(file), store=nottinghamshire).exit_code == 0
    return str(file)


@pytest.mark.parametrize("ref", ["2018/019", "ics/2018/019", "resolution:ics/2018/019"])
def test_a_resolution_is_proved_with_its_own_words(nottinghamshire: str, ref: str) -> None:
    file = proved(nottinghamshire, ref)
    said = json.loads(file.read_text())
    assert said["about"] == "resolution:ics/2018/019"
    assert json.loads(said["facts"][0]["state"])["title"] == "Smarter Working Programme update"
    assert ask("resolution", "show", "2018/019", store=nottinghamshire)["position"] in positions(
        file
    )
    told = run("proof", "--check", str(file))
    assert (told.exit_code, told.stderr) == (0, "")
    assert "Smarter Working Programme update" in " ".join(told.stdout.split())
    assert "against the checkpoint that it brings along" in " ".join(told.stdout.split())
    assert verified(file).returncode == 0


def test_a_project_stands_for_all_movements_of_its_figures(nottinghamshire: str) -> None:
    file = proved(nottinghamshire, "targeted-reviews")
    shown = ask("saving", "history", "targeted-reviews", store=nottinghamshire)["movements"]
    assert positions(file) == sorted({move["position"] for move in shown})
    assert verified(file).returncode == 0


@pytest.mark.parametrize("position", ["1", "42", "387"])
def test_any_fact_is_proved_by_its_position(nottinghamshire: str, position: str) -> None:
    file = proved(nottinghamshire, position)
    assert positions(file) == [int(position)]
    assert verified(file).returncode == 0
    assert run("proof", "--check", str(file)).exit_code == 0


def test_without_a_file_the_proof_goes_to_standard_output(nottinghamshire: str) -> None:
    done = run("proof", "2018/019", store=nottinghamshire)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == proved(nottinghamshire, "2018/019").read_text()


def test_it_is_proved_against_the_checkpoint_that_the_other_side_has(
    nottinghamshire: str, kept: str, book: BookOnDisk
) -> None:
    (book.folder / "more.yaml").write_text(MORE)
    run("record", str(book.folder / "more.yaml"), store=nottinghamshire)
    file = proved(nottinghamshire, "2018/019", "--against", kept)
    assert json.loads(file.read_text())["checkpoint"] == Path(kept).read_text()
    done = run("proof", "--check", str(file), "--against", kept)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "brings along" not in done.stdout
    assert verified(file, "--checkpoint", kept).returncode == 0
    newer = proved(nottinghamshire, "2018/019")
    other = run("proof", "--check", str(newer), "--against", kept)
    assert other.exit_code == 1
    assert "the proof is against another checkpoint" in other.stderr


def test_a_proof_that_names_another_book_than_the_checkpoint_that_is_trusted_is_refused(
    nottinghamshire: str, kept: str
) -> None:
    file = proved(nottinghamshire, "2018/019", "--against", kept)
    told = run("proof", "--check", str(file), "--against", kept).stdout
    assert told.startswith(f"In the book of {Path(kept).read_text().splitlines()[0]}, at 387 facts")
    said = json.loads(file.read_text())
    said["checkpoint"] = "another.example\n" + said["checkpoint"].partition("\n")[2]
    file.write_text(json.dumps(said))
    done = run("proof", "--check", str(file), "--against", kept)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "of 387 facts of the book another.example, and yours is of 387 facts" in done.stderr
    other = verified(file, "--checkpoint", kept)
    assert (other.returncode, other.stdout) == (1, "")
    assert other.stderr == "WRONG the proof is against another checkpoint\n"


def test_a_fact_recorded_after_the_checkpoint_is_not_in_it(
    nottinghamshire: str, kept: str, book: BookOnDisk
) -> None:
    (book.folder / "more.yaml").write_text(MORE)
    run("record", str(book.folder / "more.yaml"), store=nottinghamshire)
    done = run("proof", "388", "--against", kept, store=nottinghamshire)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "was recorded after the checkpoint of 387 facts" in done.stderr


def test_nothing_is_proved_against_a_checkpoint_that_the_book_does_not_agree_with(
    nottinghamshire: str, kept: str
) -> None:
    make_again(nottinghamshire, 6, "Improvement", "Improvemant")
    done = run("proof", "2018/019", "--against", kept, store=nottinghamshire)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "are not those that the checkpoint was made of" in done.stderr


def test_nothing_is_proved_of_a_book_with_a_fault(nottinghamshire: str, kept: str) -> None:
    with tamper(Path(nottinghamshire.removeprefix("sqlite:///"))) as ledger:
        ledger.execute("UPDATE ledger SET topic = 'x' WHERE position = 6")
    for words in ((), ("--against", kept)):
        done = run("proof", "2018/019", *words, store=nottinghamshire)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "the chain does not hold at position 6" in done.stderr


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        ("2018/0199", "did you mean"),
        ("nothing-like-it", "there is no resolution or project"),
        ("0", "there is no position 0: the book has 387 facts"),
        ("388", "there is no position 388"),
        ("project:nothing", "there is no resolution or project"),
    ],
)
def test_what_there_is_not_is_wrong_usage(nottinghamshire: str, subject: str, why: str) -> None:
    done = run("proof", subject, store=nottinghamshire)
    assert (done.exit_code, done.stdout) == (2, "")
    assert why.lower() in done.stderr.lower()


def test_a_project_without_figures_has_no_movement(book: BookOnDisk) -> None:
    book.record("- project: {ref: p, name: P}\n")
    done = run("proof", "p", store=book.url)
    assert (done.exit_code, "has no figures yet" in done.stderr) == (2, True)


def test_a_reference_of_two_things_must_say_which(nottinghamshire: str, book: BookOnDisk) -> None:
    (book.folder / "more.yaml").write_text(
        "- body: {ref: b, name: B, kind: committee}\n"
        "- meeting: {ref: b-1, body: b, held_on: 2018-11-05}\n"
        "- resolution:\n"
        "    {ref: 2018/019, meeting: b-1, title: T, clauses: [{effect: notes, text: N}]}\n"
    )
    done = run("record", str(book.folder / "more.yaml"), store=nottinghamshire)
    assert done.exit_code == 0, done.stderr
    done = run("proof", "2018/019", store=nottinghamshire)
    assert done.exit_code == 2
    assert "write resolution:b/2018/019 or resolution:ics/2018/019" in done.stderr
    assert positions(proved(nottinghamshire, "b/2018/019")) == [391]


def test_a_proof_needs_a_subject_or_a_file_to_check(nottinghamshire: str) -> None:
    for words in ((), ("1", "--check", "x")):
        done = run("proof", *words, store=nottinghamshire)
        assert (done.exit_code, "name a SUBJECT or POSITION" in done.stderr) == (2, True)


def test_a_signed_checkpoint_vouches_for_a_proof(
    nottinghamshire: str, kept: str, tmp_path: Path
) -> None:
    key = str(tmp_path / "key")
    vkey = run("checkpoint", "keygen", "--name", "clerk.example", "-o", key).stdout.strip()
    unsigned = proved(nottinghamshire, "2018/019", "--against", kept)
    done = run("proof", "--check", str(unsigned), "--public-key", vkey)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "the checkpoint is not signed by clerk.example+" in done.stderr
    run("checkpoint", "sign", "--key", key, kept, "-o", kept, store=nottinghamshire)
    signed = proved(nottinghamshire, "2018/019", "--against", kept)
    done = run("proof", "--check", str(signed), "--public-key", vkey)
    assert (done.exit_code, done.stderr) == (0, "")
    said = " ".join(done.stdout.split())
    assert f"against the checkpoint that it brings along; signed by {vkey}." in said
    for words, end in (((), "."), (("--public-key", vkey), f"; signed by {vkey}.")):
        held = run("proof", "--check", str(unsigned), "--against", kept, *words)
        assert held.exit_code == 0, held.stderr
        told = " ".join(held.stdout.split())
        assert f"The proof holds, against the checkpoint given{end}" in told
    assert verified(signed, "--public-key", vkey).returncode == 0


CHANGES: dict[str, tuple[Callable[[Any], Any], int, str]] = {
    "the words": (lambda it: it["facts"][0].update(state="{}"), 1, "it was changed"),
    "the place": (lambda it: it["facts"][0].update(position=5), 1, "it was changed"),
    "the path": (lambda it: it["facts"][0]["path"].reverse(), 1, "leads to another root"),
    "the subject": (
        lambda it: it.update(about="resolution:other"),
        1,
        "not about resolution:other",
    ),
    "no path": (lambda it: it["facts"][0].pop("path"), 2, "has no path"),
    "no position": (lambda it: it["facts"][0].pop("position"), 2, "has no position"),
    "a position that is none": (lambda it: it["facts"][0].update(position=True), 2, "no position"),
    "a hash that is none": (lambda it: it["facts"][0].update(hash="zz"), 2, "no SHA-256 in hex"),
    "a node that is none": (lambda it: it["facts"][0]["path"].append(3), 2, "no SHA-256 in hex"),
    "no facts": (lambda it: it.update(facts=[]), 2, "it names no facts"),
    "a fact that is none": (lambda it: it.update(facts=[1]), 2, "has no position"),
    "no checkpoint": (lambda it: it.pop("checkpoint"), 2, "it has no checkpoint"),
    "a checkpoint that is none": (
        lambda it: it.update(checkpoint="a"),
        2,
        "its checkpoint is none",
    ),
    "another format": (lambda it: it.update(format="2"), 2, "its format is not"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_proof_that_was_tampered_with_does_not_hold(nottinghamshire: str, what: str) -> None:
    change, status, why = CHANGES[what]
    file = proved(nottinghamshire, "2018/019")
    said = json.loads(file.read_text())
    change(said)
    file.write_text(json.dumps(said))
    done = run("proof", "--check", str(file))
    assert (done.exit_code, done.stdout) == (status, ""), done.stderr
    assert why in done.stderr
    assert verified(file).returncode == (2 if what in ("no facts", "another format") else 1)


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_proof_is_wrong_input(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)
    done = run("proof", "--check", str(file))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {file} is no proof: ")
