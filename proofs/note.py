"""Signed notes (c2sp.org/signed-note): a text, an empty line, and a line for each signature."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple, Self

from proofs.errors import NotAKey, NotANote
from proofs.keys import PrivateKey, PublicKey, check_name, exact_base64

LONGEST = 1_000_000
"""Bytes of the longest note that is read, so that no file keeps the program busy."""

_SIGN = "— "
_ID = 4


class Signature(NamedTuple):
    """One signature: who says that they signed, with which key, and the signature itself."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line it stands on."""
        encoded = base64.b64encode(self.key_id + self.value).decode()
        return f"{_SIGN}{self.name} {encoded}\n"


class Verdict(Enum):
    """What a key says of a note."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    FORGED = "forged"


@dataclass(frozen=True)
class Note:
    """A text that ends with a newline, and its signatures, of which there may be none."""

    text: str
    signatures: tuple[Signature, ...] = ()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a note, signed or not.

        Raises:
            NotANote: it is written otherwise.
        """
        text, _, lines = _readable(data).rpartition("\n\n")
        if not text:
            return cls(lines)
        signatures = tuple(map(_signature, lines.splitlines()))
        if not signatures:
            raise NotANote("an empty line stands at its end, and no signature after it")
        return cls(text + "\n", signatures)

    def __str__(self) -> str:
        lines = "".join(signature.line for signature in self.signatures)
        return f"{self.text}\n{lines}" if lines else self.text

    def signed(self, key: PrivateKey) -> Self:
        """Return the note with one more signature; that of the same key is made anew."""
        public = key.public
        others = [known for known in self.signatures if not _is_of(known, public)]
        mine = Signature(key.name, public.id, key.sign(self.text.encode()))
        return replace(self, signatures=(*others, mine))

    def verdict(self, key: PublicKey) -> Verdict:
        """Return whether a key signed this text, did not, or is only said to have done so."""
        found = [known.value for known in self.signatures if _is_of(known, key)]
        if not found:
            return Verdict.UNSIGNED
        text = self.text.encode()
        return Verdict.SIGNED if all(key.verifies(one, text) for one in found) else Verdict.FORGED


def _is_of(signature: Signature, key: PublicKey) -> bool:
    return (signature.name, signature.key_id) == (key.name, key.id)


def _readable(data: bytes) -> str:
    if len(data) > LONGEST:
        raise NotANote(f"it is longer than {LONGEST:,} bytes")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NotANote("it is not UTF-8") from error
    if not all(map(str.isprintable, text.split("\n"))):
        raise NotANote(
            "it holds control characters, or signs that are not seen or turn the direction of"
            " writing: if a program changed its line endings, take the file as it was written"
        )
    if not text.endswith("\n"):
        raise NotANote("its last line does not end: it was cut off")
    return text


def _signature(line: str) -> Signature:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    value = exact_base64(encoded)
    if dash != _SIGN.strip() or not value or len(value) <= _ID:
        raise NotANote(f"{line!r} is no signature: it is written — NAME SIGNATURE")
    try:
        check_name(name)
    except NotAKey as error:
        raise NotANote(str(error)) from error
    return Signature(name, value[:_ID], value[_ID:])
