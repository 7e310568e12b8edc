"""The law of the split: on paper cases, and by properties."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.kernel.canonical import digest
from coop.kernel.money import Money
from coop.payroll import rules
from coop.payroll.rules import Claim, Frozen, Key, Month, Part, Scheme, Source, Split, Stay
from coop.payroll.rules.pot import NoSources, NothingToShare
from coop.payroll.rules.schemes import BadScheme
from coop.payroll.rules.split import NobodyToPay, NoHours, PotTooSmall
from coop.web.language import say

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text())
OCTOBER = Month(2026, 10)


@pytest.mark.parametrize("case", CASES["split"], ids=lambda c: c["name"])
def test_split_as_on_paper(case: dict[str, Any]) -> None:
    claims = [Claim(m["number"], m["number"], m["days"], m["minutes"]) for m in case["members"]]
    owed = {m["number"]: Fraction(m.get("owed", 0)) for m in case["members"]}

    found = rules.split(Money(case["pot"]), rules.mixed(case["head"]), claims, owed)

    assert [line.amount.minor for line in found.lines] == [m["gets"] for m in case["members"]]


@pytest.mark.parametrize("case", CASES["stay"], ids=lambda c: c["name"])
def test_days_with_the_coop_as_on_paper(case: dict[str, Any]) -> None:
    stay = Stay(1, 1, case["joined"], case.get("left"))
    assert rules.days_in(stay, OCTOBER.days) == case["days"]


# ---- properties

people = st.lists(st.tuples(st.integers(1, 31), st.integers(0, 15_000)), min_size=1, max_size=60).map(
    lambda found: [Claim(n, n, days, minutes) for n, (days, minutes) in enumerate(found, 1)]
)
pots = st.integers(10**6, 10**12).map(Money)
heads = st.integers(0, 100)


def can(claims: list[Claim], head: int) -> bool:
    return head == 100 or any(c.minutes for c in claims)


@given(pots, heads, people)
def test_the_lines_sum_to_the_pot_and_nobody_is_a_centavo_off(
    pot: Money, head: int, claims: list[Claim]
) -> None:
    if not can(claims, head):
        with pytest.raises(NoHours):
            rules.split(pot, rules.mixed(head), claims)
        return
    found = rules.split(pot, rules.mixed(head), claims)

    assert sum(line.amount.minor for line in found.lines) == pot.minor
    for line in found.lines:
        assert abs(found.exact(line) - line.amount.minor) < 1
        assert line.odd == (line.amount.minor > found.exact(line))
        assert sum(step.exact for step in rules.steps(found, line)) == found.exact(line)


@given(pots, heads, people, st.randoms(use_true_random=False))
def test_the_order_of_the_roll_does_not_matter(
    pot: Money, head: int, claims: list[Claim], chance: random.Random
) -> None:
    if not can(claims, head):
        return
    shuffled = claims[:]
    chance.shuffle(shuffled)
    assert rules.split(pot, rules.mixed(head), shuffled) == rules.split(pot, rules.mixed(head), claims)


@given(pots, people)
def test_more_hours_never_get_less(pot: Money, claims: list[Claim]) -> None:
    if not can(claims, 0):
        return
    lines = sorted(rules.split(pot, rules.mixed(0), claims).lines, key=lambda line: line.claim.minutes)
    for poorer, richer in pairwise(lines):
        assert poorer.amount <= richer.amount + Money(int(poorer.claim.minutes == richer.claim.minutes))


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 25), st.integers(0, 2**32))
def test_over_ten_years_nobody_drifts_by_a_centavo(size: int, seed: int) -> None:
    chance = random.Random(seed)
    owed = {n: Fraction(0) for n in range(size)}
    exact = {n: Fraction(0) for n in range(size)}
    got = dict.fromkeys(range(size), 0)
    for _month in range(120):
        claims = [Claim(n, n, chance.choice((31, 31, 31, 12)), chance.randrange(1, 12_000)) for n in owed]
        head = chance.choice((100, 50, 0))
        found = rules.split(Money(chance.randrange(10**7, 10**9)), rules.mixed(head), claims, owed)
        for line in found.lines:
            member = line.claim.member_id
            owed[member] = found.owed_after(line)
            exact[member] += found.exact(line)
            got[member] += line.amount.minor
            assert abs(exact[member] - got[member]) < 1
    assert sum(owed.values()) == 0


def test_the_odd_centavo_goes_round_among_equals() -> None:
    owed: dict[int, Fraction] = {}
    claims = [Claim(n, n, 30, 0) for n in range(1, 8)]
    times = dict.fromkeys(range(1, 8), 0)
    for _month in range(70):
        found = rules.split(Money(10_000_000), rules.mixed(100), claims, owed)
        owed = {line.claim.member_id: found.owed_after(line) for line in found.lines}
        for line in found.odd:
            times[line.claim.member_id] += 1
    assert max(times.values()) - min(times.values()) <= 1


# ---- what is refused


def test_a_pot_without_people_cannot_be_split() -> None:
    with pytest.raises(NobodyToPay):
        rules.split(Money(100), rules.mixed(100), [])


def test_a_pot_of_fewer_centavos_than_what_is_overpaid_is_refused_rather_than_charged_to_somebody() -> None:
    claims = [Claim(n, n, 30, 0) for n in (1, 2, 3)]
    owed = {1: Fraction(-9, 10), 2: Fraction(9, 20), 3: Fraction(9, 20)}
    with pytest.raises(PotTooSmall):
        rules.split(Money(1), rules.mixed(100), claims, owed)


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (Part(Key.HEAD, 99),),
        (Part(Key.HEAD, 50), Part(Key.HEAD, 50)),
        (Part(Key.HEAD, 101), Part(Key.HOUR, -1)),
        (Part(Key.HEAD, 100), Part(Key.HOUR, 0)),
    ],
)
def test_a_scheme_that_is_not_whole_is_refused(parts: tuple[Part, ...]) -> None:
    with pytest.raises(BadScheme):
        Scheme(parts)


@pytest.mark.parametrize("head", [0, 1, 50, 99, 100])
def test_a_scheme_survives_being_written_down(head: int) -> None:
    scheme = rules.mixed(head)
    assert Scheme.read(scheme.plain()) == scheme
    assert scheme.percent(Key.HEAD) == head


@pytest.mark.parametrize(
    "plain", [[{}], [{"key": "rank", "percent": 100}], [{"key": "head", "percent": "x"}]]
)
def test_a_scheme_of_another_world_is_refused(plain: list[dict[str, Any]]) -> None:
    with pytest.raises(BadScheme):
        Scheme.read(plain)


@pytest.mark.parametrize("text", ["2026-13", "1999-12", "2026-1", "octubre", "2026-10-01"])
def test_a_text_that_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(rules.months.NoMonth):
        Month.read(text)


# ---- the pot

BANK = Source("cash", date(2026, 10, 31), "Extracto", Money(900_000))


def test_the_pot_is_the_sum_of_its_lines_with_the_sign_of_their_kind() -> None:
    lines = [
        BANK,
        Source("receivable", BANK.day, "Factura A-12", Money(300_000)),
        Source("obligation", BANK.day, "Luz", Money(150_000)),
        Source("reserve", BANK.day, "Horno nuevo", Money(50_000)),
    ]
    assert rules.pot_amount(lines) == Money(1_000_000)


def test_a_pot_of_nothing_or_of_debts_is_refused() -> None:
    with pytest.raises(NoSources):
        rules.pot_amount([])
    with pytest.raises(NothingToShare):
        rules.pot_amount([Source("obligation", BANK.day, "Luz", Money(1))])


# ---- the frozen split and its digest


def frozen(*, pot: int = 10_000, minutes: int = 9_000, salt: str = "0" * 32) -> Frozen:
    claims = [Claim(1, 1, 31, minutes), Claim(2, 2, 31, 4_500), Claim(3, 3, 16, 2_000)]
    found = rules.split(Money(pot), rules.mixed(50), claims)
    return Frozen(OCTOBER, (BANK,), found, (salt, "1" * 32, "2" * 32))


@pytest.mark.parametrize(
    "changed",
    [
        lambda: frozen(pot=10_001),
        lambda: frozen(minutes=9_001),
        lambda: frozen(salt="f" * 32),
        lambda: Frozen(Month(2026, 9), (BANK,), frozen().split, frozen().salts),
        lambda: Frozen(OCTOBER, (BANK, BANK), frozen().split, frozen().salts),
    ],
)
def test_whatever_changes_changes_what_is_voted(changed: Callable[[], Frozen]) -> None:
    assert digest(rules.proposal_of(changed())) != digest(rules.proposal_of(frozen()))
    assert digest(rules.proposal_of(frozen())) == digest(rules.proposal_of(frozen()))


def test_a_member_can_prove_her_line_with_what_her_payslip_carries_and_no_other() -> None:
    whole = frozen()
    leaf = rules.leaf(whole.split.lines[1], whole.salts[1])
    lines = whole.leaves()

    assert digest(leaf) == lines[1]
    assert digest(lines) == rules.proposal_of(whole)["lines"]
    assert (leaf["member"], leaf["amount"]) == (2, whole.split.lines[1].amount)
    assert str(whole.split.lines[0].amount.minor) not in str(rules.proposal_of(whole))


# ---- why it is void


def now(*claims: Claim, pot: int = 10_000, owed: dict[int, Fraction] | None = None) -> Split:
    return rules.split(Money(pot), rules.mixed(50), claims, owed)


ONE, TWO, THREE = Claim(1, 1, 31, 9_000), Claim(2, 2, 31, 4_500), Claim(3, 3, 16, 2_000)


def said(after: Split, sources: tuple[Source, ...] = (BANK,)) -> list[str]:
    return [str(s) for s in rules.changes(frozen().split, after, sources=(BANK,), sources_now=sources)]


def test_nothing_changed_is_no_reason() -> None:
    assert said(now(ONE, TWO, THREE)) == []


def test_each_change_is_named_by_how_many_it_touches() -> None:
    assert said(now(ONE, TWO)) == ["members who left: 1"]
    assert said(now(ONE, TWO, THREE, Claim(4, 4, 3, 0))) == ["members who joined: 1"]
    assert said(now(ONE, Claim(2, 2, 31, 4_501), Claim(3, 3, 15, 2_001))) == [
        "members whose hours were corrected: 2",
        "members whose days in the month changed: 1",
    ]
    assert said(now(ONE, TWO, Claim(3, 5, 16, 2_000))) == ["members whose number on the roll changed: 1"]
    assert said(now(ONE, TWO, THREE, owed={1: Fraction(1, 3)})) == [
        "another month was issued meanwhile, so the odd centavos turned"
    ]
    assert said(now(ONE, TWO, THREE, pot=10_001), (BANK, BANK))[0].startswith("the pot changed from")
    assert said(now(ONE, TWO, THREE), (BANK, BANK)) == ["the lines of the pot changed"]


# ---- side by side


def test_figures_say_least_most_mean_ratio_and_what_changes_for_me() -> None:
    equal = rules.split(Money(30_000), rules.mixed(100), [ONE, TWO, Claim(3, 3, 31, 0)])
    hours = rules.split(Money(30_000), rules.mixed(0), [ONE, TWO, Claim(3, 3, 31, 0)])
    first, second = rules.figures([equal, hours], 2)

    assert (first.least, first.most, first.mean, first.ratio_text) == (
        Money(10_000),
        Money(10_000),
        Money(10_000),
        "1,00",
    )
    assert (second.least, second.most, second.mean) == (Money(0), Money(20_000), Money(10_000))
    assert second.ratio_text == "–", "somebody without hours gets nothing"
    assert (first.mine, first.change) == (Money(10_000), Money(0))
    assert second.change == Money(0)
    assert rules.figures([equal, hours], 1)[1].change == Money(10_000)
    assert rules.figures([equal], 99)[0].mine is None


# ---- readable arithmetic


def test_an_exact_amount_is_readable_to_the_fraction_of_a_centavo() -> None:
    assert str(rules.exact_amount(Fraction(10_000, 3))) == "Money(minor=3333) and 1/3 of a centavo"
    assert rules.exact_amount(Fraction(500)).facts == {"amount": Money(500)}
    for exact, said in (
        (Fraction(-2, 3), "-2/3"),
        (Fraction(1, 3) + Fraction(1, 10**40), "≈ 0,333"),
        (Fraction(-57_686, 126_085), "≈ -0,458"),
        (Fraction(-1, 10**7), "≈ 0"),
        (Fraction(0), "0"),
    ):
        assert say(rules.fraction_text(exact), "es_AR") == said
