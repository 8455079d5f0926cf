"""References and measures given to options: what the book has never heard of is an error."""

from __future__ import annotations

import pytest

from tests.books import BookOnDisk
from tests.cli.program import run


@pytest.mark.parametrize(
    "words",
    [
        "resolution list --body icss",
        "resolution list --meeting ics-2018-11-5",
        "resolution show 2018/019 --body icss",
        "meeting list --body icss",
        "project list --portfolio placee",
        "project list --programme nosuch",
        "change list --project targeted-review",
        "log --subject targeted-review",
        "portfolio --measure cashable",
        "saving history targeted-reviews --measure nosuch",
        "saving explain targeted-reviews --measure nosuch",
    ],
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_an_unknown_reference_in_an_option_is_an_error(
    nottinghamshire: str, words: str, form: str
) -> None:
    result = run(*words.split(), "--format", form, store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no " in result.stderr


def test_the_closest_reference_and_measure_are_offered(nottinghamshire: str) -> None:
    told = run("resolution", "list", "--body", "icss", store=nottinghamshire).stderr
    assert told == "error: there is no body 'icss': did you mean ics?\n"
    told = run("portfolio", "--measure", "nosuch", store=nottinghamshire).stderr
    assert told == "error: the book has no measure 'nosuch': it has cashable-benefit\n"


def test_what_is_known_but_has_nothing_to_show_is_no_error(nottinghamshire: str) -> None:
    words = ("resolution", "list", "--body", "ics", "--as-at", "2001-01-01")
    assert run(*words, store=nottinghamshire).exit_code == 0


def test_a_book_without_figures_has_the_usual_measure_only(book: BookOnDisk) -> None:
    assert run("portfolio", store=book.url).exit_code == 0
    result = run("portfolio", "--measure", "nosuch", store=book.url)
    assert result.exit_code == 2
    assert "no measure 'nosuch': it has no figures yet" in result.stderr
