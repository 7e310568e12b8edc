"""The law of the assembly, case by case and as properties."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.assembly import rules
from coop.assembly.rules import Count, Majority, Tally
from coop.assembly.rules.convocation import NoticeTooShort
from coop.assembly.rules.majority import MoreVotesThanPresent, NegativeCount
from coop.assembly.rules.profiles import UnknownStatute
from coop.assembly.rules.shares import BadStatute

HERE = Path(__file__).parent
MAJORITIES = tomllib.loads((HERE / "cases_majority.toml").read_text())
QUORUMS = tomllib.loads((HERE / "cases_quorum.toml").read_text())
ZONE = ZoneInfo("America/Argentina/Buenos_Aires")
ACT = rules.get_statute("ar-20337")
MODEL = rules.get_statute("ar-worker-model")

name = lambda case: case["name"]  # noqa: E731


def tally(case: dict[str, Any]) -> Tally:
    return Tally(case["roll"], case["present"], **case["votes"])


@pytest.mark.parametrize("case", MAJORITIES["case"], ids=name)
def test_a_majority_decides_as_on_paper(case: dict[str, Any]) -> None:
    verdict = rules.judge(tally(case), Majority(**case["majority"]))
    assert (verdict.carried, verdict.needed) == (case["carried"], case["needed"])


@pytest.mark.parametrize("case", MAJORITIES["statute_case"], ids=name)
def test_each_statute_decides_by_its_own_majority_and_says_so(case: dict[str, Any]) -> None:
    majority = rules.get_statute(case["statute"]).majorities[case["matter"]]
    verdict = rules.judge(tally(case), majority)
    assert verdict.carried is case["carried"]
    assert str(verdict.sentence) == case["sentence"]


@pytest.mark.parametrize("case", [*QUORUMS["case"], *QUORUMS["statute_case"]], ids=name)
def test_the_quorum_clock(case: dict[str, Any]) -> None:
    hour, minute = map(int, case["at"].split(":"))
    statute = rules.get_statute(case.get("statute", ACT.code))
    quorum = rules.quorum_at(
        replace(statute.quorum, round_up=case.get("round_up", statute.quorum.round_up)),
        roll=case["roll"],
        present=case["present"],
        called_for=datetime(2026, 11, 18, 10, 0, tzinfo=ZONE).astimezone(UTC),
        now=datetime(2026, 11, 18, hour, minute, tzinfo=ZONE).astimezone(UTC),
        zone=ZONE,
    )
    assert (quorum.state, quorum.needed) == (case["state"], case["needed"])
    assert quorum.may_open is (case["state"] == "open now")
    if "sentence" in case:
        assert str(quorum.sentence) == case["sentence"]
    if "afterwards" in case:
        assert str(quorum.afterwards) == case["afterwards"]


@pytest.mark.parametrize("case", QUORUMS["notice"], ids=name)
def test_the_days_of_notice(case: dict[str, Any]) -> None:
    statute = replace(ACT, clear_days=case.get("clear_days", False))
    days = {"called_on": case["called_on"], "held_on": case["held_on"]}
    if case["lawful"]:
        rules.check_notice(statute, **days)
    else:
        with pytest.raises(NoticeTooShort, match=r"art\. 48"):
            rules.check_notice(statute, **days)
    last = rules.last_lawful_day(statute, case["held_on"])
    assert rules.first_lawful_day(statute, last) == case["held_on"]


def test_a_refused_notice_names_the_article_and_both_days() -> None:
    with pytest.raises(NoticeTooShort) as caught:
        rules.check_notice(ACT, called_on=date(2026, 11, 3), held_on=date(2026, 11, 10))
    assert caught.value.facts == {
        "days": 15,
        "article": "Ley 20.337 art. 48",
        "first": date(2026, 11, 18),
        "last": date(2026, 10, 26),
    }


def test_more_hands_than_people_are_refused() -> None:
    with pytest.raises(MoreVotesThanPresent):
        rules.judge(Tally(20, 10, 6, 4, 1), ACT.majorities["ordinary"])


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(NegativeCount):
        rules.judge(Tally(20, 10, 6, -1, 0), ACT.majorities["ordinary"])


def test_an_unknown_statute_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownStatute, match="ar-worker-model"):
        rules.get_statute("us-1776")


def test_who_may_not_vote_on_the_accounts_is_the_council() -> None:
    for statute in (ACT, MODEL):
        assert "president" in statute.barred_offices["accounts"]
        assert "scrutineer" not in statute.barred_offices["accounts"]
        assert "pay" not in statute.barred_offices


def test_a_majority_that_nobody_could_reach_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="share"):
        Majority(4, 3, strict=False, base="present")
    with pytest.raises(ValueError, match="share"):
        Majority(1, 1, strict=True, base="present")


def test_a_statute_must_name_every_matter() -> None:
    with pytest.raises(BadStatute, match="every matter"):
        replace(ACT, majorities={"ordinary": ACT.majorities["ordinary"]})


def test_every_majority_of_every_statute_can_be_said() -> None:
    for statute in rules.statutes():
        for matter in rules.MATTERS:
            assert statute.majority_article in str(statute.majority_sentence(matter))


def test_two_tellers_who_agree_make_a_result() -> None:
    assert rules.agreed([Count(1, 9, 8, 3), Count(2, 9, 8, 3)]) == Count(1, 9, 8, 3)


def test_one_teller_twice_or_two_who_differ_make_none() -> None:
    assert rules.agreed([]) is None
    assert rules.agreed([Count(1, 9, 8, 3)]) is None
    assert rules.agreed([Count(1, 9, 8, 3), Count(1, 9, 8, 3)]) is None
    assert rules.agreed([Count(1, 9, 8, 3), Count(2, 9, 8, 2)]) is None


# Properties


@st.composite
def majorities(draw: st.DrawFn) -> Majority:
    denominator = draw(st.integers(1, 12))
    numerator = draw(st.integers(1, denominator))
    strict = draw(st.booleans()) and numerator < denominator
    bases = ("present", "present less abstentions", "valid", "cast", "roll")
    return Majority(numerator, denominator, strict, draw(st.sampled_from(bases)))


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    roll = draw(st.integers(1, 600))
    present = draw(st.integers(0, roll))
    in_favour = draw(st.integers(0, present))
    against = draw(st.integers(0, present - in_favour))
    abstained = draw(st.integers(0, present - in_favour - against))
    spoilt = draw(st.integers(0, present - in_favour - against - abstained))
    return Tally(roll, present, in_favour, against, abstained, spoilt)


@given(tallies(), majorities())
def test_one_more_yes_never_turns_carried_into_lost(counted: Tally, majority: Majority) -> None:
    if not rules.judge(counted, majority).carried:
        return
    silent = counted.present - counted.cast
    changed = [
        replace(counted, in_favour=counted.in_favour + 1, present=counted.present + 1, roll=counted.roll + 1)
    ]
    if silent:
        changed.append(replace(counted, in_favour=counted.in_favour + 1))
    if counted.against:
        changed.append(replace(counted, in_favour=counted.in_favour + 1, against=counted.against - 1))
    if counted.abstained:
        changed.append(replace(counted, in_favour=counted.in_favour + 1, abstained=counted.abstained - 1))
    assert all(rules.judge(more, majority).carried for more in changed)


@given(tallies(), majorities())
def test_a_carried_motion_has_a_vote_and_reaches_its_share_exactly(
    counted: Tally, majority: Majority
) -> None:
    verdict = rules.judge(counted, majority)
    have, share = counted.in_favour * majority.denominator, majority.numerator * verdict.base
    reached = have > share if majority.strict else have >= share
    assert verdict.carried is (reached and counted.in_favour > 0)


@given(st.integers(1, 10_000), st.booleans())
def test_half_plus_one_is_more_than_half_and_fits_the_roll(roll: int, round_up: bool) -> None:
    enough = replace(ACT.quorum, round_up=round_up).needed(roll)
    assert enough * 2 > roll
    assert enough <= roll
    assert enough * 2 <= roll + 3
