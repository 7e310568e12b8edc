"""Rest rules against cases on paper, and the checker against planted breaches."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.ranges import Days, weeks_days
from coop.rota.rules import RULES, Duty, Need, Place, Profile, RuleValue, Worker, gaps
from tests.rota.paper import KINDS, MONDAY, checker, duty, voted

CASES = tomllib.loads((Path(__file__).parent / "rest_cases.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_the_checker_finds_what_the_case_on_paper_says(case: dict[str, Any]) -> None:
    start = date.fromisoformat(case["start"]) if "start" in case else MONDAY
    zone = ZoneInfo(case.get("zone", "America/Argentina/Buenos_Aires"))
    judge = checker(voted(case.get("voted", {})), zone=zone, days=weeks_days(start, 4))
    away = [date.fromisoformat(day) for day in case.get("away", [])]
    worker = Worker(
        1,
        absences=(Days(*away),) if away else (),
        birth_on=date.fromisoformat(case["birth_on"]) if "birth_on" in case else None,
    )
    duties = [duty(text) for text in (*case.get("before", []), *case["shifts"])]
    found = judge.violations(duties, [worker])
    assert sorted(f"{v.rule} {v.day}" for v in found) == sorted(case["broken"])


def test_every_case_names_its_article_and_every_rule_its_source() -> None:
    assert all(case["article"] for case in CASES)
    assert all(rule.source for rule in RULES.values())


def test_a_person_off_the_roll_is_found() -> None:
    found = checker().violations([duty("2026-11-02 M", member=9)], [Worker(1)])
    assert [(v.rule, v.member_id) for v in found] == [("roll", 9)]


def test_a_person_who_has_left_is_away() -> None:
    gone = Worker(1, roll=Days(date(2026, 1, 1), date(2026, 11, 2)))
    assert [v.rule for v in checker().violations([duty("2026-11-02 M")], [gone])] == ["absent"]


def test_skill_sector_and_kind_are_checked() -> None:
    worker = Worker(1, sector_id=1, skills=frozenset({5}), kinds=frozenset("M"))
    duties = [
        duty("2026-11-02 M", place=Place(1, 5)),
        duty("2026-11-03 M", place=Place(2, 5)),
        duty("2026-11-04 M", place=Place(1, 6)),
        duty("2026-11-05 T", place=Place(1, 5)),
    ]
    found = checker().violations(duties, [worker])
    assert [(v.rule, v.day.day) for v in found] == [("skill", 3), ("skill", 4), ("kind", 5)]


def test_a_rule_with_a_weight_is_found_and_is_not_hard() -> None:
    profile = Profile((RuleValue("min_rest", 900, 50, MONDAY, "2026-002"),))
    found = checker(profile).violations([duty("2026-11-02 T"), duty("2026-11-03 M")], [Worker(1)])
    assert [(v.rule, v.hard) for v in found] == [("min_rest", False)]


def test_a_value_holds_from_its_first_day_on() -> None:
    profile = Profile(
        (
            RuleValue("min_rest", 600, None, date(2026, 11, 4), "2026-002"),
            RuleValue("min_rest", 840, None, date(2026, 11, 10), "2026-003"),
            RuleValue("min_rest", 480, None, date(2026, 11, 4), "2026-004"),
        )
    )
    days = (date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 10))
    assert [profile.limit("min_rest", day).value for day in days] == [720, 480, 840]
    assert profile.strictest("min_rest", weeks_days(MONDAY, 2)).value == 840


def test_uncovered_needs_are_counted_per_place() -> None:
    oven, gate = Place(skill_id=5), Place(post_id=1)
    needs = [Need(MONDAY, "M", oven, 2), Need(MONDAY, "M", gate, 1), Need(MONDAY, "T", oven, 1)]
    found = gaps([duty("2026-11-02 M", place=oven), duty("2026-11-02 T", place=oven)], needs)
    assert [(g.need.place, g.missing) for g in found] == [(oven, 1), (gate, 1)]


ordinary = st.lists(st.sampled_from(["M", "T", ""]), min_size=28, max_size=28)


def lawful(pattern: list[str]) -> list[Duty]:
    """A roster that keeps the law: one kind a week, five days, free weekends."""
    weekly = [next((k for k in pattern[7 * w : 7 * w + 5] if k), "M") for w in range(4)]
    days = ((n, MONDAY + timedelta(days=n)) for n in range(28))
    return [Duty(1, day, weekly[n // 7]) for n, day in days if n % 7 < 5 and pattern[n]]


@given(ordinary)
def test_a_lawful_roster_has_no_violation(pattern: list[str]) -> None:
    assert checker().violations(lawful(pattern), [Worker(1)]) == ()


@given(ordinary, st.integers(0, 27), st.sampled_from([*sorted(RULES), "absent", "skill", "double"]))
def test_a_planted_breach_is_found(pattern: list[str], where: int, rule: str) -> None:
    duties = lawful(pattern)
    day = MONDAY + timedelta(days=where)
    worker, profile = Worker(1), Profile()
    if rule in ("tolerance", "notice", "swap_notice", "swap_review"):  # not rules of the roster
        return
    if rule == "absent":
        worker = Worker(1, absences=(Days(day, day + timedelta(days=1)),))
        planted = [Duty(1, day, "M")]
    elif rule == "skill":
        planted = [Duty(1, day, "M", Place(skill_id=3))]
    elif rule == "double":
        planted = [Duty(1, day, "M"), Duty(1, day, "T")]
    elif rule == "min_rest":
        planted = [Duty(1, day, "N"), Duty(1, day + timedelta(days=1), "D")]
    elif rule in ("max_day", "minor_day", "minor_night"):
        planted = [Duty(1, day, "L" if rule != "minor_night" else "T")]
        worker = Worker(1, birth_on=date(2010, 1, 1))
    elif rule == "max_night":
        planted = [Duty(1, day, "N")]
    elif rule in ("max_week", "weekly_rest", "max_days", "minor_week"):
        monday = day - timedelta(days=day.weekday())
        planted = [Duty(1, monday + timedelta(days=n), "M") for n in range(8 if rule == "max_days" else 7)]
        worker = Worker(1, birth_on=date(2010, 1, 1)) if rule == "minor_week" else worker
        if rule == "weekly_rest":  # the rest may begin on Sunday: the next week starts at once
            planted.append(Duty(1, monday + timedelta(days=7), "M"))
    else:
        assert rule == "max_nights"
        profile = voted({"max_nights": 2})
        planted = [Duty(1, day + timedelta(days=n), "n") for n in range(3)]
    days = {d.day for d in planted}
    duties = [d for d in duties if d.day not in days] + planted
    judge = checker(profile, days=weeks_days(MONDAY, 6))
    assert rule in {v.rule for v in judge.violations(duties, [worker])}


@given(st.permutations(range(10)))
def test_the_order_of_the_duties_does_not_matter(order: list[int]) -> None:
    duties = [Duty(1, MONDAY + timedelta(days=n), "MTN"[n % 3]) for n in range(10)]
    one = checker().violations(duties, [Worker(1)])
    assert checker().violations([duties[n] for n in order], [Worker(1)]) == one
    assert len(one) > 3
    assert set(KINDS) >= {d.kind for d in duties}
