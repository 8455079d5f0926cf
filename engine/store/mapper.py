"""Turns facts into what the ledger stores, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent
from pydantic import ValidationError
from pydantic_core import from_json, to_json

from domain.facts import Fact
from engine.store.errors import UnreadableFact

State = dict[str, Any]
Upcaster = Callable[[State], tuple[str, State]]
"""Takes the stored fields of an old form and returns the topic and the fields of the next one."""

_OF_THE_ROW = {"originator_id", "originator_version"}


class FactMapper(Mapper[str]):
    """Facts as compact JSON, checked by their models when written and when read.

    Amounts are stored as decimal strings, which JSON numbers would round. The originator's id and
    version stand in columns of their own and are left out of the JSON.
    """

    UPCASTERS: dict[str, Upcaster] = {}  # noqa: RUF012 - a registry, filled where forms change

    def __init__(
        self, *_: object, upcasters: dict[str, Upcaster] | None = None, **__: object
    ) -> None:
        # The library offers a transcoder, a compressor and a cipher. None of them is used: a
        # ledger must be readable by a stranger who has nothing but the file.
        super().__init__(transcoder=JSONTranscoder())
        self._upcasters = self.UPCASTERS if upcasters is None else upcasters

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """Write a fact.

        Raises:
            TypeError: it is no fact, so it has no stored name.
        """
        if not isinstance(domain_event, Fact):
            raise TypeError(f"{type(domain_event).__name__} is not a fact")
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=domain_event.TOPIC,
            # The serialiser is called directly: model_dump_json makes a string to be encoded again.
            state=domain_event.__pydantic_serializer__.to_json(domain_event, exclude=_OF_THE_ROW),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Fact:
        """Read a fact, brought up to its present form; see `fact`."""
        return self.fact(
            str(stored_event.originator_id),
            stored_event.originator_version,
            stored_event.topic,
            stored_event.state,
        )

    def fact(self, subject: str, version: int, topic: str, state: bytes) -> Fact:
        """Read a fact from what a ledger has of it, brought up to its present form.

        Raises:
            UnreadableFact: its name is unknown here, or it does not hold what its model asks for.
        """
        kind = Fact.BY_TOPIC.get(topic)
        if kind is not None and topic not in self._upcasters:
            try:
                return kind.__pydantic_validator__.validate_json(_whole(subject, version, state))  # type: ignore[no-any-return]  # pydantic's core is untyped
            except ValidationError:
                pass  # the longer way says what is the matter
        return self._read_by_steps(subject, version, topic, state)

    def _read_by_steps(self, subject: str, version: int, topic: str, state: bytes) -> Fact:
        """Read a fact whose form is an old one, or that cannot be read: this says why."""
        place = f"fact {version} of {subject}"
        topic, fields = self._upcast(topic, _fields(place, state))
        kind = Fact.BY_TOPIC.get(topic)
        if kind is None:
            raise UnreadableFact(
                f"{place} is of the kind {topic!r}, which this minutebook does not "
                "know: a newer version wrote it; upgrade minutebook"
            )
        fields["originator_id"] = subject
        fields["originator_version"] = version
        try:
            return kind.__pydantic_validator__.validate_python(fields)  # type: ignore[no-any-return]  # pydantic's core is untyped
        except ValidationError as error:
            raise UnreadableFact(
                f"{place} does not hold what a {topic} holds: {error}; run `minutebook verify`"
            ) from error

    def _upcast(self, topic: str, fields: State) -> tuple[str, State]:
        while upcaster := self._upcasters.get(topic):
            topic, fields = upcaster(fields)
        return topic, fields


def _whole(subject: str, version: int, state: bytes) -> bytes:
    """Return the JSON of a fact with the originator, which stands in columns of its own, in it.

    Of two fields of one name the last counts, so nothing in the JSON takes the place of a column.
    """
    if state[-1:] != b"}" or state == b"{}":  # what no model holds, or no release ever wrote
        return state
    return b'%b,"originator_id":%b,"originator_version":%d}' % (
        state[:-1],
        to_json(subject),
        version,
    )


def _fields(place: str, state: bytes) -> State:
    try:
        fields = from_json(state)
    except ValueError as error:
        raise UnreadableFact(f"{place} is not JSON: {error}; run `minutebook verify`") from error
    if not isinstance(fields, dict):
        raise UnreadableFact(f"{place} is not a JSON object; run `minutebook verify`")
    return fields
