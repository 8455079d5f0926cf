"""What cannot be read as a checkpoint, a key or a proof; every message says what was expected."""

from __future__ import annotations


class ProofError(Exception):
    """The base of everything that makes a proof impossible to read or to make."""


class NotANote(ProofError):
    """A text that is no note, signed or not."""


class NotACheckpoint(ProofError):
    """A text that is no checkpoint."""


class NotAKey(ProofError):
    """A text that is no Ed25519 key in a form that is understood here."""


class NotAProof(ProofError):
    """A file that is no proof that minutebook wrote."""
