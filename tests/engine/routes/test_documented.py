"""The document about routes says everything that a route may say, and its example is in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from domain.authority.roles import OfficeRole
from domain.routes.parts import (
    BodyPart,
    Consequence,
    Doing,
    GuardRule,
    Overdue,
    State,
    Step,
)
from domain.routes.route import Route
from engine.routes.checking import check
from engine.routes.checks.names import NEEDS
from engine.routes.library import RouteLibrary
from engine.routes.reading import route_in

DOCUMENT = Path(__file__).parents[3] / "docs" / "routes.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize("model", [Route, BodyPart, State, Step, Overdue, Consequence])
def test_every_field_of_a_route_is_documented(model: type[BaseModel]) -> None:
    names = {field.alias or name for name, field in model.model_fields.items()}
    words = {*re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`\n]+)`", TEXT)))}
    assert names <= words


@pytest.mark.parametrize("terms", [OfficeRole, GuardRule, Doing])
def test_every_role_guard_and_consequence_is_documented(terms: type[OfficeRole]) -> None:
    assert [term.value for term in terms if term.value not in TEXT] == []


def test_every_need_and_every_shipped_route_is_documented() -> None:
    assert [need for need in NEEDS if f"`{need}`" not in TEXT] == []
    names = [written.route.name for written in RouteLibrary().all()]
    assert [name for name in names if f"| `{name}` |" not in TEXT] == []


def test_the_example_is_in_order() -> None:
    [example] = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert [str(finding) for finding in check(route_in(example, "docs/routes.md"))] == []
