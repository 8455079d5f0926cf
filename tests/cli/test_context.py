"""What every command works with."""

from __future__ import annotations

import getpass
import os
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from cli.context import App, now


def test_who_records_is_who_is_named() -> None:
    assert App("sqlite:///a.db", "K. Ford").actor == "K. Ford"


def test_who_records_is_by_default_who_is_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "kford")
    assert App("sqlite:///a.db").actor == "kford"


@pytest.mark.parametrize("error", [KeyError("uid not found"), OSError("no login name")])
def test_a_user_without_a_name_is_known_by_their_number(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert App("sqlite:///a.db").actor == f"user {os.getuid()}"


def test_today_is_the_day_where_the_program_runs() -> None:
    noon = datetime(2018, 11, 5, 12, tzinfo=timezone(timedelta(hours=0)))
    assert App("sqlite:///a.db", clock=lambda: noon).today() == date(2018, 11, 5)


def test_the_clock_tells_utc() -> None:
    assert now().tzinfo is UTC
