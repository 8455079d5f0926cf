"""The journal says what the book says: the real ledger program comes to the same differences."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from beancount import loader
from beancount.ops.balance import BalanceError

from exports.journals.journal import journal
from exports.journals.names import Accounts
from projections.savings.portfolio import portfolio
from projections.statements.checking import State, check
from projections.views import Views
from tests.books import BookOnDisk
from tests.exports.journals.random_book import entries

ROOT = Path(__file__).parents[3]
MEASURE = "cashable-benefit"
LAST = date(2019, 12, 31)
RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "12"))

Difference = tuple[str, Decimal]


def written(views: Views, as_at: date = LAST) -> str:
    lines = journal(views, MEASURE, as_at=as_at, known=views.position, times="now")
    return "".join(f"{line}\n" for line in lines)


def rejected(text: str, folder: Path) -> Counter[Difference]:
    """What the real program rejects: each an assertion of ours, and nothing else."""
    file = folder / "journal.beancount"
    file.write_text(text, encoding="utf-8")
    _, errors, _ = loader.load_file(str(file))
    assert {type(error) for error in errors} <= {BalanceError}, errors
    return Counter((each.entry.meta["statement"], each.entry.amount.number) for each in errors)


def differing(views: Views, as_at: date = LAST) -> Counter[Difference]:
    found = check(views, as_at=as_at, known=views.position)
    return Counter(
        (each.statement, each.stated)
        for each in found
        if each.unexplained and each.as_at <= as_at.isoformat()
    )


def worth(balances: dict[str, Decimal], account: str) -> Decimal:
    return sum(
        (held for name, held in balances.items() if f"{name}:".startswith(f"{account}:")),
        Decimal(0),
    )


@pytest.fixture(scope="module")
def nottinghamshire(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    book = BookOnDisk(tmp_path_factory.mktemp("journal"))
    book.record_files(*sorted((ROOT / "examples" / "nottinghamshire").glob("*.yaml")))
    return book


def test_of_the_published_papers_it_rejects_what_we_reject(
    nottinghamshire: BookOnDisk, tmp_path: Path
) -> None:
    with nottinghamshire.views() as views:
        found = rejected(written(views), tmp_path)
        assert found == differing(views)
    told = {statement.partition("/")[2] for statement, _ in found}
    assert {"transitions/target/2018-19", "ICS-2019-B/expected"} <= told


def test_a_million_becomes_two_in_no_account(nottinghamshire: BookOnDisk, tmp_path: Path) -> None:
    """Every account of targets adds up to the portfolio that the book itself tells."""
    file = tmp_path / "journal.beancount"
    with nottinghamshire.views() as views:
        file.write_text(written(views), encoding="utf-8")
        whole = portfolio(views, as_at=LAST).total
    balances: dict[str, Decimal] = {}
    for entry in loader.load_file(str(file))[0]:
        for posting in getattr(entry, "postings", ()):
            number = posting.units.number
            balances[posting.account] = balances.get(posting.account, Decimal(0)) + number
    assert worth(balances, "Assets:Targets:Cashable-Benefit") == whole.target_total
    assert sum(balances.values()) == 0


@pytest.mark.parametrize("seed", range(RUNS))
def test_of_any_book_it_rejects_what_we_reject(seed: int, tmp_path: Path) -> None:
    book = BookOnDisk(tmp_path)
    book.record(entries(Random(seed)))  # noqa: S311 - a lot that can be drawn again
    with book.views() as views:
        for as_at in (date(2018, 9, 30), LAST):
            assert rejected(written(views, as_at), tmp_path) == differing(views, as_at)


def test_what_somebody_explained_is_accepted_until_another_difference_stands(
    tmp_path: Path,
) -> None:
    book = BookOnDisk(tmp_path)
    book.record(
        """
- project: {ref: a, name: A}
- opening-balance:
    project: a
    as_at: 2018-04-30
    profile: {2018/19: 1000}
    source: {document: Budget}
- document: {ref: paper, title: Paper, dated: 2018-09-30}
- statement: {ref: s, document: paper, project: a, period: 2018/19, value: 900}
- statement-explanation:
    statement: s
    differences: {2018/19: -100}
    reason: A typing error.
    explained_by: Auditor
    explained_on: 2018-10-01
"""
    )
    with book.views() as views:
        assert check(views, as_at=LAST)[0].state is State.EXPLAINED
        text = written(views)
    assert 'stated: "900.00"' in text
    assert rejected(text, tmp_path) == Counter()
    book.record(
        """
- correction:
    project: a
    decided_on: 2018-05-31
    corrects: opening-balance
    change: {2018/19: 50}
    reason: Miscounted.
    source: {document: Budget}
"""
    )
    with book.views() as views:
        assert differing(views) == Counter({("s", Decimal(900)): 1})
        (found,) = rejected(written(views), tmp_path)
    assert found == ("s", Decimal(900))


def test_two_references_never_share_an_account() -> None:
    accounts = Accounts()
    refs = ("b.c", "b-c", "B-c", "b/c", "b_c", "é", "ß", "-", "1")
    names = [accounts.account("targets", ref) for ref in refs]
    assert len({*names}) == len(refs)
    assert [accounts.account("targets", ref) for ref in refs] == names


def test_an_empty_book_is_a_journal_without_entries(tmp_path: Path) -> None:
    with BookOnDisk(tmp_path).views() as views:
        assert rejected(written(views), tmp_path) == Counter()


@pytest.mark.parametrize("day", [date(2100, 1, 1), date(1699, 12, 31)])
def test_a_day_that_the_other_program_cannot_read_is_refused(day: date, tmp_path: Path) -> None:
    with BookOnDisk(tmp_path).views() as views, pytest.raises(ValueError, match="1700 to 2099"):
        written(views, day)


def test_a_movement_of_a_day_that_it_cannot_read_is_named(tmp_path: Path) -> None:
    book = BookOnDisk(tmp_path)
    book.record(
        """
- project: {ref: a, name: A}
- opening-balance:
    project: a
    as_at: 1650-01-01
    profile: {2018/19: 1}
    source: {document: Budget}
"""
    )
    with book.views() as views, pytest.raises(ValueError, match="of a is of 1650-01-01"):
        written(views)
