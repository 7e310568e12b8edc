"""From a client's order to the labour it asks for, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from coop.kernel.clock import FrozenClock
from coop.kernel.money import Money
from coop.kernel.quantity import Quantity
from coop.kernel.ranges import Days, NoSuchYear
from coop.people import usecases as people
from coop.production import queries, rules, usecases
from coop.production.usecases.changes import NotPlanned, WorkBegun
from coop.production.usecases.clients import DuePast, OnTheOrder, UnknownKind, VotedAlready
from coop.production.usecases.methods import EndsBeforeStart, GoesInAlready, LessThanNothing, StepTaken
from coop.production.usecases.orders import AlreadyDone, NothingMade, NotReleased, OperationDone
from coop.records import usecases as records
from coop.stock import queries as stock
from coop.stock import rules as units
from coop.stock import usecases as stock_usecases
from coop.store import UnitOfWork
from tests.cast import found, proof
from tests.production.workshop import LONG_AGO, Workshop, open_workshop

TODAY = date(2026, 11, 3)
FRIDAY = date(2026, 11, 13)
ALWAYS = Days(date(2026, 1, 1), date(2028, 1, 1))


@pytest.fixture
def shop(uow: UnitOfWork) -> Workshop:
    return open_workshop(uow)


def ordered(
    uow: UnitOfWork, shop: Workshop, *, kind: str = rules.OWN, mugs: int = 100, due: date = FRIDAY
) -> int:
    order_id = usecases.take_order(uow, kind=kind, customer="Bar El Piave", due_on=due)
    usecases.add_line(uow, order_id, shop.mug, quantity=mugs * 1000)
    return order_id


# ---- planning


def test_an_order_explodes_into_one_order_per_item_to_be_made(uow: UnitOfWork, shop: Workshop) -> None:
    order_id = ordered(uow, shop)
    keys = usecases.plan_order(uow, order_id)
    mug, handle = (queries.get_order(uow, k) for k in keys)
    assert (mug.item.code, mug.quantity, mug.state) == ("TAZ", 100_000, "planned")
    assert (handle.item.code, handle.quantity) == ("ASA", 100_000)
    # 15 + 400 minutes at the wheel, 60 minutes for two at the kiln; 50 minutes for the handles
    assert (mug.minutes, handle.minutes) == (415 + 120, 50)
    assert (mug.due_on, handle.due_on) == (FRIDAY, mug.start_on - timedelta(days=1))
    assert not queries.get_client_order(uow, order_id).late


def test_what_has_to_be_bought_is_added_up_over_all_levels(uow: UnitOfWork, shop: Workshop) -> None:
    stock_usecases.move_stock(uow, shop.clay, units.RECEIPT, quantity=40_000, to_place_id=shop.shed)
    materials = queries.client_materials(uow, ordered(uow, shop))
    assert [(m.item.code, m.needed, m.short) for m in materials] == [
        ("ARC", 45_000, Quantity(5_000, "kg")),
        ("ESM", 1_500, Quantity(1_500, "kg")),
    ]


def test_labour_demand_is_every_minute_of_open_operations_on_working_days(
    uow: UnitOfWork, shop: Workshop
) -> None:
    usecases.plan_order(uow, ordered(uow, shop))
    demand = queries.labour_demand(uow, ALWAYS)
    per_skill = {s: sum(d.minutes for d in demand if d.skill_id == s) for s in (shop.throwing, shop.firing)}
    assert per_skill == {shop.throwing: 465, shop.firing: 120}
    assert all(d.day.weekday() < 5 and d.minutes > 0 for d in demand)
    assert list(demand) == sorted(demand, key=lambda d: (d.day, d.skill_id, d.order_id))


def test_parts_of_a_range_add_up_to_the_range(uow: UnitOfWork, shop: Workshop) -> None:
    usecases.plan_order(uow, ordered(uow, shop, mugs=700))
    whole = queries.labour_demand(uow, ALWAYS)
    pieces = [
        d
        for n in range(60)
        for d in queries.labour_demand(uow, Days(TODAY + timedelta(n), TODAY + timedelta(n + 1)))
    ]
    assert list(whole) == pieces
    weeks = queries.weekly_demand(uow, ALWAYS)
    assert sum(w.minutes for w in weeks) == sum(d.minutes for d in whole)
    assert all(w.week.weekday() == 0 for w in weeks)


def test_holidays_carry_no_labour(uow: UnitOfWork, shop: Workshop) -> None:
    people.add_holiday(uow, date(2026, 11, 12), "Aniversario")
    usecases.plan_order(uow, ordered(uow, shop, mugs=300))
    demand = queries.labour_demand(uow, ALWAYS)
    assert date(2026, 11, 12) not in {d.day for d in demand}
    assert date(2026, 11, 13) in {d.day for d in demand}


def test_a_finished_operation_asks_for_nothing_and_the_others_keep_their_days(
    uow: UnitOfWork, shop: Workshop
) -> None:
    (mug, _handle) = usecases.plan_order(uow, ordered(uow, shop))
    before = [d for d in queries.labour_demand(uow, ALWAYS) if d.order_id == mug]
    usecases.release_order(uow, mug)
    first = queries.operations(uow, mug)[0]
    assert usecases.finish_operation(uow, first.id) == mug
    after = [d for d in queries.labour_demand(uow, ALWAYS) if d.order_id == mug]
    assert after == [d for d in before if d.skill_id == shop.firing]
    assert queries.get_order(uow, mug).done_minutes == 415
    with pytest.raises(OperationDone):
        usecases.finish_operation(uow, first.id)


def test_an_order_due_too_soon_begins_today_and_is_shown_as_late(uow: UnitOfWork, shop: Workshop) -> None:
    order_id = ordered(uow, shop, mugs=500, due=TODAY)
    usecases.plan_order(uow, order_id)
    orders, _total = queries.orders(uow, client_order_id=order_id)
    assert min(o.start_on for o in orders) == TODAY
    order = queries.get_client_order(uow, order_id)
    assert order.late and order.ready_on is not None and order.ready_on > TODAY


def test_the_bill_in_force_on_the_clients_day_is_taken(uow: UnitOfWork, shop: Workshop) -> None:
    line = next(p for p in queries.bill_of(uow, shop.mug, TODAY) if p.component.id == shop.handle)
    usecases.end_bill_line(uow, line.id, date(2026, 12, 1))
    usecases.add_bill_line(uow, shop.mug, shop.handle, quantity=2000, from_day=date(2026, 12, 1))
    now = usecases.plan_order(uow, ordered(uow, shop, due=date(2026, 11, 30)))
    later = usecases.plan_order(uow, ordered(uow, shop, due=date(2026, 12, 1)))
    assert [queries.get_order(uow, keys[1]).quantity for keys in (now, later)] == [100_000, 200_000]


def test_a_bought_item_is_not_made_even_when_it_has_a_bill(uow: UnitOfWork, shop: Workshop) -> None:
    stock_usecases.change_item(
        uow, shop.handle, code="ASA", name="Asa", unit_id=shop.piece, source=units.BUY, active=True
    )
    order_id = ordered(uow, shop)
    assert len(usecases.plan_order(uow, order_id)) == 1
    assert [m.item.code for m in queries.client_materials(uow, order_id)] == ["ARC", "ASA", "ESM"]


def test_a_bill_in_another_unit_is_converted_once(uow: UnitOfWork, shop: Workshop) -> None:
    bag = stock_usecases.add_unit(uow, "bol", "bolsa", decimals=0)
    salt = stock_usecases.add_item(uow, "SAL", "Sal", unit_id=shop.kilo, source=units.BUY)
    with pytest.raises(units.NoConversion):
        usecases.add_bill_line(uow, shop.mug, salt, quantity=40, unit_id=bag, from_day=LONG_AGO)
    assert len(queries.bill_of(uow, shop.mug, TODAY)) == 3
    stock_usecases.add_conversion(uow, bag, shop.kilo, factor=Fraction(100), item_id=salt)
    usecases.add_bill_line(uow, shop.mug, salt, quantity=40, unit_id=bag, from_day=LONG_AGO)
    materials = {m.item.code: m.needed for m in queries.client_materials(uow, ordered(uow, shop, mugs=1))}
    assert materials["SAL"] == 4_000  # 0.04 bags of 100 kg


# ---- what is refused


def test_an_order_is_planned_once_and_not_changed_afterwards(uow: UnitOfWork, shop: Workshop) -> None:
    order_id = ordered(uow, shop)
    usecases.plan_order(uow, order_id)
    line = queries.client_lines(uow, order_id)[0]
    for deed in (
        lambda: usecases.plan_order(uow, order_id),
        lambda: usecases.add_line(uow, order_id, shop.handle, quantity=1000),
        lambda: usecases.remove_line(uow, line.id),
    ):
        with pytest.raises(rules.AlreadyPlanned):
            deed()
    assert queries.orders(uow)[1] == 2


def test_orders_that_cannot_be_are_refused(uow: UnitOfWork, shop: Workshop) -> None:
    with pytest.raises(UnknownKind):
        usecases.take_order(uow, kind="loan", customer="X", due_on=FRIDAY)
    with pytest.raises(DuePast):
        usecases.take_order(uow, kind=rules.OWN, customer="X", due_on=TODAY - timedelta(days=1))
    order_id = usecases.take_order(uow, kind=rules.OWN, customer="X", due_on=TODAY)
    with pytest.raises(rules.NoLines):
        usecases.plan_order(uow, order_id)
    with pytest.raises(rules.NotMade):
        usecases.add_line(uow, order_id, shop.clay, quantity=1000)
    with pytest.raises(units.TooFine):
        usecases.add_line(uow, order_id, shop.mug, quantity=500)
    with pytest.raises(units.NotAboveZero):
        usecases.add_line(uow, order_id, shop.mug, quantity=0)
    usecases.add_line(uow, order_id, shop.mug, quantity=1000)
    with pytest.raises(OnTheOrder):
        usecases.add_line(uow, order_id, shop.mug, quantity=1000)


def test_a_circle_is_refused_with_its_path_and_leaves_nothing_behind(uow: UnitOfWork, shop: Workshop) -> None:
    with pytest.raises(rules.BillCycle) as caught:
        usecases.add_bill_line(uow, shop.clay, shop.mug, quantity=1, from_day=LONG_AGO)
    assert "TAZ" in str(caught.value) and "ARC" in str(caught.value)
    with pytest.raises(rules.BillCycle):
        usecases.add_bill_line(uow, shop.mug, shop.mug, quantity=1, from_day=LONG_AGO)
    assert queries.bill_of(uow, shop.clay, TODAY) == ()


def test_the_same_component_goes_in_once_on_a_day(uow: UnitOfWork, shop: Workshop) -> None:
    with pytest.raises(GoesInAlready):
        usecases.add_bill_line(uow, shop.mug, shop.clay, quantity=1, from_day=TODAY)
    line = next(p for p in queries.bill_of(uow, shop.mug, TODAY) if p.component.id == shop.clay)
    usecases.end_bill_line(uow, line.id, TODAY)
    usecases.add_bill_line(uow, shop.mug, shop.clay, quantity=1, from_day=TODAY)
    parts = [p for p in queries.bill_of(uow, shop.mug, TODAY) if p.component.id == shop.clay]
    assert [(p.in_force, p.until_day) for p in parts] == [(True, None), (False, TODAY)]
    usecases.end_bill_line(uow, parts[0].id, TODAY)  # it never began: it is taken off
    assert len([p for p in queries.bill_of(uow, shop.mug, TODAY) if p.component.id == shop.clay]) == 1
    with pytest.raises(EndsBeforeStart):
        usecases.add_bill_line(uow, shop.mug, shop.clay, quantity=1, from_day=TODAY, until_day=TODAY)


def test_routings_and_centres_that_cannot_be_are_refused(uow: UnitOfWork, shop: Workshop) -> None:
    with pytest.raises(StepTaken):
        usecases.add_step(uow, shop.mug, sequence=10, centre_id=shop.kiln, run_minutes=1)
    for wrong in ({"run_minutes": -1}, {"run_minutes": 1, "members": 0}, {"run_minutes": 1, "run_per": 0}):
        with pytest.raises(LessThanNothing):
            usecases.add_step(uow, shop.mug, sequence=99, centre_id=shop.kiln, **wrong)
    with pytest.raises(units.CodeTaken):
        usecases.add_centre(uow, "HOR", "Otro", skill_id=shop.firing)
    with pytest.raises(LessThanNothing):
        usecases.add_centre(uow, "X", "X", skill_id=shop.firing, rate=Money(-1))
    usecases.change_centre(
        uow, shop.kiln, code="HOR", name="Horno grande", skill_id=shop.firing, rate=Money(2250)
    )
    assert queries.get_centre(uow, shop.kiln).rate == Money(2250)
    step = queries.routing_of(uow, shop.mug)[0]
    assert usecases.remove_step(uow, step.id) == shop.mug
    assert [s.sequence for s in queries.routing_of(uow, shop.mug)] == [20]


# ---- gifts


def test_a_gift_is_planned_only_when_the_assembly_carried_it(uow: UnitOfWork, shop: Workshop) -> None:
    order_id = ordered(uow, shop, kind=rules.GIFT)
    with pytest.raises(rules.GiftNeedsDecision):
        usecases.plan_order(uow, order_id)
    found(uow)
    usecases.allow_gift(uow, proof(uow, number="2026-002", kind="production.gift"), order_id)
    assert len(usecases.plan_order(uow, order_id)) == 2


def test_the_database_plans_no_gift_without_a_decision(uow: UnitOfWork, shop: Workshop) -> None:
    order_id = ordered(uow, shop, kind=rules.GIFT)
    with pytest.raises(DatabaseError), uow.savepoint():
        uow.session.execute(
            text("UPDATE production_client_order SET planned_at = taken_on WHERE id = :id"), {"id": order_id}
        )


def test_a_gift_needs_its_own_decision_in_force_and_stays_a_gift(uow: UnitOfWork, shop: Workshop) -> None:
    order_id = ordered(uow, shop, kind=rules.GIFT)
    blocked = records.record_decision(
        uow,
        number="2026-003",
        kind="production.gift",
        matter="ordinary",
        outcome="carried",
        subject="0" * 64,
        facts={},
        state="blocked",
    )
    other = proof(uow, number="2026-002", kind="assembly.text")
    for proves_nothing in (other, replace(other, decision_id=blocked.id)):
        with pytest.raises(DatabaseError), uow.savepoint():
            usecases.allow_gift(uow, proves_nothing, order_id)
    with pytest.raises(DatabaseError), uow.savepoint():
        uow.session.execute(
            text("UPDATE production_client_order SET kind = 'own' WHERE id = :id"), {"id": order_id}
        )
    usecases.allow_gift(uow, proof(uow, number="2026-004", kind="production.gift"), order_id)
    again = proof(uow, number="2026-005", kind="production.gift")
    with pytest.raises(DatabaseError), uow.savepoint():
        uow.session.execute(
            text("UPDATE production_client_order SET decision_id = :other WHERE id = :id"),
            {"id": order_id, "other": again.decision_id},
        )


@pytest.mark.parametrize("absurd", [date(1, 1, 1), date(2200, 1, 1), date(9999, 12, 31)])
def test_no_day_that_breaks_calendars_is_stored(uow: UnitOfWork, shop: Workshop, absurd: date) -> None:
    order_id = ordered(uow, shop)
    mug, _handle = usecases.plan_order(uow, order_id)
    for act in (
        lambda: usecases.take_order(uow, kind=rules.OWN, customer="X", due_on=absurd),
        lambda: usecases.move_order(uow, mug, start_on=absurd, due_on=absurd),
        lambda: usecases.add_bill_line(uow, shop.handle, shop.glaze, quantity=1000, from_day=absurd),
        lambda: usecases.end_bill_line(uow, 1, absurd),
    ):
        with pytest.raises(NoSuchYear):
            act()


# ---- the life of a production order


def test_an_order_is_released_and_done_and_its_good_pieces_enter_the_journal(
    uow: UnitOfWork, shop: Workshop, clock: FrozenClock
) -> None:
    order_id = ordered(uow, shop)
    mug, handle = usecases.plan_order(uow, order_id)
    with pytest.raises(rules.WrongTurn):
        usecases.finish_order(uow, mug, good=1000)
    with pytest.raises(NotReleased):
        usecases.finish_operation(uow, queries.operations(uow, mug)[0].id)
    assert usecases.release_client_order(uow, order_id) == 2
    with pytest.raises(rules.WrongTurn):
        usecases.release_order(uow, mug)
    with pytest.raises(NothingMade):
        usecases.finish_order(uow, mug, good=0)
    with pytest.raises(units.TooFine):
        usecases.finish_order(uow, mug, good=500)
    usecases.finish_order(uow, mug, good=97_000, scrap=3_000, place_id=shop.shed)
    usecases.finish_order(uow, handle, good=100_000)
    assert [(o.item.code, o.quantity) for o in stock.on_hand(uow)] == [("TAZ", 97_000)]
    done = queries.get_order(uow, mug)
    assert (done.state, done.good, done.scrap, done.done_minutes) == ("done", 97_000, 3_000, done.minutes)
    assert queries.labour_demand(uow, ALWAYS) == ()
    assert queries.get_client_order(uow, order_id).state.message == "all finished"
    with pytest.raises(rules.WrongTurn):
        usecases.finish_order(uow, mug, good=1000)
    with pytest.raises(AlreadyDone):
        usecases.move_order(uow, mug, start_on=TODAY, due_on=TODAY)


def planned(uow: UnitOfWork, shop: Workshop) -> int:
    key = usecases.take_order(uow, kind=rules.OWN, customer="Almacén", due_on=date(2026, 11, 30))
    usecases.add_line(uow, key, shop.mug, quantity=10_000)
    usecases.plan_order(uow, key)
    return key


def test_a_client_order_says_where_it_stands(uow: UnitOfWork, shop: Workshop) -> None:
    key = planned(uow, shop)
    assert queries.get_client_order(uow, key).state.message == "all planned"
    usecases.release_client_order(uow, key)
    assert queries.get_client_order(uow, key).state.message == "in production"


def test_a_plan_is_taken_back_while_nobody_has_worked_on_it(uow: UnitOfWork, shop: Workshop) -> None:
    key = planned(uow, shop)
    usecases.release_client_order(uow, key)
    usecases.reopen_order(uow, key)

    assert queries.orders(uow, client_order_id=key) == ((), 0)
    assert queries.labour_demand(uow, Days(uow.today(), date(2027, 1, 1))) == ()
    with pytest.raises(NotPlanned):
        usecases.reopen_order(uow, key)
    usecases.change_order(uow, key, customer="Almacén Sur", due_on=date(2026, 12, 10), note="por pallet")
    with pytest.raises(DuePast):
        usecases.change_order(uow, key, customer="Almacén Sur", due_on=date(2026, 1, 1))
    usecases.add_line(uow, key, shop.handle, quantity=5000)
    usecases.plan_order(uow, key)
    changed = queries.get_client_order(uow, key)
    assert (changed.customer, changed.due_on, changed.orders) == ("Almacén Sur", date(2026, 12, 10), 2)
    with pytest.raises(rules.AlreadyPlanned):
        usecases.change_order(uow, key, customer="Otro", due_on=date(2026, 12, 10))


def test_a_cancelled_order_keeps_what_is_finished_and_asks_for_nothing(
    uow: UnitOfWork, shop: Workshop
) -> None:
    key = planned(uow, shop)
    mugs, handles = queries.orders(uow, client_order_id=key)[0]
    if mugs.item.id != shop.mug:
        mugs, handles = handles, mugs
    usecases.release_order(uow, handles.id)
    usecases.finish_operation(uow, queries.operations(uow, handles.id)[0].id)
    for refused in (
        lambda: usecases.cancel_order(uow, key, why="x"),
        lambda: usecases.reopen_order(uow, key),
    ):
        with pytest.raises(WorkBegun):
            refused()
    usecases.finish_order(uow, handles.id, good=10_000)
    usecases.cancel_order(uow, key, why="el cliente cerró")

    order = queries.get_client_order(uow, key)
    assert (order.state.message, order.cancelled_why, order.under_way) == (
        "cancelled",
        "el cliente cerró",
        False,
    )
    assert [o.id for o in queries.orders(uow, client_order_id=key)[0]] == [handles.id]
    assert queries.labour_demand(uow, Days(uow.today(), date(2027, 1, 1))) == ()
    with pytest.raises(rules.OrderCancelled):
        usecases.cancel_order(uow, key, why="x")
    with pytest.raises(rules.OrderCancelled):
        usecases.add_line(uow, key, shop.handle, quantity=1000)
    with pytest.raises(DatabaseError), uow.savepoint():
        uow.session.execute(text("UPDATE production_client_order SET note = 'x'"))


def test_what_the_assembly_gave_is_not_cancelled(uow: UnitOfWork, shop: Workshop) -> None:
    key = usecases.take_order(uow, kind=rules.GIFT, customer="Escuela", due_on=date(2026, 11, 30))
    usecases.add_line(uow, key, shop.mug, quantity=10_000)
    usecases.allow_gift(uow, proof(uow, number="8", kind="production.gift"), key)
    with pytest.raises(VotedAlready):
        usecases.cancel_order(uow, key, why="x")


def test_overdue_work_is_counted_until_it_gets_new_days(
    uow: UnitOfWork, shop: Workshop, clock: FrozenClock
) -> None:
    keys = usecases.plan_order(uow, ordered(uow, shop))
    assert queries.overdue(uow) == queries.Overdue(0, 0)
    clock.move(timedelta(days=30))
    assert queries.overdue(uow) == queries.Overdue(2, 415 + 120 + 50)
    for key in keys:
        usecases.move_order(uow, key, start_on=date(2026, 12, 7), due_on=date(2026, 12, 9))
    assert queries.overdue(uow) == queries.Overdue(0, 0)
    week = Days(date(2026, 12, 7), date(2026, 12, 14))
    assert sum(d.minutes for d in queries.labour_demand(uow, week)) == 415 + 120 + 50
    with pytest.raises(rules.DueBeforeStart):
        usecases.move_order(uow, keys[0], start_on=TODAY, due_on=TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE production_order SET quantity = 1 WHERE state = 'done'",
        "UPDATE production_order SET state = 'planned', done_at = NULL WHERE state = 'done'",
        "DELETE FROM production_operation WHERE done_at IS NOT NULL",
        "UPDATE production_operation SET minutes = 1 WHERE done_at IS NOT NULL",
        "UPDATE production_order SET due_on = '2000-01-01' WHERE state = 'released'",
        "UPDATE production_order SET state = 'done' WHERE state = 'released'",
    ],
)
def test_the_database_itself_keeps_what_is_done(uow: UnitOfWork, shop: Workshop, statement: str) -> None:
    mug, handle = usecases.plan_order(uow, ordered(uow, shop))
    usecases.release_order(uow, mug)
    usecases.release_order(uow, handle)
    usecases.finish_order(uow, mug, good=1000)
    with pytest.raises(DatabaseError), uow.savepoint():
        uow.session.execute(text(statement))


def test_orders_are_found_by_number_item_and_customer(uow: UnitOfWork, shop: Workshop) -> None:
    order_id = usecases.take_order(uow, kind=rules.FACON, customer="Cerámica Ñandú", due_on=FRIDAY)
    usecases.add_line(uow, order_id, shop.mug, quantity=1000)
    usecases.plan_order(uow, order_id)
    for words, hits in [
        ("p1-1", 1),
        ("taza", 1),
        ("ASA", 1),
        ("nandu", 2),
        ("nandu taza", 1),
        ("zzz", 0),
        ("%", 0),
    ]:
        rows, total = queries.orders(uow, text=words)
        assert (len(rows), total) == (hits, hits), words
    assert queries.orders(uow, limit=1, offset=1)[1] == 2
    assert queries.orders(uow, state=rules.OPEN)[1] == 2
    assert queries.orders(uow, state=rules.RELEASED)[1] == 0
