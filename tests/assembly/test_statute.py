"""The statute: values that a vote changes, and nothing else does."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.assembly import queries, rules, usecases
from coop.assembly.rules import Tally
from coop.assembly.rules.convocation import NoticeTooShort
from coop.assembly.rules.nullity import checklist
from coop.assembly.rules.shares import BadStatute
from coop.assembly.rules.values import (
    VALUES,
    NoSuchValue,
    NothingChosen,
    SameValue,
    get_value,
    raw,
    said,
    with_value,
    with_values,
)
from coop.assembly.usecases.statute import ChangedMeanwhile
from coop.assembly.usecases.voting import TooFewForThis
from coop.kernel.clock import FrozenClock
from coop.kernel.offices import OFFICES
from coop.people import queries as people
from coop.store import UnitOfWork
from tests.assembly.hall import DAY, EVERYBODY, TEN, Hall, found, held
from tests.assembly.test_nullity import SITTING, VOTE
from tests.assembly.test_usecases import _recall, refused

CASES = tomllib.loads((Path(__file__).parent / "cases_statute.toml").read_text())
STATUTES = rules.statutes()
MODEL = rules.get_statute("ar-worker-model")
SHARES = st.integers(1, 100).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)).map(list))
MAJORITY = st.fixed_dictionaries(
    {
        "numerator": st.integers(1, 4),
        "denominator": st.integers(5, 9),
        "strict": st.booleans(),
        "base": st.sampled_from(["present", "present less abstentions", "valid", "cast", "roll"]),
    }
)
NEW = {
    "whole": st.integers(0, 1000),
    "yes": st.booleans(),
    "tie": st.sampled_from(["lost", "chair"]),
    "share": SHARES,
    "majority": MAJORITY,
    "matters": st.sets(st.sampled_from(sorted(rules.MATTERS))).map(sorted),
    "offices": st.sets(st.sampled_from(sorted(OFFICES))).map(sorted),
}
TIED = {"notice_days", "notice_longest", "notice_member_days", "secret_matters", "roll_call_matters"}
CHANGE = st.sampled_from(VALUES).flatmap(lambda v: st.tuples(st.just(v.key), NEW[v.kind]))


@pytest.mark.parametrize("statute", STATUTES, ids=lambda s: s.code)
def test_a_statute_is_read_back_as_it_was_kept_and_every_value_is_said(statute: rules.Statute) -> None:
    assert rules.statute_of(statute.to_values()) == statute
    for value in VALUES:
        assert str(said(value.key, raw(statute, value.key)))
        assert value.article(statute)


@given(st.sampled_from(STATUTES), CHANGE)
def test_a_change_touches_one_value_and_no_other(statute: rules.Statute, change: tuple[str, Any]) -> None:
    key, new = change
    if raw(statute, key) == new:
        with pytest.raises(SameValue):
            with_value(statute, key, new)
        return
    try:
        changed = with_value(statute, key, new)
    except BadStatute:
        assert key in TIED, "only values that hang together are refused"
        return
    assert rules.statute_of(changed.to_values()) == changed
    assert [v.key for v in VALUES if raw(changed, v.key) != raw(statute, v.key)] == [key]
    assert raw(changed, key) == new


@pytest.mark.parametrize(
    ("key", "new"),
    [
        ("notice_days", -1),
        ("notice_days", "fifteen"),
        ("notice_days", True),
        ("clear_days", 1),
        ("quorum.share", [3, 2]),
        ("quorum.share", [1, 0]),
        ("quorum.later_share", "1/10"),
        ("majorities.pay", {"numerator": 0, "denominator": 2, "strict": False, "base": "present"}),
        ("majorities.pay", {"numerator": 2, "denominator": 2, "strict": True, "base": "present"}),
        ("majorities.pay", {"numerator": 1, "denominator": 2, "strict": True, "base": "shares"}),
        ("majorities.pay", {"numerator": 1}),
        ("petition", [1]),
        ("signers", ["king"]),
        ("secret_matters", ["weather"]),
        ("tie", "coin"),
        ("tie", ["chair"]),
        ("signers", [["president"]]),
        ("secret_matters", "pay"),
        ("petition", [True, 9]),
        ("quorum.wait_minutes", True),
        ("quorum.round_up", 1),
        ("notice_longest", 15),
        ("challenge_days", 1001),
    ],
)
def test_a_value_that_cannot_be_is_refused(key: str, new: Any) -> None:
    with pytest.raises(BadStatute):
        with_value(MODEL, key, new)


def test_no_matter_is_voted_in_secret_and_by_name() -> None:
    secret = with_value(MODEL, "secret_matters", ["recall"])
    with pytest.raises(BadStatute, match="either in secret or by name"):
        with_value(secret, "roll_call_matters", ["pay", "recall"])


@pytest.mark.parametrize("case", CASES["value"], ids=lambda c: f"{c['statute']} {c['key']}")
def test_each_law_says_what_its_statute_says(case: dict[str, Any]) -> None:
    statute = rules.get_statute(case["statute"])
    assert raw(statute, case["key"]) == case["value"]
    assert case["article"] in get_value(case["key"]).article(statute)


@pytest.mark.parametrize("case", CASES["count"], ids=lambda c: c["name"])
def test_the_people_that_a_statute_asks_for(case: dict[str, Any]) -> None:
    count = getattr(rules.get_statute(case["statute"]), case["ask"])
    assert count(case["of"]) == case.get("people")


@pytest.mark.parametrize("case", CASES["demand"], ids=lambda c: c["name"])
def test_who_has_a_vote_taken_another_way(case: dict[str, Any]) -> None:
    found = rules.get_statute(case["statute"]).demands(case["matter"], case["present"])
    assert [str(f) for f in found] == case["says"]


def test_british_articles_ask_three_weeks_before_a_removal(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow, "uk-worker-articles"), clock)
    hall.move("people.recall", **_recall(uow, people.get_member(uow, hall.cast.ana), "treasurer"))
    with pytest.raises(NoticeTooShort, match="21"):
        hall.convene(DAY)
    hall.convene(uow.today() + timedelta(days=22))


def test_uruguay_changes_the_purpose_only_with_two_thirds_there(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow, "uy-18407"), clock)
    hall.move("assembly.purpose")
    hall.convene(DAY)
    clock.set(TEN)
    hall.enter("gabi", "hugo", "irma", "juan")
    hall.open()
    with pytest.raises(TooFewForThis, match="5"):
        hall.begin_vote()
    hall.enter("ana")
    assert hall.vote(4, 1, 0).outcome == "carried"
    (check,) = [
        c for c in queries.nullity(uow, queries.get_meeting(uow, hall.meeting_id)) if c.key == "purpose"
    ]
    assert check.holds


def test_values_that_make_no_statute_are_refused_by_name() -> None:
    values = MODEL.to_values()
    with pytest.raises(NoSuchValue):
        with_value(MODEL, "notice_weeks", 2)
    with pytest.raises(BadStatute, match="kings"):
        rules.statute_of({**values, "kings": 1})
    del values["proxies"]
    with pytest.raises(BadStatute, match="proxies"):
        rules.statute_of(values)


@pytest.mark.parametrize("statute", STATUTES, ids=lambda s: s.code)
def test_a_co_op_is_founded_with_each_statute_and_holds_an_assembly(
    uow: UnitOfWork, clock: FrozenClock, statute: rules.Statute
) -> None:
    hall = Hall(uow, found(uow, statute.code), clock)
    hall.move()
    hall.convene(DAY + timedelta(days=7))
    clock.set(TEN + timedelta(days=7))
    hall.enter(*EVERYBODY)
    hall.open()
    assert hall.vote(5, 2, 0).outcome == "carried"


def change(hall: Hall, key: str, new: Any) -> int:
    old = raw(queries.get_statute(hall.uow, hall.uow.today()), key)
    return propose(hall, (key, old, new))


def propose(hall: Hall, *changes: tuple[str, Any, Any]) -> int:
    named = [{"key": key, "old": old, "new": new} for key, old, new in changes]
    return hall.move("assembly.statute_values", changes=named)


def enact(hall: Hall) -> queries.Result:
    """The assembly carries what was moved, and the registration is entered."""
    hall.convene()
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    result = hall.vote(7, 0, 0)
    assert result.decision_id is not None
    usecases.enter_registration(hall.as_("hugo"), result.decision_id, "INAES 12/2026")
    return result


def test_a_value_changes_by_vote_when_it_is_registered_and_not_before(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    change(hall, "notice_days", 20)
    hall.convene()
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    result = hall.vote(7, 0, 0)
    assert queries.get_statute(uow, uow.today()).notice_days == 15
    assert result.decision_id is not None
    usecases.enter_registration(hall.as_("hugo"), result.decision_id, "INAES 12/2026")
    assert queries.get_statute(uow, uow.today()).notice_days == 20
    # The assembly keeps the statute under which it was called.
    assert queries.get_meeting(uow, hall.meeting_id).statute.notice_days == 15
    first, second = queries.versions(uow)
    assert not first.changed
    assert [str(part) for part in second.changed["notice_days"][1:]] == ["15", "20"]
    line = next(v for v in queries.value_lines([first, second]) if v.value.key == "notice_days")
    assert (str(line.says), line.decision, line.since) == ("20", result.number, uow.today())
    assert line.article.endswith(f"Estatuto tipo art. 36, res. {result.number}")
    (old, *_rest) = queries.value_lines([first])
    assert (str(old.says), old.decision) == ("15", "2026-001")


def test_values_that_belong_together_change_in_one_vote(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    key = propose(hall, ("quorum.share", [1, 2], [1, 3]), ("quorum.plus", 1, 0))
    assert [str(line) for line in queries.get_motion(uow, key).described[1:]] == [
        "Quorum at the set time, of the roll: a third, instead of half.",
        "People above that share: 0, instead of 1.",
    ]
    result = enact(hall)
    statute = queries.get_statute(uow, uow.today())
    assert statute.quorum.needed(35) == 11
    assert statute.quorum_article.endswith(f"res. {result.number}")


def test_nought_is_said_in_words_where_it_is_no_number() -> None:
    assert str(said("proxies", 0)) == "nobody votes for another"
    assert str(said("quorum.later", 0)) == "no number is enough: it is not held"
    assert (str(said("item_most", 0)), str(said("quorum.plus", 0))) == ("not used", "0")
    alone = with_values(MODEL, {"purpose_most": 50})
    assert alone.purpose_needs(100) is None, "a number without a share asks for nobody"


def test_a_purpose_changed_by_too_few_in_uruguay_can_be_annulled() -> None:
    uruguay = rules.get_statute("uy-18407")
    vote = replace(VOTE, matter="purpose", tally=Tally(13, 13, 13, 0, 0), present=13)
    for present, holds in ((13, False), (14, True)):
        sitting = replace(SITTING, statute=uruguay, votes=(replace(vote, present=present),))
        (check,) = [c for c in checklist(sitting) if c.key == "purpose"]
        assert check.holds is holds


def test_a_source_names_only_the_last_decision() -> None:
    once = with_values(MODEL, {"notice_days": 20}, decided="2026-004")
    twice = with_values(once, {"notice_days": 25}, decided="2027-011")
    assert twice.notice_article == "Ley 20.337 art. 48, Estatuto tipo art. 36, res. 2027-011"
    assert twice.quorum_article == MODEL.quorum_article


def test_a_change_of_what_was_changed_meanwhile_has_no_effect(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    with pytest.raises(ChangedMeanwhile):
        propose(hall, ("notice_days", 10, 20))
    with pytest.raises(SameValue):
        propose(hall, ("notice_days", 15, 15))
    with pytest.raises(NothingChosen):
        propose(hall)
    with pytest.raises(BadStatute):
        change(hall, "notice_days", -3)


def test_no_statement_changes_the_statute_without_a_decision(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock)
    lost = hall.vote(1, 6, 0).decision_id
    add = (
        "INSERT INTO assembly_statute (code, since, contents, digest, decision_id)"
        " SELECT code, since, contents, digest, {} FROM assembly_statute"
    )
    refused(uow, add.format(lost))
    refused(uow, "UPDATE assembly_statute SET contents = '{}'")
    refused(uow, "DELETE FROM assembly_statute")
