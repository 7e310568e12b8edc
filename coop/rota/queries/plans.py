"""Reading plans: drafts and published versions, their needs, shifts, gaps and breaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.production import queries as production
from coop.rota import rules
from coop.rota.queries import said, setting
from coop.rota.queries.shifts import fairness, shifts
from coop.rota.rules import Checker, Duty, Gap, Need, Place, Violation, Worker
from coop.rota.rules.explain import Candidate, candidates
from coop.rota.solver.build import LOOK_BACK, Plan
from coop.rota.solver.task import AFTER
from coop.rota.tables import DutyRow, NeedRow, PlanRow
from coop.store import UnitOfWork
from coop.web import jobs

YEAR = 365


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan in a list.

    Attributes:
        state: draft or published.
        version: number of the publication; None for a draft.
        job_id: of the solver; once published, of the print for the wall.
        wanted, placed: people times shifts.
        result: what the solver said: seconds, cost, seed, proved, stopped; None before.
        exchange_id: the agreement of members that made this version; None of a whole rota.
    """

    id: int
    days: Days
    state: str
    version: int | None
    job_id: int | None
    wanted: int
    placed: int
    result: dict[str, Any] | None
    made_at: datetime
    made_by: int | None
    published_at: datetime | None
    published_by: int | None
    exchange_id: int | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state == "draft"

    @property
    def first(self) -> date:
        """First day."""
        return self.days.start

    @property
    def last(self) -> date:
        """Last day."""
        return self.days.last


def plans(uow: UnitOfWork) -> tuple[PlanView, ...]:
    """Every plan, the newest first."""
    wanted = _sums(uow, select(NeedRow.plan_id, func.sum(NeedRow.people)).group_by(NeedRow.plan_id))
    placed = _sums(uow, select(DutyRow.plan_id, func.count(DutyRow.id)).group_by(DutyRow.plan_id))
    rows = uow.session.scalars(select(PlanRow).order_by(PlanRow.id.desc()))
    return tuple(_view(r, wanted.get(r.id, 0), placed.get(r.id, 0)) for r in rows)


def get_plan(uow: UnitOfWork, plan_id: int) -> PlanView:
    """A plan by key.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(PlanRow, plan_id)
    wanted = uow.session.scalar(select(func.sum(NeedRow.people)).where(NeedRow.plan_id == plan_id))
    placed = uow.session.scalar(select(func.count(DutyRow.id)).where(DutyRow.plan_id == plan_id))
    return _view(row, int(wanted or 0), int(placed or 0))


def _sums(uow: UnitOfWork, query: Any) -> dict[int, int]:
    return {key: int(total or 0) for key, total in uow.session.execute(query)}


def _view(row: PlanRow, wanted: int, placed: int) -> PlanView:
    return PlanView(
        row.id,
        Days(row.start_on, row.end_on),
        row.state,
        row.version,
        row.job_id,
        wanted,
        placed,
        row.result,
        row.made_at,
        row.made_by,
        row.published_at,
        row.published_by,
        row.exchange_id,
    )


def is_solving(uow: UnitOfWork, plan: PlanView) -> bool:
    """Whether a solver is at work on a draft."""
    return plan.is_draft and plan.job_id is not None and not jobs.get_job(uow, plan.job_id).is_over


def plan_duties(uow: UnitOfWork, plan_id: int) -> tuple[Duty, ...]:
    """The shifts of a plan, by day and member."""
    codes = _codes(uow)
    rows = uow.session.scalars(
        select(DutyRow).where(DutyRow.plan_id == plan_id).order_by(DutyRow.day, DutyRow.member_id)
    )
    return tuple(
        Duty(r.member_id, r.day, codes[r.kind_id], Place(r.sector_id, r.skill_id, r.post_id)) for r in rows
    )


def plan_needs(uow: UnitOfWork, plan_id: int) -> tuple[Need, ...]:
    """The needs of a plan, by day."""
    codes = _codes(uow)
    rows = uow.session.scalars(
        select(NeedRow).where(NeedRow.plan_id == plan_id).order_by(NeedRow.day, NeedRow.id)
    )
    return tuple(
        Need(r.day, codes[r.kind_id], Place(r.sector_id, r.skill_id, r.post_id), r.people) for r in rows
    )


def _codes(uow: UnitOfWork) -> dict[int, str]:
    return {k.id: k.code for k in setting.kinds(uow, also_ended=True)}


def demand(uow: UnitOfWork, days: Days) -> tuple[Need, ...]:
    """Who is needed in some days: by the fixed posts, and by production's orders.

    Raises:
        NoOrderKind: there is work from orders and no shift kind takes it.
    """
    work = [(d.day, d.skill_id, d.minutes) for d in production.labour_demand(uow, days) if d.minutes > 0]
    takers = [(k.code, k.shift.end - k.shift.start) for k in setting.kinds(uow) if k.takes_orders]
    if work and not takers:
        raise rules.errors.NoOrderKind()
    fixed = setting.fixed_needs(uow, days, people.holidays(uow, days))
    return (*fixed, *rules.order_needs(work, takers, days=days))


def workers(
    uow: UnitOfWork, days: Days, *, said_before: datetime | None = None, with_wishes: bool = True
) -> tuple[Worker, ...]:
    """Everybody who works on one of some days, as the rules see them, by number.

    Args:
        uow: the unit of work.
        days: which days.
        said_before: wishes given later are left out; None = all count.
        with_wishes: False leaves them all out, for readers who may not see those of others.
    """
    known = {m.id: m for day in (days.start, days.last) for m in people.workforce(uow, day)}
    skills = people.skills_of(uow, known)
    allowed = setting.allowed_kinds(uow)
    wishes = said.wishes_by_member(uow, days, said_before=said_before) if with_wishes else {}
    away: dict[int, list[Days]] = {}
    for absence in people.absences(uow, days):
        away.setdefault(absence.member_id, []).append(absence.days)
    found = []
    for member in sorted(known.values(), key=lambda m: m.number):
        first = min((d for d in (member.trial_on, member.joined_on) if d), default=date.max)
        found.append(
            Worker(
                member_id=member.id,
                sector_id=member.sector_id,
                skills=skills[member.id],
                absences=tuple(away.get(member.id, ())),
                kinds=allowed.get(member.id),
                birth_on=member.birth_on,
                roll=Days(first, member.left_on or date.max),
                wishes=wishes.get(member.id, ()),
            )
        )
    return tuple(found)


def history(uow: UnitOfWork, days: Days) -> tuple[Duty, ...]:
    """The published shifts before some days that rest, weeks and streaks still look at."""
    before = Days(days.start - timedelta(days=LOOK_BACK), days.start)
    return tuple(s.duty for s in shifts(uow, before))


def judged_around(uow: UnitOfWork, days: Days) -> tuple[Checker, tuple[Duty, ...]]:
    """What a plan of some days is judged with.

    Returns:
        The checker of its days and those behind them that rest, weeks and streaks still reach, and
        the shifts in force before and behind it.
    """
    behind = Days(days.end, days.end + timedelta(days=AFTER))
    outside = (*history(uow, days), *(s.duty for s in shifts(uow, behind)))
    return judge(uow, Days(days.start, behind.end)), outside


def turns(uow: UnitOfWork, days: Days, members: Sequence[Worker]) -> dict[int, rules.Account]:
    """Nights and weekends of the year before some days; who came later gets the average of the rest."""
    year = Days(days.start - timedelta(days=YEAR), days.start)
    present = {w.member_id: len(year) for w in members}
    for worker in members:
        if worker.roll is not None and worker.roll.start > year.start:
            present[worker.member_id] = max(0, (days.start - worker.roll.start).days)
    return rules.newcomers_share(fairness(uow, year), present, len(year))


def accounts(uow: UnitOfWork, days: Days, members: Sequence[Worker]) -> dict[int, rules.Account]:
    """The fairness accounts of the year before some days, in which the least burdened stand at zero."""
    return rules.even_accounts(turns(uow, days, members), [w.member_id for w in members])


def solver_input(uow: UnitOfWork, plan_id: int) -> Plan:
    """Everything that a solver needs to make a plan."""
    return solver_plan(uow, get_plan(uow, plan_id).days, plan_needs(uow, plan_id))


def solver_plan(uow: UnitOfWork, days: Days, needs: Sequence[Need]) -> Plan:
    """Everything that a solver needs to know of some days, with what is to be covered."""
    who = workers(uow, days)
    posts = setting.posts(uow, also_ended=True)
    return Plan(
        days=days,
        kinds=[k.shift for k in setting.kinds(uow, also_ended=True)],
        needs=needs,
        workers=who,
        profile=setting.profile(uow),
        zone=uow.zone,
        history=history(uow, days),
        accounts=accounts(uow, days, who),
        guards=frozenset(p.id for p in posts if p.rule.guard),
        hard=frozenset(p.id for p in posts if p.rule.hard),
        holidays=people.holidays(uow, days),
    )


def judge(uow: UnitOfWork, days: Days) -> Checker:
    """The checker of a period."""
    known = {k.code: k.shift for k in setting.kinds(uow, also_ended=True)}
    return Checker(known, setting.profile(uow), uow.zone, days)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A plan under the checker: what breaks a rule, and what is missing."""

    violations: tuple[Violation, ...]
    gaps: tuple[Gap, ...]

    @property
    def hard(self) -> tuple[Violation, ...]:
        """Breaches of rules that are never broken."""
        return tuple(v for v in self.violations if v.hard)

    @property
    def missing(self) -> int:
        """People times shifts that nobody covers."""
        return sum(g.missing for g in self.gaps)


def verdict(uow: UnitOfWork, plan_id: int, *, with_wishes: bool = True) -> Verdict:
    """Judge a plan with what lies before it, and a draft with what is in force behind it too.

    Args:
        uow: the unit of work.
        plan_id: which plan.
        with_wishes: False leaves out what members said they cannot.
    """
    plan, duties = get_plan(uow, plan_id), plan_duties(uow, plan_id)
    before = history(uow, plan.days)
    who = workers(uow, plan.days, said_before=plan.published_at, with_wishes=with_wishes)
    found = judge(uow, plan.days).violations([*before, *duties], who)
    if plan.is_draft:
        checker, outside = judged_around(uow, plan.days)
        in_force = [s.duty for s in shifts(uow, plan.days)]
        had = checker.violations([*outside, *in_force], who)
        found = rules.with_new(found, checker.violations([*outside, *duties], who), had)
    return Verdict(found, rules.gaps(duties, plan_needs(uow, plan_id)))


def candidates_for(
    uow: UnitOfWork, plan_id: int, need: Need, *, with_wishes: bool = True
) -> tuple[Candidate, ...]:
    """Everybody who could fill a need by skill and sector, each with what speaks against it."""
    plan = get_plan(uow, plan_id)
    checker, outside = judged_around(uow, plan.days)
    who = workers(uow, plan.days, with_wishes=with_wishes)
    return candidates(checker, who, [*outside, *plan_duties(uow, plan_id)], need)


def concerned(uow: UnitOfWork, plan_id: int) -> tuple[int, ...]:
    """Who gets other shifts by a plan than by the rota in force."""
    before = {s.duty for s in shifts(uow, get_plan(uow, plan_id).days)}
    return tuple(sorted({d.member_id for d in before ^ set(plan_duties(uow, plan_id))}))
