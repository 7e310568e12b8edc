"""Exact fractions of a centavo as people can read and check them."""

from __future__ import annotations

from fractions import Fraction

from coop.kernel.errors import N_, Sentence
from coop.kernel.money import Money

LONGEST = 10**6
"""Fractions with a larger denominator are shown to six places; what is kept stays exact."""


def exact_amount(centavos: Fraction) -> Sentence:
    """An exact amount: `$ 1.234,56 and 5/7 of a centavo`."""
    whole = centavos.numerator // centavos.denominator
    rest = centavos - whole
    if not rest:
        return Sentence("%(amount)s", {"amount": Money(whole)})
    return Sentence(
        N_("%(amount)s and %(rest)s of a centavo"), {"amount": Money(whole), "rest": fraction_text(rest)}
    )


def fraction_text(value: Fraction) -> str:
    """A fraction: `-5/7`, `0`, or to six places when its numbers are long: `≈ 0.714286`."""
    if value.denominator <= LONGEST:
        return str(value)
    sign = "-" if value < 0 else ""
    millionths = round(abs(value) * 10**6)
    return f"≈ {sign}{millionths // 10**6}.{millionths % 10**6:06d}"
