"""Motions: the list, moving one, its page with what it changes for the reader."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, rules, usecases
from coop.assembly.registry import get_kind, kinds
from coop.assembly.views.base import MARKS, STATES, bp
from coop.kernel.errors import N_, Sentence
from coop.people import queries as people
from coop.records import queries as book
from coop.store import reading
from coop.web import Column, current, form_page, listing, page, submit
from coop.web.rules import NotAllowed

COLUMNS = (
    Column("id", N_("No."), "int", link=lambda m: url_for("assembly.show_motion", motion_id=m.id)),
    Column("name", N_("Motion")),
    Column("matter", N_("Matter"), value=lambda m: Sentence(rules.MATTERS[m.matter])),
    Column("proposed_at", N_("Moved"), "instant"),
    Column("state", N_("State"), value=lambda m: Sentence(STATES[m.state])),
)


@bp.page("/mociones", access="assembly:motion:list")
def list_motions() -> ResponseReturnValue:
    """Every motion."""
    with reading() as uow:
        rows = queries.motions(uow)
    return listing(
        "assembly/list_motions.html",
        rows,
        COLUMNS,
        title=N_("Motions"),
        name="mociones",
        empty=N_("Nothing has been moved yet. Every member can move a motion."),
    )


@bp.page("/mociones/nueva", access="assembly:motion:move")
def choose_kind() -> ResponseReturnValue:
    """What can be moved."""
    with reading() as uow:
        statute = queries.get_statute(uow, uow.today())
    needs = {matter: statute.majority_sentence(matter) for matter in rules.MATTERS}
    open_to_me = [k for k in kinds() if k.permission is None or current.may(k.permission)]
    return page("assembly/choose_kind.html", title=N_("Move a motion"), kinds=open_to_me, needs=needs)


@bp.form("/mociones/nueva/<code>", access="assembly:motion:move")
def move(code: str) -> ResponseReturnValue:
    """Move a motion of a kind."""
    kind = get_kind(code)
    if kind.permission is not None and not current.may(kind.permission):
        raise NotAllowed(who="")
    if code == "assembly.statute_value" and "valor" not in request.args:
        return redirect(url_for("assembly.show_statute"), 303)
    return form_page(
        kind.form(),
        "assembly/move.html",
        title=kind.title,
        action=lambda uow, form: usecases.propose(uow, code, kind.propose(uow, form)),
        done=lambda motion_id: url_for("assembly.show_motion", motion_id=motion_id),
        said=N_("The motion is moved. It waits until it is put on an agenda."),
        matter=rules.MATTERS[kind.matter],
        needs_registration=kind.needs_registration,
    )


@bp.page("/mociones/<int:motion_id>", access="assembly:motion:list")
def show_motion(motion_id: int) -> ResponseReturnValue:
    """A motion, what it changes for the reader, and its result."""
    with reading() as uow:
        motion = queries.get_motion(uow, motion_id)
        statute = queries.get_statute(uow, uow.today())
        names = people.names(uow)
        result = queries.find_result(uow, motion_id)
        decision = book.get_decision(uow, result.decision_id) if result and result.decision_id else None
        about = queries.about(uow, motion)
        mine = queries.effect_on(uow, motion, current.member_id) if current.member_id is not None else None
    return page(
        "assembly/show_motion.html",
        title=motion.title,
        motion=motion,
        state=Sentence(STATES[motion.state]),
        marks=MARKS,
        matter=rules.MATTERS[motion.matter],
        rule=statute.majority_sentence(motion.matter),
        mover=names.get(motion.proposed_by) if motion.proposed_by is not None else None,
        mine=mine,
        about=about,
        is_mine=motion.proposed_by == current.member_id,
        result=result,
        tellers=[names[t] for t in result.teller_ids] if result else [],
        decision=decision,
        decision_state=Sentence(STATES[decision.state]) if decision else None,
    )


@bp.button("/mociones/<int:motion_id>/retirar", access="assembly:motion:move")
def withdraw(motion_id: int) -> ResponseReturnValue:
    """Take one's motion back."""
    return submit(
        lambda uow: usecases.withdraw(uow, motion_id),
        done=lambda _none: url_for("assembly.show_motion", motion_id=motion_id),
        said=N_("The motion is withdrawn."),
    )
