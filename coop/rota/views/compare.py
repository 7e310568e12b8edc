"""Two plans side by side."""

from __future__ import annotations

from collections.abc import Callable

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.sentences import N_
from coop.people import queries as people
from coop.rota import queries
from coop.rota.queries import Comparison, PlanView, Side
from coop.rota.rules.compare import Line, Load, Spread
from coop.rota.views.base import PLANS, bp, plan_title, trail
from coop.store import reading
from coop.web import Column, _, current, listing
from coop.web.language import day, hours, number
from coop.web.listing import Kind


def chosen(plans: tuple[PlanView, ...]) -> tuple[int | None, int | None]:
    """The two plans of the address line; else the newest whole rota and the newest other on its days."""
    known = {p.id: p for p in plans}
    one = request.args.get("uno", type=int)
    other = request.args.get("otro", type=int)
    whole = [p for p in plans if p.exchange_id is None]
    first = known.get(one or 0) or (whole[0] if whole else None)
    if first is None:
        return None, None
    if other not in known:
        near = (p for p in whole if p.id != first.id and p.days.meets(first.days))
        other = next((p.id for p in near), None)
    return first.id, other


@bp.page("/planes/comparar", access="rota:week:list")
def compare_plans() -> ResponseReturnValue:
    """Cover, cost, fairness and everybody's hours of two plans."""
    with reading(current.actor) as uow:
        plans, names = queries.plans(uow), people.names(uow)
        one, other = chosen(plans)
        found = queries.compare(uow, one, other) if one and other else None

    def pair(title: str, key: str, value: Callable[[Load], int], kind: Kind = "int") -> list[Column]:
        return [
            Column(f"{key}_one", f"{_(title)} (A)", kind, value=lambda line: value(line.one)),
            Column(f"{key}_other", f"{_(title)} (B)", kind, value=lambda line: value(line.other)),
        ]

    lines: tuple[Line, ...] = found.lines if found else ()
    return listing(
        "rota/compare_plans.html",
        lines,
        [
            Column("member", N_("Member"), value=lambda line: names[line.member_id]),
            *pair(N_("Hours"), "minutes", lambda load: load.minutes, "minutes"),
            *pair(N_("Nights"), "nights", lambda load: load.nights),
            *pair(N_("Weekends"), "weekends", lambda load: load.weekends),
            Column("changed", N_("Days that differ"), "int"),
        ],
        title=N_("Two rotas side by side"),
        name=f"comparacion-{one or 0}-{other or 0}",
        empty=N_("There is no second rota with a day in common. Choose two that share days."),
        trail=trail(PLANS),
        plans=[(p.id, _label(p)) for p in plans],
        one=one,
        other=other,
        found=found,
        figures=_figures(found) if found else [],
        a=url_for("rota.show_plan", plan_id=one) if one else None,
        b=url_for("rota.show_plan", plan_id=other) if other else None,
    )


def _label(plan: PlanView) -> str:
    days = f"{day(plan.first)} – {day(plan.last)}"
    state = _("version %(version)s", version=plan.version) if plan.version else _("draft")
    return f"{days}, {state}" if plan.exchange_id is None else f"{days}, {state}: {_(plan_title(plan))}"


def _figures(found: Comparison) -> list[tuple[str, str, str]]:
    """What is said of both plans: title, then A and B."""

    def span(spread: Spread, said: Callable[[int], str] = number) -> str:
        return _("from %(least)s to %(most)s", least=said(spread.least), most=said(spread.most))

    ways: tuple[tuple[str, Callable[[Side], str]], ...] = (
        (_("Shifts wanted"), lambda s: number(s.wanted)),
        (_("Shifts not covered"), lambda s: number(s.missing)),
        (_("Broken rules"), lambda s: number(s.hard)),
        (_("Rules that are kept where possible, broken"), lambda s: number(s.soft)),
        (_("Cost (less is better)"), lambda s: number(s.cost)),
        (_("Nights of one person"), lambda s: span(s.nights)),
        (_("Weekends of one person"), lambda s: span(s.weekends)),
        (_("Hours of one person"), lambda s: span(s.minutes, hours)),
    )
    return [(title, said(found.one), said(found.other)) for title, said in ways]
