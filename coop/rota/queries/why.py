"""Reading why somebody has a shift: who else could, what it would cost, what a free day would leave open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coop.kernel.sentences import N_, Sentence
from coop.rota import rules
from coop.rota.queries.plans import candidates_for, get_plan, plan_duties, plan_needs, solver_plan
from coop.rota.rules import Candidate, Duty, Need
from coop.rota.rules.errors import NotOnThatDay
from coop.rota.solver.build import problem_of
from coop.rota.solver.task import placed, with_unasked
from coop.rota.solver.whatif import Effect, given_up, taken_over
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Instead:
    """Somebody else for a shift.

    Attributes:
        effect: what would change if she took it and gave up her own of that day; None when a rule forbids it.
        reason: what speaks against it, in words.
        shifts, nights: what she has in the plan.
    """

    member_id: int
    effect: Effect | None
    reason: Sentence | None
    shifts: int
    nights: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why somebody has a shift.

    Attributes:
        free: what would change if she were free that day.
        others: everybody else with the skill and sector, the cheapest first.
        sentences: the answer in words.
    """

    duty: Duty
    need: Need
    free: Effect
    others: tuple[Instead, ...]
    sentences: tuple[Sentence, ...]


def why(uow: UnitOfWork, plan_id: int, member_id: int, day: date, *, with_wishes: bool = True) -> Why:
    """Why a member has the shift of a day in a plan.

    Args:
        uow: the unit of work.
        plan_id: the plan.
        member_id: who has the shift.
        day: of the shift.
        with_wishes: False tells nothing of them, in reasons and costs alike.

    Raises:
        NoSuchThing: there is no such plan.
        NotOnThatDay: she has no shift then.
    """
    plan, duties, needs = get_plan(uow, plan_id), plan_duties(uow, plan_id), plan_needs(uow, plan_id)
    duty = next((d for d in duties if (d.member_id, d.day) == (member_id, day)), None)
    if duty is None:
        raise NotOnThatDay()
    full = solver_plan(uow, plan.days, with_unasked(needs, duties))
    if not with_wishes:
        full = replace(full, workers=[replace(w, wishes=()) for w in full.workers])
    problem, members = problem_of(full), [w.member_id for w in full.workers]
    if member_id not in members:
        raise NotOnThatDay()
    rosters = placed(problem, full.needs, members, duties)
    p, number = members.index(member_id), (day - plan.days.start).days
    need = next(n for n in full.needs if (n.day, n.kind, n.place) == (day, duty.kind, duty.place))
    there = sum((d.day, d.kind, d.place) == (day, duty.kind, duty.place) for d in duties)
    others = []
    for found in candidates_for(uow, plan_id, need, with_wishes=with_wishes):
        if found.member_id == member_id or _has(duties, found.member_id, duty):
            continue
        by = members.index(found.member_id)
        kinds = [problem.cells[n].kind for n in rosters[by] if n is not None]
        nights = sum(problem.slots[kind][number].night for kind in kinds)
        effect = None
        if found.obstacle in (None, "busy"):
            effect = taken_over(problem, rosters, p, number, by=by)
        others.append(Instead(found.member_id, effect, found.reason, len(kinds), nights))
    others.sort(key=lambda o: (o.effect is None, o.effect and (o.effect.lacking, o.effect.cost)))
    free = given_up(problem, rosters, p, number)
    return Why(duty, need, free, tuple(others), _said(need, there, free, others))


def _has(duties: Sequence[Duty], member_id: int, duty: Duty) -> bool:
    """Whether somebody works beside her, on the same shift and place."""
    return Duty(member_id, duty.day, duty.kind, duty.place) in duties


def _said(need: Need, there: int, free: Effect, others: Sequence[Instead]) -> tuple[Sentence, ...]:
    wanted = Sentence(
        N_("The shift needs %(people)s there and has %(there)s."), {"people": need.people, "there": there}
    )
    if free.lacking:
        wanted_then = Sentence(N_("A free day would leave it one short."))
    else:
        wanted_then = Sentence(N_("It would be covered without this person too."))
    able = [o for o in others if o.effect is not None and o.effect.lacking <= 0]
    if not others:
        last = Sentence(N_("Whoever else has the skill and sector is there already."))
    elif not able:
        reasons = [Candidate(o.member_id, "busy" if o.effect else "rule", o.reason) for o in others]
        last = rules.why_open(reasons)
    elif min(o.effect.cost for o in able if o.effect) >= 0:
        last = Sentence(
            N_("Who else could take it and leave no gap: %(count)s. None would make it fairer."),
            {"count": len(able)},
        )
    else:
        last = Sentence(
            N_("Who else could take it and leave no gap: %(count)s. The first below would be fairer."),
            {"count": len(able)},
        )
    return wanted, wanted_then, last
