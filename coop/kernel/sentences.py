"""Sentences for people, kept in no language until somebody reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from coop.kernel.money import Money
from coop.kernel.quantity import Quantity


def N_(message: str) -> str:
    """Mark a text for translation without translating it."""
    return message


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be said to a person, not yet in a language.

    Attributes:
        message: English text, the message id, with `%(name)s` places.
        facts: what fills the places; money, days, instants and further sentences are put into
            the reader's language and format at the edge.
    """

    message: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.facts if self.facts else self.message


def to_json(value: object) -> Any:
    """A sentence or one of its facts as JSON that `from_json` gives back exactly.

    Raises:
        TypeError: a fact of a kind that sentences do not carry (a float, a row).
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Money):
        return {"money": value.minor}
    if isinstance(value, Quantity):
        return {"quantity": value.thousandths, "unit": value.unit}
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Sentence):
        return {"message": value.message, "facts": {k: to_json(v) for k, v in value.facts.items()}}
    if isinstance(value, list | tuple):
        return {"list": [to_json(v) for v in value]}
    raise TypeError(f"a sentence carries no {type(value).__name__}")


def from_json(value: Any) -> Any:
    """The inverse of `to_json`."""
    if not isinstance(value, dict):
        return value
    if "money" in value:
        return Money(value["money"])
    if "quantity" in value:
        return Quantity(value["quantity"], value["unit"])
    if "instant" in value:
        return datetime.fromisoformat(value["instant"])
    if "day" in value:
        return date.fromisoformat(value["day"])
    if "list" in value:
        return [from_json(v) for v in value["list"]]
    return Sentence(value["message"], {k: from_json(v) for k, v in value["facts"].items()})
