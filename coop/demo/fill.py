"""Fills an empty database with the sample, as if its people had used the program for months."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from flask import Flask

from coop.assembly import queries as assembly
from coop.assembly import usecases as assemblies
from coop.decisions import Proposal
from coop.demo import sitting, workshop
from coop.demo.founding import Account, found, sample
from coop.kernel.clock import FrozenClock, SystemClock, wall_time
from coop.kernel.money import Money
from coop.kernel.ranges import Days
from coop.payroll import queries as pay
from coop.payroll import rules as pay_rules
from coop.payroll import usecases as payroll
from coop.payroll.rules import Month, Source
from coop.people import queries as people
from coop.production import queries as production
from coop.production import usecases as orders
from coop.rota import queries as rota
from coop.rota import usecases as rotas
from coop.store import Actor, UnitOfWork, reading, writing
from coop.store.unit_of_work import BUENOS_AIRES

NOTICE = timedelta(days=17)
AHEAD = timedelta(days=30)
"""How long before its month an order comes in."""
DAY = timedelta(days=1)
SOLVING = 2.5
"""Seconds that the solver gets for each of the sample's rotas."""

POT = (
    ("cash", "Extracto del banco", 4_812_000_000),
    ("receivable", "Facturas a cobrar este mes", 985_550_075),
    ("obligation", "Energía y gas", 1_034_411_230),
    ("obligation", "Arcilla y esmaltes", 612_309_944),
    ("reserve", "Reserva para el horno", 500_000_000),
)
"""Kind, text and centavos of the pot's lines; each month differs by a little."""


class Sample:
    """The making of the sample, day by day.

    Args:
        app: on an empty database with the schema.
        now: the present instant; everything is relative to it.
    """

    def __init__(self, app: Flask, now: datetime) -> None:
        self.app = app
        self.now = now
        self.clock = FrozenClock(now)
        self.data = sample()
        self.today = now.astimezone(BUENOS_AIRES).date()
        self.chance = random.Random(20337)  # noqa: S311 -- the same sample every time
        called = self.today - NOTICE
        self.proposed = _month_before(called.replace(day=1))
        """The month whose split is proposed for the assembly of today."""
        self.issued = _month_before(self.proposed)
        """The month before it, whose payslips are issued."""
        self.begin = self.issued - timedelta(days=self.issued.weekday())
        self.items: dict[str, int] = {}
        self.day = self.begin
        """The first day not lived yet."""
        self.meeting_id = 0

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        """Let it be an hour of a day."""
        self.clock.set(wall_time(day, hour * 60 + minute, BUENOS_AIRES))

    def office(self, name: str) -> Actor:
        """The first holder of an office."""
        with reading() as uow:
            return Actor(people.holders(uow, name, uow.today())[0].id)

    def make(self) -> tuple[Account, ...]:
        """Make everything in the order of its days."""
        accounts = found(self.app, self.clock, date(self.today.year - 2, 3, 4))
        self.at(self.begin - 30 * DAY, 9)
        with writing(self.office("coordinator")) as uow:
            self.items = workshop.equip(uow, self.data, uow.today())
            workshop.say_wishes(uow, self.data, self.begin)
        for day, act in sorted(self.milestones(), key=lambda m: m[0]):
            self.live_until(day)
            act()
        self.live_until(self.today + DAY)
        self.assembly_of_today()
        self.clock.set(self.now)
        return accounts

    def milestones(self) -> Iterator[tuple[date, Callable[[], None]]]:
        """What happens on which day, besides everyday work."""
        month = self.issued
        while month - AHEAD <= self.today:
            yield month - AHEAD, partial(self.orders, month)
            month = _month_after(month)
        start = self.begin
        while start <= self.today + 7 * DAY:
            yield start - 7 * DAY, partial(self.plan, Days(start, start + 28 * DAY))
            start += 28 * DAY
        yield self.proposed, partial(self.confirm, self.begin, self.proposed)
        yield self.proposed + DAY, self.call_earlier_assembly
        yield self.proposed + DAY + sitting.NOTICE, self.hold_earlier_assembly
        end = _month_after(self.proposed)
        yield end, partial(self.confirm, self.proposed, end)
        yield self.today - NOTICE, self.call_assembly_of_today

    def live_until(self, end: date) -> None:
        """Everyday work on the days up to one: clocking in and out, finishing orders."""
        while self.day < min(end, self.today + DAY):
            if self.day >= self.begin:
                self.punch(self.day)
                self.finish_orders(self.day)
            self.day += DAY

    def orders(self, month: date) -> None:
        """The client orders of a month come in some weeks before it."""
        self.at(month - AHEAD, 11)
        with writing(self.office("coordinator")) as uow:
            workshop.take_orders(uow, self.data, self.items, month)

    def plan(self, days: Days) -> None:
        """Make and publish the rota of four weeks."""
        self.at(min(days.start - 7 * DAY, self.today - DAY), 10)
        actor = self.office("coordinator")
        with writing(actor) as uow:
            plan_id = rotas.draft_plan(uow, days)
        with reading() as uow:
            plan = rota.solver_input(uow, plan_id)
        made = rotas.make_rota(plan, seconds=SOLVING, seed=1, watch=lambda _report: True)
        with writing(actor) as uow:
            rotas.store_solution(uow, plan_id, made.duties, result=made.result)
        with writing(actor) as uow:
            rotas.publish_plan(uow, plan_id)

    def punch(self, day: date) -> None:
        """Everybody of the day's rota clocks in and out, nearly on time; a few forget the exit."""
        with reading() as uow:
            shifts = [s for s in rota.shifts(uow, Days(day, day + DAY)) if s.start_at < self.now]
        acts: list[tuple[datetime, int, bool]] = []
        for shift in shifts:
            came = shift.start_at - timedelta(minutes=self.chance.randrange(5))
            acts.append((came, shift.member_id, True))
            if self.chance.random() > 0.01:
                left = shift.end_at + timedelta(minutes=self.chance.randrange(5))
                acts.append((left, shift.member_id, False))
        with writing() as uow:
            for instant, member_id, comes in sorted(acts):
                if instant < self.now:
                    self.clock.set(instant)
                    (rotas.clock_in if comes else rotas.clock_out)(uow, member_id)

    def finish_orders(self, day: date) -> None:
        """What is due on a day is made on it, with a little scrap."""
        if day >= self.today:
            return
        with reading() as uow:
            due = [o for o in production.orders(uow, state="released")[0] if o.due_on == day]
        self.at(day, 22)
        coordinator = self.office("coordinator")
        for order in due:
            scrap = order.quantity // 50_000 * 1000
            with writing(coordinator) as uow:
                orders.finish_order(uow, order.id, good=order.quantity - scrap, scrap=scrap)

    def confirm(self, start: date, end: date) -> None:
        """The coordinator confirms the hours of some days."""
        self.at(end, 18)
        with writing(self.office("coordinator")) as uow:
            rotas.confirm_hours(uow, Days(start, end))

    def propose(self, month: date) -> Proposal:
        """The treasurer writes the pot and freezes a split."""
        treasurer = self.office("treasurer")
        with writing(treasurer) as uow:
            period_id = payroll.open_period(uow, Month(month.year, month.month))
            for n, (kind, text, minor) in enumerate(POT):
                amount = Money(minor + (month.month * 7919 + n * 104_729) % 20_000_000)
                payroll.add_source(uow, period_id, Source(kind, uow.today(), text, amount))
        with writing(treasurer) as uow:
            split_id = payroll.freeze(uow, period_id, pay_rules.mixed(50))
        with reading() as uow:
            return pay.get_split(uow, split_id).proposal

    def call_earlier_assembly(self) -> None:
        """The assembly that is to vote the split of the month before."""
        self.at(self.proposed + DAY, 10)
        moved = ("payroll.split", self.propose(self.issued))
        text = ("assembly.text", {"title": "Comedor", "text": self.data["resolution"]})
        with writing(self.office("secretary")) as uow:
            treasurer = people.holders(uow, "treasurer", uow.today())[0].id
            day = uow.today() + sitting.NOTICE
            motions = [(treasurer, moved), (treasurer, self.delegate(uow, day)), (treasurer, text)]
            self.meeting_id = sitting.convene(uow, motions, day=day)
            assemblies.note_sent(
                uow, self.meeting_id, what="notice", sent_on=uow.today(), how=self.data["sent_by"]
            )

    def delegate(self, uow: UnitOfWork, day: date) -> sitting.Moved:
        """Somebody without an office goes to the federation."""
        found = dict(self.data["delegate"])
        who = people.roll(uow, uow.today())[11]
        found["until"] = (day + found.pop("days") * DAY).isoformat()
        member = {"id": who.id, "number": who.number, "name": who.name}
        return "assembly.delegation", {"member": member, "since": None, **found}

    def hold_earlier_assembly(self) -> None:
        """It carries; the payslips are issued and paid, and the coordinator gives out what follows."""
        sitting.hold(
            self.clock,
            self.meeting_id,
            present=lambda roll: roll[:29],
            against=3,
            abstained=2,
            said=self.data["said"].strip(),
        )
        with writing(self.office("secretary")) as uow:
            assemblies.note_sent(
                uow, self.meeting_id, what="minutes", sent_on=uow.today(), how=self.data["sent_by"]
            )
        with writing(self.office("coordinator")) as uow:
            decision = assembly.register(uow)[0]
            roll = people.roll(uow, uow.today())
            for n, (what, days, done) in enumerate(self.data["tasks"]):
                task_id = assemblies.give_task(
                    uow,
                    decision.id,
                    what=what,
                    member_id=roll[n + 7].id,
                    due_on=uow.today() + days * DAY,
                )
                if done:
                    assemblies.note_step(uow, task_id, way="done", text=done)
        with reading() as uow:
            period = pay.find_period(uow, Month(self.issued.year, self.issued.month))
        assert period is not None
        treasurer = self.office("treasurer")
        with writing(treasurer) as uow:
            payroll.issue(uow, period.id)
        with writing(treasurer) as uow:
            payroll.pay(uow, period.id, day=uow.today(), way="bank")

    def call_assembly_of_today(self) -> None:
        """The assembly called for this very hour: the split is moved, and an admission."""
        self.at(self.today - NOTICE, 11)
        moved = ("payroll.split", self.propose(self.proposed))
        hour = self.now.astimezone(BUENOS_AIRES).hour
        with writing(self.office("secretary")) as uow:
            treasurer = people.holders(uow, "treasurer", uow.today())[0].id
            who = people.candidates(uow)[0]
            named = {"id": who.id, "number": who.number, "name": who.name}
            admission = ("people.admission", {"candidates": [named], "trial": False})
            motions = [(treasurer, moved), (treasurer, admission)]
            self.meeting_id = sitting.convene(uow, motions, day=self.today, hour=hour)

    def assembly_of_today(self) -> None:
        """Half of its people are in."""
        hour = self.now.astimezone(BUENOS_AIRES).hour
        self.clock.set(wall_time(self.today, hour * 60, BUENOS_AIRES))
        with writing(self.office("secretary")) as uow:
            roll = [m.id for m in people.roll(uow, uow.today())]
            for member_id in roll[: len(roll) // 2]:
                assemblies.check_in(uow, self.meeting_id, member_id)


def _month_before(first: date) -> date:
    return (first - DAY).replace(day=1)


def _month_after(first: date) -> date:
    return (first + 31 * DAY).replace(day=1)


def fill(app: Flask, now: datetime | None = None) -> tuple[Account, ...]:
    """Fill an empty database with the sample.

    Args:
        app: on an empty database with the schema.
        now: the instant that everything is relative to; the computer's when absent.

    Returns:
        Whom one can sign in as.
    """
    maker = Sample(app, now or SystemClock().now())
    before = app.extensions.get("coop_clock")
    app.extensions["coop_clock"] = maker.clock
    try:
        with app.app_context():
            return maker.make()
    finally:
        app.extensions["coop_clock"] = before or SystemClock()
