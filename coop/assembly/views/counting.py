"""The tellers' form."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, usecases
from coop.assembly.forms import CountForm
from coop.assembly.views.base import bp
from coop.kernel.errors import N_
from coop.store import reading
from coop.web import current, form_page


@bp.form("/votos/<int:vote_id>", access="assembly:vote:count")
def enter_count(vote_id: int) -> ResponseReturnValue:
    """Enter what one counted, without seeing the other's count."""
    with reading() as uow:
        vote = queries.get_vote(uow, vote_id)
        meeting = queries.get_meeting(uow, vote.meeting_id)
        motion = queries.get_motion(uow, vote.motion_id)
        mine = queries.may_count(uow, meeting, vote, current.member_id)
    return form_page(
        CountForm(),
        "assembly/enter_count.html",
        title=N_("Count the hands"),
        action=lambda uow, form: usecases.enter_count(
            uow,
            vote_id,
            in_favour=form.in_favour.data,
            against=form.against.data,
            abstained=form.abstained.data,
        ),
        done=lambda _none: url_for("assembly.show_meeting", meeting_id=vote.meeting_id),
        said="",
        vote=vote,
        meeting=meeting,
        motion=motion,
        mine=mine,
    )
