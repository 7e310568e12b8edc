"""Shift kinds, fixed posts, who works what, and the rules with their sources."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries, rules, usecases
from coop.rota.forms import WEEKDAYS, AllowedForm, KindForm, PostForm
from coop.rota.views.base import bp, places, trail
from coop.store import UnitOfWork, reading
from coop.web import Column, _, current, form_page, listing, submit
from coop.web.forms import minute_of

KINDS = (N_("Shifts"), "rota.list_kinds")
POSTS = (N_("Fixed posts"), "rota.list_posts")
ALLOWED = (N_("Who works which shifts"), "rota.list_allowed")


@bp.page("/turnos", access="rota:rule:list")
def list_kinds() -> ResponseReturnValue:
    """Every shift kind, also those that ended."""
    with reading(current.actor) as uow:
        rows = queries.kinds(uow, also_ended=True)
    return listing(
        "rota/list_kinds.html",
        rows,
        [
            Column("code", N_("Letter"), link=lambda k: url_for("rota.show_kind", kind_id=k.id)),
            Column("name", N_("Name")),
            Column("begins", N_("From")),
            Column("until", N_("To")),
            Column("minutes", N_("Hours"), "minutes", value=lambda k: k.shift.end - k.shift.start),
            Column("takes_orders", N_("Work of orders"), "bool"),
            Column("solidarity", N_("Solidarity shift"), "bool"),
            Column("ended_on", N_("Ended on"), "day"),
        ],
        title=N_("Shifts"),
        name="turnos",
        empty=N_("There are no shifts yet. Add morning, afternoon and night, or whatever you work."),
        trail=trail(),
    )


@bp.form("/turnos/nuevo", access="rota:setting:write")
def add_kind() -> ResponseReturnValue:
    """Add a shift kind."""

    def add(uow: UnitOfWork, form: KindForm) -> int:
        start, end = minute_of(form.start.data), minute_of(form.end.data)
        return usecases.add_kind(
            uow,
            form.code.data,
            name=form.name.data,
            start=start,
            end=end if end > start else end + 1440,
            takes_orders=form.takes_orders.data,
            solidarity=form.solidarity.data,
        )

    return form_page(
        KindForm(),
        "rota/form.html",
        title=N_("Add a shift"),
        action=add,
        done=lambda _key: url_for("rota.list_kinds"),
        said=N_("Shift added."),
        back=url_for("rota.list_kinds"),
        hint=None,
        trail=trail(KINDS),
    )


@bp.page("/turnos/<int:kind_id>", access="rota:rule:list")
def show_kind(kind_id: int) -> ResponseReturnValue:
    """A shift kind and the fixed posts on it."""
    with reading(current.actor) as uow:
        kind = queries.get_kind(uow, kind_id)
        rows = [p for p in queries.posts(uow) if p.kind_id == kind_id]
    return listing(
        "rota/show_kind.html",
        rows,
        [
            Column("name", N_("Post"), link=lambda p: url_for("rota.show_post", post_id=p.id)),
            Column("people", N_("How many people"), "int", value=lambda p: p.rule.people),
        ],
        title=Sentence("%(code)s · %(name)s", {"code": kind.code, "name": kind.name}),
        name=f"turno-{kind.code}",
        empty=N_("No fixed post is filled on this shift."),
        kind=kind,
        minutes=kind.shift.end - kind.shift.start,
        trail=trail(KINDS),
    )


@bp.button("/turnos/<int:kind_id>/terminar", access="rota:setting:write")
def end_kind(kind_id: int) -> ResponseReturnValue:
    """Plan a shift kind no more."""
    return submit(
        lambda uow: usecases.end_kind(uow, kind_id),
        done=lambda _none: url_for("rota.list_kinds"),
        said=N_("That shift is planned no more. What is published stays."),
    )


@bp.button("/turnos/<int:kind_id>/pedidos/<int:takes>", access="rota:setting:write")
def set_takes_orders(kind_id: int, takes: int) -> ResponseReturnValue:
    """Say whether the work of orders is done on a shift."""
    return submit(
        lambda uow: usecases.set_takes_orders(uow, kind_id, takes_orders=bool(takes)),
        done=lambda _none: url_for("rota.show_kind", kind_id=kind_id),
        said=N_("Changed."),
    )


@bp.page("/puestos", access="rota:rule:list")
def list_posts() -> ResponseReturnValue:
    """Fixed posts."""
    with reading(current.actor) as uow:
        rows, where = queries.posts(uow), places(uow)
    return listing(
        "rota/list_posts.html",
        rows,
        [
            Column("name", N_("Post"), link=lambda p: url_for("rota.show_post", post_id=p.id)),
            Column("kind", N_("Shift"), value=lambda p: p.rule.kind),
            Column("days", N_("Days"), value=lambda p: _days(p)),
            Column("people", N_("How many people"), "int", value=lambda p: p.rule.people),
            Column("sector", N_("Sector"), value=lambda p: where.sectors.get(p.rule.sector_id or 0, "")),
            Column("skill", N_("Skill"), value=lambda p: where.skills.get(p.rule.skill_id or 0, "")),
            Column("guard", N_("Guard"), "bool", value=lambda p: p.rule.guard),
            Column("hard", N_("Hard post"), "bool", value=lambda p: p.rule.hard),
        ],
        title=N_("Fixed posts"),
        name="puestos",
        empty=N_("There are no fixed posts yet. Add the gate, the office, whatever is filled every week."),
        trail=trail(),
    )


def _days(post: queries.Post) -> list[Sentence]:
    return [Sentence(WEEKDAYS[n]) for n in sorted(post.rule.weekdays)]


@bp.form("/puestos/nuevo", access="rota:setting:write")
def add_post() -> ResponseReturnValue:
    """Add a fixed post."""
    with reading(current.actor) as uow:
        kinds = [(k.id, f"{k.code} · {k.name}") for k in queries.kinds(uow)]
        sectors = [(s.id, s.name) for s in people.sectors(uow)]
        skills = [(s.id, s.name) for s in people.skills(uow)]
        today = uow.today()

    def add(uow: UnitOfWork, form: PostForm) -> int:
        return usecases.add_post(
            uow,
            form.name.data,
            kind_id=form.kind.data,
            weekdays=form.weekdays.data,
            people_needed=form.people_needed.data,
            since=form.since.data,
            sector_id=int(form.sector.data) if form.sector.data else None,
            skill_id=int(form.skill.data) if form.skill.data else None,
            on_holidays=form.on_holidays.data,
            guard=form.guard.data,
            hard=form.hard.data,
        )

    return form_page(
        PostForm(kinds, sectors, skills, data={"weekdays": range(5), "people_needed": 1, "since": today}),
        "rota/form.html",
        title=N_("Add a fixed post"),
        action=add,
        done=lambda _key: url_for("rota.list_posts"),
        said=N_("Post added."),
        back=url_for("rota.list_posts"),
        hint=None,
        trail=trail(POSTS),
    )


@bp.page("/puestos/<int:post_id>", access="rota:rule:list")
def show_post(post_id: int) -> ResponseReturnValue:
    """A fixed post and who could fill it."""
    with reading(current.actor) as uow:
        post, where = queries.get_post(uow, post_id), places(uow)
        everybody = people.workforce(uow, uow.today())
        skills = people.skills_of(uow, [m.id for m in everybody])
        ended = post.rule.until is not None and post.rule.until <= uow.today()
    rows = [
        m
        for m in everybody
        if post.rule.sector_id in (None, m.sector_id)
        and (post.rule.skill_id is None or post.rule.skill_id in skills[m.id])
    ]
    return listing(
        "rota/show_post.html",
        rows,
        [Column("number", N_("No."), value=lambda m: str(m.number)), Column("name", N_("Name"))],
        title=Sentence("%(name)s", {"name": post.name}),
        name=f"puesto-{post_id}",
        empty=N_("Nobody has the skill or belongs to the sector. Teach somebody, or change the post."),
        post=post,
        days=_days(post),
        sector=where.sectors.get(post.rule.sector_id or 0) or _("Anybody"),
        skill=where.skills.get(post.rule.skill_id or 0) or _("Anybody"),
        ended=ended,
        trail=trail(POSTS),
    )


@bp.button("/puestos/<int:post_id>/pesado/<int:hard>", access="rota:setting:write")
def set_hard(post_id: int, hard: int) -> ResponseReturnValue:
    """Say whether turns at a post are shared out evenly."""
    return submit(
        lambda uow: usecases.set_hard(uow, post_id, hard=bool(hard)),
        done=lambda _none: url_for("rota.show_post", post_id=post_id),
        said=N_("Changed."),
    )


@bp.button("/puestos/<int:post_id>/terminar", access="rota:setting:write")
def end_post(post_id: int) -> ResponseReturnValue:
    """Fill a post no more."""
    return submit(
        lambda uow: usecases.end_post(uow, post_id),
        done=lambda _none: url_for("rota.list_posts"),
        said=N_("That post is filled no more. Plans that exist keep it."),
    )


@bp.page("/quien-trabaja-que", access="rota:rule:list")
def list_allowed() -> ResponseReturnValue:
    """Which kinds of shift each member may be planned on."""
    with reading(current.actor) as uow:
        rows, allowed = people.workforce(uow, uow.today()), queries.allowed_kinds(uow)
    may = current.may("rota:setting:write")
    return listing(
        "rota/list_allowed.html",
        rows,
        [
            Column("number", N_("No."), value=lambda m: str(m.number)),
            Column(
                "name",
                N_("Name"),
                link=(lambda m: url_for("rota.set_allowed", member_id=m.id)) if may else None,
            ),
            Column(
                "kinds",
                N_("Shifts"),
                value=lambda m: ", ".join(sorted(allowed[m.id])) if m.id in allowed else Sentence(N_("all")),
            ),
        ],
        title=N_("Who works which shifts"),
        name="quien-trabaja-que",
        empty=N_("Nobody is on the roll yet."),
        trail=trail(),
    )


@bp.form("/quien-trabaja-que/<int:member_id>", access="rota:setting:write")
def set_allowed(member_id: int) -> ResponseReturnValue:
    """Say which kinds of shift a member may be planned on."""
    with reading(current.actor) as uow:
        member = people.get_member(uow, member_id)
        kinds = queries.kinds(uow)
        now = queries.allowed_kinds(uow).get(member_id, frozenset())
    form = AllowedForm(
        [(k.id, f"{k.code} · {k.name}") for k in kinds],
        data={"kinds": [k.id for k in kinds if k.code in now]},
    )
    return form_page(
        form,
        "rota/form.html",
        title=Sentence(N_("Shifts of %(name)s"), {"name": member.name}),
        action=lambda uow, form: usecases.set_allowed(uow, member_id, form.kinds.data),
        done=lambda _none: url_for("rota.list_allowed"),
        said=N_("Changed. It holds for the next plan."),
        back=url_for("rota.list_allowed"),
        hint=None,
        trail=trail(ALLOWED),
    )


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as the page shows it."""

    title: Sentence
    value: Sentence
    strict: Sentence | None
    law: Sentence
    source: Sentence
    since: object
    decision: str | None


def _strictness(found: queries.RuleInForce) -> Sentence | None:
    if not found.rule.strict:
        return None
    if found.rule.warns:
        return Sentence(N_("said and marked"))
    return Sentence(N_("never broken") if found.weight is None else N_("kept where possible"))


@bp.page("/reglas", access="rota:rule:list")
def list_rules() -> ResponseReturnValue:
    """Every rule of the rota: its value, the law, and the decision that set it."""
    with reading(current.actor) as uow:
        found = queries.rules_in_force(uow, uow.today())
    rows = [
        RuleLine(
            Sentence(r.rule.title),
            rules.said_value(r.rule, r.value),
            _strictness(r),
            rules.said_value(r.rule, r.rule.law),
            Sentence(r.rule.source),
            r.since,
            r.decision,
        )
        for r in found
    ]
    return listing(
        "rota/list_rules.html",
        rows,
        [
            Column("title", N_("Rule")),
            Column("value", N_("Today")),
            Column("strict", N_("How strictly")),
            Column("law", N_("The law of employees")),
            Column("source", N_("Where it stands")),
            Column("decision", N_("Decision"), value=lambda r: r.decision or Sentence(N_("the law alone"))),
            Column("since", N_("Since"), "day"),
        ],
        title=N_("Rules of the rota"),
        name="reglas",
        empty=N_("There are no rules."),
        trail=trail(),
    )
