"""The door: who comes in and goes out."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, usecases
from coop.assembly.forms import DoorForm
from coop.assembly.views.base import bp, title_of
from coop.kernel.errors import N_, Invalid, Sentence
from coop.people import queries as people
from coop.store import UnitOfWork, reading
from coop.web import current, form_page, submit

CAME = N_("%(name)s is in: written down.")
WENT = N_("%(name)s went out: written down.")


class NoSuchNumber(Invalid):
    message = N_("Nobody has the number %(number)s. Look it up in the list below.")


class WhoIsIt(Invalid):
    message = N_("Type a member number, or press a name.")


@bp.form("/<int:meeting_id>/puerta", access="assembly:door:keep")
def door(meeting_id: int) -> ResponseReturnValue:
    """Check people in and out: type a number, or press a name."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        here = queries.present_members(uow, meeting)
        ids = {m.id for m in here}
        away = [m for m in queries.roll_of(uow, meeting) if m.id not in ids]
        quorum = queries.quorum(uow, meeting) if meeting.state == "called" else None

    def note(uow: UnitOfWork, form: DoorForm) -> Sentence:
        if form.go_out.data is not None:
            who, said = int(form.go_out.data), WENT
            usecases.check_out(uow, meeting_id, who)
        else:
            who, said = _who(uow, form), CAME
            usecases.check_in(uow, meeting_id, who)
        return Sentence(said, {"name": people.get_member(uow, who).name})

    return form_page(
        DoorForm(),
        "assembly/door.html",
        title=title_of(meeting, N_("Door")),
        action=note,
        done=lambda _said: url_for("assembly.door", meeting_id=meeting_id),
        said=lambda said: said,
        meeting=meeting,
        here=here,
        away=away,
        quorum=quorum,
    )


@bp.button("/<int:meeting_id>/presente", access="assembly:door:own")
def check_in_myself(meeting_id: int) -> ResponseReturnValue:
    """Check oneself in at a terminal."""
    return submit(
        lambda uow: usecases.check_in(uow, meeting_id, current.member_id or 0),
        done=lambda _none: url_for("assembly.show_meeting", meeting_id=meeting_id),
        said=N_("You are checked in."),
    )


@bp.button("/<int:meeting_id>/me-voy", access="assembly:door:own")
def check_out_myself(meeting_id: int) -> ResponseReturnValue:
    """Check oneself out at a terminal."""
    return submit(
        lambda uow: usecases.check_out(uow, meeting_id, current.member_id or 0),
        done=lambda _none: url_for("assembly.show_meeting", meeting_id=meeting_id),
        said=N_("You are checked out."),
    )


def _who(uow: UnitOfWork, form: DoorForm) -> int:
    if form.come_in.data is not None:
        return int(form.come_in.data)
    if form.number.data is None:
        raise WhoIsIt()
    member = people.find_member_by_number(uow, form.number.data)
    if member is None:
        raise NoSuchNumber(number=str(form.number.data))
    return member.id
