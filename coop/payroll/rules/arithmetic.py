"""Exact fractions of a centavo as people can read and check them."""

from __future__ import annotations

from fractions import Fraction

from coop.kernel.errors import N_, Sentence
from coop.kernel.money import Money
from coop.kernel.quantity import Quantity

LONGEST = 100
"""Fractions with a larger denominator are shown to three places; what is kept stays exact."""


def exact_amount(centavos: Fraction) -> Sentence:
    """An exact amount: `$ 1.234,56 and 5/7 of a centavo`."""
    whole = centavos.numerator // centavos.denominator
    rest = centavos - whole
    if not rest:
        return Sentence("%(amount)s", {"amount": Money(whole)})
    return Sentence(
        N_("%(amount)s and %(rest)s of a centavo"), {"amount": Money(whole), "rest": fraction_text(rest)}
    )


def fraction_text(value: Fraction) -> Sentence:
    """A fraction: `-5/7`, `0`, or to three places when its numbers are long: `≈ 0,714`."""
    if value.denominator <= LONGEST:
        return Sentence("%(fraction)s", {"fraction": str(value)})
    return Sentence("≈ %(number)s", {"number": Quantity(round(value * 1000))})
