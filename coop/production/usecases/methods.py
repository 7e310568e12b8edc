"""Saying how things are made: bills of material, work centres, routings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.money import ZERO, Money
from coop.kernel.ranges import check_days
from coop.production import queries
from coop.production.rules import BillCycle
from coop.production.tables import BillLineRow, CentreRow, StepRow
from coop.stock import queries as stock
from coop.stock.rules import CodeTaken, NotAboveZero
from coop.store import UnitOfWork


class EndsBeforeStart(Invalid):
    message = N_("A line cannot end on %(until)s, before it starts on %(start)s. Choose a later day.")


class GoesInAlready(CoopError):
    message = N_("%(component)s goes into it already from %(start)s on. End that line first.")


class StepTaken(CoopError):
    message = N_("There is an operation number %(sequence)s already. Choose another number.")


class LessThanNothing(Invalid):
    message = N_("An operation takes no less than no time and at least one person. Correct the numbers.")


def add_bill_line(
    uow: UnitOfWork,
    product_id: int,
    component_id: int,
    *,
    quantity: int,
    unit_id: int | None = None,
    per: int = 1000,
    from_day: date,
    until_day: date | None = None,
) -> int:
    """Say that a component goes into a product on the days [from_day, until_day); returns the key.

    Args:
        uow: the unit of work.
        product_id: what is made.
        component_id: what goes into it.
        quantity: thousandths of the unit …
        unit_id: … this one, the component's own when none is named …
        per: … for so many thousandths of the product.
        from_day: first day in force.
        until_day: first day no longer; None = until further notice.

    Raises:
        NotAboveZero: quantity or per is not.
        EndsBeforeStart: no day would be left.
        GoesInAlready: another line of the two is in force on one of the days.
        NoConversion: nobody said how much the unit is of the component's own.
        BillCycle: the product goes into the component, over any number of steps.
        NoSuchYear: a day is absurd.
    """
    check_days(from_day, until_day)
    if quantity <= 0 or per <= 0:
        raise NotAboveZero()
    if until_day is not None and until_day <= from_day:
        raise EndsBeforeStart(until=until_day, start=from_day)
    stock.get_item(uow, product_id)
    component = stock.get_item(uow, component_id)
    if product_id == component_id:
        raise BillCycle(path=f"{component.code} → {component.code}")
    check_no_overlap(uow, product_id, component, from_day, until_day)
    with uow.savepoint():
        row = BillLineRow(
            product_id=product_id,
            component_id=component_id,
            quantity=quantity,
            unit_id=unit_id or component.unit.id,
            per=per,
            from_day=from_day,
            until_day=until_day,
        )
        uow.add(row)
        queries.bills(uow, bought_too=True)
    return row.id


def check_no_overlap(
    uow: UnitOfWork, product_id: int, component: stock.Item, start: date, until: date | None
) -> None:
    """Refuse a second line of the same two items on the same day.

    Raises:
        GoesInAlready: there is one.
    """
    same = (BillLineRow.product_id == product_id) & (BillLineRow.component_id == component.id)
    for row in uow.session.scalars(select(BillLineRow).where(same)):
        ends_first = row.until_day is not None and row.until_day <= start
        starts_after = until is not None and until <= row.from_day
        if not ends_first and not starts_after:
            raise GoesInAlready(component=component.label, start=row.from_day)


def end_bill_line(uow: UnitOfWork, line_id: int, until_day: date) -> None:
    """End a line: it is no longer in force from a day on; one that never began is taken off.

    Raises:
        NoSuchYear: the day is absurd.
    """
    check_days(until_day)
    row = uow.get(BillLineRow, line_id)
    if until_day <= row.from_day:
        uow.session.delete(row)
    elif row.until_day is None or until_day < row.until_day:
        row.until_day = until_day
    uow.session.flush()


def add_centre(uow: UnitOfWork, code: str, name: str, *, skill_id: int, rate: Money = ZERO) -> int:
    """Add a work centre; returns its key.

    Args:
        uow: the unit of work.
        code: short; unique.
        name: in words.
        skill_id: what work there asks for, unless an operation says otherwise.
        rate: what an hour there costs.

    Raises:
        CodeTaken: there is one of that code.
        LessThanNothing: the rate is below zero.
    """
    _check_centre(uow, None, code, rate)
    return uow.add(CentreRow(code=code, name=name, skill_id=skill_id, rate=rate)).id


def change_centre(
    uow: UnitOfWork, centre_id: int, *, code: str, name: str, skill_id: int, rate: Money
) -> None:
    """Correct a work centre; see `add_centre`."""
    row = uow.get(CentreRow, centre_id)
    _check_centre(uow, centre_id, code, rate)
    row.code, row.name, row.skill_id, row.rate = code, name, skill_id, rate
    uow.session.flush()


def _check_centre(uow: UnitOfWork, centre_id: int | None, code: str, rate: Money) -> None:
    other = uow.session.scalar(select(CentreRow.id).where(CentreRow.code == code))
    if other not in (None, centre_id):
        raise CodeTaken(code=code)
    if rate < ZERO:
        raise LessThanNothing()


def add_step(
    uow: UnitOfWork,
    product_id: int,
    *,
    sequence: int,
    centre_id: int,
    skill_id: int | None = None,
    setup_minutes: int = 0,
    run_minutes: int,
    run_per: int | None = None,
    members: int = 1,
) -> int:
    """Add an operation to a product's routing; returns its key.

    Args:
        uow: the unit of work.
        product_id: what is made.
        sequence: its place among the operations; unique per product.
        centre_id: where.
        skill_id: what it asks for; the centre's own when None.
        setup_minutes: once per order.
        run_minutes: for `run_per` of the product.
        run_per: thousandths; None = the time is the same for any lot.
        members: people needed at the same time.

    Raises:
        StepTaken: the product has an operation of that number.
        LessThanNothing: a time is below zero, or nobody is needed.
    """
    if min(setup_minutes, run_minutes) < 0 or members < 1 or (run_per is not None and run_per <= 0):
        raise LessThanNothing()
    stock.get_item(uow, product_id)
    taken = select(StepRow.id).where(StepRow.product_id == product_id, StepRow.sequence == sequence)
    if uow.session.scalar(taken) is not None:
        raise StepTaken(sequence=sequence)
    centre = queries.get_centre(uow, centre_id)
    row = StepRow(
        product_id=product_id,
        sequence=sequence,
        centre_id=centre_id,
        skill_id=skill_id or centre.skill_id,
        setup_minutes=setup_minutes,
        run_minutes=run_minutes,
        run_per=run_per,
        members=members,
    )
    return uow.add(row).id


def remove_step(uow: UnitOfWork, step_id: int) -> int:
    """Take an operation off a routing; orders planned with it keep theirs. Returns the product's key."""
    row = uow.get(StepRow, step_id)
    product_id = row.product_id
    uow.session.delete(row)
    uow.session.flush()
    return product_id
