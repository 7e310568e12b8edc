"""Money: nothing is lost in a division, and the odd cents rotate."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.money import Money, allot, total

amounts = st.integers(-(10**13), 10**13).map(Money)
weights = st.lists(st.integers(0, 10_000), min_size=1, max_size=60).filter(any)


@given(amounts, weights)
def test_a_division_conserves_the_cent_and_nobody_is_a_cent_from_the_exact_share(
    amount: Money, parts: list[int]
) -> None:
    made = allot(amount, parts)
    assert total(made.parts) == amount
    for part, weight in zip(made.parts, parts, strict=True):
        assert abs(part.minor - Fraction(amount.minor * weight, sum(parts))) < 1


@given(st.lists(st.tuples(amounts, st.lists(st.integers(1, 500), min_size=7, max_size=7)), max_size=36))
def test_over_years_nobody_drifts_by_a_cent(months: list[tuple[Money, list[int]]]) -> None:
    owed: tuple[Fraction, ...] | None = None
    paid, exact = [0] * 7, [Fraction(0)] * 7
    for amount, parts in months:
        made = allot(amount, parts, owed=owed)
        owed = made.owed
        for i, weight in enumerate(parts):
            paid[i] += made.parts[i].minor
            exact[i] += Fraction(amount.minor * weight, sum(parts))
    assert all(abs(e - p) < 1 for e, p in zip(exact, paid, strict=True))


def test_the_odd_cent_goes_round() -> None:
    owed = None
    takers = []
    for _month in range(3):
        made = Money(100).split(3, owed=owed)
        owed = made.owed
        takers += made.odd
    assert sorted(takers) == [0, 1, 2]


@pytest.mark.parametrize("wrong", [[], [0, 0], [1, -1]])
def test_weights_that_divide_nothing_are_refused(wrong: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allot(Money(100), wrong)


@pytest.mark.parametrize("wrong", [1.0, True, "1"])
def test_money_is_never_a_float(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(wrong)  # type: ignore[arg-type]


def test_plain_amounts_are_exact() -> None:
    assert [Money(m).plain for m in (0, 5, -5, 123456, -100)] == ["0.00", "0.05", "-0.05", "1234.56", "-1.00"]
