"""One tree of errors that a person can act upon."""

from __future__ import annotations

from coop.kernel.sentences import N_, Sentence

__all__ = ["CoopError", "Forbidden", "Invalid", "N_", "NotFound", "Sentence"]


class CoopError(Exception):
    """Something a person asked for cannot be done; says why and what to do next.

    Subclasses set `message` (English, the message id of the translation, with `%(name)s`
    places) and `status` (HTTP). The facts fill the places and are translated at the edge only.
    """

    message: str = N_("That is not possible now.")
    status: int = 409

    def __init__(self, **facts: object) -> None:
        super().__init__(str(Sentence(self.message, facts)))
        self.facts = facts

    @property
    def sentence(self) -> Sentence:
        """What to tell the person."""
        return Sentence(self.message, self.facts)


class Invalid(CoopError):
    """Input that no form should have let through, or that only the law can judge."""

    status = 422


class NotFound(CoopError):
    """Nothing there, or nothing that this person may see."""

    status = 404


class Forbidden(CoopError):
    """The person is known and may not do this."""

    status = 403
