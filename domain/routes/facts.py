"""Facts about routes."""

from __future__ import annotations

from typing import ClassVar

from domain.facts import Fact
from domain.routes.route import Route


class RouteAdopted(Fact):
    """A route began to be used in the book; cases that follow it keep to this definition."""

    TOPIC: ClassVar[str] = "minutebook.route-adopted.1"

    definition: Route
