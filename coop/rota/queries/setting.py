"""Reading what a rota is made from: shift kinds, fixed posts, rules, who may work what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from coop.kernel.ranges import Days
from coop.records import queries as records
from coop.rota import rules
from coop.rota.rules import FixedPost, Profile, RuleValue, ShiftKind
from coop.rota.tables import AllowedRow, KindRow, PostRow, RuleRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of shift.

    Attributes:
        shift: code, name and hours on the wall.
        takes_orders: whether the work of orders is planned on it.
        solidarity: whether it is worked for another workplace or the neighbourhood.
        ended_on: first day on which it is not planned any more.
    """

    id: int
    shift: ShiftKind
    takes_orders: bool
    solidarity: bool
    ended_on: date | None

    @property
    def code(self) -> str:
        """One or two letters."""
        return self.shift.code

    @property
    def name(self) -> str:
        """What people call it."""
        return self.shift.name

    @property
    def begins(self) -> str:
        """`06:00`."""
        return wall(self.shift.start)

    @property
    def until(self) -> str:
        """`14:00`; of a night, the hour of the next day."""
        return wall(self.shift.end)


def wall(minute: int) -> str:
    """A minute since midnight as the clock shows it."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def kinds(uow: UnitOfWork, *, also_ended: bool = False) -> tuple[Kind, ...]:
    """Shift kinds in use, by their start; with `also_ended` also those that are not any more."""
    rows = uow.session.scalars(select(KindRow).order_by(KindRow.start_minute, KindRow.id))
    today = uow.today()
    return tuple(_kind(r) for r in rows if also_ended or r.ended_on is None or r.ended_on > today)


def get_kind(uow: UnitOfWork, kind_id: int) -> Kind:
    """A kind by key.

    Raises:
        NoSuchThing: there is none.
    """
    return _kind(uow.get(KindRow, kind_id))


def _kind(row: KindRow) -> Kind:
    shift = ShiftKind(row.code, row.name, row.start_minute, row.end_minute)
    return Kind(row.id, shift, row.takes_orders, row.solidarity, row.ended_on)


@dataclass(frozen=True, slots=True)
class Post:
    """A fixed post with its name; `rule` says when it is filled and by whom."""

    id: int
    name: str
    kind_id: int
    rule: FixedPost


def posts(uow: UnitOfWork, *, also_ended: bool = False) -> tuple[Post, ...]:
    """Fixed posts in use, by name."""
    codes = {k.id: k.code for k in kinds(uow, also_ended=True)}
    rows = uow.session.scalars(select(PostRow).order_by(PostRow.name, PostRow.id))
    today = uow.today()
    return tuple(
        Post(
            r.id,
            r.name,
            r.kind_id,
            FixedPost(
                post_id=r.id,
                kind=codes[r.kind_id],
                sector_id=r.sector_id,
                skill_id=r.skill_id,
                weekdays=frozenset(n for n in range(7) if r.weekdays >> n & 1),
                people=r.people,
                on_holidays=r.on_holidays,
                since=r.since,
                until=r.until,
                guard=r.guard,
                hard=r.hard,
            ),
        )
        for r in rows
        if also_ended or r.until is None or r.until > today
    )


def get_post(uow: UnitOfWork, post_id: int) -> Post:
    """A post by key.

    Raises:
        NoSuchThing: there is none.
    """
    uow.get(PostRow, post_id)
    return next(p for p in posts(uow, also_ended=True) if p.id == post_id)


def allowed_kinds(uow: UnitOfWork) -> dict[int, frozenset[str]]:
    """Codes of the shift kinds that a member may be planned on; who is missing may work all."""
    codes = {k.id: k.code for k in kinds(uow, also_ended=True)}
    found: dict[int, set[str]] = {}
    for row in uow.session.scalars(select(AllowedRow)):
        found.setdefault(row.member_id, set()).add(codes[row.kind_id])
    return {member: frozenset(allowed) for member, allowed in found.items()}


def profile(uow: UnitOfWork) -> Profile:
    """The rules through time."""
    rows = list(uow.session.scalars(select(RuleRow).order_by(RuleRow.id)))
    numbers = {d.id: d.number for d in records.decisions(uow)} if rows else {}
    return Profile(tuple(RuleValue(r.code, r.value, r.weight, r.since, numbers[r.decision_id]) for r in rows))


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule as it stands on a day.

    Attributes:
        decision: number of the decision that set it; None while the law alone holds.
    """

    rule: rules.Rule
    value: int | None
    weight: int | None
    since: date | None
    decision: str | None


def rules_in_force(uow: UnitOfWork, day: date) -> tuple[RuleInForce, ...]:
    """Every rule with the value that holds on a day, and the decision that set it."""
    known = profile(uow)
    found = []
    for rule in rules.RULES.values():
        limit, voted = known.limit(rule.code, day), known.setter(rule.code, day)
        found.append(
            RuleInForce(
                rule,
                limit.value,
                limit.weight,
                voted.since if voted else None,
                voted.decision if voted else None,
            )
        )
    return tuple(found)


def fixed_needs(uow: UnitOfWork, days: Days, holidays: frozenset[date]) -> tuple[rules.Need, ...]:
    """What the fixed posts need in some days."""
    return rules.post_needs([p.rule for p in posts(uow, also_ended=True)], days, holidays)
