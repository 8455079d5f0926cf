"""verify.py alone: its signatures, its hashes, the Python it needs, and single proofs."""

from __future__ import annotations

import ast
import base64
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.store.chain import link
from proofs import verify as verifier
from proofs.merkle import Tree, leaf_hash
from proofs.paths import audit_ranges, hashes
from tests.proofs.bundles import VERIFIER, verified
from tests.proofs.vectors import (
    EXAMPLE,
    EXAMPLES_NOTE,
    LEAVES,
    PATHS,
    PETER,
    PETERS_LINE,
    PETERS_TEXT,
    RFC_8032,
    ROOTS,
)

ORDER = 2**252 + 27742317777372353535851937790883648493


def test_it_needs_the_standard_library_and_python_3_9_alone() -> None:
    source = VERIFIER.read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Match)]
    assert "strict=" not in source  # zip has it since 3.10


def test_it_can_be_read_in_ten_minutes() -> None:
    lines = VERIFIER.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) < 360


@pytest.mark.parametrize(("_secret", "public", "message", "signature"), RFC_8032)
def test_signatures_of_rfc_8032_hold(
    _secret: str, public: str, message: str, signature: str
) -> None:
    key, text, given = map(bytes.fromhex, (public, message, signature))
    assert verifier.is_signed(key, text, given)
    assert not verifier.is_signed(key, text + b"!", given)


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 511))
def test_it_agrees_with_the_library_on_signatures(seed: bytes, text: bytes, bit: int) -> None:
    secret = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = secret.public_key().public_bytes_raw(), secret.sign(text)
    assert verifier.is_signed(key, text, signature)
    broken = (int.from_bytes(signature, "big") ^ (1 << bit)).to_bytes(64, "big")
    assert not verifier.is_signed(key, text, broken)


def test_a_signature_that_was_stretched_by_the_order_does_not_hold() -> None:
    _, public, _, signature = RFC_8032[0]
    given = bytes.fromhex(signature)
    number = int.from_bytes(given[32:], "little") + ORDER
    stretched = given[:32] + number.to_bytes(32, "little")
    assert not verifier.is_signed(bytes.fromhex(public), b"", stretched)
    assert not verifier.is_signed(bytes.fromhex(public), b"", given + b"\0")


@pytest.mark.parametrize(
    "data", [b"\xff" * 32, (2).to_bytes(32, "little"), b"", (2**255 + 1).to_bytes(32, "little")]
)
def test_what_is_no_point_of_the_curve_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no point of the curve"):
        verifier.point_of(data)


@pytest.mark.parametrize(
    ("note", "key"), [(f"{PETERS_TEXT}\n{PETERS_LINE}", PETER), (EXAMPLES_NOTE, EXAMPLE)]
)
def test_the_published_notes_are_signed(note: str, key: str) -> None:
    verifier.check_signer("note", note, [key])
    with pytest.raises(SystemExit, match="not signed by"):
        verifier.check_signer("note", note.replace("is", "isn't", 1), [key])
    with pytest.raises(SystemExit, match="not signed by"):
        verifier.check_signer("note", note.partition("\n\n")[0] + "\n", [key])


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    subtrees: list[bytes] = []
    for number, data in enumerate(LEAVES[:size]):
        verifier.add_leaf(subtrees, number, verifier.leaf(data))
    assert verifier.root_of(subtrees).hex() == ROOTS[size]


@pytest.mark.parametrize(("place", "path"), PATHS.items())
def test_paths_are_the_published_ones(place: tuple[int, int], path: tuple[str, ...]) -> None:
    index, size = place
    found = verifier.root_of_path(LEAVES[index], index + 1, size, list(path))
    assert found.hex() == ROOTS[size]
    assert verifier.root_of_path(LEAVES[index], size + 1, size, list(path)) == b""


@given(st.data())
def test_paths_lead_where_ours_lead(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 60))
    index = data.draw(st.integers(0, size - 1))
    tree, nodes = Tree(), list[bytes]()
    for number in range(size):
        nodes += tree.add(bytes([number]))
    path = [node.hex() for node in hashes(nodes.__getitem__, audit_ranges(index, size))]
    assert verifier.root_of_path(bytes([index]), index + 1, size, path) == tree.root()
    if path:
        assert verifier.root_of_path(bytes([index]), index + 1, size, path[:-1]) != tree.root()
    assert verifier.leaf(b"x") == leaf_hash(b"x")


@given(
    st.binary(min_size=32, max_size=32),
    st.integers(0, 2**64 - 1),
    st.text(),
    st.text(),
    st.text(),
)
def test_the_chain_is_that_of_the_store(
    previous: bytes, number: int, subject: str, topic: str, state: str
) -> None:
    fact = {
        "position": number,
        "originator_id": subject,
        "originator_version": number,
        "topic": topic,
        "recorded_at": "2019",
        "state": state,
    }
    try:
        expected = link(previous, number, subject, number, topic, "2019", state.encode())
    except UnicodeEncodeError:
        with pytest.raises(UnicodeEncodeError):
            verifier.chain_hash(previous, fact)
    else:
        assert verifier.chain_hash(previous, fact) == expected


SUBJECT = {
    "originator_id": "body:ics",
    "originator_version": 1,
    "topic": "minutebook.body-established.1",
    "recorded_at": "2019-06-01T12:00:00.000000Z",
    "state": "{}",
}


def a_proof() -> dict[str, Any]:
    """A proof of the second of three facts, made by hand."""
    tree, previous, facts = Tree(), verifier.GENESIS, []
    for position in (1, 2, 3):
        fact: dict[str, Any] = {"position": position, **SUBJECT}
        found = verifier.chain_hash(previous, fact)
        facts.append(fact | {"hash": found.hex(), "previous": previous.hex()})
        tree.add(found)
        previous = found
    other = [leaf_hash(bytes.fromhex(facts[place]["hash"])).hex() for place in (0, 2)]
    return {
        "format": "minutebook inclusion proof 1",
        "about": "body:ics",
        "facts": [facts[1] | {"path": other}],
        "checkpoint": f"a\n3\n{base64.b64encode(tree.root()).decode()}\n",
    }


def test_a_single_proof_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(a_proof()))
    kept = tmp_path / "kept"
    kept.write_text(a_proof()["checkpoint"])
    alone = verified(file)
    assert (alone.returncode, alone.stderr) == (0, "")
    assert "by the checkpoint it brings along" in alone.stdout
    assert "by the checkpoint given" in verified(file, "--checkpoint", str(kept)).stdout
    kept.write_text(a_proof()["checkpoint"].replace("\n3\n", "\n4\n"))
    other = verified(file, "--checkpoint", str(kept))
    assert (other.returncode, other.stderr) == (
        1,
        "WRONG the proof is against another checkpoint\n",
    )


TAMPERINGS: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "the fact": (lambda it: it["facts"][0].update(state='{"a": 1}'), "the fact was changed"),
    "its place": (lambda it: it["facts"][0].update(position=3), "the fact was changed"),
    "its path": (lambda it: it["facts"][0]["path"].reverse(), "does not lead to the root"),
    "its root": (lambda it: it.update(checkpoint=f"a\n3\n{'A' * 43}=\n"), "does not lead to the"),
    "its subject": (lambda it: it.update(about="body:other"), "is not about body:other"),
    "its checkpoint": (lambda it: it.update(checkpoint="a"), "this is no checkpoint"),
    "its facts": (lambda it: it.update(facts=3), "of another kind than it should be"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_proof_that_was_tampered_with_is_found(tmp_path: Path, what: str) -> None:
    tamper, named = TAMPERINGS[what]
    proof = a_proof()
    tamper(proof)
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(proof))
    done = verified(file)
    assert (done.returncode, named in done.stderr) == (1, True), done.stderr


def test_what_is_no_proof_or_one_of_another_form_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    others: list[dict[str, Any]] = [{"facts": []}, {"format": "proof 2"}]
    for other in others:
        file.write_text(json.dumps(a_proof() | other))
        done = verified(file)
        assert (done.returncode, done.stdout) == (2, "")
        assert "no proof of facts, or a form that came later" in done.stderr


def cannot_read(file: Path, *words: str) -> str:
    """Run it on what it cannot read; return what it says in its one line."""
    done = verified(file, *words)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.startswith("CANNOT READ ")
    assert (done.stderr.count("\n"), len(done.stderr) < 300) == (1, True)
    return done.stderr.removeprefix("CANNOT READ ").rstrip()


@pytest.mark.parametrize("data", [b"", b"[", b"[" * 100_000, b"\xff" * 9999, b"PK\x03\x04" * 999])
def test_a_file_that_is_something_else_is_told_in_one_plain_line(
    tmp_path: Path, data: bytes
) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)
    assert "perhaps its download was cut off" in cannot_read(file)


def test_a_file_that_is_missing_or_a_folder_is_told_in_one_plain_line(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert cannot_read(missing) == f"{missing}: No such file or directory"
    assert cannot_read(tmp_path) == f"{tmp_path}: Is a directory"
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(a_proof()))
    assert cannot_read(file, "--checkpoint", "missing") == "missing: No such file or directory"
    assert cannot_read(file, "--public-key", "missing") == "missing: No such file or directory"


def test_what_is_given_as_a_checkpoint_and_is_none_is_wrong_usage(tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(a_proof()))
    for words in ("", "a\n" * 9999):
        (tmp_path / "kept").write_text(words)
        said = cannot_read(file, "--checkpoint", "kept")
        assert said == "--checkpoint kept: this is no checkpoint"


@pytest.mark.parametrize(
    "key", ["a+b", "a+00000000+AAAA", EXAMPLE.replace("+", "+0", 1), f"other{EXAMPLE}", "+++"]
)
def test_what_is_given_as_a_key_and_is_none_is_wrong_usage(tmp_path: Path, key: str) -> None:
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(a_proof()))
    assert cannot_read(file, "--public-key", key).startswith("--public-key ")


def test_every_key_that_is_given_itself_or_in_a_file_must_have_signed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "clerk.vkey").write_text(f"{EXAMPLE}\n")
    verifier.check_signer("note", EXAMPLES_NOTE, [EXAMPLE, str(tmp_path / "clerk.vkey")])
    assert capsys.readouterr().out.count(f"signed by {EXAMPLE}") == 2
    with pytest.raises(SystemExit, match="not signed by PeterNeumann"):
        verifier.check_signer("note", EXAMPLES_NOTE, [EXAMPLE, PETER])
    with pytest.raises(SystemExit, match="its signatures are none"):
        verifier.check_signer("note", f"{EXAMPLES_NOTE}approved by the mayor\n", [EXAMPLE])
