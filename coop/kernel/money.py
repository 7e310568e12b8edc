"""Money in whole minor units of the co-op's one currency, and divisions that lose nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (centavos); negative amounts are debts.

    Attributes:
        minor: whole minor units. Never a float: a float is refused with TypeError.
    """

    minor: int = 0

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"money is whole minor units, not {type(self.minor).__name__}")

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + other.minor)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - other.minor)

    def __neg__(self) -> Money:
        return Money(-self.minor)

    def __abs__(self) -> Money:
        return Money(abs(self.minor))

    def __mul__(self, times: int) -> Money:
        return Money(self.minor * times)

    def __lt__(self, other: Money) -> bool:
        return self.minor < other.minor

    def __bool__(self) -> bool:
        return self.minor != 0

    @property
    def units_and_minor(self) -> tuple[int, int]:
        """Whole pesos and centavos of the absolute amount."""
        return divmod(abs(self.minor), 100)

    @property
    def plain(self) -> str:
        """The amount as `-1234.50`, for files that other programs read."""
        units, minor = self.units_and_minor
        return f"{'-' if self.minor < 0 else ''}{units}.{minor:02d}"

    def split(self, parts: int, *, owed: Sequence[Fraction] | None = None) -> Allotment:
        """Divide into equal parts; see `allot`."""
        return allot(self, [1] * parts, owed=owed)


ZERO = Money(0)
MOST = Money(10**15)
"""Above what any amount that is typed or booked reaches; sums of thousands of them fit 64 bits."""


def total(amounts: Sequence[Money]) -> Money:
    """The sum of many amounts; zero for none."""
    return Money(sum(a.minor for a in amounts))


@dataclass(frozen=True, slots=True)
class Allotment:
    """The result of a division.

    Attributes:
        parts: one amount per weight, in the order given; they sum to the amount divided.
        owed: what each still has coming, exactly, as a fraction of one minor unit in (-1, 1);
            sums to zero when the incoming carry did. Hand it in again next time.
        odd: positions that received more than their exact share of this amount (the odd cents).
    """

    parts: tuple[Money, ...]
    owed: tuple[Fraction, ...]
    odd: tuple[int, ...]


def allot(amount: Money, weights: Sequence[int], *, owed: Sequence[Fraction] | None = None) -> Allotment:
    """Divide an amount in proportion to whole weights, to the last minor unit.

    Largest remainder, where the remainder includes what earlier divisions still owe. Handing
    the carry in each month keeps every member within one minor unit of the exact cumulative
    share, for ever, so that the odd cents rotate by themselves.

    Args:
        amount: what is divided; may be negative.
        weights: whole numbers >= 0, at least one of them > 0.
        owed: carry of the last division, one per weight; zeros when absent.

    Returns:
        The parts, the new carry, and who received an odd minor unit.

    Raises:
        ValueError: no weight is above zero, a weight is negative, or the lengths differ.

    References:
        Balinski & Young, "Fair Representation" (1982), ch. 3: method of largest remainders.
    """
    if any(w < 0 for w in weights) or not any(weights):
        raise ValueError("weights are whole numbers >= 0 and at least one is above zero")
    carry = list(owed) if owed is not None else [Fraction(0)] * len(weights)
    if len(carry) != len(weights):
        raise ValueError("one carry per weight")
    whole = sum(weights)
    exact = [Fraction(amount.minor * w, whole) + c for w, c in zip(weights, carry, strict=True)]
    parts = [e.numerator // e.denominator for e in exact]
    left = amount.minor - sum(parts)
    # A carry that does not sum to zero (somebody left in between) may leave fewer or more
    # units than there are people; the rest goes round once more.
    order = sorted(range(len(weights)), key=lambda i: (-(exact[i] - parts[i]), i))
    takers = [i for i in order if weights[i] > 0] or order
    for n in range(abs(left)):
        if left > 0:
            parts[takers[n % len(takers)]] += 1
        else:
            parts[takers[-1 - n % len(takers)]] -= 1
    return Allotment(
        parts=tuple(Money(p) for p in parts),
        owed=tuple(e - p for e, p in zip(exact, parts, strict=True)),
        odd=tuple(i for i, p in enumerate(parts) if p * whole > amount.minor * weights[i]),
    )
