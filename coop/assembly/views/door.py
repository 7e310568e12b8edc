"""The door: who comes in and goes out."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, usecases
from coop.assembly.forms import DoorForm
from coop.assembly.views.base import bp, title_of
from coop.kernel.errors import N_, Invalid, Sentence
from coop.people import queries as people
from coop.store import UnitOfWork, reading
from coop.web import current, form_page, submit
from coop.web import usecases as access

LONGEST_NUMBER = 6
"""Digits of a member number; what is longer was read from a badge."""

CAME = N_("%(name)s is in: written down.")
WENT = N_("%(name)s went out: written down.")


class NoSuchNumber(Invalid):
    message = N_("Nobody has the number %(number)s. Look it up in the list below.")


class NoSuchBadge(Invalid):
    message = N_("This badge is nobody's. Type the member number instead.")


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
            said = CAME
            who, by_badge = _who(uow, form)
            usecases.check_in(uow, meeting_id, who, by_badge=by_badge)
        return Sentence(said, {"name": people.get_member(uow, who).name})

    leaving = request.args.get("sale", "")
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
        leaving=next((m for m in here if str(m.id) == leaving), None),
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


def _who(uow: UnitOfWork, form: DoorForm) -> tuple[int, bool]:
    """Who comes in, and whether her badge was read."""
    if form.come_in.data is not None:
        return int(form.come_in.data), False
    typed = form.who.data or ""
    if not typed:
        raise WhoIsIt()
    if typed.isdecimal() and len(typed) <= LONGEST_NUMBER:
        member = people.find_member_by_number(uow, int(typed))
        if member is None:
            raise NoSuchNumber(number=typed)
        return member.id, False
    holder = access.badge_holder(uow, typed)
    if holder is None:
        raise NoSuchBadge()
    return holder.member_id, True
