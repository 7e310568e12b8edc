"""Making a plan: a draft with its needs, the solver's answer, hand edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from coop.kernel.errors import N_, Sentence
from coop.kernel.ranges import Days, check_days
from coop.rota import queries, rules
from coop.rota.rules import Duty, Need, Place, errors
from coop.rota.tables import DutyRow, KindRow, NeedRow, PlanRow
from coop.store import UnitOfWork
from coop.web import jobs

SOLVE = "rota.solve"
"""Code of the job kind."""

LONGEST = 92
"""Days of the longest plan."""

LEAST_SECONDS, MOST_SECONDS = 2, 600


def draft_plan(uow: UnitOfWork, days: Days) -> int:
    """Begin a plan: a draft that freezes what is needed in some days.

    Returns:
        Its key.

    Raises:
        DaysTooLong: no day, or more than LONGEST.
        DaysOver: the days are over, or the first one has begun.
        NoKinds: there is no shift kind yet.
        NothingNeeded: neither posts nor orders need anybody.
        NoSuchYear: a day is absurd.
    """
    check_days(days.start, days.end)
    if not 1 <= len(days) <= LONGEST:
        raise errors.DaysTooLong(most=LONGEST)
    if days.start <= uow.today():
        raise errors.DaysOver()
    if not queries.kinds(uow):
        raise errors.NoKinds()
    needs = queries.demand(uow, days)
    if not needs:
        raise errors.NothingNeeded()
    return _new_plan(uow, days, needs)


def _new_plan(uow: UnitOfWork, days: Days, needs: Iterable[Need]) -> int:
    plan = PlanRow(
        start_on=days.start,
        end_on=days.end,
        state="draft",
        version=None,
        job_id=None,
        result=None,
        made_at=uow.now(),
        made_by=uow.actor.member_id,
        published_at=None,
        published_by=None,
        entry_seq=None,
    )
    plan_id = uow.add(plan).id
    kinds = _kind_ids(uow)
    rows = [
        {
            "plan_id": plan_id,
            "day": need.day,
            "kind_id": kinds[need.kind],
            "people": need.people,
            **need.place._asdict(),
        }
        for need in needs
    ]
    if rows:
        uow.session.execute(insert(NeedRow), rows)
    return plan_id


def _kind_ids(uow: UnitOfWork) -> dict[str, int]:
    return {code: key for code, key in uow.session.execute(select(KindRow.code, KindRow.id))}


def ask_solution(uow: UnitOfWork, plan_id: int, *, seconds: int, seed: int = 0) -> int:
    """Let the solver work a draft out, as long work; what the draft held before is replaced.

    Args:
        uow: the unit of work.
        plan_id: the draft.
        seconds: how long it may think.
        seed: another number gives another rota of equal right.

    Returns:
        Key of the job.

    Raises:
        NotADraft: it is published.
        StillSolving: it is being worked out already.
    """
    row = draft_row(uow, plan_id)
    seconds = min(max(seconds, LEAST_SECONDS), MOST_SECONDS)
    row.job_id = jobs.enqueue(uow, SOLVE, {"plan_id": plan_id, "seconds": seconds, "seed": seed})
    uow.session.flush()
    return row.job_id


def store_solution(
    uow: UnitOfWork, plan_id: int, duties: Sequence[Duty], *, result: Mapping[str, Any]
) -> None:
    """Put the solver's shifts into a draft, in place of those it held.

    Raises:
        NotADraft: it was published meanwhile.
    """
    row = uow.get(PlanRow, plan_id)
    if row.state != "draft":
        raise errors.NotADraft()
    uow.session.execute(delete(DutyRow).where(DutyRow.plan_id == plan_id))
    _insert_duties(uow, plan_id, duties)
    row.result = dict(result)
    uow.session.flush()


def _insert_duties(uow: UnitOfWork, plan_id: int, duties: Iterable[Duty]) -> None:
    kinds, shifts = _kind_ids(uow), {k.code: k.shift for k in queries.kinds(uow, also_ended=True)}
    rows = []
    for duty in duties:
        kind = shifts[duty.kind]
        span = rules.span_of(duty.day, kind, uow.zone)
        weekday = duty.day.weekday()
        rows.append(
            {
                "plan_id": plan_id,
                "member_id": duty.member_id,
                "day": duty.day,
                "kind_id": kinds[duty.kind],
                "start_at": span.start,
                "end_at": span.end,
                "minutes": span.minutes,
                "night": rules.is_night(duty.day, kind, uow.zone),
                "weekend_on": duty.day - timedelta(days=weekday - 5) if weekday >= 5 else None,
                **duty.place._asdict(),
            }
        )
    if rows:
        uow.session.execute(insert(DutyRow), rows)


def draft_row(uow: UnitOfWork, plan_id: int) -> PlanRow:
    """The row of a draft that may be changed now.

    Raises:
        NotADraft, StillSolving: it is published, or being worked out.
    """
    row = uow.get(PlanRow, plan_id)
    if row.state != "draft":
        raise errors.NotADraft()
    if queries.is_solving(uow, queries.get_plan(uow, plan_id)):
        raise errors.StillSolving()
    return row


def set_duty(
    uow: UnitOfWork, plan_id: int, member_id: int, day: date, *, kind: str | None, place: Place | None = None
) -> None:
    """Change one member's day in a draft by hand.

    Args:
        uow: the unit of work.
        plan_id: the draft.
        member_id: whose day.
        day: of the plan.
        kind: code of the shift; None makes the day free.
        place: what she is there for; one of the needs of that day and shift.

    Raises:
        NotADraft, StillSolving: it cannot be changed (now).
        OutsidePlan: the day is not in it.
        NotNeededThere: nothing like it is needed.
        RuleBroken: a hard rule would be broken; says which and how.
    """
    row = draft_row(uow, plan_id)
    days = Days(row.start_on, row.end_on)
    if day not in days:
        raise errors.OutsidePlan(day=day)
    old = next(
        (d for d in queries.plan_duties(uow, plan_id) if (d.member_id, d.day) == (member_id, day)), None
    )
    new = None
    if kind is not None:
        wanted = {(n.kind, n.place) for n in queries.plan_needs(uow, plan_id) if n.day == day}
        if place is None or (kind, place) not in wanted:
            raise errors.NotNeededThere()
        new = Duty(member_id, day, kind, place)
        breach = find_breach(uow, plan_id, new, instead_of=old)
        if breach is not None:
            raise errors.RuleBroken(breach)
    uow.session.execute(
        delete(DutyRow).where(DutyRow.plan_id == plan_id, DutyRow.member_id == member_id, DutyRow.day == day)
    )
    if new is not None:
        _insert_duties(uow, plan_id, [new])


def find_breach(uow: UnitOfWork, plan_id: int, duty: Duty, *, instead_of: Duty | None) -> Sentence | None:
    """What speaks against one more shift in a plan, in words; None when nothing does."""
    plan = queries.get_plan(uow, plan_id)
    worker = next((w for w in queries.workers(uow, plan.days) if w.member_id == duty.member_id), None)
    if worker is None:
        return Sentence(N_("Is not on the roll."))
    checker, outside = queries.judged_around(uow, plan.days)
    own = [d for d in (*outside, *queries.plan_duties(uow, plan_id)) if d.member_id == duty.member_id]
    breach = rules.breach_of(checker, worker, own, duty, instead_of=instead_of)
    return breach.sentence if breach else None


def discard_draft(uow: UnitOfWork, plan_id: int) -> None:
    """Throw a draft away.

    Raises:
        NotADraft, StillSolving: it is published, or being worked out.
    """
    row = draft_row(uow, plan_id)
    for table in (DutyRow, NeedRow):
        uow.session.execute(delete(table).where(table.plan_id == plan_id))
    uow.session.delete(row)
    uow.session.flush()


def copy_plan(uow: UnitOfWork, plan_id: int) -> int:
    """Begin a draft with the needs and shifts of another plan, from tomorrow on.

    Of a published plan the rota in force is copied, so that what members agreed since stays.

    Returns:
        Key of the draft.

    Raises:
        DaysOver: the plan has no day that is still to come.
    """
    old = queries.get_plan(uow, plan_id)
    start = max(old.days.start, uow.today() + timedelta(days=1))
    if start >= old.days.end:
        raise errors.DaysOver()
    days = Days(start, old.days.end)
    if old.is_draft:
        needs, duties = queries.plan_needs(uow, plan_id), queries.plan_duties(uow, plan_id)
    else:
        needs = queries.needs_in_force(uow, days)
        duties = tuple(s.duty for s in queries.shifts(uow, days))
    return draft_with(uow, days, needs=needs, duties=duties)


def draft_with(uow: UnitOfWork, days: Days, *, needs: Iterable[Need], duties: Iterable[Duty]) -> int:
    """Begin a draft of some days with given needs and shifts; those of other days are left out.

    Returns:
        Its key.
    """
    new_id = _new_plan(uow, days, [n for n in needs if n.day in days])
    _insert_duties(uow, new_id, [d for d in duties if d.day in days])
    return new_id


def next_version(uow: UnitOfWork) -> int:
    """The number of the next publication."""
    return 1 + int(uow.session.scalar(select(func.max(PlanRow.version))) or 0)
