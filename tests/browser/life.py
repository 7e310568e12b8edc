"""What the co-op of the browser tests lived through: a workshop, an order, a month of pay."""

from __future__ import annotations

from datetime import date, timedelta

from coop.decisions import Proposal
from coop.kernel.money import Money
from coop.kernel.ranges import Days
from coop.payroll import queries as pay
from coop.payroll import rules as pay_rules
from coop.payroll import usecases as payroll
from coop.payroll.rules import Month, Source
from coop.people import usecases as people
from coop.production import usecases as production
from coop.rota import usecases as rota
from coop.stock import usecases as stock
from coop.store import UnitOfWork
from tests.cast import Cast

POT = Money(568_715_350)
SHARE = "812.450,50"
"""What each of the seven got of it."""


def work(uow: UnitOfWork, cast: Cast) -> None:
    """A tile of clay and glaze, made at one centre, and a client who wants two thousand of them."""
    uow.actor = cast.actor("elsa")
    kiln = people.add_skill(uow, "Horno")
    people.add_sector(uow, "Hornos")
    people.set_skills(uow, cast.irma, [kiln])
    unit = stock.add_unit(uow, "m2", "metro cuadrado", decimals=3)
    clay = stock.add_item(uow, "ARC", "Arcilla", unit_id=unit, source="buy")
    tile = stock.add_item(uow, "PISO", "Piso esmaltado 30 × 30", unit_id=unit, source="make")
    since = uow.today()
    production.add_bill_line(uow, tile, clay, quantity=1100, from_day=since)
    centre = production.add_centre(uow, "H1", "Horno 1", skill_id=kiln)
    production.add_step(
        uow,
        tile,
        sequence=10,
        centre_id=centre,
        setup_minutes=30,
        run_minutes=60,
        run_per=100_000,
        members=1,
    )
    order = production.take_order(
        uow, kind="own", customer="Corralón Neuquén", due_on=since + timedelta(days=60), note=""
    )
    production.add_line(uow, order, tile, quantity=2_000_000)
    production.plan_order(uow, order)
    production.release_client_order(uow, order)


def pot(uow: UnitOfWork, cast: Cast) -> Proposal:
    """Ana writes the pot of September and freezes equal shares, once Elsa has confirmed the hours."""
    uow.actor = cast.actor("elsa")
    rota.confirm_hours(uow, Days(date(2026, 9, 1), date(2026, 10, 1)))
    uow.actor = cast.actor("ana")
    period = payroll.open_period(uow, Month(2026, 9))
    payroll.add_source(uow, period, Source("cash", date(2026, 9, 30), "Extracto del banco", POT))
    split = payroll.freeze(uow, period, pay_rules.mixed(100))
    return pay.get_split(uow, split).proposal


def pay_out(uow: UnitOfWork, cast: Cast) -> None:
    """What was voted is issued; October is open."""
    uow.actor = cast.actor("ana")
    payroll.issue(uow, 1)
    october = payroll.open_period(uow, Month(2026, 10))
    payroll.add_source(uow, october, Source("cash", date(2026, 10, 30), "Extracto del banco", POT))
