"""The law of stock: quantities that are exact, and units that convert without loss."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from coop.kernel.errors import N_, CoopError, Invalid

THOUSANDTHS = 1000
"""Quantities are whole thousandths of the item's unit everywhere: 1.5 kg is 1500."""

MOST = 10**12
"""No quantity reaches a thousand million units; larger ones are slips of the keyboard."""

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


class NotAQuantity(Invalid):
    message = N_("“%(text)s” is not a quantity. Write a number such as 12 or 1,5.")


class TwoReadings(Invalid):
    message = N_("“%(text)s” can be read two ways. Write %(whole)s or %(broken)s.")


class TooFine(Invalid):
    message = N_("%(unit)s is not divided that finely. Write at most %(decimals)s decimals.")


class NotAboveZero(Invalid):
    message = N_("The quantity must be above zero.")


class NoConversion(Invalid):
    message = N_(
        "%(item)s is counted in %(unit)s and nobody said how much a %(other)s is. Add the conversion first."
    )


class NotEnough(CoopError):
    message = N_("There are only %(there)s %(unit)s of %(item)s at %(place)s. Count it, or take less.")


class NowhereToNowhere(Invalid):
    message = N_("A movement needs a place it leaves or a place it reaches, and not twice the same.")


_GROUPED = re.compile(r"-?\d{1,3}(?:([.,\u00a0\u202f ])\d{3})(?:\1\d{3})*")


def parse_quantity(text: str, *, decimal: str | None = None) -> int:
    """Read a quantity that a person or a file wrote.

    Both the comma and the point may divide; a lone group of three digits (`1.500`) can be read two
    ways and is refused, unless `decimal` says which sign divides.

    Args:
        text: what was written, with or without grouping.
        decimal: "." or ",", where the source is known to use it (a file); None for a person.

    Returns:
        Whole thousandths of a unit; negative when written so.

    Raises:
        NotAQuantity: not a number, more than three decimals, or beyond `MOST`.
        TwoReadings: 1.500 and the like.
    """
    plain = text.strip()
    cut = _decimal_sign(plain, decimal)
    whole, _, broken = plain.rpartition(cut) if cut else (plain, "", "")
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"[.,\u00a0\u202f ]", "", whole)
    broken = broken.rstrip("0") or broken[:1]
    if not re.fullmatch(r"-?(?:[0-9]+,[0-9]{0,3}|,[0-9]{1,3})", f"{whole},{broken}"):
        raise NotAQuantity(text=text)
    value = int((whole.lstrip("-") or "0") + broken.ljust(3, "0"))
    if value >= MOST:
        raise NotAQuantity(text=text)
    return -value if whole.startswith("-") else value


def _decimal_sign(text: str, decimal: str | None) -> str:
    """Which sign divides: the one given, the last of two kinds, or the only one that can."""
    if decimal is not None:
        return decimal if decimal in text else ""
    signs = [c for c in text if c in ".,"]
    if not signs:
        return ""
    if len(set(signs)) == 2:
        return signs[-1]
    if len(signs) > 1:
        return ""
    before, _, after = text.partition(signs[0])
    digits = before.lstrip("-")
    if len(after) == 3 and 1 <= len(digits) <= 3 and digits != "0":
        other = "," if signs[0] == "." else "."
        raise TwoReadings(
            text=text,
            whole=before + after,
            broken=f"{before}{other}{after.rstrip('0') or '0'}",
        )
    return signs[0]


def plain_quantity(quantity: int) -> str:
    """A quantity as `-1.5`, without needless zeros, for files that other programs read."""
    whole, rest = divmod(abs(quantity), THOUSANDTHS)
    broken = f".{rest:03d}".rstrip("0").rstrip(".")
    return f"{'-' if quantity < 0 else ''}{whole}{broken}"


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
