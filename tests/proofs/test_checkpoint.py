"""Checkpoints are those of C2SP tlog-checkpoint."""

from __future__ import annotations

import base64

import pytest

from proofs.checkpoint import Checkpoint, TreeHead, is_of_another_book, origin_of
from proofs.errors import NotACheckpoint
from tests.proofs.vectors import PETERS_TEXT, SOFA

HEAD = TreeHead(312, bytes(range(32)))


def test_the_published_example_is_read_and_written_as_it_stands() -> None:
    found = Checkpoint.parse(SOFA.encode())
    assert found.origin == "example.com/behind-the-sofa"
    assert found.head == (
        20852163,
        base64.b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="),
    )
    assert str(found) == SOFA


def test_a_checkpoint_is_three_lines() -> None:
    written = str(Checkpoint.of("council.example/minutes", HEAD))
    root = base64.b64encode(HEAD.root).decode()
    assert written == f"council.example/minutes\n312\n{root}\n"
    assert Checkpoint.parse(written.encode()).head == HEAD


def test_lines_after_the_third_are_kept() -> None:
    written = str(Checkpoint.of("a", HEAD)) + "of another's making\n"
    assert str(Checkpoint.parse(written.encode())) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n",
        PETERS_TEXT,
        "a\n1\n",
        "a\n\n1\nAAAA\n",
        SOFA.replace("20852163", "020852163"),
        SOFA.replace("20852163", "-1"),
        SOFA.replace("20852163", "٣"),
        SOFA.replace("20852163", "1" * 30),
        SOFA.replace("CsUY", "CsU"),
        SOFA.replace("CsUY", ""),
        SOFA.replace("xq2I=", "xq2J="),
        "\n".join(SOFA.splitlines()),
        "[1, 2]\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NotACheckpoint, match="a checkpoint is three lines"):
        Checkpoint.parse(text.encode())


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb"])
def test_an_origin_that_a_checkpoint_cannot_carry_is_refused(origin: str) -> None:
    with pytest.raises(NotACheckpoint, match="cannot be an origin"):
        Checkpoint.of(origin, HEAD)


def test_a_book_knows_its_own_name() -> None:
    mine, other = bytes(32), bytes([1] * 32)
    assert not is_of_another_book(origin_of(mine), mine)
    assert is_of_another_book(origin_of(mine), other)
    assert is_of_another_book(origin_of(mine), None)
    assert not is_of_another_book("council.example/minutes", other)
