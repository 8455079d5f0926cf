"""What commands about published documents and their statements do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.errors import NotInForce, ReferenceUsed, RuleBroken, UnknownReference
from engine.errors import ChangedEntry
from tests.engine.open_book import PROJECT, OpenBook, fact_of, told

DOCUMENT = "- document: {ref: pack, title: The pack, dated: 2018-11-05, figures_as_at: 2018-09-30}"
STATEMENT = "- statement: {document: pack, page: 7, project: reviews, value: £25.6m}"


@pytest.fixture
def published(book: OpenBook) -> OpenBook:
    """A book with a project and a document."""
    book.given(PROJECT, DOCUMENT)
    return book


def test_a_document_is_entered_once(published: OpenBook) -> None:
    assert published.when(DOCUMENT).facts == ()
    published.refuses(DOCUMENT.replace("The pack", "Another"), ChangedEntry, "title")


def test_a_document_cannot_state_figures_of_a_later_day(book: OpenBook) -> None:
    text = "- document: {ref: d, title: D, dated: 2018-11-05, figures_as_at: 2018-11-06}"
    book.refuses(text, RuleBroken, "dated 2018-11-05: it cannot state figures as at 2018-11-06")


@pytest.mark.parametrize("unknown", ["body: ghost", "meeting: ghost"])
def test_a_document_is_put_to_bodies_and_meetings_in_the_book(book: OpenBook, unknown: str) -> None:
    text = f"- document: {{ref: d, title: D, dated: 2018-11-05, {unknown}}}"
    book.refuses(text, UnknownReference, "'ghost' is in the book")


def test_a_statement_is_as_printed_and_of_the_day_of_its_document(published: OpenBook) -> None:
    receipt = published.when(STATEMENT)
    assert told(receipt) == ["statement-made statement:pack/reviews/target on 2018-11-05"]
    said = fact_of(receipt)
    assert (said.total, said.rounded_to) == (Decimal(25_600_000), Decimal(100_000))
    assert str(said.as_at) == "2018-09-30"
    assert (said.source.document, said.source.page) == ("The pack", "7")


def test_a_statement_need_not_add_up(published: OpenBook) -> None:
    text = (
        "- statement: {document: pack, project: reviews, figure: At Risk, total: -3,"
        " values: {2019-20: 4, 2018/19: 5}, source: {document: Pack, paragraph: 3}, item: 7}"
    )
    said = fact_of(published.when(text))
    assert said.values.stored() == {"2018/19": "5", "2019/20": "4"}
    assert (said.figure, said.total, said.rounded_to) == ("at-risk", Decimal(-3), None)
    assert (said.first_year, said.last_year) == ("2018/19", "2019/20")
    assert (said.source.item, said.source.paragraph) == ("7", "3")


@pytest.mark.parametrize(
    ("period", "values", "span"),
    [
        ("2018/19", {"2018/19": "3"}, (None, None, None)),
        ("2018/19 to 2019/20", {}, (Decimal(3), "2018/19", "2019/20")),
        (None, {}, (Decimal(3), None, None)),
    ],
)
def test_a_value_is_of_a_year_of_several_or_of_all(
    published: OpenBook, period: str | None, values: dict[str, str], span: tuple[object, ...]
) -> None:
    named = f", period: {period}" if period else ""
    said = fact_of(published.when(f"- statement: {{document: pack, value: 3{named}}}"))
    assert said.values.stored() == values
    assert (said.total, said.first_year, said.last_year) == span


def test_a_nil_is_printed_without_a_unit(published: OpenBook) -> None:
    said = fact_of(
        published.when("- statement: {document: pack, values: {2018/19: 0, 2019/20: 5k}}")
    )
    assert (said.values.stored(), said.rounded_to) == ({"2018/19": "0", "2019/20": "5000"}, 1000)


def test_a_document_that_says_a_thing_in_two_places_makes_two_statements(
    published: OpenBook,
) -> None:
    again = STATEMENT.replace("7", "8").replace("25.6", "25.5")
    receipt = published.when(f"{STATEMENT}\n{again}")
    assert [fact.originator_id for fact in receipt.facts] == [
        "statement:pack/reviews/target",
        "statement:pack/reviews/target-2",
    ]
    assert published.when(f"{again}\n{STATEMENT}").facts == ()
    published.refuses(STATEMENT.replace("25.6", "25.4"), ChangedEntry, "name the `page` or `item`")


def test_a_reference_of_its_own_is_used_once(published: OpenBook) -> None:
    one = STATEMENT.replace("page: 7", "page: 7, ref: one")
    published.given(one)
    published.refuses(one.replace("7", "8"), ReferenceUsed, "give this one another `ref`")


def test_a_reference_of_its_own_stays_with_what_was_withdrawn(published: OpenBook) -> None:
    one = STATEMENT.replace("page: 7", "page: 7, ref: one")
    published.given(
        one, "- statement-withdrawal: {statement: one, withdrawn_on: 2018-12-01, reason: Misread}"
    )
    assert published.when(one).facts == ()
    anew = one.replace("25.6", "25.4")
    said = published.refuses(anew, ChangedEntry, "withdrawn on 2018-12-01, give what is read anew")
    assert "statement-withdrawal" not in str(said)
    published.refuses(anew.replace("7", "8"), ReferenceUsed, "already, withdrawn on 2018-12-01")
    assert published.when(anew.replace("ref: one", "ref: two")).facts


SAME_NAMES = (
    "- portfolio: {ref: place, name: Place}",
    "- programme: {ref: place, name: Place}",
    "- project: {ref: place, name: Place}",
)


def test_a_document_states_figures_of_things_that_are_called_alike(published: OpenBook) -> None:
    published.given(*SAME_NAMES)
    stated = "\n".join(
        f"- statement: {{document: pack, {thing}, value: {value}}}"
        for value, thing in enumerate(
            (
                "portfolio: place",
                "project: place",
                "programme: place",
                "department: place",
                "department: Adult Care",
                "department: Adult & Care",
            )
        )
    )
    assert [fact.originator_id for fact in published.when(stated).facts] == [
        "statement:pack/portfolio/place/target",
        "statement:pack/place/target",
        "statement:pack/programme/place/target",
        "statement:pack/department/place/target",
        "statement:pack/department/Adult-Care/target",
        "statement:pack/department/Adult-Care/target-2",
    ]
    assert published.when(stated).facts == ()
    published.refuses(stated.replace("value: 3", "value: 9"), ChangedEntry, "says something else")


def test_a_file_of_an_earlier_release_changes_nothing_when_it_is_recorded_again(
    published: OpenBook,
) -> None:
    """Statements of portfolios were called as those of projects were; theirs are as ever."""
    published.given(*SAME_NAMES)
    portfolio = "- statement: {document: pack, page: 3, portfolio: place, value: 7}"
    again = portfolio.replace("page: 3", "page: 4")
    for number, text in (("", portfolio), ("-2", again)):
        ref = f"pack/place/target{number}"
        (made,) = published.when(text, dry_run=True).facts
        earlier = made.model_copy(update={"originator_id": f"statement:{ref}", "ref": ref})
        published.store.events.record([earlier], expected_versions={})
    assert published.when(f"{again}\n{portfolio}").facts == ()
    published.refuses(portfolio.replace("value: 7", "value: 8"), ChangedEntry, "something else")
    project = portfolio.replace("portfolio", "project")
    assert fact_of(published.when(project)).ref == "pack/place/target-3"
    third = portfolio.replace("page: 3", "page: 5")
    assert fact_of(published.when(third)).ref == "pack/portfolio/place/target"
    assert published.when(f"{third}\n{project}\n{portfolio}").facts == ()


def test_figures_of_a_request_are_of_a_project_that_it_is_on(published: OpenBook) -> None:
    published.given(
        "- body: {ref: board, name: Board, kind: programme-board}",
        "- project: {ref: lights, name: Lights}",
        "- baseline: {project: reviews, authority: {body: board, decided_on: 2017-01-09},"
        " profile: {2018/19: 9}}",
        "- change-request: {ref: CR, title: Less, kind: write-off, to: board,"
        " raised_on: 2018-01-09,"
        " projects: [{project: reviews, expected: {2018/19: 9}, revised: {2018/19: 0}}]}",
    )
    stated = "- statement: {document: pack, change_request: CR, figure: expected, value: 9"
    published.refuses(
        f"{stated}, project: lights}}", RuleBroken, "CR asks nothing of lights", "reviews"
    )
    assert published.when(f"{stated}, project: reviews}}\n{stated}}}").facts


def test_a_statement_that_was_misread_is_withdrawn_and_read_anew(published: OpenBook) -> None:
    withdrawal = (
        "- statement-withdrawal: {statement: pack/reviews/target, withdrawn_on: 2018-12-01,"
        " reason: Misread}"
    )
    receipt = published.when("\n".join([STATEMENT, withdrawal, STATEMENT.replace("25.6", "25.4")]))
    assert receipt.facts[-1].originator_id == "statement:pack/reviews/target-2"
    assert published.when(STATEMENT).facts == ()
    explanation = (
        "- statement-explanation: {statement: pack/reviews/target, reason: R, explained_by: A,"
        " explained_on: 2018-12-03}"
    )
    published.refuses(explanation, NotInForce, "withdrawn on 2018-12-01: it is not explained now")
    published.refuses(withdrawal.replace("12-01", "12-02"), ChangedEntry, "something else")


def test_what_is_stated_is_of_something_in_the_book(published: OpenBook) -> None:
    for thing in ("project", "programme", "portfolio", "change_request"):
        figure = "expected" if thing == "change_request" else "target"
        published.refuses(
            f"- statement: {{document: pack, {thing}: ghost, figure: {figure}, value: 3}}",
            UnknownReference,
            "'ghost' is in the book",
        )
    published.refuses(
        "- statement: {document: ghost, value: 3}", UnknownReference, "no document 'ghost'"
    )


def test_no_paper_states_a_figure_of_a_day_to_come(published: OpenBook) -> None:
    text = "- statement: {document: pack, value: 3, as_at: 2018-12-01}"
    published.refuses(text, RuleBroken, "cannot state a figure as at 2018-12-01")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("project: p, portfolio: q, value: 3", "is about one thing: leave out"),
        ("project: p", "either a `value` or the `values`"),
        ("value: 3, values: {2018/19: 3}", "either a `value` or the `values`"),
        ("value: 3, total: 3", "`total` belongs to `values`"),
        ("figure: expected, value: 3", "name which one"),
        ("change_request: CR, value: 3", "has the figures expected, revised, change"),
        ("period: 2019/20, values: {2018/19: 3}", "2018/19 is not in the period 2019/20"),
        ("values: {2018/19: 3k, 2019/20: £4m}", "not all rounded alike"),
        ("period: soon, value: 3", "is not a financial year"),
        ("value: 3, rounded_to: 0", "greater than 0"),
        ("value: three", "is not an amount"),
    ],
)
def test_a_statement_that_says_nothing_clear_is_refused(
    published: OpenBook, fields: str, problem: str
) -> None:
    published.cannot_read(f"- statement: {{document: pack, {fields}}}", problem)


def test_a_long_reference_still_tells_one_statement_from_another(published: OpenBook) -> None:
    refs = {
        fact_of(
            published.when(
                f"- statement: {{document: pack, department: {'Adult Social Care & Health ' * 4}"
                f"{number}, value: 3}}"
            )
        ).ref
        for number in (1, 2)
    }
    assert len(refs) == 2


def test_a_difference_is_explained_by_somebody_for_a_reason(published: OpenBook) -> None:
    years = STATEMENT.replace("value: £25.6m", "values: {2018/19: 5}, total: 5")
    explanation = (
        "- statement-explanation: {statement: pack/reviews/target, explained_by: A. Clerk,"
        " explained_on: 2018-12-01, reason: A week apart"
    )
    published.given(years)
    said = fact_of(published.when(f"{explanation}, period: 2018-19, difference: 3}}"))
    assert (said.period, said.differences.stored(), said.total) == (
        "2018/19",
        {"2018/19": "3"},
        None,
    )
    said = fact_of(published.when(f"{explanation}, period: total, difference: 2}}"))
    assert (said.period, said.differences.stored(), said.total) == ("total", {}, Decimal(2))
    said = fact_of(published.when(f"{explanation}, differences: {{2018/19: 1}}, total: 1}}"))
    assert (said.period, said.differences.stored(), said.total) == (None, {"2018/19": "1"}, 1)
    published.refuses(f"{explanation}, period: 2019/20}}", RuleBroken, "states nothing of 2019/20")
    published.refuses(
        f"{explanation}}}".replace("2018-12-01", "2018-11-01"), NotInForce, "was published on"
    )
    published.cannot_read(f"{explanation}, difference: 3}}", "that of a `period`")
    published.cannot_read(f"{explanation}, period: total, total: 3}}", "its `difference` alone")


def test_a_statement_waits_for_no_gate(published: OpenBook) -> None:
    published.given(
        "- body: {ref: board, name: Board, kind: programme-board}",
        "- gate-sequence: {ref: g, name: G, body: board, project: reviews,"
        " gates: [{number: 1, name: One, blocks: [project-live]}]}",
    )
    assert published.when(STATEMENT.replace("£25.6m", "3, period: 2018/19")).facts
