"""Delegates: who was sent where, what binds them, what they reported."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, usecases
from coop.assembly.forms.delegations import GiveBackForm
from coop.assembly.queries import Delegation
from coop.assembly.queries.followup import STATES as TASK_STATES
from coop.assembly.views.after import MARKS as TASK_MARKS
from coop.assembly.views.base import MARKS, bp
from coop.kernel.errors import N_, Sentence
from coop.kernel.ranges import Days
from coop.store import reading
from coop.web import Column, current, form_page, listing, page

STATES = {
    "not begun": N_("Not begun"),
    "in force": N_("In force"),
    "over": N_("Over"),
    "recalled": N_("Recalled"),
    "given back": N_("Given back"),
}


def _last(found: Delegation) -> object:
    return Days(found.since, found.ends).last if found.ends > found.since else found.since


COLUMNS = (
    Column(
        "purpose",
        N_("Where, or to what"),
        link=lambda d: url_for("assembly.show_delegation", delegation_id=d.id),
    ),
    Column("name", N_("Who")),
    Column("since", N_("Since"), "day"),
    Column("last", N_("Last day"), "day", value=_last),
    Column("state", N_("State"), value=lambda d: Sentence(STATES[d.state])),
    Column("due", N_("Report due"), "day", value=lambda d: d.due.due_on if d.due else None),
    Column(
        "decision",
        N_("Given by decision"),
        "code",
        link=lambda d: url_for("records.decision", decision_id=d.decision_id),
    ),
    Column("ended", N_("Ended by decision"), "code"),
)


@bp.page("/delegados", access="assembly:delegation:list")
def list_delegations() -> ResponseReturnValue:
    """Every delegate, those in force first."""
    with reading() as uow:
        rows = queries.delegations(uow)
    return listing(
        "assembly/list_delegations.html",
        rows,
        COLUMNS,
        title=N_("Delegates"),
        name="delegados",
        empty=N_(
            "Nobody is sent as a delegate. Move one, with what binds that person, so that the assembly can "
            "vote it."
        ),
    )


@bp.page("/delegados/<int:delegation_id>", access="assembly:delegation:list")
def show_delegation(delegation_id: int) -> ResponseReturnValue:
    """What binds a delegate, and the reports."""
    with reading() as uow:
        found = queries.get_delegation(uow, delegation_id)
    return page(
        "assembly/show_delegation.html",
        title=Sentence(N_("Delegate: %(purpose)s"), {"purpose": found.purpose}),
        found=found,
        last=_last(found),
        state=STATES[found.state],
        mark=MARKS.get(found.state, ""),
        goes_on=found.state in ("in force", "not begun"),
        is_mine=found.member_id == current.member_id,
        states=TASK_STATES,
        marks=TASK_MARKS,
    )


@bp.form("/delegados/<int:delegation_id>/devolver", access="assembly:delegation:return")
def give_back(delegation_id: int) -> ResponseReturnValue:
    """Give one's own mandate back."""
    with reading() as uow:
        found = queries.get_delegation(uow, delegation_id)
    return form_page(
        GiveBackForm(),
        "assembly/form.html",
        title=Sentence(N_("Give the mandate back: %(purpose)s"), {"purpose": found.purpose}),
        action=lambda uow, form: usecases.give_back(uow, delegation_id, form.why.data),
        done=lambda _none: url_for("assembly.show_delegation", delegation_id=delegation_id),
        said=N_("You gave the mandate back. Everybody is told; the report that you owe stays."),
        button=N_("Give back"),
        back=url_for("assembly.show_delegation", delegation_id=delegation_id),
    )
