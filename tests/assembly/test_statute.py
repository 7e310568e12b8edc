"""The statute: values that a vote changes, and nothing else does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.assembly import queries, rules, usecases
from coop.assembly.rules.statute import BadStatute
from coop.assembly.rules.values import VALUES, NoSuchValue, SameValue, raw, said, with_value
from coop.assembly.usecases.statute import ChangedMeanwhile
from coop.kernel.clock import FrozenClock
from coop.kernel.offices import OFFICES
from coop.store import UnitOfWork
from tests.assembly.hall import DAY, EVERYBODY, TEN, Hall, found, held
from tests.assembly.test_usecases import refused

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
    changed = with_value(statute, key, new)
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
    ],
)
def test_a_value_that_cannot_be_is_refused(key: str, new: Any) -> None:
    with pytest.raises(BadStatute):
        with_value(MODEL, key, new)


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
    return hall.move("assembly.statute_value", key=key, old=old, new=new)


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
    assert (first.changed, [str(part) for part in second.changed[0][1:]]) == ((), ["15", "20"])
    line = next(v for v in queries.value_lines(uow) if v.value.key == "notice_days")
    assert (str(line.says), line.decision, line.since) == ("20", result.number, uow.today())


def test_a_change_of_what_was_changed_meanwhile_has_no_effect(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    with pytest.raises(ChangedMeanwhile):
        hall.move("assembly.statute_value", key="notice_days", old=10, new=20)
    with pytest.raises(SameValue):
        hall.move("assembly.statute_value", key="notice_days", old=15, new=15)
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
