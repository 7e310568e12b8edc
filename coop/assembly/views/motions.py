"""Motions: the list, moving one, its page with what it changes for the reader."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import secure_filename

from coop.assembly import queries, rules, usecases
from coop.assembly.forms.convening import PaperForm
from coop.assembly.registry import get_kind, kinds
from coop.assembly.views.after import after_of
from coop.assembly.views.base import MARKS, STATES, bp
from coop.kernel.errors import N_, Sentence
from coop.people import queries as people
from coop.records import queries as book
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing, page, submit
from coop.web.exports import file_answer
from coop.web.rules import NotAllowed

COLUMNS = (
    Column("id", N_("No."), "int", link=lambda m: url_for("assembly.show_motion", motion_id=m.id)),
    Column("name", N_("Motion")),
    Column("matter", N_("Matter"), value=lambda m: Sentence(rules.MATTERS[m.matter])),
    Column("proposed_at", N_("Moved"), "instant"),
    Column("state", N_("State"), value=lambda m: Sentence(STATES[m.state])),
)


STATUTE_VALUES = "assembly.statute_values"
WAYS = {"enmienda": "amendment", "alternativa": "alternative"}
"""Ways of another text by the word in the address."""


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
    data = None
    if code == STATUTE_VALUES:
        if "valor" not in request.args:
            return redirect(url_for("assembly.show_statute"), 303)
        with reading() as uow:
            data = queries.values_now(uow, request.args.getlist("valor"))
    return form_page(
        kind.form(data=data),
        "assembly/move.html",
        title=kind.title,
        action=lambda uow, form: usecases.propose(uow, code, kind.propose(uow, form)),
        done=lambda motion_id: url_for("assembly.show_motion", motion_id=motion_id),
        said=N_("The motion is moved. It waits until it is put on an agenda."),
        matter=rules.MATTERS[kind.matter],
        needs_registration=kind.needs_registration,
        item=None,
        button=N_("Move the motion"),
        back=url_for("assembly.choose_kind"),
    )


@bp.form("/puntos/<int:item_id>/<any(enmienda, alternativa):way>", access="assembly:motion:move")
def move_variant(item_id: int, way: str) -> ResponseReturnValue:
    """Move an amendment or an alternative for an item on an agenda."""
    with reading() as uow:
        item = queries.get_item(uow, item_id)
    kind = get_kind(item.motion.kind)
    if kind.permission is not None and not current.may(kind.permission):
        raise NotAllowed(who="")
    return form_page(
        kind.form(data=kind.refill(item.motion.proposal)),
        "assembly/move.html",
        title=N_("Amendment") if way == "enmienda" else N_("Alternative"),
        action=lambda uow, form: usecases.move_variant(uow, item_id, WAYS[way], kind.propose(uow, form)),
        done=lambda motion_id: url_for("assembly.show_motion", motion_id=motion_id),
        said=N_("It is moved and is voted before the item."),
        matter=rules.MATTERS[kind.matter],
        needs_registration=kind.needs_registration,
        item=item,
        button=N_("Move this text"),
        back=url_for("assembly.show_meeting", meeting_id=item.meeting_id),
    )


@bp.button("/puntos/<int:item_id>/primero/<int:variant_id>", access="assembly:meeting:lead")
def put_first(item_id: int, variant_id: int) -> ResponseReturnValue:
    """Say that an amendment is the furthest from the motion: it is voted first."""
    with reading() as uow:
        meeting_id = queries.get_item(uow, item_id).meeting_id
    return submit(
        lambda uow: usecases.put_first(uow, item_id, variant_id),
        done=lambda _none: url_for("assembly.lead", meeting_id=meeting_id),
        said=N_("It is voted first."),
    )


@bp.button("/mociones/<int:motion_id>/apoyar", access="assembly:motion:move")
def support(motion_id: int) -> ResponseReturnValue:
    """Support a motion that waits."""
    return submit(
        lambda uow: usecases.support(uow, motion_id),
        done=lambda _none: url_for("assembly.show_motion", motion_id=motion_id),
        said=N_("You support this motion."),
    )


@bp.form("/mociones/<int:motion_id>/papeles", access="assembly:motion:move")
def attach(motion_id: int) -> ResponseReturnValue:
    """Attach a paper to one's motion."""
    with reading() as uow:
        motion = queries.get_motion(uow, motion_id)

    def store(uow: UnitOfWork, form: PaperForm) -> int:
        file = form.file.data
        return usecases.attach(uow, motion_id, name=file.filename or "", content=file.read())

    return form_page(
        PaperForm(),
        "assembly/attach.html",
        title=N_("Attach a paper"),
        action=store,
        done=lambda _id: url_for("assembly.show_motion", motion_id=motion_id),
        said=N_("The paper is attached."),
        motion=motion,
    )


@bp.page("/papeles/<int:attachment_id>", access="assembly:motion:list")
def attachment(attachment_id: int) -> ResponseReturnValue:
    """A paper of a motion, as a file; it never opens inside the program."""
    with reading() as uow:
        paper, content = queries.attachment_content(uow, attachment_id)
    return file_answer(content, name=secure_filename(paper.name) or "papel", kind=paper.kind)


@bp.page("/mociones/<int:motion_id>", access="assembly:motion:list")
def show_motion(motion_id: int) -> ResponseReturnValue:
    """A motion, what it changes for the reader, and its result."""
    with reading() as uow:
        motion = queries.get_motion(uow, motion_id)
        statute = queries.get_statute(uow, uow.today())
        rule = queries.rule_of(uow, statute, motion)
        names = people.names(uow)
        result = queries.find_result(uow, motion_id)
        decision = book.get_decision(uow, result.decision_id) if result and result.decision_id else None
        about = queries.about(uow, motion)
        after = after_of(uow, motion, result)
        supporters = [names[s] for s in queries.supporters(uow, motion_id)]
        i_support = current.member_id in queries.supporters(uow, motion_id)
        papers = queries.attachments(uow, motion_id)
        lost = queries.why_not(uow, motion)
        mine = queries.effect_on(uow, motion, current.member_id) if current.member_id is not None else None
    return page(
        "assembly/show_motion.html",
        title=motion.title,
        motion=motion,
        state=Sentence(STATES[motion.state]),
        marks=MARKS,
        matter=rules.MATTERS[motion.matter],
        rule=rule,
        mover=names.get(motion.proposed_by) if motion.proposed_by is not None else None,
        mine=mine,
        about=about,
        after=after,
        supporters=supporters,
        i_support=i_support,
        papers=papers,
        lost=lost,
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
