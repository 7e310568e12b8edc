"""Quantities are rounded so that nothing is short, and units convert without loss."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.stock import rules


@given(st.fractions(min_value=0, max_value=10**9), st.integers(0, 3))
def test_rounding_up_is_never_short_and_never_a_whole_step_over(exact: Fraction, decimals: int) -> None:
    rounded = rules.round_up(exact, decimals)
    assert 0 <= rounded - exact < rules.step(decimals)
    assert rounded % rules.step(decimals) == 0


def test_half_a_piece_is_refused_and_half_a_kilo_is_not() -> None:
    rules.check_fineness(500, unit="kg", decimals=3)
    with pytest.raises(rules.TooFine):
        rules.check_fineness(500, unit="piece", decimals=0)


def test_a_conversion_is_read_in_both_directions_and_the_items_own_goes_first() -> None:
    bag, kilo, other = 1, 2, 3
    general = rules.Conversion(bag, kilo, 25, 1)
    own = rules.Conversion(bag, kilo, 40, 1, item_id=7)
    known = [general, own]
    assert rules.factor(known, item_id=1, unit_id=bag, into_id=kilo) == 25
    assert rules.factor(known, item_id=7, unit_id=bag, into_id=kilo) == 40
    assert rules.factor(known, item_id=7, unit_id=kilo, into_id=bag) == Fraction(1, 40)
    assert rules.factor(known, item_id=7, unit_id=kilo, into_id=kilo) == 1
    assert rules.factor(known, item_id=7, unit_id=kilo, into_id=other) is None
