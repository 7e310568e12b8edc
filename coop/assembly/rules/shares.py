"""Fractions of people that a statute asks for, in whole numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_, Sentence

SHARE_RANGE = N_("a share is a fraction above zero and at most one")


class BadStatute(Invalid):
    message = N_("These values make no statute: %(why)s. Correct them.")


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction of the roll, such as one tenth; 0/1 is nobody and means that it does not apply."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if self.denominator < 1 or not 0 <= self.numerator <= self.denominator:
            raise BadStatute(why=Sentence(SHARE_RANGE))

    @property
    def applies(self) -> bool:
        """Whether it is more than nobody."""
        return self.numerator > 0

    def of(self, roll: int) -> int:
        """The least whole number of people who are the share or more; at least 1."""
        return max(1, -(-self.numerator * roll // self.denominator))

    def above(self, roll: int) -> int:
        """The least whole number of people who are more than the share."""
        return self.at_most(roll) + 1

    def at_most(self, roll: int) -> int:
        """The greatest whole number of people who are not more than the share."""
        return self.numerator * roll // self.denominator


NOBODY: Final = Share(0, 1)


def share_words(numerator: int, denominator: int) -> Sentence:
    """A fraction in words, or in figures where there is no word for it."""
    said = _SHARES.get((numerator, denominator))
    if said is not None:
        return Sentence(said)
    return Sentence("%(n)s/%(d)s", {"n": numerator, "d": denominator})


_SHARES = {
    (1, 1): N_("all"),
    (1, 2): N_("half"),
    (2, 3): N_("two thirds"),
    (3, 4): N_("three quarters"),
    (1, 3): N_("a third"),
    (1, 5): N_("a fifth"),
    (1, 10): N_("a tenth"),
    (1, 20): N_("a twentieth"),
}
