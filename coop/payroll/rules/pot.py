"""The pot: what there is to share, and from what it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coop.kernel.errors import N_, Invalid
from coop.kernel.money import MOST, Money, total
from coop.kernel.ranges import is_sane

KINDS: Mapping[str, tuple[str, int]] = {
    "cash": (N_("Money in cash and bank"), 1),
    "receivable": (N_("To be collected from clients"), 1),
    "obligation": (N_("To be paid: suppliers, energy, taxes"), -1),
    "reserve": (N_("Set aside: reserve, repairs, funds"), -1),
}
"""Kinds of source line: its title, and whether it adds to the pot or takes from it."""


class CannotSplit(Invalid):
    """The pot of a month cannot be shared as things stand."""

    message = N_("This pot cannot be split as things stand.")


class NoSources(CannotSplit):
    message = N_("The pot has no lines. Write at least one line of money that is there.")


class NothingToShare(CannotSplit):
    message = N_("These lines leave %(amount)s, so there is nothing to share. Check amounts and kinds.")


class PotTooLarge(CannotSplit):
    message = N_("%(amount)s is more than can be shared. Correct the amounts.")


class TooMuch(Invalid):
    message = N_("%(amount)s is more than these books can hold. Correct the amount.")


class NoDay(Invalid):
    message = N_("That year cannot be right. Write the day with four digits of the year.")


@dataclass(frozen=True, slots=True)
class Source:
    """One line of the pot.

    Attributes:
        kind: one of KINDS.
        day: the day of the bank statement, invoice or count.
        text: what it is.
        amount: as written down, above zero; the kind says whether it adds or takes.

    Raises:
        NoDay: the day is before 1900 or after 2199.
        TooMuch: an amount that no book holds.
    """

    kind: str
    day: date
    text: str
    amount: Money

    def __post_init__(self) -> None:
        if not is_sane(self.day):
            raise NoDay()
        if abs(self.amount) > MOST:
            raise TooMuch(amount=self.amount)

    @property
    def signed(self) -> Money:
        """What the line adds to the pot; below zero when it takes."""
        return self.amount * KINDS[self.kind][1]


def pot_amount(sources: Sequence[Source]) -> Money:
    """The pot: the sum of its lines.

    Raises:
        NoSources: there are no lines.
        NothingToShare: the sum is zero or below.
        PotTooLarge: the sum is more than one entry of the books holds.
    """
    if not sources:
        raise NoSources()
    amount = total([s.signed for s in sources])
    if amount.minor <= 0:
        raise NothingToShare(amount=amount)
    if amount > MOST:
        raise PotTooLarge(amount=amount)
    return amount
