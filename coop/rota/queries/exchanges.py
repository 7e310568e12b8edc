"""Reading what members propose to each other, what is free to take, and what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, select

from coop.kernel.ranges import Days, monday_of
from coop.rota import rules
from coop.rota.queries import setting
from coop.rota.queries.gaps import open_shifts
from coop.rota.queries.plans import get_plan, judge, plan_duties, turns, workers
from coop.rota.queries.shifts import shifts
from coop.rota.rules import (
    Burden,
    Checker,
    Duty,
    Move,
    Obstacle,
    Opening,
    Place,
    Substitute,
    Worker,
    exchange,
)
from coop.rota.tables import AskedRow, ExchangeRow, PlanRow
from coop.store import UnitOfWork

DAY = timedelta(days=1)
LOOK_AHEAD = 63
"""So many days from today openings are looked for."""


@dataclass(frozen=True, slots=True)
class Around:
    """Everything that is needed to judge changes on some days.

    Attributes:
        duties: everybody's shifts in force, from some weeks before to some after.
    """

    checker: Checker
    workers: Mapping[int, Worker]
    duties: Mapping[int, Sequence[Duty]]

    def obstacle(self, moves: Iterable[Move]) -> Obstacle | None:
        """What speaks against some moves made together; None when nothing does."""
        return rules.first_obstacle(self.checker, self.workers, self.duties, moves)

    def duty(self, member_id: int, day: date) -> Duty | None:
        """Somebody's shift in force on a day."""
        return next((d for d in self.duties.get(member_id, ()) if d.day == day), None)

    def has(self, duty: Duty) -> bool:
        """Whether a shift is in force exactly so."""
        return duty in self.duties.get(duty.member_id, ())

    def is_there(self, member_id: int, day: date) -> bool:
        """Whether somebody is on the roll on a day and not written down as away."""
        worker = self.workers.get(member_id)
        return worker is not None and not worker.away(day)

    def keeper(self, found: Exchange) -> int | None:
        """Whose shift somebody else offers although she is not away (any more); None when nobody's."""
        giver = found.from_id
        return giver if giver and giver != found.by and self.is_there(giver, found.opening.day) else None

    def begins(self, opening: Opening) -> datetime:
        """The instant at which a shift begins."""
        return rules.start_of(self.checker, opening.of(0))


def around(
    uow: UnitOfWork, days: Iterable[date], *, only: int | None = None, with_wishes: bool = True
) -> Around:
    """What is needed to judge changes on some days, for everybody or one member."""
    judged = rules.reach(days)
    own: dict[int, list[Duty]] = defaultdict(list)
    for shift in shifts(uow, Days(judged.start - exchange.BEFORE, judged.end), member_id=only):
        own[shift.member_id].append(shift.duty)
    who = workers(uow, judged, with_wishes=with_wishes)
    return Around(judge(uow, judged), {w.member_id: w for w in who}, own)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A shift of the published rota that nobody has, still to come.

    Attributes:
        missing: people, > 0.
        begins: the instant.
    """

    opening: Opening
    missing: int
    begins: datetime


def vacancies(uow: UnitOfWork, days: Days | None = None) -> tuple[Vacancy, ...]:
    """What nobody works yet in some days, or in all weeks to come, by its start."""
    today = uow.today()
    days = days or Days(today, today + timedelta(days=LOOK_AHEAD))
    seen, found = judge(uow, days), []
    for one in open_shifts(uow, days):
        opening = Opening(one.day, one.kind.code, one.at)
        begins = rules.start_of(seen, opening.of(0))
        if begins > uow.now():
            found.append(Vacancy(opening, one.missing, begins))
    return tuple(sorted(found, key=lambda v: (v.begins, v.opening.kind, v.opening.place.post_id or 0)))


def find_vacancy(uow: UnitOfWork, opening: Opening) -> Vacancy | None:
    """A shift that nobody has; None when it is filled, over, or never was."""
    found = vacancies(uow, Days(opening.day, opening.day + DAY))
    return next((v for v in found if v.opening == opening), None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What somebody proposed, and what became of it.

    Attributes:
        kind: "swap", "give", or "fill" for a shift that nobody has.
        to_all: whether anybody may take it.
        by: who proposed it: the giver, the taker of a free shift, or the coordinator.
        from_id: whose shift it is; None when nobody has it.
        opening: the shift.
        back: the one given in return, of the one who is asked.
        asked: who is asked, with "yes", "no" or None.
        until: when it can be accepted at the latest, exclusive.
        begins_at: when the first of its shifts begins, until which it can be confirmed.
        state: open, agreed, accepted, refused, withdrawn, void, or expired.
    """

    id: int
    kind: str
    to_all: bool
    by: int
    from_id: int | None
    opening: Opening
    back: Opening | None
    asked: Mapping[int, str | None]
    made_at: datetime
    until: datetime
    begins_at: datetime
    state: str
    taken_by: int | None
    settled_at: datetime | None
    settled_by: int | None

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.state == "open"

    def asks(self, member_id: int) -> bool:
        """Whether a member's answer is waited for."""
        return self.is_open and member_id in self.asked and self.asked[member_id] is None

    def moves(self, taker: int) -> tuple[Move, ...]:
        """What changes when a member says yes."""
        if self.from_id is None:
            return rules.filling(self.opening, taker)
        mine = self.opening.of(self.from_id)
        return rules.swap(mine, self.back.of(taker)) if self.back else rules.handover(mine, taker)

    @property
    def given(self) -> tuple[Duty, ...]:
        """The shifts that must still be in force for it to come about."""
        found = [self.opening.of(self.from_id)] if self.from_id is not None else []
        if self.back is not None:
            found += [self.back.of(member) for member in self.asked]
        return tuple(found)


def get_exchange(uow: UnitOfWork, exchange_id: int) -> Exchange:
    """A proposal by key.

    Raises:
        NoSuchThing: there is none.
    """
    uow.get(ExchangeRow, exchange_id)
    return _exchanges(uow, ExchangeRow.id == exchange_id)[0]


def exchanges(uow: UnitOfWork) -> tuple[Exchange, ...]:
    """Everything that was ever proposed, the newest first."""
    return _exchanges(uow)


def live_exchanges(uow: UnitOfWork) -> tuple[Exchange, ...]:
    """What is open or waits for the coordinator, by the day of the shift."""
    found = _exchanges(uow, ExchangeRow.state.in_(("open", "agreed")))
    return tuple(sorted((e for e in found if e.state != "expired"), key=lambda e: (e.opening.day, e.id)))


def _exchanges(uow: UnitOfWork, *conditions: ColumnElement[bool]) -> tuple[Exchange, ...]:
    codes = {k.id: k.code for k in setting.kinds(uow, also_ended=True)}
    rows = list(uow.session.scalars(select(ExchangeRow).where(*conditions).order_by(ExchangeRow.id.desc())))
    asked: dict[int, dict[int, str | None]] = defaultdict(dict)
    ids = [r.id for r in rows]
    if ids:
        query = select(AskedRow).where(AskedRow.exchange_id.in_(ids)) if conditions else select(AskedRow)
        for one in uow.session.scalars(query.order_by(AskedRow.id)):
            asked[one.exchange_id][one.member_id] = one.answer
    now = uow.now()
    return tuple(
        Exchange(
            r.id,
            r.kind,
            r.to_all,
            r.by,
            r.from_id,
            Opening(r.day, codes[r.kind_id], Place(r.sector_id, r.skill_id, r.post_id)),
            Opening(
                r.back_day,
                codes[r.back_kind_id],
                Place(r.back_sector_id, r.back_skill_id, r.back_post_id),
            )
            if r.back_day is not None and r.back_kind_id is not None
            else None,
            asked[r.id],
            r.made_at,
            r.until,
            r.begins_at,
            "expired" if _end(r) <= now else r.state,
            r.taken_by,
            r.settled_at,
            r.settled_by,
        )
        for r in rows
    )


def _end(row: ExchangeRow) -> datetime:
    """When a row that nobody settles comes to nothing; never once it is settled."""
    ends = {"open": row.until, "agreed": row.begins_at}
    return ends.get(row.state, datetime.max.replace(tzinfo=UTC))


def versions_of(uow: UnitOfWork, exchange_id: int) -> tuple[int, ...]:
    """The versions of the rota by which an agreement took effect."""
    rows = uow.session.scalars(select(PlanRow.version).where(PlanRow.exchange_id == exchange_id))
    return tuple(sorted(v for v in rows if v is not None))


def is_current(uow: UnitOfWork, found: Exchange) -> bool:
    """Whether the rota in force still has what a proposal is about."""
    if found.from_id is None:
        return find_vacancy(uow, found.opening) is not None
    days = {d.day for d in found.given}
    there = {s.duty for day in days for s in shifts(uow, Days(day, day + DAY))}
    return there.issuperset(found.given)


def undone_by(uow: UnitOfWork, plan_id: int) -> tuple[Exchange, ...]:
    """The agreements in force that a draft does not have, so that publishing it would undo them."""
    plan, duties = get_plan(uow, plan_id), set(plan_duties(uow, plan_id))
    in_force = {s.duty for s in shifts(uow, plan.days)}
    found = []
    for one in _exchanges(uow, ExchangeRow.state == "accepted"):
        moves = one.moves(one.taken_by) if one.taken_by is not None else ()
        taken = {m.takes for m in moves if m.takes is not None} & in_force
        if taken - duties:
            found.append(one)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class SwapChoice:
    """Somebody else's shift that could be had for one's own.

    Attributes:
        obstacle: what speaks against it, for oneself or the other.
    """

    duty: Duty
    obstacle: Obstacle | None


def swap_choices(uow: UnitOfWork, member_id: int, day: date, days: Days) -> tuple[SwapChoice, ...]:
    """The shifts of others in some days that could be had for one's own of a day; possible ones first."""
    known = around(uow, [day, days.start, days.last])
    mine = known.duty(member_id, day)
    if mine is None:
        return ()
    now, found = uow.now(), []
    own: dict[Opening, Obstacle | None] = {}
    for other, duties in sorted(known.duties.items()):
        for duty in duties:
            opening = rules.opening_of(duty)
            if other == member_id or duty.day not in days or opening == rules.opening_of(mine):
                continue
            if rules.last_call(known.checker, [mine, duty]) <= now:
                continue
            mine_moves, other_moves = rules.swap(mine, duty)
            if opening not in own:
                own[opening] = known.obstacle([mine_moves])
            found.append(SwapChoice(duty, own[opening] or known.obstacle([other_moves])))
    return tuple(sorted(found, key=lambda c: (c.obstacle is not None, c.duty.day, c.duty.kind)))


def substitutes_for(
    uow: UnitOfWork, opening: Opening, *, without: Iterable[int] = (), with_wishes: bool = True
) -> tuple[Substitute, ...]:
    """Everybody who could take a shift, in the order in which it is fair to ask.

    Args:
        uow: the unit of work.
        opening: the shift.
        without: whom not to ask about, such as whose shift it is.
        with_wishes: False tells nothing of who said that she cannot.
    """
    known = around(uow, [opening.day], with_wishes=with_wishes)
    left_out = frozenset(without)
    who = [w for w in known.workers.values() if w.member_id not in left_out]
    counted = turns(uow, Days(opening.day, opening.day + DAY), who)
    week = Days(monday_of(opening.day), monday_of(opening.day) + timedelta(days=7))
    minutes: dict[int, int] = defaultdict(int)
    for shift in shifts(uow, week):
        minutes[shift.member_id] += shift.minutes
    burdens = {
        w.member_id: Burden(minutes[w.member_id], counted[w.member_id].nights, counted[w.member_id].weekends)
        for w in who
    }
    return rules.substitutes(known.checker, who, known.duties, opening, burdens=burdens)
