"""What no statement typed by hand can do, on both engines."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from coop.decisions import subject_of
from coop.payroll import queries, rules, usecases
from coop.records import usecases as records
from coop.store import UnitOfWork
from tests.cast import Cast, found, proof
from tests.payroll.october import carried, issued, prepared, voted


@pytest.fixture
def cast(uow: UnitOfWork) -> Cast:
    return found(uow)


def refused(uow: UnitOfWork, statement: str, **values: object) -> bool:
    try:
        with uow.savepoint():
            uow.session.execute(text(statement), values)
    except DatabaseError:
        return True
    return False


SLIP = (
    "INSERT INTO payroll_slip (number, split_id, line_id, member_id, decision_id, amount, issued_on) "
    "SELECT 900 + l.id, l.split_id, l.id, l.member_id, :decision, l.amount + :more, '2026-11-03' "
    "FROM payroll_line l WHERE l.split_id = :split"
)
AWARD = "INSERT INTO payroll_award (period_id, split_id, decision_id) VALUES (:period, :split, :decision)"


def test_a_payslip_by_hand_needs_the_carried_decision_of_its_own_split(uow: UnitOfWork, cast: Cast) -> None:
    period_id = prepared(uow, cast)
    split_id = usecases.freeze(uow, period_id, rules.mixed(50))
    other_id = usecases.freeze(uow, period_id, rules.mixed(100))
    subject = queries.get_split(uow, split_id).subject
    lost = records.record_decision(
        uow, number="1", kind=usecases.SPLIT, matter="pay", outcome="lost", subject=subject, facts={}
    )
    blocked = records.record_decision(
        uow,
        number="2",
        kind=usecases.SPLIT,
        matter="pay",
        outcome="carried",
        subject=subject,
        facts={},
        state="blocked",
    )
    of_the_other = carried(uow, other_id, number="3")
    of_another_kind = proof(uow, number="4", subject=subject)
    for decision_id in (lost.id, blocked.id, of_the_other.decision_id, of_another_kind.decision_id, 999):
        assert refused(uow, SLIP, split=split_id, decision=decision_id, more=0)
        assert refused(uow, AWARD, period=period_id, split=split_id, decision=decision_id)
    right = carried(uow, split_id, number="5")
    assert refused(uow, SLIP, split=split_id, decision=right.decision_id, more=0), "not awarded yet"
    assert not refused(uow, AWARD, period=period_id, split=split_id, decision=right.decision_id)
    assert refused(uow, AWARD, period=period_id, split=other_id, decision=of_the_other.decision_id)
    assert refused(uow, SLIP, split=other_id, decision=of_the_other.decision_id, more=0)
    assert refused(uow, SLIP, split=split_id, decision=right.decision_id, more=1), "one centavo more"
    assert refused(uow, SLIP, split=split_id, decision=right.decision_id, more=-1), "one centavo less"
    assert not refused(uow, SLIP, split=split_id, decision=right.decision_id, more=0)
    assert refused(uow, SLIP, split=split_id, decision=right.decision_id, more=0), "twice"


def test_an_award_needs_lines_that_sum_to_the_pot_and_the_month_of_its_split(
    uow: UnitOfWork, cast: Cast
) -> None:
    period_id = prepared(uow, cast)
    split_id = usecases.freeze(uow, period_id, rules.mixed(50))
    right = carried(uow, split_id)
    september = usecases.open_period(uow, rules.Month(2026, 9))
    assert refused(uow, AWARD, period=september, split=split_id, decision=right.decision_id)
    line = (
        "INSERT INTO payroll_line "
        "(split_id, member_id, number, days, minutes, weight, amount, odd, owed, salt) "
        "SELECT split_id, :member, 8, 31, 0, '1', 1, FALSE, '0', salt FROM payroll_line "
        "WHERE number = 1 AND split_id = :split"
    )
    assert not refused(uow, line, member=cast.carla, split=split_id)
    assert refused(uow, AWARD, period=period_id, split=split_id, decision=right.decision_id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payroll_slip SET amount = amount + 1",
        "UPDATE payroll_slip SET member_id = (SELECT MIN(id) FROM people_member)",
        "UPDATE payroll_slip SET decision_id = decision_id",
        "DELETE FROM payroll_slip",
        "UPDATE payroll_line SET amount = amount + 1",
        "UPDATE payroll_line SET minutes = 0",
        "DELETE FROM payroll_line",
        "UPDATE payroll_split SET pot = pot + 1",
        "UPDATE payroll_split SET subject = 'x'",
        "DELETE FROM payroll_split",
        "UPDATE payroll_award SET split_id = split_id",
        "DELETE FROM payroll_award",
        "UPDATE payroll_source SET amount = amount + 1",
        "DELETE FROM payroll_source",
        "UPDATE payroll_period SET first = '2026-09-01'",
        "DELETE FROM payroll_period",
        "UPDATE payroll_carry SET owed = '0'",
        "DELETE FROM payroll_carry",
        "INSERT INTO payroll_source (period_id, kind, day, text, amount) "
        "SELECT period_id, kind, day, text, 1 FROM payroll_source",
        "INSERT INTO payroll_line "
        "(split_id, member_id, number, days, minutes, weight, amount, odd, owed, salt) "
        "SELECT l.split_id, m.id, 99, 1, 0, '0', 0, FALSE, '0', l.salt FROM payroll_line l, people_member m "
        "WHERE l.number = 1 AND m.given_names = 'Carla'",
        "INSERT INTO payroll_carry (member_id, split_id, owed) "
        "SELECT m.id, c.split_id, '9/10' FROM payroll_carry c, people_member m WHERE m.given_names = 'Carla'",
        "INSERT INTO payroll_slip "
        "(number, split_id, line_id, member_id, decision_id, amount, issued_on, reverses_id, reason) "
        "SELECT 900, s.split_id, o.line_id, o.member_id, s.decision_id, 0 - o.amount, s.issued_on, s.id, 'x' "
        "FROM payroll_slip s, payroll_slip o WHERE s.number = 1 AND o.number = 2",
    ],
)
def test_after_the_issue_nothing_can_be_changed_by_any_statement(
    uow: UnitOfWork, cast: Cast, statement: str
) -> None:
    issued(uow, cast)
    assert refused(uow, statement)


def test_the_pot_is_fixed_by_the_vote_and_not_before(uow: UnitOfWork, cast: Cast) -> None:
    change = "UPDATE payroll_source SET amount = amount + 1"
    period_id = prepared(uow, cast)
    assert not refused(uow, change)
    uow.session.expire_all()
    split_id = usecases.freeze(uow, period_id, rules.mixed(50))
    usecases.award(uow, carried(uow, split_id))
    assert refused(uow, change)


def test_what_is_owed_moves_only_with_a_payslip(uow: UnitOfWork, cast: Cast) -> None:
    voted(uow, cast)
    carry = "INSERT INTO payroll_carry (member_id, split_id, owed) SELECT member_id, split_id, '1/2' FROM "
    assert refused(uow, f"{carry} payroll_line WHERE number = 1")


REVERSING = (
    "INSERT INTO payroll_slip (number, split_id, line_id, member_id, decision_id, amount, issued_on, "
    "reverses_id, reason) SELECT 900, split_id, line_id, member_id, :decision, 0 - amount, issued_on, id, "
    ":reason FROM payroll_slip WHERE number = :number"
)


def test_a_reversal_by_hand_needs_the_carried_decision_about_exactly_it(uow: UnitOfWork, cast: Cast) -> None:
    issued(uow, cast)
    kind = usecases.REVERSAL
    subject = subject_of(kind, usecases.ask_reversal(uow, 2, "no trabajó"))
    of_another = subject_of(kind, usecases.ask_reversal(uow, 3, "no trabajó"))
    facts: dict[str, object] = {}
    lost = records.record_decision(
        uow, number="1", kind=kind, matter="pay", outcome="lost", subject=subject, facts=facts
    )
    blocked = records.record_decision(
        uow,
        number="2",
        kind=kind,
        matter="pay",
        outcome="carried",
        subject=subject,
        facts=facts,
        state="blocked",
    )
    slip = queries.slips_of_member(uow, cast.bruno)[0]
    right = proof(uow, number="5", kind=kind, subject=subject).decision_id
    for decision in (
        slip.decision_id,
        lost.id,
        blocked.id,
        proof(uow, number="3", kind=kind, subject=of_another).decision_id,
        proof(uow, number="4", subject=subject).decision_id,
    ):
        assert refused(uow, REVERSING, decision=decision, number=2, reason="no trabajó")
    assert refused(uow, REVERSING, decision=right, number=2, reason="otra cosa")
    assert refused(uow, REVERSING, decision=right, number=3, reason="no trabajó")
    assert refused(uow, "UPDATE payroll_reversal SET slip_id = 1, reason = 'x'")
    assert refused(uow, "DELETE FROM payroll_reversal")
    assert not refused(uow, REVERSING, decision=right, number=2, reason="no trabajó")
    assert refused(uow, REVERSING, decision=right, number=2, reason="no trabajó"), "twice"
