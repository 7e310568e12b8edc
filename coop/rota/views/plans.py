"""Plans: making a draft, letting it be worked out, looking at it, publishing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.documents import queries as archive
from coop.kernel.ranges import weeks_days
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import papers, queries, rules, usecases
from coop.rota.forms import EFFORTS, PlanForm, PublishForm
from coop.rota.views.base import (
    PLANS,
    Places,
    asked_weeks,
    bp,
    change_lines,
    places,
    plan_title,
    sees_wishes,
    trail,
)
from coop.rota.views.needs import balance_rows
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, jobs, listing, page, submit

SHOWN = 8
"""Gaps and breaches on the page of a plan; all of them stand in their lists."""


def plan_url(plan_id: int) -> str:
    """The page of a plan."""
    return url_for("rota.show_plan", plan_id=plan_id)


@bp.page("/planes", access="rota:week:list")
def list_plans() -> ResponseReturnValue:
    """Drafts and published versions."""
    with reading(current.actor) as uow:
        rows, names = queries.plans(uow), people.names(uow)
    return listing(
        "rota/list_plans.html",
        rows,
        [
            Column("first", N_("First day"), "day", link=lambda p: plan_url(p.id)),
            Column("last", N_("Last day"), "day"),
            Column("state", N_("State"), value=lambda p: Sentence(plan_title(p))),
            Column("version", N_("Version"), "int"),
            Column("wanted", N_("Shifts wanted"), "int"),
            Column("placed", N_("Shifts placed"), "int"),
            Column("published_at", N_("Published"), "instant"),
            Column("published_by", N_("By"), value=lambda p: names.get(p.published_by or 0, "")),
        ],
        title=N_("Plans"),
        name="planes",
        empty=N_("There is no plan yet. Set up shifts and posts, then make the first rota."),
        trail=trail(),
    )


@bp.form("/planes/nuevo", access="rota:plan:write")
def add_plan() -> ResponseReturnValue:
    """Begin a plan and let the computer work it out."""
    with reading(current.actor) as uow:
        start, weeks = asked_weeks(uow)

    def make(uow: UnitOfWork, form: PlanForm) -> tuple[int, int]:
        plan_id = usecases.draft_plan(uow, weeks_days(form.start.data, form.weeks.data))
        return plan_id, usecases.ask_solution(uow, plan_id, seconds=int(form.effort.data))

    return form_page(
        PlanForm(data={"start": start, "weeks": weeks, "effort": next(iter(EFFORTS))}),
        "rota/add_plan.html",
        title=N_("Make a rota"),
        action=make,
        done=lambda made: url_for("web.job", job_id=made[1], next=plan_url(made[0])),
        said=N_("The computer works the rota out. You can leave this page."),
        trail=trail(PLANS),
        needs=url_for("rota.show_needs", desde=start.isoformat(), semanas=weeks),
    )


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap as shown: what is missing and why."""

    number: int
    day: Any
    shift: str
    place: str
    missing: int
    why: Sentence | None


def gap_lines(uow: UnitOfWork, plan_id: int, *, reasons: int) -> list[GapLine]:
    """The gaps of a plan in words; the first ones with the reason."""
    needs = {(n.day, n.kind, n.place): i for i, n in enumerate(queries.plan_needs(uow, plan_id))}
    where: Places = places(uow)
    names = {k.code: k.name for k in queries.kinds(uow, also_ended=True)}
    found = []
    for n, gap in enumerate(queries.verdict(uow, plan_id).gaps):
        need = gap.need
        able = queries.candidates_for(uow, plan_id, need, with_wishes=sees_wishes()) if n < reasons else None
        why = None if able is None else rules.why_open(able)
        found.append(
            GapLine(
                needs[need.day, need.kind, need.place],
                need.day,
                names[need.kind],
                where.name(need.place),
                gap.missing,
                why,
            )
        )
    return found


@bp.page("/planes/<int:plan_id>", access="rota:week:list")
def show_plan(plan_id: int) -> ResponseReturnValue:
    """A plan: needs against people, what is not covered and why, what breaks a rule."""
    with reading(current.actor) as uow:
        plan = queries.get_plan(uow, plan_id)
        verdict = queries.verdict(uow, plan_id, with_wishes=sees_wishes())
        job = jobs.get_job(uow, plan.job_id) if plan.job_id else None
        names = people.names(uow)
        context: dict[str, Any] = {
            "plan": plan,
            "job": job if job and not job.is_over else None,
            "broken": job if job and _came_to_nothing(plan, job) else None,
            "verdict": verdict,
            "wishes": queries.wishes_of_plan(uow, plan_id),
            "balance": balance_rows(uow, queries.plan_needs(uow, plan_id), plan.days),
            "gaps": gap_lines(uow, plan_id, reasons=SHOWN)[:SHOWN] if plan.placed else [],
            "breaches": [(names[v.member_id], v) for v in verdict.violations[:SHOWN]],
            "made_by": names.get(plan.made_by or 0),
            "published_by": names.get(plan.published_by or 0),
            "open": plan.days.start > uow.today(),
            "copyable": plan.days.last > uow.today(),
            "efforts": EFFORTS,
            "paper": archive.find_paper(uow, papers.WALL, str(plan_id)),
        }
    return page("rota/show_plan.html", title=plan_title(plan), trail=trail(PLANS), **context)


def _came_to_nothing(plan: queries.PlanView, job: jobs.JobView) -> bool:
    """Whether the last search left nothing: it failed, or was stopped before it had begun."""
    return plan.is_draft and (job.state == "failed" or (job.state == "stopped" and plan.result is None))


@bp.button("/planes/<int:plan_id>/resolver/<int:seconds>", access="rota:plan:write")
def solve_plan(plan_id: int, seconds: int) -> ResponseReturnValue:
    """Let the computer work a draft out (again)."""

    def ask(uow: UnitOfWork) -> int:
        tried = (queries.get_plan(uow, plan_id).result or {}).get("seed", -1)
        return usecases.ask_solution(uow, plan_id, seconds=seconds, seed=tried + 1)

    return submit(
        ask,
        done=lambda job_id: url_for("web.job", job_id=job_id, next=plan_url(plan_id)),
        said=N_("The computer works the rota out. You can leave this page."),
    )


@bp.form("/planes/<int:plan_id>/publicar", access="rota:plan:write")
def publish_plan(plan_id: int) -> ResponseReturnValue:
    """Ask before publishing: what is not covered, which rules give way, what happens then."""
    with reading(current.actor) as uow:
        plan, verdict, names = (
            queries.get_plan(uow, plan_id),
            queries.verdict(uow, plan_id),
            people.names(uow),
        )
        late = queries.find_late(uow, plan_id) if plan.is_draft else None
        lines = change_lines(uow, late.changes) if late else []
        context: dict[str, Any] = {
            "plan": plan,
            "verdict": verdict,
            "gaps": gap_lines(uow, plan_id, reasons=SHOWN)[:SHOWN],
            "breaches": [(names[v.member_id], v) for v in verdict.violations[:SHOWN]],
            "told": len(queries.concerned(uow, plan_id)),
            "undone": queries.undone_by(uow, plan_id) if plan.is_draft else (),
            "late": late,
            "late_lines": [(names[c.member_id], c) for c in lines],
            "late_days": len(late.days) if late else 0,
        }

    return form_page(
        PublishForm(),
        "rota/publish_plan.html",
        title=N_("Publish this rota?"),
        action=lambda uow, _form: usecases.publish_plan(uow, plan_id),
        done=lambda published: url_for("web.job", job_id=published.job_id, next=plan_url(plan_id)),
        said=lambda published: Sentence(
            N_("Published as version %(version)s. Whoever it concerns is told. The print is being made."),
            {"version": published.version},
        ),
        trail=trail(PLANS, plan=plan),
        back=plan_url(plan_id),
        **context,
    )


@bp.button("/planes/<int:plan_id>/copiar", access="rota:plan:write")
def copy_plan(plan_id: int) -> ResponseReturnValue:
    """Begin a draft that changes a published rota."""
    return submit(
        lambda uow: usecases.copy_plan(uow, plan_id),
        done=plan_url,
        said=N_("This is a draft of a new version, from tomorrow on. Change it and publish it."),
    )


@bp.button("/planes/<int:plan_id>/descartar", access="rota:plan:write")
def discard_plan(plan_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    return submit(
        lambda uow: usecases.discard_draft(uow, plan_id),
        done=lambda _none: url_for("rota.list_plans"),
        said=N_("The draft is thrown away."),
    )


@bp.page("/planes/<int:plan_id>/faltantes", access="rota:week:list")
def list_gaps(plan_id: int) -> ResponseReturnValue:
    """Everything that a plan does not cover."""
    with reading(current.actor) as uow:
        plan = queries.get_plan(uow, plan_id)
        rows = gap_lines(uow, plan_id, reasons=SHOWN)
    return listing(
        "rota/list_gaps.html",
        rows,
        [
            Column(
                "day",
                N_("Day"),
                "day",
                link=lambda g: url_for("rota.fill_gap", plan_id=plan_id, number=g.number),
            ),
            Column("shift", N_("Shift")),
            Column("place", N_("Place")),
            Column("missing", N_("People missing"), "int"),
            Column("why", N_("Why")),
        ],
        title=N_("Shifts that nobody covers"),
        name=f"faltantes-{plan_id}",
        empty=N_("Every shift of this plan is covered."),
        trail=trail(PLANS, plan=plan),
    )


@bp.page("/planes/<int:plan_id>/infracciones", access="rota:week:list")
def list_breaches(plan_id: int) -> ResponseReturnValue:
    """Everything in a plan that breaks a rule, as the independent checker counts it."""
    with reading(current.actor) as uow:
        plan, names = queries.get_plan(uow, plan_id), people.names(uow)
        rows = queries.verdict(uow, plan_id, with_wishes=sees_wishes()).violations
    return listing(
        "rota/list_breaches.html",
        rows,
        [
            Column("member", N_("Member"), value=lambda v: names[v.member_id]),
            Column("day", N_("Day"), "day"),
            Column("sentence", N_("What")),
            Column("hard", N_("May never be broken"), "bool"),
        ],
        title=N_("Broken rules"),
        name=f"infracciones-{plan_id}",
        empty=N_("This plan breaks no rule."),
        trail=trail(PLANS, plan=plan),
    )
