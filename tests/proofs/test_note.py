"""Notes and keys are those of C2SP signed-note, by its published examples and Go's."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from proofs.errors import NotAKey, NotANote
from proofs.keys import PrivateKey, PublicKey
from proofs.note import LONGEST, Note, Verdict
from tests.proofs.vectors import (
    ENOCH,
    ENOCHS_LINE,
    EXAMPLE,
    EXAMPLES_NOTE,
    PETER,
    PETERS_LINE,
    PETERS_SECRET,
    PETERS_TEXT,
    RFC_8032,
    SOFA,
)

PETERS_NOTE = f"{PETERS_TEXT}\n{PETERS_LINE}"
BOTH = PETERS_NOTE + ENOCHS_LINE


def test_a_text_is_signed_as_the_published_example_is() -> None:
    key = PrivateKey.parse(PETERS_SECRET)
    assert str(Note(PETERS_TEXT).signed(key)) == PETERS_NOTE
    assert str(key.public) == PETER
    assert key.written() == PETERS_SECRET


@pytest.mark.parametrize(
    ("key", "note"), [(PETER, PETERS_NOTE), (PETER, BOTH), (ENOCH, BOTH), (EXAMPLE, EXAMPLES_NOTE)]
)
def test_the_published_notes_are_signed(key: str, note: str) -> None:
    found = Note.parse(note.encode())
    assert found.verdict(PublicKey.parse(key)) is Verdict.SIGNED
    assert str(found) == note


@pytest.mark.parametrize("key", [PETER, ENOCH, EXAMPLE])
def test_a_public_key_is_written_as_it_was_read(key: str) -> None:
    assert str(PublicKey.parse(f" {key}\n")) == key


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_signatures_are_those_of_rfc_8032(
    secret: str, public: str, message: str, signature: str
) -> None:
    key = PrivateKey("a", bytes.fromhex(secret))
    assert key.public.key.hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature


def test_a_signature_of_another_key_is_ignored() -> None:
    assert Note.parse(PETERS_NOTE.encode()).verdict(PublicKey.parse(ENOCH)) is Verdict.UNSIGNED


def test_a_signature_on_another_text_is_a_forgery() -> None:
    other = Note.parse(PETERS_NOTE.replace("answer", "question").encode())
    assert other.verdict(PublicKey.parse(PETER)) is Verdict.FORGED


def test_a_good_signature_does_not_cover_for_a_bad_one_of_the_same_key() -> None:
    bad = PETERS_LINE.replace("UG/Sf", "UG/Sg")
    for lines in (PETERS_LINE + bad, bad + PETERS_LINE):
        note = Note.parse(f"{PETERS_TEXT}\n{lines}".encode())
        assert note.verdict(PublicKey.parse(PETER)) is Verdict.FORGED


def test_signing_again_changes_nothing_and_signing_by_another_adds_a_line() -> None:
    once = Note.parse(PETERS_NOTE.encode())
    peter = PrivateKey.parse(PETERS_SECRET)
    assert once.signed(peter) == once
    other = PrivateKey.generate("council.example/minutes")
    twice = once.signed(other)
    assert [signature.name for signature in twice.signatures] == ["PeterNeumann", other.name]
    assert twice.verdict(other.public) is Verdict.SIGNED


def test_a_text_may_hold_empty_lines() -> None:
    text = "Ognuno sta solo sul cuor della terra:\n\ned è subito sera.\n"
    key = PrivateKey.generate("quasimodo.example/salvatore")
    note = Note.parse(str(Note(text).signed(key)).encode())
    assert (note.text, note.verdict(key.public)) == (text, Verdict.SIGNED)


def test_the_published_checkpoint_is_a_note() -> None:
    assert str(Note.parse(SOFA.encode())) == SOFA


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no end of line", "cut off"),
        (b"", "cut off"),
        (b"\xff\n", "UTF-8"),
        (PETERS_NOTE.replace("\n", "\r\n").encode(), "control characters"),
        (f"{PETERS_TEXT}\n".encode(), "no signature after it"),
        (PETERS_NOTE.replace("— ", "- ").encode(), "is no signature"),
        (PETERS_NOTE.replace("Peter", "Peter ").encode(), "is no signature"),
        (PETERS_NOTE.replace("PeterN", "Peter+N").encode(), "cannot name a key"),
        (PETERS_NOTE.replace("AM=\n", "AM\n").encode(), "is no signature"),
        (PETERS_NOTE.replace("AM=\n", "AN=\n").encode(), "is no signature"),
        ("a\n\n— a AAAA\n".encode(), "is no signature"),
        (b"a" * LONGEST + b"\n", "longer than"),
    ],
)
def test_what_is_no_note_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(NotANote, match=why):
        Note.parse(data)


def test_no_part_of_a_public_key_passes_for_one() -> None:
    for start in range(len(PETER)):
        for end in range(start, len(PETER) + 1):
            if (start, end) != (0, len(PETER)):
                with pytest.raises(NotAKey):
                    PublicKey.parse(PETER[start:end])


def test_a_key_copied_wrongly_is_noticed() -> None:
    for place, sign in enumerate(PETER):
        with pytest.raises(NotAKey):
            PublicKey.parse(PETER[:place] + chr(ord(sign) + 1) + PETER[place + 1 :])


@pytest.mark.parametrize(
    "key", ["", PETER, PETERS_SECRET[:-4], PETERS_SECRET.replace("c74f", "c74e")]
)
def test_what_is_no_private_key_is_refused(key: str) -> None:
    with pytest.raises(NotAKey):
        PrivateKey.parse(key)


def test_a_secret_does_not_show_itself() -> None:
    key = PrivateKey.generate("a")
    assert key.seed.hex() not in repr(key)
    assert str(key.seed) not in repr(key)


def _pem(
    key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey, password: bytes = b""
) -> bytes:
    hidden = serialization.BestAvailableEncryption(password) if password else None
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        hidden or serialization.NoEncryption(),
    )


def test_a_key_in_pem_signs_too() -> None:
    secret = ed25519.Ed25519PrivateKey.generate()
    key = PrivateKey.from_pem(_pem(secret), "council.example")
    assert key.seed == secret.private_bytes_raw()


@pytest.mark.parametrize(
    ("pem", "why"),
    [
        (_pem(ed25519.Ed25519PrivateKey.generate(), b"secret"), "encrypted"),
        (_pem(ec.generate_private_key(ec.SECP256R1())), "another kind"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "no form of PEM"),
    ],
)
def test_other_keys_in_pem_are_refused(pem: bytes, why: str) -> None:
    with pytest.raises(NotAKey, match=why):
        PrivateKey.from_pem(pem, "a")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u00a0b", "a\x00"])
def test_a_name_that_a_note_cannot_carry_is_refused(name: str) -> None:
    with pytest.raises(NotAKey, match="cannot name a key"):
        PrivateKey.generate(name)
    with pytest.raises(NotAKey, match="cannot name a key"):
        PublicKey(name, bytes(32))
