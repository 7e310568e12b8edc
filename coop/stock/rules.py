"""The law of stock: quantities that are exact, and units that convert without loss."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from coop.kernel.errors import N_, CoopError, Invalid

MAKE = "make"
BUY = "buy"
SOURCES = {MAKE: N_("we make it"), BUY: N_("we buy it")}

RECEIPT = "receipt"
ISSUE = "issue"
TRANSFER = "transfer"
COUNT = "count"
SCRAP = "scrap"
MOVEMENTS = {
    RECEIPT: N_("came in"),
    ISSUE: N_("went out"),
    TRANSFER: N_("moved"),
    COUNT: N_("found when counting"),
    SCRAP: N_("spoiled"),
}


class TooFine(Invalid):
    message = N_("%(unit)s is not divided that finely. Write at most %(decimals)s decimals.")


class NotAboveZero(Invalid):
    message = N_("The quantity must be above zero.")


class NoConversion(Invalid):
    message = N_(
        "%(item)s is counted in %(unit)s and nobody said how much a %(other)s is. Add the conversion first."
    )


class NotEnough(CoopError):
    message = N_("There are only %(there)s of %(item)s at %(place)s. Count it, or take less.")


class CodeTaken(CoopError):
    message = N_("%(code)s is in use already. Choose another code.")


class UnitInUse(CoopError):
    message = N_("%(item)s was counted in %(unit)s already. Make a new item for another unit.")


class NotInUse(CoopError):
    message = N_("%(item)s is no longer in use. Put it back in use first.")


class AnothersLot(Invalid):
    message = N_("Lot %(lot)s is of another item. Choose one of this item.")


class OwnerFixed(CoopError):
    message = N_("Lot %(lot)s belongs to %(owner)s. Use another lot number for other material.")


class NowhereToNowhere(Invalid):
    message = N_("A movement needs a place it leaves or a place it reaches, and not twice the same.")


def step(decimals: int) -> int:
    """The smallest quantity of a unit with 0 to 3 decimals, in thousandths: 1000 for pieces."""
    return int(10 ** (3 - decimals))


def round_up(exact: Fraction, decimals: int) -> int:
    """The least quantity a unit can express that is not short of an exact need, in thousandths."""
    least = step(decimals)
    return -(-exact.numerator // (exact.denominator * least)) * least


def check_fineness(quantity: int, *, unit: str, decimals: int) -> None:
    """Refuse half a piece.

    Raises:
        TooFine: the unit has fewer decimals than the quantity.
    """
    if quantity % step(decimals):
        raise TooFine(unit=unit, decimals=decimals)


@dataclass(frozen=True, slots=True)
class Conversion:
    """One unit of `unit_id` is `numerator / denominator` units of `into_id`.

    Attributes:
        item_id: for this item only (a bag of clay), or None for every item (a dozen).
    """

    unit_id: int
    into_id: int
    numerator: int
    denominator: int
    item_id: int | None = None


def factor(conversions: list[Conversion], *, item_id: int, unit_id: int, into_id: int) -> Fraction | None:
    """How many of one unit make one of another, read in either direction; None when nobody said.

    The item's own conversion goes before the general one.
    """
    if unit_id == into_id:
        return Fraction(1)
    for owner in (item_id, None):
        for c in conversions:
            if c.item_id == owner and (c.unit_id, c.into_id) == (unit_id, into_id):
                return Fraction(c.numerator, c.denominator)
            if c.item_id == owner and (c.unit_id, c.into_id) == (into_id, unit_id):
                return Fraction(c.denominator, c.numerator)
    return None
