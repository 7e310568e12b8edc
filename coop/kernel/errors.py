"""One tree of errors that a person can act upon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class CoopError(Exception):
    """Something a person asked for cannot be done; says why and what to do next.

    Subclasses set `message` (English, the message id of the translation, with `%(name)s`
    places) and `status` (HTTP). The facts fill the places and are translated at the edge only.
    """

    message: str = "That is not possible."
    status: int = 409

    def __init__(self, **facts: object) -> None:
        super().__init__(self.message % facts if facts else self.message)
        self.facts = facts


class Invalid(CoopError):
    """Input that no form should have let through, or that only the law can judge."""

    status = 422


class NotFound(CoopError):
    """Nothing there, or nothing that this person may see."""

    status = 404


class Forbidden(CoopError):
    """The person is known and may not do this."""

    status = 403


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be said to a person, not yet in a language.

    Attributes:
        message: English text, the message id, with `%(name)s` places.
        facts: what fills the places; money, days and instants are formatted at the edge.
    """

    message: str
    facts: Mapping[str, object] = field(default_factory=dict)


def N_(message: str) -> str:
    """Mark a text for translation without translating it."""
    return message
