"""``minutebook audit-bundle``: a stranger checks it, and nothing in it can be altered unseen."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from engine.store.reader import LedgerEntry, hash_of
from projections.savings.figures import FIGURES
from projections.savings.pence import pence
from projections.savings.projects import BEGINNING
from projections.view import entry_of
from proofs import verify as verifier
from proofs.facts import fact_data
from proofs.topics import MOVEMENTS
from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.cli.tampering import tamper
from tests.proofs.bundles import Opened, verified

DAY = "2018-09-30"
NOT_OF_A_BUNDLE = "WRONG MANIFEST: not the files of a bundle, once each\n"
STORED = Path(__file__).parents[1] / "stored_events"


@pytest.fixture
def key(tmp_path: Path) -> str:
    file = tmp_path / "clerk.key"
    made = run("checkpoint", "keygen", "--name", "clerk.example", "-o", str(file))
    (tmp_path / "clerk.vkey").write_text(made.stdout)
    return str(file)


def public(key: str) -> str:
    return Path(key).with_suffix(".vkey").read_text().strip()


def made(store: str, *words: str, name: str = "audit.zip") -> Path:
    file = Path(store.removeprefix("sqlite:///")).with_name(name)
    done = run("audit-bundle", "-o", str(file), *words, store=store)
    assert done.exit_code == 0, done.stderr
    return file


@pytest.fixture(scope="module")
def _bundled_once(_recorded_once: dict[str, BookOnDisk]) -> Path:
    return made(_recorded_once["nottinghamshire"].url, name="bundled-once.zip")


@pytest.fixture
def bundle(_bundled_once: Path, tmp_path: Path) -> Path:
    """A bundle of the example."""
    return Path(shutil.copy(_bundled_once, tmp_path / "audit.zip"))


@pytest.fixture
def signed(nottinghamshire: str, key: str) -> Path:
    return made(nottinghamshire, "--key", key, name="signed.zip")


def test_a_stranger_checks_it_with_the_program_inside(bundle: Path) -> None:
    inside = bundle.with_name("verify.py")
    inside.write_bytes(Opened.of(bundle).files["verify.py"])
    done = verified(bundle, verifier=inside)
    assert (done.returncode, done.stderr) == (0, "")
    said = [line[:16].strip() for line in done.stdout.splitlines()]
    assert said == [
        "ok    MANIFEST:",
        "ok    facts.json",
        "ok    checkpoint",
        "ok    proofs.jso",
        "ok    figures: a",
        "--    checkpoint",
        "--    MANIFEST:",
        "--    not comput",
    ]
    assert "MANIFEST: not signed: who wrote it is unknown" in done.stdout


@pytest.mark.parametrize("words", [(), ("--as-at", DAY)])
def test_the_same_book_and_options_give_the_same_bytes(
    nottinghamshire: str, key: str, words: tuple[str, ...]
) -> None:
    first = made(nottinghamshire, *words, "--key", key)
    again = made(nottinghamshire, *words, "--key", key, name="again.zip")
    assert first.read_bytes() == again.read_bytes()


def test_every_example_and_day_can_be_checked(norfolk: str, nottinghamshire: str) -> None:
    for store, day in (
        (norfolk, "2030-01-01"),
        (nottinghamshire, DAY),
        (nottinghamshire, "1990-01-01"),
    ):
        done = verified(made(store, "--as-at", day))
        assert (done.returncode, done.stderr) == (0, "")


def test_it_holds_every_fact_and_what_the_other_commands_show(nottinghamshire: str) -> None:
    opened = Opened.of(made(nottinghamshire, "--as-at", DAY))
    facts = opened.lines("facts.jsonl")
    assert len(facts) == ask("verify", store=nottinghamshire)["position"]
    told = run("checkpoint", "create", store=nottinghamshire).stdout
    assert opened.files["checkpoint.txt"].decode() == told
    rows = opened.files["figures/portfolio.csv"].decode().splitlines()[1:]
    shown = ask("portfolio", "--as-at", DAY, store=nottinghamshire)
    assert sum(pence(row.split(",")[3]) for row in rows) == pence(shown["total"]["target_total"])
    history = ask("saving", "history", "targeted-reviews", "--as-at", DAY, store=nottinghamshire)
    rows = opened.files["figures/movements.csv"].decode().splitlines()
    own = [row.split(",") for row in rows if row.startswith("targeted-reviews,")]
    moved = history["movements"]
    assert [row[2:6] for row in own] == [
        [move[name] for name in ("year", "before", "after", "change")] for move in moved
    ]
    assert opened.files["diagrams/governance.svg"].startswith(b"<?xml")
    assert "as_at" in json.loads(opened.files["bundle.json"])


def test_the_kinds_of_movements_are_those_of_the_figures() -> None:
    assert set(FIGURES.handlers) == MOVEMENTS
    assert {f"minutebook.{kind}.1" for kind in verifier.MOVES} == MOVEMENTS


@pytest.mark.parametrize("topic", sorted(MOVEMENTS))
def test_the_verifier_finds_the_movements_that_the_figures_have(topic: str) -> None:
    state = STORED.joinpath(f"{topic}.json").read_bytes()
    moment = "2019-06-01T12:00:00.000000Z"
    entry = LedgerEntry(7, "project:p", 3, topic, state, moment, bytes(32))
    rows = FIGURES.handlers[topic](entry_of(entry))
    moved = [row for table, row in rows if table == "figure_movement"]
    assert moved
    figures = verifier.Figures("9999-12-31")
    figures.see(fact_data(entry))
    assert figures.due == {
        "p": {
            str([p, measure, year, str(amount), "" if day == BEGINNING else day, moment, str(at)])
            for measure, p, year, day, at, amount, _ in moved
            if amount
        }
    }


def test_it_is_signed_twice_and_both_are_checked(signed: Path, key: str) -> None:
    done = verified(signed, "--public-key", public(key))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(f"signed by {public(key)}") == 2


def test_a_book_that_grew_is_checked_against_an_older_checkpoint(nottinghamshire: str) -> None:
    kept = Path(nottinghamshire.removeprefix("sqlite:///")).with_name("kept")
    run("checkpoint", "create", "-o", str(kept), store=nottinghamshire)
    more = kept.with_name("more.yaml")
    more.write_text("- body: {ref: new, name: New, kind: committee}\n")
    run("record", str(more), store=nottinghamshire)
    done = verified(made(nottinghamshire), "--checkpoint", str(kept))
    assert (done.returncode, done.stderr) == (0, "")
    assert "the book only grew since the checkpoint given" in done.stdout


TAMPERINGS: dict[str, tuple[Callable[[Opened], None], str]] = {
    "a letter of a fact": (
        lambda it: it.replace("facts.jsonl", "Improvement", "Improvemant"),
        "the chain does not hold",
    ),
    "a fact's moment": (
        lambda it: it.change_fact(5, lambda fact: fact.update(recorded_at="2019-06-01T12:00:01Z")),
        "position 5: the chain does not hold",
    ),
    "a fact's subject": (
        lambda it: it.change_fact(5, lambda fact: fact.update(originator_id="body:other")),
        "position 5: the chain does not hold",
    ),
    "a fact's version": (
        lambda it: it.change_fact(5, lambda fact: fact.update(originator_version=9)),
        "position 5: the chain does not hold",
    ),
    "a fact's kind": (
        lambda it: it.change_fact(5, lambda fact: fact.update(topic="minutebook.other.1")),
        "position 5: the chain does not hold",
    ),
    "a fact's hash": (
        lambda it: it.change_fact(5, lambda fact: fact.update(hash="00" * 32)),
        "position 5: the chain does not hold",
    ),
    "a fact left out": (
        lambda it: it.set_lines(
            "facts.jsonl", it.lines("facts.jsonl")[:4] + it.lines("facts.jsonl")[5:]
        ),
        "position 5 is missing",
    ),
    "two facts swapped": (
        lambda it: it.set_lines(
            "facts.jsonl",
            [*(lines := it.lines("facts.jsonl"))[:4], lines[5], lines[4], *lines[6:]],
        ),
        "position 5 is missing",
    ),
    "the last facts cut off": (
        lambda it: it.set_lines("facts.jsonl", it.lines("facts.jsonl")[:-2]),
        "checkpoint.txt: not made of these facts",
    ),
    "a remark added to a fact": (
        lambda it: it.change_fact(5, lambda fact: fact.update(remark="withdrawn")),
        "position 5 has other fields than",
    ),
    "a second state beside the first": (
        lambda it: it.replace("facts.jsonl", '"state": ', '"state": "{}", "state": '),
        "not as minutebook writes it",
    ),
    "the size of the checkpoint": (
        lambda it: it.replace("checkpoint.txt", "\n3", "\n7"),
        "does not lead to the root",
    ),
    "the root of the checkpoint": (
        lambda it: it.files.update({"checkpoint.txt": b"a\n312\n" + b"A" * 43 + b"=\n"}),
        "does not lead to the root",
    ),
    "a checkpoint that is none": (
        lambda it: it.files.update({"checkpoint.txt": b"trust me\n"}),
        "this is no checkpoint",
    ),
    "a step of a path": (
        lambda it: it.set_lines(
            "proofs.jsonl",
            [
                {**proof, "path": proof["path"][::-1]} if number == 3 else proof
                for number, proof in enumerate(it.lines("proofs.jsonl"))
            ],
        ),
        "does not lead to the root",
    ),
    "a proof left out": (
        lambda it: it.set_lines("proofs.jsonl", it.lines("proofs.jsonl")[1:]),
        "proofs.jsonl: none of position",
    ),
    "a proof too many": (
        lambda it: it.set_lines("proofs.jsonl", it.lines("proofs.jsonl") * 2),
        "proofs.jsonl: a proof of no fact",
    ),
    "an amount of a movement": (
        lambda it: it.replace(
            "figures/movements.csv", ",0,3010000,3010000,", ",0,3110000,3110000,"
        ),
        "no such movement",
    ),
    "the amount before a movement": (
        lambda it: it.replace(
            "figures/movements.csv", ",0,3010000,3010000,", ",1,3010001,3010000,"
        ),
        "wrong before",
    ),
    "the amount after a movement": (
        lambda it: it.replace(
            "figures/movements.csv", ",0,3010000,3010000,", ",0,3010001,3010000,"
        ),
        "wrong after",
    ),
    "the day of a movement": (
        lambda it: it.replace("figures/movements.csv", "2017-09-11", "2017-09-12"),
        "no such movement",
    ),
    "an amount that only looks like one": (
        lambda it: it.replace("figures/movements.csv", ",3010000,3010000,", ",3010000,3_010_000,"),
        "is no amount",
    ),
    "a movement left out": (
        lambda it: it.files.update(
            {"figures/movements.csv": it.files["figures/movements.csv"].rsplit(b"\n", 2)[0] + b"\n"}
        ),
        "figures/movements.csv: missing",
    ),
    "a movement told twice": (
        lambda it: it.files.update(
            {
                "figures/movements.csv": it.files["figures/movements.csv"]
                + it.files["figures/movements.csv"].splitlines(keepends=True)[-1]
            }
        ),
        "no such movement",
    ),
    "a total of a portfolio": (
        lambda it: it.replace("figures/portfolio.csv", "000\n", "001\n"),
        "figures/portfolio.csv: not the sum",
    ),
    "the form of the bundle": (
        lambda it: it.replace("bundle.json", "bundle 1", "bundle 2"),
        "bundle.json: an unknown form",
    ),
    "the hash beside a proof": (
        lambda it: it.replace("proofs.jsonl", '"hash": "', '"hash": "0'),
        "has another hash, or other fields",
    ),
    "a remark added to a proof": (
        lambda it: it.replace("proofs.jsonl", ', "path"', ', "about": "body:x", "path"'),
        "has another hash, or other fields",
    ),
    "a column added to the movements": (
        lambda it: it.replace("figures/movements.csv", "position\n", "position,paid\n"),
        "figures/movements.csv: other columns than project measure year",
    ),
    "a cell added to a movement": (
        lambda it: it.files.update(
            {"figures/movements.csv": it.files["figures/movements.csv"][:-1] + b",paid\n"}
        ),
        "has too few cells or too many",
    ),
    "a row of nothing added to the movements": (
        lambda it: it.files.update(
            {"figures/movements.csv": it.files["figures/movements.csv"] + b"extra\n"}
        ),
        "has too few cells or too many",
    ),
    "a column added to the portfolios": (
        lambda it: it.replace("figures/portfolio.csv", ",target\n", ",target,paid\n"),
        "figures/portfolio.csv: other columns than",
    ),
    "a year of which nothing is due": (
        lambda it: it.files.update(
            {
                "figures/portfolio.csv": it.files["figures/portfolio.csv"]
                + b"cashable,p,2099/00,5\ncashable,q,2099/00,-5\n"
            }
        ),
        "figures/portfolio.csv: nothing due",
    ),
    "the number of facts": (
        lambda it: it.replace("bundle.json", '"facts": 3', '"facts": 4'),
        "bundle.json: not the number of facts, which is 387",
    ),
    "a remark of the bundle on itself": (
        lambda it: it.replace("bundle.json", "{", '{"audited": true, '),
        "bundle.json: an unknown form",
    ),
    "a line that is no JSON": (
        lambda it: it.replace("facts.jsonl", "{", "("),
        "facts.jsonl: a line not as minutebook writes it",
    ),
    "the day of the figures": (
        lambda it: it.replace("bundle.json", '"as_at": "2019', '"as_at": "2017'),
        "no such movement",
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_bundle_that_was_tampered_with_is_found_and_the_place_named(
    bundle: Path, what: str
) -> None:
    tamper, named = TAMPERINGS[what]
    opened = Opened.of(bundle)
    tamper(opened)
    listed = verified(opened.save(bundle.with_name("one.zip"), again=False))
    assert listed.returncode == 1
    assert listed.stderr.startswith("WRONG MANIFEST: ")
    assert listed.stderr.endswith(" was changed\n")
    again = verified(opened.save(bundle.with_name("two.zip")))
    assert (again.returncode, named in again.stderr) == (1, True), again.stderr
    assert again.stderr.startswith("WRONG ")


@pytest.mark.parametrize("name", ["facts.jsonl", "diagrams/governance.svg", "checkpoint.txt"])
def test_a_file_that_is_missing_or_added_is_noticed(bundle: Path, name: str) -> None:
    missing, added = Opened.of(bundle), Opened.of(bundle)
    del missing.files[name]
    added.files["more.txt"] = b"?"
    for opened in (missing, added):
        done = verified(opened.save(bundle.with_name("other.zip"), again=False))
        assert done.returncode == 1
        assert done.stderr == "WRONG MANIFEST: the files are not those that it lists\n"


@pytest.mark.parametrize("name", ["more.txt", "diagrams/other.svg"])
def test_a_file_that_belongs_to_no_bundle_is_noticed_though_it_is_listed(
    bundle: Path, name: str
) -> None:
    opened = Opened.of(bundle)
    opened.files[name] = b"the council owes me a million"
    done = verified(opened.save(bundle.with_name("other.zip")))
    assert (done.returncode, done.stderr) == (1, NOT_OF_A_BUNDLE)


@pytest.mark.parametrize("name", ["README.txt", "verify.py"])
def test_a_file_that_is_missing_is_noticed_though_it_is_not_listed(bundle: Path, name: str) -> None:
    opened = Opened.of(bundle)
    del opened.files[name]
    done = verified(opened.save(bundle.with_name("other.zip")))
    assert (done.returncode, done.stderr) == (1, NOT_OF_A_BUNDLE)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_noticed_though_both_are_listed(bundle: Path) -> None:
    opened = Opened.of(bundle)
    line = next(one for one in opened.files["MANIFEST"].splitlines() if b"checkpoint.txt" in one)
    opened.files["MANIFEST"] += line + b"\n"
    twice = opened.save(bundle.with_name("twice.zip"), again=False)
    with ZipFile(twice, "a") as added:
        added.writestr("checkpoint.txt", opened.files["checkpoint.txt"])
    done = verified(twice)
    assert (done.returncode, done.stderr) == (1, NOT_OF_A_BUNDLE)


def test_a_checkpoint_of_a_book_of_another_name_is_not_that_of_the_bundle(
    nottinghamshire: str, bundle: Path
) -> None:
    kept = bundle.with_name("kept")
    words = ("checkpoint", "create", "--origin", "council.example", "-o", str(kept))
    assert run(*words, store=nottinghamshire).exit_code == 0
    done = verified(bundle, "--checkpoint", str(kept))
    assert done.returncode == 1
    assert "the checkpoint given is of the book council.example" in done.stderr
    named = made(nottinghamshire, "--origin", "council.example", name="named.zip")
    assert verified(named, "--checkpoint", str(kept)).returncode == 0


def test_all_of_it_is_checked_within_this_process_too(
    signed: Path, key: str, nottinghamshire: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = run("checkpoint", "create", store=nottinghamshire).stdout
    verifier.check(str(signed), kept, [public(key)])
    said = capsys.readouterr().out
    assert said.count("ok    ") == 8
    run("proof", "2018/019", "-o", str(signed), store=nottinghamshire)
    verifier.check(str(signed), kept, [])
    said = capsys.readouterr().out
    assert "by the checkpoint given" in said
    assert "checkpoint: not signed: who wrote it is unknown" in said


@pytest.mark.parametrize("end", ["a", "\n"])
def test_its_main_program_says_what_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], end: str
) -> None:
    file = tmp_path / f"file{end}"
    monkeypatch.setattr("sys.argv", ["verify.py", str(file)])
    with pytest.raises(SystemExit) as stopped:
        verifier.main()
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert (said.startswith("CANNOT READ "), said.count("\n")) == (True, 1)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_noticed(bundle: Path) -> None:
    with ZipFile(bundle, "a") as opened:
        opened.writestr("checkpoint.txt", b"another")
    assert verified(bundle).stderr.startswith("WRONG MANIFEST: the files are not those")


def test_damage_to_the_file_is_an_error_and_no_traceback(bundle: Path) -> None:
    data = bundle.read_bytes()
    for damaged in (data[: len(data) // 2], data[:2000] + b"\0" * 50 + data[2050:], b"", b"{}"):
        bundle.write_bytes(damaged)
        done = verified(bundle)
        assert done.returncode == 2
        assert done.stderr.startswith("CANNOT READ ")
        assert done.stderr.count("\n") == 1


def test_a_forger_who_computes_everything_again_is_found_by_checkpoint_or_key(
    nottinghamshire: str, signed: Path, key: str
) -> None:
    kept = signed.with_name("kept.checkpoint")
    run("checkpoint", "create", "-o", str(kept), store=nottinghamshire)
    opened = Opened.of(signed)
    opened.replace("facts.jsonl", "Improvement", "Improvemant")
    opened.compute_again(hash_of)
    forged = opened.save(signed.with_name("forged.zip"))
    assert verified(forged).returncode == 0  # what no program can tell
    by_checkpoint = verified(forged, "--checkpoint", str(kept))
    assert by_checkpoint.returncode == 1
    assert "facts are not those of the checkpoint given" in by_checkpoint.stderr
    by_key = verified(forged, "--public-key", public(key))
    assert by_key.returncode == 1
    assert by_key.stderr.startswith("WRONG checkpoint.txt: not signed by clerk.example+")


def test_a_signed_manifest_vouches_for_what_is_not_computed_again(signed: Path, key: str) -> None:
    opened = Opened.of(signed)
    opened.files["diagrams/governance.svg"] = b"<svg/>"
    done = verified(opened.save(signed.with_name("forged.zip")), "--public-key", public(key))
    assert done.returncode == 1
    assert done.stderr.startswith("WRONG MANIFEST: not signed by clerk.example+")


def test_a_signature_of_another_key_in_the_same_name_does_not_pass(
    signed: Path, tmp_path: Path
) -> None:
    other = run("checkpoint", "keygen", "--name", "clerk.example", "-o", str(tmp_path / "other"))
    done = verified(signed, "--public-key", other.stdout.strip())
    assert done.returncode == 1
    assert "not signed by" in done.stderr


def test_a_book_cut_off_since_a_checkpoint_is_found(nottinghamshire: str, bundle: Path) -> None:
    kept = bundle.with_name("kept.checkpoint")
    run("checkpoint", "create", "-o", str(kept), store=nottinghamshire)
    opened = Opened.of(bundle)
    facts = opened.lines("facts.jsonl")[:-1]
    opened.set_lines("facts.jsonl", facts)
    opened.compute_again(hash_of)
    done = verified(opened.save(bundle.with_name("cut.zip")), "--checkpoint", str(kept))
    assert done.returncode == 1
    assert (
        f"WRONG cut off: {len(facts)} facts, and {len(facts) + 1} in the checkpoint" in done.stderr
    )


def test_of_a_book_with_a_fault_there_is_no_bundle(nottinghamshire: str, bundle: Path) -> None:
    before = bundle.read_bytes()
    ledger = Path(nottinghamshire.removeprefix("sqlite:///"))
    with tamper(ledger) as opened:
        opened.execute("UPDATE ledger SET topic = 'x' WHERE position = 9")
    done = run("audit-bundle", "-o", str(bundle), store=nottinghamshire)
    assert done.exit_code == 1
    assert done.stderr.startswith("error: the chain does not hold at position 9")
    assert bundle.read_bytes() == before
    assert not list(bundle.parent.glob(".*part"))


def test_an_empty_book_and_a_wrong_key_are_wrong_usage(book: BookOnDisk, tmp_path: Path) -> None:
    out = str(tmp_path / "a.zip")
    empty = run("audit-bundle", "-o", out, store=book.url)
    assert (empty.exit_code, "the book is empty" in empty.stderr) == (2, True)
    wrong = run("audit-bundle", "-o", out, "--key", str(book.path), store=book.url)
    assert (wrong.exit_code, "a private key is written" in wrong.stderr) == (2, True)
    assert not Path(out).exists()
    nowhere = run("audit-bundle", "-o", str(tmp_path / "no" / "a.zip"), store=book.url)
    assert (nowhere.exit_code, "no such file" in nowhere.stderr) == (2, True)


def test_a_book_without_bodies_or_figures_has_a_bundle_too(book: BookOnDisk) -> None:
    book.record("- portfolio: {ref: p, name: P}\n")
    done = verified(made(book.url))
    assert (done.returncode, done.stderr) == (0, "")
    assert "diagrams/governance.svg" not in Opened.of(book.folder / "audit.zip").files
