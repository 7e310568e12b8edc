"""Equal shares of the burden: they sum to what there was, whatever the order of the people."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.rota.rules import (
    BURDENS,
    NOTHING,
    TENTHS,
    Account,
    Share,
    count,
    equal_shares,
    even_accounts,
    ledger,
    newcomers_share,
)

few = st.integers(0, 60)
accounts = st.builds(Account, few, few, few, few)
people = st.dictionaries(
    st.integers(1, 40), st.tuples(accounts, st.integers(0, 365)), min_size=1, max_size=12
)


@pytest.mark.parametrize(
    ("total", "days", "shares"),
    [
        (10, {1: 365, 2: 365}, {1: 50, 2: 50}),
        (10, {1: 200, 2: 100}, {1: 67, 2: 33}),
        (1, {1: 1, 2: 1, 3: 1}, {1: 4, 2: 3, 3: 3}),
        (5, {1: 0, 2: 9}, {1: 0, 2: 50}),
        (4, {1: 0, 2: 0}, {1: 20, 2: 20}),
        (0, {1: 7}, {1: 0}),
        (3, {}, {}),
    ],
)
def test_turns_are_shared_out_by_the_days_on_the_roll(
    total: int, days: dict[int, int], shares: dict[int, int]
) -> None:
    assert equal_shares(total, days) == shares


@given(st.integers(0, 500), st.dictionaries(st.integers(1, 99), st.integers(0, 365), min_size=1, max_size=20))
def test_shares_sum_to_the_total_and_none_is_off_by_a_tenth(total: int, days: dict[int, int]) -> None:
    shares = equal_shares(total, days)
    assert sum(shares.values()) == total * TENTHS
    weights = days if any(days.values()) else dict.fromkeys(days, 1)
    for member, share in shares.items():
        assert abs(share * sum(weights.values()) - total * TENTHS * weights[member]) < sum(weights.values())


@given(people)
def test_what_some_had_too_much_others_had_too_little(told: dict[int, tuple[Account, int]]) -> None:
    book = ledger({m: a for m, (a, _) in told.items()}, {m: d for m, (_, d) in told.items()})
    for burden in BURDENS:
        assert sum(lines[burden].over for lines in book.values()) == 0
        assert sum(lines[burden].had for lines in book.values()) == sum(
            count(a, burden) for a, _ in told.values()
        )


@given(people, st.randoms(use_true_random=False))
def test_the_order_of_the_people_does_not_matter(told: dict[int, tuple[Account, int]], luck: Random) -> None:
    keys = list(told)
    luck.shuffle(keys)
    straight = ledger({m: told[m][0] for m in told}, {m: told[m][1] for m in told})
    shuffled = ledger({m: told[m][0] for m in keys}, {m: told[m][1] for m in keys})
    assert shuffled == straight


def test_who_is_not_on_the_roll_of_the_time_has_no_part_in_it() -> None:
    book = ledger({1: Account(nights=2), 9: Account(nights=50)}, {1: 10, 2: 10})
    assert book[1]["nights"] == Share(2, 10) and book[2]["nights"] == Share(0, 10)
    assert (book[1]["nights"].over, book[2]["nights"].over) == (10, -10)
    assert set(book) == {1, 2}


@given(st.dictionaries(st.integers(1, 9), accounts, min_size=1))
def test_even_accounts_keep_every_difference(told: dict[int, Account]) -> None:
    even = even_accounts(told, [*told, 99])
    assert even[99] == NOTHING
    even = even_accounts(told, told)
    for burden in BURDENS:
        assert min(count(a, burden) for a in even.values()) == 0
        for one in told:
            for other in told:
                apart = count(told[one], burden) - count(told[other], burden)
                assert count(even[one], burden) - count(even[other], burden) == apart


def test_a_newcomer_gets_the_average_of_every_burden() -> None:
    told = {1: Account(10, 8, 6, 4), 2: Account(20, 4, 2, 0)}
    assert newcomers_share(told, {1: 365, 2: 365, 3: 0}, 365)[3] == Account(15, 6, 4, 2)
    assert newcomers_share({}, {3: 0}, 365)[3] == NOTHING
