"""From the pot to the payslip, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from coop.books import queries as books
from coop.books import rules as accounts
from coop.books import usecases as booking
from coop.decisions import subject_of
from coop.documents import queries as documents
from coop.kernel.clock import FrozenClock
from coop.kernel.errors import CoopError
from coop.kernel.money import MOST, ZERO, Money, total
from coop.payroll import queries, rules, usecases
from coop.payroll.motions import KINDS
from coop.payroll.rules import Month, Source, Tampered
from coop.payroll.tables import CarryRow
from coop.payroll.usecases.pots import MonthTaken, NotAboveZero, VotedAlready
from coop.payroll.usecases.reversals import (
    IsReversal,
    NeedsReason,
    NoSuchReversal,
    NoSuchSlip,
    ReversedAlready,
)
from coop.payroll.usecases.slips import (
    IssuedAlready,
    NothingToPay,
    NotIssued,
    NotVoted,
    PaidAlready,
    PaidTooEarly,
)
from coop.payroll.usecases.splits import HoursMissing, NoSuchSplit, NotOverYet, Outdated
from coop.people import usecases as people
from coop.people.usecases import NewMember
from coop.records import queries as book
from coop.records import usecases as records
from coop.rota import usecases as rota
from coop.store import Actor, UnitOfWork
from coop.web.notices import notices
from tests.assembly import hall
from tests.cast import Cast, found, proof
from tests.payroll.october import (
    BANK,
    HOURS,
    LIGHT,
    OCTOBER,
    POT,
    carried,
    issued,
    pot,
    prepared,
    reverse,
    voted,
    work,
)

TODAY = date(2026, 11, 3)
SPLIT = next(kind for kind in KINDS if kind.code == usecases.SPLIT)
REVERSAL = next(kind for kind in KINDS if kind.code == usecases.REVERSAL)


@pytest.fixture
def cast(uow: UnitOfWork) -> Cast:
    return found(uow)


def paid(uow: UnitOfWork, period_id: int) -> Money:
    """What all slips of a month come to, reversals included."""
    return total([slip.amount for slip in queries.slips_of_period(uow, period_id)])


def balances(uow: UnitOfWork) -> dict[str, Money]:
    """The accounts that are not at zero."""
    return {b.code: b.balance for b in books.trial_balance(uow) if b.balance}


def owed(uow: UnitOfWork, member_id: int) -> Money:
    """What the books say the co-op owes a member."""
    lines = [line for line in books.account_lines(uow, accounts.MEMBERS) if line.member_id == member_id]
    return total([line.credit or -(line.debit or ZERO) for line in lines])


# ---- the pot


def test_the_pot_is_the_sum_of_its_lines(uow: UnitOfWork, cast: Cast) -> None:
    period_id = pot(uow)

    assert queries.get_period(uow, period_id).pot == POT == Money(7_000_000_01)
    assert [line.amount for line in queries.pot_lines(uow, period_id)] == [BANK.amount, -LIGHT.amount]
    assert queries.get_period(uow, period_id).state == "open"


def test_a_month_is_opened_once(uow: UnitOfWork, cast: Cast) -> None:
    pot(uow)
    with pytest.raises(MonthTaken):
        usecases.open_period(uow, OCTOBER)


def test_a_line_without_amount_is_refused(uow: UnitOfWork, cast: Cast) -> None:
    period_id = pot(uow)
    for minor in (0, -1):
        with pytest.raises(NotAboveZero):
            usecases.add_source(uow, period_id, Source("cash", TODAY, "nada", Money(minor)))


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_line_of_an_absurd_day_is_refused(uow: UnitOfWork, cast: Cast, day: date) -> None:
    period_id = pot(uow)
    with pytest.raises(rules.NoDay):
        usecases.add_source(uow, period_id, Source("cash", day, "nada", Money(1)))
    statement = (
        "INSERT INTO payroll_source (period_id, kind, day, text, amount) VALUES (:p, 'cash', :d, 'x', 1)"
    )
    with pytest.raises(DatabaseError), uow.savepoint():
        uow.session.execute(text(statement), {"p": period_id, "d": day.isoformat()})


def test_no_line_and_no_pot_is_larger_than_the_books_hold(uow: UnitOfWork, cast: Cast) -> None:
    period_id = prepared(uow, cast)
    with pytest.raises(rules.TooMuch):
        usecases.add_source(uow, period_id, Source("cash", TODAY, "demasiado", Money(10**19)))
    usecases.add_source(uow, period_id, Source("cash", TODAY, "tanto", MOST))
    with pytest.raises(rules.PotTooLarge):
        usecases.freeze(uow, period_id, rules.mixed(50))


# ---- the proposal


def test_a_frozen_split_shares_the_whole_pot_among_everybody(uow: UnitOfWork, cast: Cast) -> None:
    period_id = prepared(uow, cast)
    split = queries.get_split(uow, usecases.freeze(uow, period_id, rules.mixed(50)))
    lines = {line.claim.member_id: line for line in split.frozen.split.lines}

    assert total([line.amount for line in lines.values()]) == POT
    assert {m: lines[getattr(cast, m)].claim.minutes for m in HOURS} == HOURS
    assert lines[cast.juan].amount == Money(500_000_00)
    assert lines[cast.ana].amount == lines[cast.bruno].amount
    assert (split.reasons, split.voted) == ((), False)
    assert queries.get_period(uow, period_id).state == "proposed"
    assert "split" in str(notices(uow, cast.bruno)[0].sentence)


def test_the_same_split_is_frozen_once_and_another_rule_beside_it(uow: UnitOfWork, cast: Cast) -> None:
    period_id = prepared(uow, cast)
    first = usecases.freeze(uow, period_id, rules.mixed(50))

    assert usecases.freeze(uow, period_id, rules.mixed(50)) == first
    assert usecases.freeze(uow, period_id, rules.mixed(100)) != first
    assert len(queries.proposable(uow)) == 2


def test_a_month_that_is_not_over_or_not_confirmed_cannot_be_frozen(uow: UnitOfWork, cast: Cast) -> None:
    november = usecases.open_period(uow, Month(2026, 11))
    with pytest.raises(NotOverYet):
        usecases.freeze(uow, november, rules.mixed(100))
    october = pot(uow)
    with pytest.raises(HoursMissing):
        usecases.freeze(uow, october, rules.mixed(100))


def test_a_member_of_half_a_month_has_half_a_head(uow: UnitOfWork, cast: Cast) -> None:
    period_id = prepared(uow, cast)
    dario = people.add_candidate(uow, NewMember("Darío", "Díaz"))
    people.start_trial(
        uow, proof(uow, number="2026-003", kind="people.admission"), dario, on=date(2026, 10, 17)
    )
    split = queries.basis(uow, period_id).split(rules.mixed(100))
    line = split.find(dario)

    assert line is not None
    assert line.claim.days == 15
    assert abs(line.amount.minor * 31 - split.lines[0].amount.minor * 15) <= 31


def test_hours_of_somebody_from_outside_are_seen_and_not_paid(uow: UnitOfWork, cast: Cast) -> None:
    work(uow, cast, {**HOURS, "carla": 600})
    period_id = pot(uow)
    basis = queries.basis(uow, period_id)

    assert basis.outside == (cast.carla,)
    assert basis.split(rules.mixed(0)).find(cast.carla) is None


# ---- whatever changes voids it


def correct_hours(uow: UnitOfWork, cast: Cast, _period_id: int) -> None:
    rota.correct_hours(uow, cast.bruno, OCTOBER.first, minutes=601, reason="faltaba un minuto")


def join(uow: UnitOfWork, cast: Cast, _period_id: int) -> None:
    people.admit_member(
        uow, proof(uow, number="2026-003", kind="people.admission"), cast.carla, on=OCTOBER.last
    )


def add_line(uow: UnitOfWork, _cast: Cast, period_id: int) -> None:
    usecases.add_source(uow, period_id, Source("reserve", TODAY, "Horno", Money(1)))


def remove_line(uow: UnitOfWork, _cast: Cast, period_id: int) -> None:
    usecases.remove_source(uow, queries.pot_lines(uow, period_id)[1].id)


def empty_pot(uow: UnitOfWork, _cast: Cast, period_id: int) -> None:
    for line in queries.pot_lines(uow, period_id):
        usecases.remove_source(uow, line.id)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (correct_hours, "members whose hours were corrected: 1"),
        (join, "members who joined: 1"),
        (add_line, "the pot changed from"),
        (remove_line, "the pot changed from"),
        (empty_pot, "The pot has no lines"),
    ],
)
def test_any_change_of_the_data_voids_the_proposal_and_says_why(
    uow: UnitOfWork, cast: Cast, change: Callable[[UnitOfWork, Cast, int], None], reason: str
) -> None:
    period_id = prepared(uow, cast)
    split_id = usecases.freeze(uow, period_id, rules.mixed(50))
    proposal = queries.get_split(uow, split_id).proposal
    SPLIT.check(uow, proposal)

    change(uow, cast, period_id)

    assert reason in str(queries.get_split(uow, split_id).reasons[0])
    assert queries.proposable(uow) == ()
    with pytest.raises(Outdated):
        SPLIT.check(uow, proposal)
    with pytest.raises(Outdated):
        SPLIT.enact(uow, proposal, carried(uow, split_id))
    assert queries.get_period(uow, period_id).state == "proposed"


def test_a_new_proposal_over_the_new_data_is_true_again(uow: UnitOfWork, cast: Cast) -> None:
    period_id = prepared(uow, cast)
    old = usecases.freeze(uow, period_id, rules.mixed(50))
    correct_hours(uow, cast, period_id)
    new = usecases.freeze(uow, period_id, rules.mixed(50))

    assert new != old
    assert [p.id for p in queries.proposable(uow)] == [new]


# ---- the vote


def test_the_motion_is_described_without_anybodys_amount_and_tells_each_her_own(
    uow: UnitOfWork, cast: Cast
) -> None:
    period_id = prepared(uow, cast)
    split = queries.get_split(uow, usecases.freeze(uow, period_id, rules.mixed(50)))
    said = [str(s) for s in SPLIT.describe(uow, split.proposal)]
    effect = SPLIT.effect(uow, split.proposal, cast.juan)

    assert "50 % per head and 50 % by hours worked" in said[0]
    assert split.proposal["lines"] not in " ".join(said), "one fingerprint stands for all: that of the motion"
    assert effect is not None
    assert effect.facts["amount"] == Money(500_000_00)
    assert SPLIT.effect(uow, split.proposal, cast.carla) is None
    assert list(SPLIT.concerned(uow, split.proposal)) == []


def test_the_motion_tells_what_it_was_the_month_before(
    uow: UnitOfWork, cast: Cast, clock: FrozenClock
) -> None:
    issued(uow, cast)
    clock.move(timedelta(days=30))
    november = Month(2026, 11)
    period_id = prepared(uow, cast, month=november)
    split = queries.get_split(uow, usecases.freeze(uow, period_id, rules.mixed(100)))
    effect = SPLIT.effect(uow, split.proposal, cast.juan)

    assert effect is not None
    assert effect.facts["before"] == Money(500_000_00)
    assert effect.facts["month"] == "10/2026"


def test_a_carried_split_is_awarded_and_the_others_of_the_month_are_void(uow: UnitOfWork, cast: Cast) -> None:
    period_id = prepared(uow, cast)
    chosen = usecases.freeze(uow, period_id, rules.mixed(50))
    other = usecases.freeze(uow, period_id, rules.mixed(100))
    SPLIT.enact(uow, queries.get_split(uow, chosen).proposal, carried(uow, chosen))

    period = queries.get_period(uow, period_id)
    assert (period.state, period.split_id) == ("voted", chosen)
    assert queries.get_split(uow, chosen).voted
    assert str(queries.get_split(uow, other).reasons[0]) == "another split of this month was voted"
    assert queries.proposable(uow) == ()
    with pytest.raises(VotedAlready):
        SPLIT.check(uow, queries.get_split(uow, other).proposal)
    with pytest.raises(VotedAlready):
        usecases.add_source(uow, period_id, BANK)
    with pytest.raises(VotedAlready):
        usecases.freeze(uow, period_id, rules.mixed(25))


def test_what_changes_after_the_vote_does_not_change_what_was_voted(uow: UnitOfWork, cast: Cast) -> None:
    period_id = voted(uow, cast)
    correct_hours(uow, cast, period_id)
    usecases.issue(uow, period_id)

    assert paid(uow, period_id) == POT


def test_a_proposal_that_is_not_stored_here_is_refused(uow: UnitOfWork, cast: Cast) -> None:
    split = queries.get_split(uow, usecases.freeze(uow, prepared(uow, cast), rules.mixed(50)))
    with pytest.raises(NoSuchSplit):
        SPLIT.check(uow, {**split.proposal, "pot": split.proposal["pot"] + 1})
    with pytest.raises(NoSuchSplit):
        SPLIT.describe(uow, {**split.proposal, "members": 99})


# ---- the issue


def test_payslips_are_issued_for_everybody_as_voted_booked_and_promised(uow: UnitOfWork, cast: Cast) -> None:
    period_id = voted(uow, cast)
    done = usecases.issue(uow, period_id)
    slips = queries.slips_of_period(uow, period_id)
    split = queries.get_split(uow, slips[0].split_id).frozen.split

    assert done.slips == len(slips) == 7
    assert [s.number for s in slips] == [1, 2, 3, 4, 5, 6, 7]
    assert {s.member_id: s.amount for s in slips} == {
        line.claim.member_id: line.amount for line in split.lines
    }
    assert paid(uow, period_id) == POT
    assert queries.decision_of(uow, slips[0]).number == "2026-004"
    assert queries.get_period(uow, period_id).state == "issued"
    assert balances(uow) == {accounts.WORK: POT, accounts.MEMBERS: -POT}
    assert owed(uow, cast.juan) == Money(500_000_00)
    assert books.journal_balanced(uow)
    paper = documents.find_paper(uow, usecases.PAYSLIP, str(slips[0].id))
    assert paper is not None
    assert (paper.owner_id, paper.decision_id) == (slips[0].member_id, slips[0].decision_id)
    assert "Ana" not in str(paper.public_title)


def test_nothing_is_issued_without_a_vote_or_twice(uow: UnitOfWork, cast: Cast) -> None:
    period_id = prepared(uow, cast)
    split_id = usecases.freeze(uow, period_id, rules.mixed(50))
    with pytest.raises(NotVoted):
        usecases.issue(uow, period_id)
    usecases.award(uow, carried(uow, split_id))
    usecases.issue(uow, period_id)
    with pytest.raises(IssuedAlready):
        usecases.issue(uow, period_id)
    assert len(queries.slips_of_period(uow, period_id)) == 7


def test_a_decision_about_something_else_or_a_lost_one_lets_nothing_through(
    uow: UnitOfWork, cast: Cast
) -> None:
    period_id = prepared(uow, cast)
    subject = queries.get_split(uow, usecases.freeze(uow, period_id, rules.mixed(50))).subject
    other = proof(uow, number="2026-008", kind="assembly.text", subject=subject)
    lost = records.record_decision(
        uow,
        number="2026-009",
        kind=usecases.SPLIT,
        matter="pay",
        outcome="lost",
        subject=subject,
        facts={},
    )
    for decision_id in (other.decision_id, lost.id):
        with pytest.raises(DatabaseError), uow.savepoint():
            usecases.award(uow, type(other)(decision_id, "x", "x", usecases.SPLIT, subject, TODAY))
    assert queries.get_period(uow, period_id).state == "proposed"


def test_the_exact_rest_is_carried_from_month_to_month(
    uow: UnitOfWork, cast: Cast, clock: FrozenClock
) -> None:
    issued(uow, cast)
    owed = {r.member_id: Fraction(r.owed) for r in uow.session.scalars(select(CarryRow))}
    assert sum(owed.values()) == 0
    assert len(owed) == 7
    assert any(owed.values())
    clock.move(timedelta(days=30))
    period_id = prepared(uow, cast, month=Month(2026, 11))
    split = queries.basis(uow, period_id).split(rules.mixed(50))
    assert {line.claim.member_id: line.owed for line in split.lines} == owed
    usecases.award(uow, carried(uow, usecases.freeze(uow, period_id, rules.mixed(50)), number="2026-005"))
    assert queries.basis(uow, period_id).owed == owed, "a vote alone moves nothing"
    usecases.issue(uow, period_id)

    assert queries.basis(uow, period_id).owed == {
        line.claim.member_id: split.owed_after(line) for line in split.lines
    }
    numbers = [s.number for s in queries.slips_of_period(uow, period_id)]
    assert numbers == list(range(8, 15))


def test_two_months_voted_before_either_is_issued_both_count_in_the_rest(
    uow: UnitOfWork, cast: Cast, clock: FrozenClock
) -> None:
    october = voted(uow, cast)
    clock.move(timedelta(days=30))
    november = voted(uow, cast, month=Month(2026, 11), number="2026-005")
    usecases.issue(uow, november)
    usecases.issue(uow, october)
    exact: dict[int, Fraction] = dict.fromkeys((m for m in (cast.ana, cast.juan)), Fraction(0))
    for period_id in (october, november):
        period = queries.get_period(uow, period_id)
        assert period.split_id is not None
        split = queries.get_split(uow, period.split_id).frozen.split
        for member_id in exact:
            line = split.find(member_id)
            assert line is not None
            exact[member_id] += split.exact(line) - line.amount.minor
    owed = queries.basis(uow, october).owed
    assert {m: owed[m] for m in exact} == exact


# ---- paying


def test_a_payment_clears_what_is_owed_to_members(uow: UnitOfWork, cast: Cast) -> None:
    period_id = issued(uow, cast)
    usecases.pay(uow, period_id, day=TODAY, way="bank")

    assert queries.get_period(uow, period_id).state == "paid"
    assert owed(uow, cast.bruno) == ZERO
    assert balances(uow) == {accounts.WORK: POT, accounts.BANK: -POT}
    with pytest.raises(PaidAlready):
        usecases.pay(uow, period_id, day=TODAY, way="cash")


def test_paying_waits_for_the_issue_and_for_a_true_day(uow: UnitOfWork, cast: Cast) -> None:
    period_id = voted(uow, cast)
    with pytest.raises(NotIssued):
        usecases.pay(uow, period_id, day=TODAY, way="cash")
    usecases.issue(uow, period_id)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(PaidTooEarly):
            usecases.pay(uow, period_id, day=day, way="cash")


# ---- correcting


def test_a_carried_reversal_makes_the_opposite_and_every_report_nets_to_zero(
    uow: UnitOfWork, cast: Cast
) -> None:
    period_id = issued(uow, cast)
    (slip,) = queries.slips_of_member(uow, cast.juan)
    proposal = usecases.ask_reversal(uow, slip.number, "no trabajó en octubre")
    carried_by = proof(
        uow, number="2026-009", kind=REVERSAL.code, subject=subject_of(REVERSAL.code, proposal)
    )
    REVERSAL.check(uow, proposal)
    REVERSAL.enact(uow, proposal, carried_by)
    reversing = queries.slips_of_member(uow, cast.juan)[0]

    assert (reversing.amount, reversing.reverses, reversing.number) == (-slip.amount, slip.number, 8)
    assert (reversing.reason, reversing.decision_id) == ("no trabajó en octubre", carried_by.decision_id)
    assert queries.get_slip(uow, slip.id).reversed_by == 8
    assert paid(uow, period_id) == POT - slip.amount
    assert balances(uow) == {accounts.WORK: POT - slip.amount, accounts.MEMBERS: slip.amount - POT}
    assert "2026-009" in str(notices(uow, cast.juan)[0].sentence)
    assert "2026-009" not in str([n.sentence for n in notices(uow, cast.bruno)])
    paper = documents.find_paper(uow, usecases.PAYSLIP, str(reversing.id))
    assert paper is not None
    assert paper.decision_id == carried_by.decision_id
    usecases.pay(uow, period_id, day=TODAY, way="cash")
    assert balances(uow) == {accounts.WORK: POT - slip.amount, accounts.CASH: slip.amount - POT}
    assert books.journal_balanced(uow)


@pytest.mark.parametrize(("counts", "reversed_by"), [((5, 1, 1), 8), ((1, 5, 1), None)])
def test_the_assembly_reverses_a_payslip_or_leaves_it(
    uow: UnitOfWork, clock: FrozenClock, counts: tuple[int, int, int], reversed_by: int | None
) -> None:
    meeting = hall.Hall(uow, hall.found(uow), clock)
    issued(uow, meeting.cast)
    meeting.move(usecases.REVERSAL, by="ana", **usecases.ask_reversal(uow, 7, "no trabajó"))
    meeting.convene()
    meeting.at(hall.TEN - timedelta(minutes=30))
    meeting.enter(*hall.EVERYBODY)
    meeting.at(hall.TEN)
    meeting.open()
    result = meeting.vote(*counts)
    (*_rest, slip) = queries.slips_of_member(uow, meeting.cast.juan)

    assert slip.reversed_by == reversed_by
    decision = book.get_decision(uow, result.decision_id)
    assert decision.state == ("in force" if reversed_by else "lost"), decision.obstacle
    assert books.journal_balanced(uow)


def test_what_was_paid_before_it_was_reversed_the_member_owes(uow: UnitOfWork, cast: Cast) -> None:
    period_id = issued(uow, cast)
    usecases.pay(uow, period_id, day=TODAY, way="bank")
    (slip,) = queries.slips_of_member(uow, cast.juan)
    reverse(uow, slip.number, "error")

    assert queries.get_period(uow, period_id).state == "paid"
    assert balances(uow)[accounts.MEMBERS] == slip.amount
    assert owed(uow, cast.juan) == -slip.amount


def test_a_reversal_is_told_with_its_reason_and_the_amount_to_her_alone(uow: UnitOfWork, cast: Cast) -> None:
    issued(uow, cast)
    (slip,) = queries.slips_of_member(uow, cast.juan)
    proposal = usecases.ask_reversal(uow, slip.number, "  no trabajó  ")
    said = " ".join(str(s) for s in REVERSAL.describe(uow, proposal))
    effect = REVERSAL.effect(uow, proposal, cast.juan)

    assert "Juan Juárez (no. 7): no trabajó" in said
    assert str(slip.amount.minor) not in f"{said} {proposal}"
    assert effect is not None
    assert effect.facts["amount"] == slip.amount
    assert REVERSAL.effect(uow, proposal, cast.bruno) is None
    assert REVERSAL.matter == "pay"
    assert usecases.ask_reversal(uow, slip.number, "no trabajó") == proposal


def test_what_cannot_be_reversed_is_not_even_moved(uow: UnitOfWork, cast: Cast) -> None:
    issued(uow, cast)
    (slip,) = queries.slips_of_member(uow, cast.juan)
    again = usecases.ask_reversal(uow, slip.number, "otra razón")
    with pytest.raises(NeedsReason):
        usecases.ask_reversal(uow, slip.number, "  ")
    with pytest.raises(NoSuchSlip):
        usecases.ask_reversal(uow, 99, "no existe")
    reverse(uow, slip.number, "error")
    with pytest.raises(ReversedAlready):
        usecases.ask_reversal(uow, slip.number, "otra vez")
    with pytest.raises(IsReversal):
        usecases.ask_reversal(uow, 8, "al revés")
    with pytest.raises(ReversedAlready):
        REVERSAL.check(uow, again)
    with pytest.raises(NoSuchReversal):
        REVERSAL.check(uow, {**again, "reason": "una razón que nadie fijó"})


def test_neither_book_names_whose_payslip_was_reversed(uow: UnitOfWork, cast: Cast) -> None:
    issued(uow, cast)
    (slip,) = queries.slips_of_member(uow, cast.juan)
    reverse(uow, slip.number, "Juan no trabajó")
    veiled = [line for line in books.journal(uow, reader=cast.bruno) if line.is_veiled]
    text_of = "".join(line.text for line in veiled)
    entries = uow.session.execute(text("SELECT line FROM records_entry WHERE kind = 'payroll.slip_reversed'"))

    assert len(veiled) == 2
    assert "Juan" not in text_of
    assert str(slip.number) not in text_of.replace("10/2026", "")
    assert '"slip":7' not in str(entries.scalar_one())


def test_what_is_paid_after_a_reversal_does_not_tell_whose_pay_is_missing(
    uow: UnitOfWork, cast: Cast
) -> None:
    period_id = issued(uow, cast)
    (slip,) = queries.slips_of_member(uow, cast.juan)
    reverse(uow, slip.number, "error")
    usecases.pay(uow, period_id, day=TODAY, way="bank")

    lines = books.journal(uow, reader=cast.bruno)
    shown = [line for line in lines if line.text.startswith("Pago") and not line.is_veiled]
    assert [line.member_id for line in shown] == [cast.bruno], "her own, and neither sum nor bank"
    sums = {row.code: row.balance for row in books.trial_balance(uow, reader=cast.bruno)}
    assert (sums[accounts.MEMBERS], sums[accounts.BANK]) == (-POT, ZERO)
    assert balances(uow) == {accounts.WORK: POT - slip.amount, accounts.BANK: slip.amount - POT}


def test_a_month_reversed_as_a_whole_has_nothing_to_pay(uow: UnitOfWork, cast: Cast) -> None:
    period_id = issued(uow, cast)
    for slip in queries.slips_of_period(uow, period_id):
        reverse(uow, slip.number, "pozo equivocado", by=f"2026-01{slip.number}")
    assert paid(uow, period_id) == ZERO
    assert balances(uow) == {}
    assert queries.get_period(uow, period_id).state == "reversed"
    with pytest.raises(NothingToPay):
        usecases.pay(uow, period_id, day=TODAY, way="cash")
    with pytest.raises(IssuedAlready):
        usecases.issue(uow, period_id)


def test_what_pay_booked_is_not_undone_by_hand(uow: UnitOfWork, cast: Cast) -> None:
    period_id = issued(uow, cast)
    usecases.pay(uow, period_id, day=TODAY, way="bank")
    reverse(uow, 7, "error")
    numbers = {line.entry_id for line in books.journal(uow, reader=cast.ana)}

    assert len(numbers) == 4
    for number in numbers:
        with pytest.raises(accounts.NotByHand):
            booking.reverse(uow, number, "a mano")


# ---- titles and readings


def test_payslips_are_called_as_the_coop_chose_from_the_next_issue_on(uow: UnitOfWork, cast: Cast) -> None:
    period_id = voted(uow, cast)
    assert queries.payslip_title(uow) is None
    usecases.set_title(uow, "Recibo de anticipo")
    usecases.set_title(uow, "Recibo de retiro")
    usecases.issue(uow, period_id)
    slip = queries.slips_of_member(uow, cast.ana)[0]
    paper = documents.find_paper(uow, usecases.PAYSLIP, str(slip.id))

    assert paper is not None
    assert str(paper.title) == "Recibo de retiro No. 000001"
    with pytest.raises(CoopError):
        usecases.set_title(uow, "Recibo de sueldo")


def test_reading_somebody_elses_payslip_is_written_down_and_ones_own_is_not(
    uow: UnitOfWork, cast: Cast
) -> None:
    issued(uow, cast)
    (slip,) = queries.slips_of_member(uow, cast.bruno)
    for reader in (cast.bruno, cast.ana):
        uow.actor = Actor(reader)
        usecases.read_slip(uow, slip.id)

    assert [r.reader for r in documents.readings_of(uow, cast.bruno)] == ["Ana Acosta"]


def test_a_split_whose_lines_are_not_its_digest_is_neither_voted_nor_issued(
    uow: UnitOfWork, cast: Cast
) -> None:
    period_id = prepared(uow, cast)
    split_id = usecases.freeze(uow, period_id, rules.mixed(50))
    proposal = queries.get_split(uow, split_id).proposal
    uow.session.execute(
        text(
            "INSERT INTO payroll_line "
            "(split_id, member_id, number, days, minutes, weight, amount, odd, owed, salt)"
            " SELECT split_id, :carla, 8, 31, 0, '1', 0, FALSE, '0', salt FROM payroll_line WHERE number = 1"
        ),
        {"carla": cast.carla},
    )
    with pytest.raises(Tampered):
        SPLIT.check(uow, proposal)
    with pytest.raises(Tampered):
        SPLIT.enact(uow, proposal, carried(uow, split_id))
