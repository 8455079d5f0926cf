"""``minutebook checkpoint``, and ``verify --against``: the book only grew since."""

from __future__ import annotations

import json
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from tests.books import BookOnDisk
from tests.cli.program import ROOT, process, run
from tests.cli.tampering import make_again, tamper

MORE = "- body: {ref: new, name: New, kind: committee}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def kept(nottinghamshire: str, folder: Path) -> str:
    """A checkpoint of the example that somebody kept."""
    file = folder / "kept.checkpoint"
    made = run("checkpoint", "create", "-o", str(file), store=nottinghamshire)
    assert (made.exit_code, made.stderr) == (0, ""), made.stderr
    return str(file)


@pytest.fixture
def key(folder: Path) -> str:
    """A private key; its public key lies beside it."""
    file = folder / "clerk.key"
    made = run("checkpoint", "keygen", "--name", "clerk.example", "-o", str(file))
    assert made.exit_code == 0, made.stderr
    file.with_suffix(".vkey").write_text(made.stdout)
    return str(file)


def vkey(key: str) -> str:
    return str(Path(key).with_suffix(".vkey"))


def grow(store: str, text: str = MORE) -> None:
    file = Path(store.removeprefix("sqlite:///")).with_name("more.yaml")
    file.write_text(text, encoding="utf-8")
    assert run("record", str(file), store=store).exit_code == 0


def test_a_checkpoint_is_three_lines_and_the_same_book_gives_the_same(nottinghamshire: str) -> None:
    first, second = (run("checkpoint", "create", store=nottinghamshire) for _ in range(2))
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == second.stdout
    origin, size, root = first.stdout.splitlines()
    assert origin.startswith("minutebook/")
    assert int(size) > 100
    assert len(root) == 44


def test_programs_get_the_same_as_json(nottinghamshire: str) -> None:
    told = json.loads(run("checkpoint", "create", "--format", "json", store=nottinghamshire).stdout)
    assert told["text"] == run("checkpoint", "create", store=nottinghamshire).stdout
    assert told["signatures"] == []


def test_a_book_that_only_grew_agrees_with_its_checkpoint(nottinghamshire: str, kept: str) -> None:
    at_once = run("verify", "--against", kept, store=nottinghamshire)
    assert at_once.exit_code == 0
    assert ", and 0 came after" in at_once.stdout
    grow(nottinghamshire)
    later = run("verify", "--against", kept, store=nottinghamshire)
    assert (later.exit_code, later.stderr) == (0, "")
    assert ", and 1 came after" in later.stdout
    told = run("verify", "--against", kept, "--format", "json", store=nottinghamshire)
    assert json.loads(told.stdout)["checkpoint"]["agrees"] is True


def test_a_checkpoint_comes_from_a_pipe_too(nottinghamshire: str, kept: str) -> None:
    done = process("verify", "--against", "-", store=nottinghamshire, input=Path(kept).read_text())
    assert (done.returncode, done.stderr) == (0, "")
    assert "It only grew since the checkpoint" in done.stdout


def test_a_book_made_again_with_one_fact_altered_is_found_though_it_holds(
    nottinghamshire: str, kept: str
) -> None:
    make_again(nottinghamshire, 6, "Improvement", "Improvemant")
    assert run("verify", store=nottinghamshire).exit_code == 0
    found = run("verify", "--against", kept, store=nottinghamshire)
    assert found.exit_code == 1
    assert found.stdout.startswith("The chain holds")
    assert "It only grew" not in found.stdout
    assert found.stderr.startswith("error: the first ")
    assert "are not those that the checkpoint was made of" in found.stderr
    told = run("verify", "--against", kept, "--format", "json", store=nottinghamshire)
    assert json.loads(told.stdout)["checkpoint"]["agrees"] is False


def test_a_book_that_was_cut_off_is_found_though_it_remembers_nothing(
    nottinghamshire: str, kept: str
) -> None:
    path = Path(nottinghamshire.removeprefix("sqlite:///"))
    with tamper(path) as ledger:
        ledger.execute("DELETE FROM ledger WHERE position > (SELECT max(position) - 2 FROM ledger)")
    path.with_name(f"{path.name}.head").unlink()
    assert run("verify", store=nottinghamshire).exit_code == 0
    found = run("verify", "--against", kept, store=nottinghamshire)
    assert found.exit_code == 1
    assert "facts were cut off its end, or this is another book" in found.stderr


def test_another_book_is_called_another_book(norfolk: str, kept: str) -> None:
    found = run("verify", "--against", kept, store=norfolk)
    assert found.exit_code == 1
    assert "which is the name of another book" in found.stderr


def test_a_chain_that_breaks_before_the_checkpoint_cannot_be_compared(
    nottinghamshire: str, kept: str
) -> None:
    path = Path(nottinghamshire.removeprefix("sqlite:///"))
    with tamper(path) as ledger:
        ledger.execute(
            "UPDATE ledger SET state = replace(state, 'Impro', 'Empro') WHERE position = 6"
        )
    found = run("verify", "--against", kept, store=nottinghamshire)
    assert found.exit_code == 1
    assert "the chain does not hold at position 6" in found.stderr
    assert "cannot be compared: the chain holds up to position 5 only" in found.stderr


def test_of_a_book_with_a_fault_there_is_no_checkpoint(nottinghamshire: str, folder: Path) -> None:
    path = Path(nottinghamshire.removeprefix("sqlite:///"))
    with tamper(path) as ledger:
        ledger.execute("UPDATE ledger SET topic = 'x' WHERE position = 6")
    made = run("checkpoint", "create", "-o", str(folder / "c"), store=nottinghamshire)
    assert made.exit_code == 1
    assert made.stderr.startswith("error: the chain does not hold at position 6")
    assert not (folder / "c").exists()


def test_the_hashes_are_computed_and_not_believed(nottinghamshire: str, kept: str) -> None:
    """A forger who leaves the hashes as they were deceives nobody."""
    path = Path(nottinghamshire.removeprefix("sqlite:///"))
    with tamper(path) as ledger:
        ledger.execute("UPDATE ledger SET state = '{}' WHERE position = 7")
    assert run("verify", "--against", kept, store=nottinghamshire).exit_code == 1


def test_an_empty_book_has_no_name_of_its_own(book: BookOnDisk) -> None:
    made = run("checkpoint", "create", store=book.url)
    assert made.exit_code == 2
    assert "record something first, or give --origin" in made.stderr
    named = run("checkpoint", "create", "--origin", "council.example", store=book.url)
    assert named.stdout == ("council.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")


def test_a_book_agrees_with_the_checkpoint_of_when_it_was_empty(book: BookOnDisk) -> None:
    empty = run("checkpoint", "create", "--origin", "council.example", store=book.url).stdout
    book.record(MORE)
    file = book.folder / "empty.checkpoint"
    file.write_text(empty)
    assert run("verify", "--against", str(file), store=book.url).exit_code == 0


def test_signatures_are_added_and_checked(nottinghamshire: str, kept: str, key: str) -> None:
    signed = run("checkpoint", "sign", "--key", key, kept, "-o", kept, store=nottinghamshire)
    assert signed.exit_code == 0, signed.stderr
    asked = ("--public-key", vkey(key))
    assert run("verify", "--against", kept, *asked, store=nottinghamshire).stderr == ""
    assert run("checkpoint", "check", kept, *asked).exit_code == 0
    written = Path(vkey(key)).read_text().strip()
    assert run("checkpoint", "check", kept, "--public-key", written).exit_code == 0
    shown = run("checkpoint", "check", kept, *asked, "--format", "json")
    assert json.loads(shown.stdout)["signatures"] == [
        {"name": "clerk.example", "verdict": "signed"}
    ]


def test_several_may_sign(nottinghamshire: str, kept: str, key: str, folder: Path) -> None:
    chair = folder / "chair.pem"
    secret = ed25519.Ed25519PrivateKey.generate()
    chair.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    pem = ("--key", str(chair), "--name", "chair.example")
    public = run("checkpoint", "public-key", *pem).stdout.strip()
    run("checkpoint", "sign", "--key", key, kept, "-o", kept, store=nottinghamshire)
    run("checkpoint", "sign", *pem, kept, "-o", kept, store=nottinghamshire)
    asked = ("--public-key", vkey(key), "--public-key", public)
    both = run("verify", "--against", kept, *asked, store=nottinghamshire)
    assert (both.exit_code, both.stderr) == (0, "")
    assert Path(kept).read_text().count("— ") == 2


def test_what_the_book_does_not_agree_with_is_not_signed(norfolk: str, kept: str, key: str) -> None:
    refused = run("checkpoint", "sign", "--key", key, kept, store=norfolk)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "is the name of another book" in refused.stderr
    told = run("checkpoint", "sign", "--key", key, kept, "--unchecked", store=norfolk)
    assert told.exit_code == 0
    assert told.stdout.startswith(Path(kept).read_text())


def test_a_signature_nobody_asked_about_is_noted(nottinghamshire: str, kept: str, key: str) -> None:
    run("checkpoint", "sign", "--key", key, kept, "-o", kept, store=nottinghamshire)
    seen = run("verify", "--against", kept, store=nottinghamshire)
    assert seen.exit_code == 0
    assert seen.stderr.startswith(
        "note: the checkpoint says that clerk.example signed it; that was"
    )


def test_a_missing_or_forged_signature_is_a_difference(
    nottinghamshire: str, kept: str, key: str
) -> None:
    asked = ("--public-key", vkey(key))
    unsigned = run("verify", "--against", kept, *asked, store=nottinghamshire)
    assert unsigned.exit_code == 1
    assert "the checkpoint is not signed by clerk.example+" in unsigned.stderr
    run("checkpoint", "sign", "--key", key, kept, "-o", kept, store=nottinghamshire)
    text = Path(kept).read_text()
    Path(kept).write_text(text.replace("minutebook/", "other/"))
    forged = run("verify", "--against", kept, *asked, store=nottinghamshire)
    assert forged.exit_code == 1
    assert "does not hold: the checkpoint was altered" in forged.stderr
    assert run("checkpoint", "check", kept, *asked).exit_code == 1


@pytest.mark.parametrize("text", ["", "garbage\n", "a\n1\nAAAA\n"])
def test_what_is_no_checkpoint_is_wrong_input(
    nottinghamshire: str, folder: Path, text: str
) -> None:
    file = folder / "file"
    file.write_text(text)
    for words in (("verify", "--against", str(file)), ("checkpoint", "check", str(file))):
        found = run(*words, store=nottinghamshire)
        assert (found.exit_code, found.stdout) == (2, "")
        assert found.stderr.startswith(f"error: {file} is no checkpoint: ")


def test_wrong_keys_and_missing_files_are_wrong_input(
    nottinghamshire: str, kept: str, folder: Path
) -> None:
    for words, why in (
        (("verify", "--against", str(folder / "nothing")), "no such file"),
        (("verify", "--against", kept, "--public-key", "a+b+c"), "a public key is written"),
        (("verify", "--against", kept, "--public-key", kept), "a public key is written"),
        (("verify", "--public-key", "a+b+c"), "give --against too"),
        (("checkpoint", "sign", kept), "--key is missing"),
        (("checkpoint", "sign", "--key", kept, kept), "a private key is written"),
        (("checkpoint", "public-key"), "--key is missing"),
        (("checkpoint", "create", "--origin", "a b"), "cannot be an origin"),
        (("checkpoint", "create", "-o", str(folder / "no" / "file")), "no such file"),
    ):
        found = run(*words, store=nottinghamshire)
        assert (found.exit_code, why in found.stderr) == (2, True), (words, found.stderr)
        assert found.stderr.startswith("error: ")


def test_a_private_key_is_for_its_owner_alone_and_never_overwritten(key: str) -> None:
    assert stat.S_IMODE(Path(key).stat().st_mode) == 0o600
    before = Path(key).read_bytes()
    again = run("checkpoint", "keygen", "--name", "other", "-o", key)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "is there already" in again.stderr
    assert Path(key).read_bytes() == before
    assert run("checkpoint", "public-key", "--key", key).stdout == Path(vkey(key)).read_text()


def test_of_a_key_that_cannot_be_written_whole_nothing_stays(folder: Path) -> None:
    words = ("checkpoint", "keygen", "--name", "clerk.example", "-o", str(folder / "new.key"))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, limits[1]))  # as a disk with 20 bytes left
    try:
        done = run(*words)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"error: {folder / 'new.key'}: file too large\n"
    assert not (folder / "new.key").exists()
    assert run(*words).exit_code == 0


def test_a_key_that_has_a_name_signs_in_no_other(nottinghamshire: str, kept: str, key: str) -> None:
    for words in (("public-key",), ("sign", kept)):
        whole = ("checkpoint", *words, "--key", key, "--name", "chair.example")
        done = run(*whole, store=nottinghamshire)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "is named clerk.example, and signs in no other name" in done.stderr
        assert run(*whole[:-1], "clerk.example", store=nottinghamshire).exit_code == 0


def test_it_is_said_that_signing_unchecked_signs_every_line() -> None:
    told = " ".join(run("checkpoint", "sign", "--help").stdout.split())
    assert "All its lines are signed, any after the third included" in told


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u2028", "\u200b", "\x9b", "\x7f"])
def test_a_checkpoint_that_a_terminal_would_show_as_another_is_refused(
    folder: Path, kept: str, sign: str
) -> None:
    file = folder / "odd"
    file.write_text(f"council{sign}" + Path(kept).read_text(), encoding="utf-8")
    done = run("checkpoint", "check", str(file))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "turn the direction of writing" in done.stderr
    assert sign not in done.stderr


def test_the_library_that_signs_is_loaded_only_to_sign(nottinghamshire: str, kept: str) -> None:
    script = "from cli.main import minutebook\nimport sys\n"
    script += "minutebook(sys.argv[1:], standalone_mode=False)\n"
    script += "assert not [name for name in sys.modules if name.startswith('cryptography')]\n"
    words = [sys.executable, "-c", script, "--store", nottinghamshire, "verify", "--against", kept]
    seen = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (seen.returncode, seen.stderr) == (0, "")
