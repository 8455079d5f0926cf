"""verify.py and the library hold the same proofs to be true, whatever is done to them."""

from __future__ import annotations

import base64
import copy
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs import verify as verifier
from proofs.errors import ProofError
from proofs.inclusion import InclusionProof
from proofs.merkle import Tree, leaf_hash
from tests.proofs.test_verifier import SUBJECT, a_proof


def library_accepts(written: bytes) -> bool:
    try:
        return InclusionProof.parse(written).faults() == []
    except ProofError:
        return False


def verifier_accepts(written: bytes) -> bool:
    try:
        verifier.check_proof(json.loads(written.decode()), None, [])
    except (SystemExit, Exception):  # noqa: BLE001 - as its main program takes what cannot be read
        return False
    return True


def agreed(proof: Any) -> bool:
    """Ask both, and return what they say."""
    written = json.dumps(proof).encode()
    found = library_accepts(written)
    assert verifier_accepts(written) is found, proof
    return found


def test_both_accept_a_true_proof() -> None:
    assert agreed(a_proof())


PLACES: list[tuple[Callable[[Any], Any], Any]] = [
    (lambda it: it["facts"][0], "previous"),
    (lambda it: it["facts"][0], "hash"),
    (lambda it: it["facts"][0]["path"], 0),
    (lambda it: it["facts"][0]["path"], 1),
    (lambda it: it["facts"][0], "state"),
    (lambda it: it["facts"][0], "topic"),
    (lambda it: it["facts"][0], "recorded_at"),
    (lambda it: it["facts"][0], "originator_id"),
    (lambda it: it["facts"][0], "position"),
    (lambda it: it["facts"][0], "originator_version"),
    (lambda it: it["facts"][0], "path"),
    (lambda it: it, "facts"),
    (lambda it: it, "checkpoint"),
    (lambda it: it, "about"),
]
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2**65),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["", "00" * 31, "00" * 33, "0" * 63, "AB" * 32, " " + "ab" * 32, [], {}]),
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PLACES), st.data())
def test_they_agree_on_a_proof_with_any_part_made_longer_shorter_or_another(
    place: tuple[Callable[[Any], Any], Any], data: st.DataObject
) -> None:
    proof = copy.deepcopy(a_proof())
    within, name = place
    old: Any = within(proof)[name]
    if type(old) in (str, list) and data.draw(st.booleans()):
        cut = data.draw(st.integers(0, len(old)))
        more = data.draw(st.integers(0, 3))
        new: Any = old[:cut] + old[cut + more :] if data.draw(st.booleans()) else old + old[:cut]
    else:
        new = data.draw(ANYTHING)
    within(proof)[name] = new
    same = type(new) is type(old) and new == old
    assert agreed(proof) is same or name in ("facts", "checkpoint")  # which may say it twice


@pytest.mark.parametrize(
    "checkpoint",
    [
        "a\n3\n{root}",
        "a\n03\n{root}\n",
        "a\n+3\n{root}\n",
        "a\n 3\n{root}\n",
        "a\n3_0\n{root}\n",
        "a\n٣\n{root}\n",
        "\n3\n{root}\n",
        "a\n3\n{root}\r\n",
        "a\n3\n\n{root}\n",
        "a\n3\n{root}=\n",
        "a\n3\n{longer}\n",
        "a\n3\n{shorter}\n",
        "a\n3\n{other}\n",
    ],
)
def test_they_agree_on_what_is_no_checkpoint(checkpoint: str) -> None:
    proof = a_proof()
    root = proof["checkpoint"].split("\n")[2]
    raw = base64.b64decode(root)
    proof["checkpoint"] = checkpoint.format(
        root=root,
        longer=base64.b64encode(raw + b"\0").decode(),
        shorter=base64.b64encode(raw[:-1]).decode(),
        other=root[:-2] + chr(ord(root[-2]) + 1) + "=",
    )
    assert not agreed(proof)


def one_fact(**fact: Any) -> dict[str, Any]:
    """A proof of the one fact of a book."""
    whole = {"position": 1, **SUBJECT, **fact}
    found = verifier.chain_hash(verifier.GENESIS, whole)
    tree = Tree()
    tree.add(found)
    return {
        "format": "minutebook inclusion proof 1",
        "about": whole["originator_id"],
        "facts": [
            whole | {"hash": found.hex(), "previous": verifier.GENESIS.hex(), "path": []},
        ],
        "checkpoint": f"a\n1\n{base64.b64encode(tree.root()).decode()}\n",
    }


def test_no_second_fact_is_read_out_of_the_bytes_of_the_first() -> None:
    """A fact whose state ends in the numbers and texts of another, told with a longer hash."""
    texts = [b"body:x", b"t", b"2019", b"{}"]
    numbers = struct.pack(">QQIIIQ", 1, 1, *map(len, texts))
    tail = (numbers + b"".join(texts)).decode()
    proof = one_fact(state=f'{{"a":1}} {tail}')
    assert agreed(proof)  # odd, but this is what was recorded
    fact = proof["facts"][0]
    recorded = [fact[name].encode() for name in ("originator_id", "topic", "recorded_at", "state")]
    whole = bytes.fromhex(fact["previous"])
    whole += struct.pack(">QQIIIQ", 1, 1, *map(len, recorded)) + b"".join(recorded)
    names = ("originator_id", "topic", "recorded_at", "state")
    forged = dict(zip(names, (text.decode() for text in texts), strict=True))
    forged["previous"] = whole[: -len(tail.encode())].hex()
    proof["facts"] = [fact | forged]
    proof["about"] = "body:x"
    assert not agreed(proof)
    with pytest.raises(SystemExit, match="a hash before it that is none"):
        verifier.chain_hash(bytes.fromhex(forged["previous"]), proof["facts"][0])


def test_a_path_ends_at_the_root() -> None:
    """The root of a tree is no leaf of a larger one, though its bytes might pass for one."""
    proof = one_fact()
    paths: list[Any] = [["00" * 32], "", {}, ["00" * 32] * 2]
    for path in paths:
        proof["facts"][0]["path"] = path
        assert not agreed(proof)
    assert verifier.root_of_path(b"x", 1, 1, ["00" * 32]) == b""
    assert verifier.root_of_path(b"x", 1, 1, []) == leaf_hash(b"x")


@pytest.mark.parametrize("written", [b"\xef\xbb\xbf{}", b'"\xff"', "{}".encode("utf-16"), b"[]"])
def test_they_agree_on_what_is_no_text(written: bytes) -> None:
    assert not library_accepts(written)
    assert not verifier_accepts(written)


def test_halves_of_surrogate_pairs_are_refused_by_both() -> None:
    for name in ("state", "originator_id", "topic", "recorded_at"):
        proof = a_proof()
        proof["facts"][0][name] = "\ud800"
        assert not agreed(proof)
    assert not agreed(a_proof() | {"checkpoint": "\ud800\n1\nA\n"})


def test_a_terminal_is_shown_no_sign_that_it_would_obey(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(one_fact(state='"\x1b[2Jok\u202e\n"', originator_id="body:\u2066a")))
    verifier.check(str(file), None, [])
    said = capsys.readouterr().out
    assert all(line.isprintable() for line in said.split("\n"))
    assert "\\u001b[2Jok\\u202e\\u000a" in said
