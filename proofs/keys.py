"""Ed25519 keys in the text forms of C2SP signed-note, and what they sign.

A public key is written ``NAME+ID+KEY``: the ID is the first four bytes, in hex, of the SHA-256 of
name, newline, 0x01 and key; KEY is base64 of 0x01 and the key. A private key is written
``PRIVATE+KEY+NAME+ID+SEED`` in the same manner. 0x01 stands for Ed25519.

The library that computes signatures is imported only when one is made or checked.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from proofs.errors import NotAKey

ED25519 = b"\x01"
LENGTH = 32
"""Bytes of a public key, and of the seed of a private one."""

_PRIVATE = "PRIVATE+KEY+"


@dataclass(frozen=True)
class PublicKey:
    """The name of a signer, and the key that their signatures are checked with."""

    name: str
    key: bytes

    def __post_init__(self) -> None:
        check_name(self.name)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a public key as it is written.

        Raises:
            NotAKey: it is written otherwise, or is no Ed25519 key.
        """
        name, identity, key = _parts(text.strip(), "a public key is written NAME+ID+KEY")
        found = cls(name, key)
        _require_id(found, identity)
        return found

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_base64(self.key)}"

    @property
    def id(self) -> bytes:
        """The four bytes by which signatures name the key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:4]

    def verifies(self, signature: bytes, text: bytes) -> bool:
        """Return whether the signature is this key's on that text."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class PrivateKey:
    """The name of a signer, and the secret that they sign with."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        check_name(self.name)

    @classmethod
    def generate(cls, name: str) -> Self:
        """Make a new key."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a private key as it is written.

        Raises:
            NotAKey: it is written otherwise, or is no Ed25519 key.
        """
        written = "a private key is written PRIVATE+KEY+NAME+ID+SEED"
        if not text.startswith(_PRIVATE):
            raise NotAKey(written)
        name, identity, seed = _parts(text.strip().removeprefix(_PRIVATE), written)
        found = cls(name, seed)
        _require_id(found.public, identity)
        return found

    @classmethod
    def from_pem(cls, pem: bytes, name: str) -> Self:
        """Read a private key in PEM, as ``openssl genpkey -algorithm ed25519`` writes it.

        Raises:
            NotAKey: it is of another kind, encrypted, or no key.
        """
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            key = load_pem_private_key(pem, password=None)
        except TypeError as error:
            raise NotAKey(
                "the private key is encrypted: decrypt it first (openssl pkey -in KEY -out PLAIN)"
            ) from error
        except (ValueError, UnsupportedAlgorithm) as error:
            raise NotAKey("the private key is in no form of PEM that can be read") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise NotAKey(
                "the private key is of another kind than Ed25519: make one with"
                " `minutebook checkpoint keygen` or `openssl genpkey -algorithm ed25519`"
            )
        return cls(name, key.private_bytes_raw())

    def written(self) -> str:
        """Return the key as it is kept in a file: whoever has this text can sign."""
        return f"{_PRIVATE}{self.name}+{self.public.id.hex()}+{_base64(self.seed)}"

    @property
    def public(self) -> PublicKey:
        """The public half."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        secret = Ed25519PrivateKey.from_private_bytes(self.seed)
        return PublicKey(self.name, secret.public_key().public_bytes_raw())

    def sign(self, text: bytes) -> bytes:
        """Return the 64 bytes of the signature on a text."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(text)


def check_name(name: str) -> None:
    """Refuse a name that a note cannot carry.

    Raises:
        NotAKey: it is empty, or has a space, a plus sign or a control character.
    """
    if not name or "+" in name or not name.isprintable() or any(map(str.isspace, name)):
        raise NotAKey(
            f"{name!r} cannot name a key: use text without spaces or plus signs, such as"
            " council.example/minutes"
        )


def exact_base64(text: str) -> bytes | None:
    """Return what a text stands for in base64, ``None`` where it is not its one exact form."""
    try:
        found = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    return found if base64.b64encode(found).decode() == text else None


def _base64(key: bytes) -> str:
    return base64.b64encode(ED25519 + key).decode()


def _parts(text: str, written: str) -> tuple[str, str, bytes]:
    name, _, rest = text.partition("+")
    identity, _, encoded = rest.partition("+")
    found = exact_base64(encoded)
    if not found:
        raise NotAKey(f"{written}, KEY or SEED in base64; this is something else")
    if found[:1] != ED25519 or len(found) != 1 + LENGTH:
        raise NotAKey(f"the key of {name!r} is no Ed25519 key of signed-note: {written}")
    return name, identity, found[1:]


def _require_id(key: PublicKey, identity: str) -> None:
    if key.id.hex() != identity:
        raise NotAKey(
            f"the key of {key.name!r} does not fit its ID {identity!r}: it was copied wrongly"
        )
