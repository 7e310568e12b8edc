"""Why a shift is as it is, and why a gap cannot be closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.ranges import monday_of
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries, usecases
from coop.rota.rules import RULES, Need, Profile, said_value
from coop.rota.views.base import PLANS, Places, bp, day_of, places, sees_wishes, trail
from coop.store import reading
from coop.web import Column, current, listing, page, submit
from coop.web.language import day as said_day
from coop.web.language import long_day

NAMED = 8
"""People called by name in one sentence; of more, only how many."""


@bp.page("/planes/<int:plan_id>/por-que/<int:member_id>/<day>", access="rota:week:list")
def show_why(plan_id: int, member_id: int, day: str) -> ResponseReturnValue:
    """Why a member has a shift; who else could take it and what that would change."""
    of_day = day_of(day)
    with reading(current.actor) as uow:
        plan, names = queries.get_plan(uow, plan_id), people.names(uow)
        found = queries.why(uow, plan_id, member_id, of_day, with_wishes=sees_wishes())
        where = places(uow).name(found.duty.place)
        kind = next(k for k in queries.kinds(uow, also_ended=True) if k.code == found.duty.kind)
    return listing(
        "rota/show_why.html",
        found.others,
        [
            Column("member", N_("Member"), value=lambda o: names[o.member_id]),
            Column("can", N_("Can do it"), "bool", value=lambda o: o.effect is not None),
            Column("open", N_("Gaps more"), value=lambda o: _signed(o.effect and o.effect.lacking)),
            Column("cost", N_("Cost more"), value=lambda o: _signed(o.effect and o.effect.cost)),
            Column("shifts", N_("Shifts in this plan"), "int"),
            Column("nights", N_("Nights in this plan"), "int"),
            Column("reason", N_("What speaks against it")),
        ],
        title=Sentence("%(name)s, %(day)s", {"name": names[member_id], "day": long_day(of_day)}),
        name=f"por-que-{plan_id}-{member_id}-{of_day}",
        empty=N_("There is nobody else: whoever has the skill and sector is there already. Teach somebody."),
        trail=trail(PLANS, plan=plan),
        why=found,
        shift=f"{kind.name}, {where}" if where else kind.name,
        lacking=_signed(found.free.lacking),
        cost=_signed(found.free.cost),
        back=url_for("rota.plan_table", plan_id=plan_id, desde=monday_of(of_day).isoformat()),
    )


def _signed(number: int | None) -> str:
    """`+3`, `−2`, `0`; nothing where there is no number."""
    return "" if number is None else f"{number:+d}".replace("-", "−") if number else "0"


@bp.button("/planes/<int:plan_id>/faltantes/<int:number>/contradiccion", access="rota:plan:write")
def ask_conflict(plan_id: int, number: int) -> ResponseReturnValue:
    """Look for the smallest contradiction that keeps a gap open."""
    return submit(
        lambda uow: usecases.ask_conflict(uow, plan_id, number),
        done=_follow,
        said=N_("The computer looks for what contradicts what. You can leave this page."),
    )


def _follow(job_id: int) -> str:
    return url_for("web.job", job_id=job_id, next=url_for("rota.show_conflict", job_id=job_id))


@bp.page("/contradicciones/<int:job_id>", access="rota:week:list")
def show_conflict(job_id: int) -> ResponseReturnValue:
    """The smallest set of needs, rules and absences that cannot all be had."""
    with reading(current.actor) as uow:
        found = usecases.get_conflict(uow, job_id, with_wishes=sees_wishes())
        if found is None:
            return redirect(_follow(job_id), 303)
        names, where = people.names(uow), places(uow)
        kinds = {k.code: k.name for k in queries.kinds(uow, also_ended=True)}
        profile = queries.profile(uow)

    return page(
        "rota/show_conflict.html",
        title=N_("Why can this not be covered?"),
        trail=trail(PLANS),
        found=found,
        asked=_need(found.need, kinds, where),
        reasons=list(_reasons(found, names, kinds, where, profile)),
        back=url_for("rota.list_gaps", plan_id=found.plan_id),
    )


def _reasons(
    found: usecases.Explained,
    names: dict[int, str],
    kinds: dict[str, str],
    where: Places,
    profile: Profile,
) -> Iterator[Sentence]:
    for need, able in found.needs:
        facts = {"need": _need(need, kinds, where), "able": able}
        yield Sentence(N_("%(need)s. Who works there and on that shift: %(able)s."), facts)
    for code, members in found.rules:
        rule, limit = RULES[code], profile.limit(code, found.need.day)
        facts = {
            "rule": Sentence(rule.title),
            "value": said_value(rule, limit.value),
            "who": _who(members, names),
        }
        yield Sentence(N_("%(rule)s: %(value)s. It holds back: %(who)s."), facts)
    for member, days in found.away:
        facts = {"name": names[member], "days": ", ".join(said_day(d) for d in days)}
        yield Sentence(N_("%(name)s is away, or cannot, on %(days)s."), facts)
    if found.unnamed:
        yield Sentence(N_("People who said that they cannot: %(count)s."), {"count": found.unnamed})


def _need(need: Need, kinds: dict[str, str], where: Places) -> Sentence:
    facts = {
        "day": long_day(need.day),
        "shift": kinds[need.kind],
        "place": where.name(need.place) or Sentence(N_("any place")),
        "people": need.people,
    }
    return Sentence(N_("%(day)s, %(shift)s, %(place)s: people wanted %(people)s"), facts)


def _who(members: Iterable[int], names: dict[int, str]) -> object:
    found = sorted(names[m] for m in members)
    return (
        ", ".join(found) if len(found) <= NAMED else Sentence(N_("%(count)s people"), {"count": len(found)})
    )
