"""``minutebook route``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from cli.main import minutebook
from cli.route.group import show_
from cli.route.named import complete_routes
from domain.aggregate import Provenance
from engine.routes.adopting import adopted
from engine.routes.library import RouteLibrary
from engine.store.factory import open_store
from engine.unit_of_work import UnitOfWork
from tests.books import BookOnDisk
from tests.cli.program import ROOT, ask, process, run
from tests.engine.routes.test_checking import SOUND

SHIPPED = ["change-request", "committee-report", "gate-review", "recovery-plan", "savings-proposal"]


def adopt(book: BookOnDisk, name: str, *folders: Path) -> None:
    """Take a route into use in a book, as the first case on it does."""
    with open_store(book.url) as store:
        unit = UnitOfWork(
            store.history, store.reader.originators, "clerk", RouteLibrary([*folders])
        )
        by = Provenance("clerk", None, None, "case x#1")
        adopted(unit, name, None, by, date(2019, 1, 7))
        store.events.record(unit.facts, expected_versions={})


def write(
    folder: Path, name: str, *changes: tuple[str, str], shipped: str = "change-request"
) -> str:
    """Write a shipped route into a folder, with other texts in it."""
    text = (ROOT / "routes" / f"{shipped}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_the_routes_that_come_with_the_program_are_listed(book: BookOnDisk) -> None:
    told = ask("route", "list", store=book.url)
    assert [row["route"] for row in told] == [f"{name}/1" for name in SHIPPED]
    assert {row["kept_in"] for row in told} == {"the program"}
    assert {row["in_use_since"] for row in told} == {None}
    csv = run("route", "list", "--format", "csv", store=book.url).stdout.splitlines()
    assert csv[1] == "change-request/1,Change to an agreed saving,change-request,12,20,the program,"


def test_routes_are_listed_where_there_is_no_book_yet(tmp_path: Path) -> None:
    result = run("route", "list", store=f"sqlite:///{tmp_path}/none.db")
    assert result.exit_code == 0
    assert "gate-review/1" in result.stdout
    assert result.stderr.startswith("note: there is no book at ")


def test_a_route_in_use_says_since_when_also_when_its_file_is_gone(book: BookOnDisk) -> None:
    folder = book.folder / "elsewhere"
    write(folder, "own.yaml", ("route: change-request", "route: own"))
    adopt(book, "own", folder)
    told = {row["route"]: row for row in ask("route", "list", store=book.url)}
    assert (told["own/1"]["kept_in"], told["own/1"]["in_use_since"]) == ("the book", "2019-01-07")
    before = ask("route", "list", "--as-at", "2019-01-06", store=book.url)
    assert "own/1" not in {row["route"] for row in before}


def test_routes_beside_the_book_and_in_named_folders_are_at_hand(book: BookOnDisk) -> None:
    write(book.folder / "routes", "own.yaml", ("route: change-request", "route: beside"))
    other = book.folder / "other"
    write(other, "own.yaml", ("route: change-request", "route: named"))
    result = run("--routes", str(other), "route", "list", store=book.url)
    assert "beside/1" in result.stdout
    assert "named/1" in result.stdout
    by_variable = process(
        "route", "show", "named", store=book.url, environment={"MINUTEBOOK_ROUTES": str(other)}
    )
    assert by_variable.returncode == 0, by_variable.stderr
    missing = run("--routes", str(book.folder / "none"), "route", "list", store=book.url)
    assert (missing.exit_code, missing.stdout) == (2, "")


def test_a_route_is_shown_with_what_each_step_asks_for(book: BookOnDisk) -> None:
    shown = run("route", "show", "change-request", store=book.url).stdout
    for expected in (
        "Change to an agreed saving (change-request/1)",
        "to which it is put",
        "within 10 working days; else escalate to programme-office",
        "not-raiser, no-interest, quorate, within-remit, resolution-carried",
        "decide-change-request: approved-in-part",
        "by the meeting it was put off to",
    ):
        assert expected in shown
    told = ask("route", "show", "committee-report/1", store=book.url)
    assert (told["route"], told["start"]) == ("committee-report", "draft")
    automatic = next(step for step in told["steps"] if step["automatic"])
    assert automatic["opens_after"] == {"days": 0, "count": "calendar"}


def test_the_route_that_cases_follow_is_shown_from_the_book(book: BookOnDisk) -> None:
    folder = book.folder / "elsewhere"
    write(folder, "own.yaml", ("route: change-request", "route: own"))
    adopt(book, "own", folder)
    for ref in ("book:own/1", "book:own"):
        told = ask("route", "show", ref, store=book.url)
        assert (told["route"], len(told["steps"])) == ("own", 20)
    assert "Kept in    the book" in run("route", "show", "book:own", store=book.url).stdout
    unknown = run("route", "show", "book:won", store=book.url)
    assert unknown.exit_code == 2
    assert "did you mean book:own/1?" in unknown.stderr


def test_an_unknown_route_is_answered_with_the_closest(book: BookOnDisk) -> None:
    result = run("route", "show", "gate-revue", store=book.url)
    assert result.exit_code == 2
    assert "did you mean gate-review" in result.stderr
    result = run("route", "show", "gate-review/7", store=book.url)
    assert "there is no version 7 of the route gate-review: there is 1" in result.stderr


def test_a_check_of_all_routes_finds_nothing(book: BookOnDisk) -> None:
    result = run("route", "check", store=book.url)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("in order") == len(SHIPPED)
    assert ask("route", "check", "gate-review", store=book.url)[0]["findings"] == []


def test_a_check_tells_each_fault_with_file_and_line_and_fails(book: BookOnDisk) -> None:
    own = write(book.folder, "own.yaml", ("to: finance", "to: fiance"))
    result = run("route", "check", own, "gate-review", store=book.url)
    assert result.exit_code == 1
    assert "change-request/1  1 fault" in result.stdout
    assert result.stderr == (
        f"error: {own}:42: step acknowledge: there is no state fiance; did you mean finance?\n"
    )
    as_json = run("route", "check", own, "--format", "json", store=book.url)
    assert (as_json.exit_code, as_json.stderr) == (1, "")
    [finding] = json.loads(as_json.stdout)[0]["findings"]
    assert (finding["line"], finding["kind"]) == (42, "unknown-state")
    as_csv = run("route", "check", own, "--format", "csv", store=book.url)
    assert as_csv.exit_code == 1
    assert as_csv.stdout.splitlines()[1].startswith(f"change-request/1,{own},42,step acknowledge,")


def test_every_fault_of_a_file_that_cannot_be_read_is_told(book: BookOnDisk) -> None:
    own = write(book.folder, "own.yaml", ("version: 1", "version: one"), ("final: true", "end: x"))
    result = run("route", "check", own, store=book.url)
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert lines[0] == f"error: {own}:5: version: this should be a whole number"
    assert len(lines) == 5
    missing = run("route", "check", "none.yaml", store=book.url)
    assert "none.yaml: cannot be read" in missing.stderr


def test_a_broken_file_beside_the_book_is_told_and_no_route_is_taken_for_it(
    book: BookOnDisk,
) -> None:
    write(book.folder / "routes", "own.yaml", ("version: 1", "version: x"))
    result = run("route", "list", store=book.url)
    assert result.exit_code == 2
    assert "own.yaml:5: version: this should be a whole number" in result.stderr


def test_a_walk_says_where_it_stands_and_what_can_follow(book: BookOnDisk) -> None:
    shown = run("route", "simulate", "change-request", "submit", "acknowledge", store=book.url)
    assert "It stands in finance: With finance." in shown.stdout
    assert "attached: finance-comment" in shown.stdout
    told = ask("route", "simulate", "change-request", "submit", store=book.url)
    assert told["steps"] == [{"from": "draft", "step": "submit", "to": "programme-office"}]
    assert [step["name"] for step in told["following"]] == ["acknowledge", "return", "withdraw"]
    csv = run("route", "simulate", "gate-review", "assess", "--format", "csv", store=book.url)
    assert csv.stdout.splitlines()[1] == "1,preparation,assess,sponsor,assessment"
    begun = run("route", "simulate", "change-request", store=book.url).stdout
    assert begun.startswith("It stands in draft: Being drafted.")
    board = run("route", "simulate", "gate-review", "assess", "present", store=book.url).stdout
    assert "not-raiser, no-interest, quorate, within-remit, criteria-assessed" in board
    over = run("route", "simulate", "change-request", "withdraw", store=book.url).stdout
    assert "The journey is over." in over


def test_a_walk_that_the_route_does_not_allow_is_refused(book: BookOnDisk) -> None:
    result = run("route", "simulate", "change-request", "approve", store=book.url)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no step approve from draft: possible are submit (by sponsor)" in result.stderr


def test_every_way_of_a_route_is_shown(book: BookOnDisk) -> None:
    shown = run("route", "simulate", "gate-review", "--all", store=book.url).stdout
    assert "preparation → (assess) assessment → (present) board → (go) go" in shown
    assert "board → (no-go) preparation" in shown
    told = ask("route", "simulate", "change-request", "--all", store=book.url)
    assert (len(told["paths"]), told["complete"]) == (17, True)
    csv = run("route", "simulate", "gate-review", "--all", "--format", "csv", store=book.url)
    assert csv.stdout.splitlines()[3] == "1,3,board,go,clerk of board,go"
    few = run("route", "simulate", "change-request", "--all", "--most", "2", store=book.url)
    assert "There are more ways than these 2: --most shows more of them." in few.stdout
    both = run("route", "simulate", "gate-review", "assess", "--all", store=book.url)
    assert both.exit_code == 2


def test_a_route_without_an_end_shows_no_way(book: BookOnDisk) -> None:
    own = book.folder / "own.yaml"
    own.write_text(
        "route: round\nversion: 1\ntitle: Round\nsubject: round\nstart: a\n"
        "states: [{name: a, title: A}, {name: pit, title: Pit}]\n"
        "steps: [{name: go, title: Go, from: a, to: a, by: clerk}]\n"
    )
    assert "No way leads to an end." in run("route", "simulate", str(own), "--all").stdout
    own.write_text(own.read_text().replace("to: a,", "to: pit,"))
    assert "To pit, a dead end: 1 way" in run("route", "simulate", str(own), "--all").stdout
    assert "Bodies" not in run("route", "show", str(own)).stdout
    assert "this is a dead end" in run("route", "simulate", str(own), "go").stderr


def test_two_versions_are_compared(book: BookOnDisk) -> None:
    changes = (("version: 1", "version: 2"), ("10 working days", "15 working days"))
    own = write(book.folder, "own.yaml", *changes)
    shown = run("route", "diff", "change-request/1", own, store=book.url)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "What change-request/2 says differently from change-request/1" in shown.stdout
    [told] = ask("route", "diff", "change-request/1", own, store=book.url)
    assert told == {
        "what": "step",
        "name": "comment from finance",
        "change": "changed",
        "field": "deadline",
        "before": "10 working days",
        "after": "15 working days",
    }
    same = run("route", "diff", "gate-review", "gate-review/1", store=book.url)
    assert "say the same of bodies, states and steps" in same.stderr


def completed(book: BookOnDisk, typed: str) -> list[tuple[str, str]]:
    """What a shell is offered for a route, and of which kind."""
    root = click.Context(minutebook, info_name="minutebook")
    root.params = {"store": book.url, "route_folders": ()}
    inner = click.Context(show_, parent=root)
    return [(item.value, item.type) for item in complete_routes(inner, show_.params[0], typed)]


def test_names_of_routes_are_completed_also_of_ones_own(book: BookOnDisk) -> None:
    (book.folder / "routes").mkdir()
    own = SOUND.replace("route: request", "route: sound")
    (book.folder / "routes" / "own.yaml").write_text(own)
    change = [("change-request", "plain"), ("change-request/1", "plain")]
    assert completed(book, "change") == change
    assert completed(book, "sound/") == [("sound/1", "plain")]


def test_what_is_no_name_is_completed_as_a_file(book: BookOnDisk) -> None:
    assert completed(book, "own-") == [("own-", "file")]


def test_a_broken_file_does_not_disturb_who_presses_tab(book: BookOnDisk) -> None:
    (book.folder / "routes").mkdir()
    (book.folder / "routes" / "own.yaml").write_text("route: x")
    assert completed(book, "gate") == [("gate", "file")]


def test_a_shell_offers_the_names_of_routes(book: BookOnDisk) -> None:
    done = process(
        store=book.url,
        environment={
            "_MINUTEBOOK_COMPLETE": "bash_complete",
            "COMP_WORDS": "minutebook route show gate",
            "COMP_CWORD": "3",
        },
    )
    assert done.stdout.split() == ["plain,gate-review", "plain,gate-review/1"]


def test_a_case_begins_on_a_route_beside_the_book_which_then_cannot_be_rewritten(
    book: BookOnDisk,
) -> None:
    own = (("route: recovery-plan", "route: own"), ("subject: recovery-plan", "subject: idea"))
    write(book.folder / "routes", "own.yaml", *own, shipped="recovery-plan")
    bodies = "bodies: {overseeing: ics}"
    record = book.folder / "case.yaml"
    entry = f"- case: {{route: own, subject: %s, {bodies}, opened_on: 2019-01-07}}\n"
    record.write_text(
        "- body: {ref: ics, name: Sub-Committee, kind: sub-committee}\n" + entry % "bus-lanes"
    )
    done = run("record", str(record), store=book.url)
    assert (done.exit_code, done.stderr) == (0, ""), done.stderr
    told = {row["route"]: row for row in ask("route", "list", store=book.url)}
    assert told["own/1"]["in_use_since"] == "2019-01-07"

    later = ("60 calendar days", "65 calendar days")
    write(book.folder / "routes", "own.yaml", *own, later, shipped="recovery-plan")
    record.write_text(entry % "trams")
    refused = run("record", str(record), store=book.url)
    assert refused.exit_code == 1
    assert "raise the `version` in the file to 2 or more" in refused.stderr
    [changed] = ask("route", "diff", "book:own/1", "own/1", store=book.url)
    assert (changed["before"], changed["after"]) == later
