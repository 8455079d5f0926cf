"""Eight programs record in one book at the same time, and three read it.

Nothing is lost, nothing is there twice, of what contradicts itself one stands and the others are
told why theirs does not.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.store.opening import create, open_reader
from tests.concurrency.rivals import Rival, founding, write
from tests.faults.child import Nursery
from tests.faults.invariants import differing, ledger_faults

RIVALS, ROUNDS = 8, 6
READINGS, RENEWALS = 15, 3


@dataclass(frozen=True)
class Contest:
    """What came of it.

    Attributes:
        url: the book.
        outcomes: what each paper's clerk was told, by the paper's name.
        statuses: the exit status of every process.
        errors: what the processes wrote to standard error.
    """

    url: str
    outcomes: dict[str, str]
    statuses: list[int]
    errors: str

    def told(self, what: str) -> Counter[str]:
        """Count what the clerks with one kind of paper were told."""
        return Counter(
            outcome.partition(":")[0]
            for name, outcome in self.outcomes.items()
            if name.startswith(f"{what}-")
        )

    def refusals(self, what: str) -> set[str]:
        """Return the reasons that were given to those who were refused."""
        return {
            outcome.partition(": ")[2]
            for name, outcome in self.outcomes.items()
            if name.startswith(f"{what}-") and outcome.startswith("refused")
        }

    def facts(self) -> Counter[tuple[str, str]]:
        """Count the facts in the book by paper and kind."""
        with open_reader(self.url) as reader:
            return Counter(
                (json.loads(entry.state)["source"]["document"], entry.topic.split(".")[1])
                for entry in reader.stream()
            )


def contest(nursery: Nursery, folder: Path, url: str) -> Contest:
    """Let them all begin."""
    create(url)
    founded = nursery.minutebook(url, "record", str(write(folder, "founding", founding(ROUNDS))))
    assert founded.end() == 0, founded.errors
    clerks = [
        nursery.clerk("contend", url, *(str(write(folder, *each)) for each in rival.papers(ROUNDS)))
        for rival in map(Rival, range(RIVALS))
    ]
    readers = [nursery.clerk("read", url, str(READINGS)) for _ in range(2)]
    readers += [nursery.clerk("renew", url, str(RENEWALS))]
    statuses = [child.end() for child in [*clerks, *readers]]
    told = dict(line.split(" ", 1) for clerk in clerks for line in clerk.lines[1:])
    return Contest(url, told, statuses, "".join(child.errors for child in [*clerks, *readers]))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ended(
    request: pytest.FixtureRequest, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory
) -> Contest:
    """Give the outcome of one contest, on either store, to all tests."""
    folder = tmp_path_factory.mktemp("contest")
    if request.param == "postgresql":
        return contest(nursery, folder, request.getfixturevalue("postgres").url())
    return contest(nursery, folder, f"sqlite:///{folder / 'book.db'}")


def test_every_program_ends_well(ended: Contest) -> None:
    assert ended.errors == ""
    assert set(ended.statuses) == {0}
    assert len(ended.outcomes) == RIVALS * ROUNDS * 6


def test_nobody_is_turned_away_because_somebody_else_was_quicker(ended: Contest) -> None:
    assert [each for each in ended.outcomes.values() if each.startswith("failed")] == []


def test_what_does_not_contradict_itself_is_recorded_whoever_was_first(ended: Contest) -> None:
    assert ended.told("own") == {"recorded": RIVALS * ROUNDS}
    assert ended.told("request") == {"recorded": RIVALS * ROUNDS}


def test_what_all_say_alike_is_recorded_once(ended: Contest) -> None:
    assert ended.told("common") == {"recorded": ROUNDS, "unchanged": (RIVALS - 1) * ROUNDS}


@pytest.mark.parametrize("what", ["contested", "status", "decision"])
def test_of_what_contradicts_itself_one_stands_and_the_others_are_told_why(
    ended: Contest, what: str
) -> None:
    assert ended.told(what) == {"recorded": ROUNDS, "refused": (RIVALS - 1) * ROUNDS}
    assert all("book" in reason for reason in ended.refusals(what)), ended.refusals(what)


def test_the_book_holds_exactly_what_was_acknowledged(ended: Contest) -> None:
    recorded = {
        name.rpartition("-")[0] if name.startswith("common-") else name
        for name, outcome in ended.outcomes.items()
        if outcome == "recorded"
    }
    facts = ended.facts()
    assert {paper for paper, _ in facts} == {"founding", *recorded}
    assert {count for (paper, _), count in facts.items() if paper != "founding"} == {1}
    assert sum(paper.startswith("own-") for paper, _ in facts) == 2 * RIVALS * ROUNDS


def test_the_chain_holds_and_the_views_are_those_of_the_ledger(ended: Contest) -> None:
    with open_reader(ended.url) as reader:
        assert ledger_faults(reader) == []
        assert differing(reader) == []
