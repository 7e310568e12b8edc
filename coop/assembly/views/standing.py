"""Who stands in an election."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, usecases
from coop.assembly.forms.convening import NominationForm
from coop.assembly.registry import get_kind
from coop.assembly.views.base import bp, title_of
from coop.kernel.errors import N_
from coop.people import queries as people
from coop.store import reading
from coop.web import current, form_page, submit


@bp.form("/puntos/<int:item_id>/candidatos", access="assembly:motion:move")
def candidates(item_id: int) -> ResponseReturnValue:
    """Who stands; name somebody, or step back."""
    with reading() as uow:
        item = queries.get_item(uow, item_id)
        meeting = queries.get_meeting(uow, item.meeting_id)
        ballot = get_kind(item.motion.kind).ballot(uow, item.motion.proposal)
        options = ballot.options if ballot else ()
        standing = {int(o.key) for o in options}
        others = [
            (m.id, f"{m.number} · {m.name}") for m in people.roll(uow, uow.today()) if m.id not in standing
        ]
        is_chair = queries.is_chair(uow, meeting, current.member_id)
    return form_page(
        NominationForm(others),
        "assembly/candidates.html",
        title=title_of(meeting, N_("Who stands")),
        action=lambda uow, form: usecases.nominate(uow, item_id, int(form.member.data)),
        done=lambda _none: url_for("assembly.candidates", item_id=item_id),
        said=N_("Written down. Who was named is told."),
        item=item,
        options=[(int(o.key), o.says, is_chair or int(o.key) == current.member_id) for o in options],
        is_open=item.state == "waiting" and meeting.state in ("called", "open"),
        back=url_for("assembly.show_meeting", meeting_id=item.meeting_id),
    )


@bp.button("/puntos/<int:item_id>/candidatos/<int:member_id>/no", access="assembly:motion:move")
def stand_back(item_id: int, member_id: int) -> ResponseReturnValue:
    """Do not stand."""
    return submit(
        lambda uow: usecases.stand_back(uow, item_id, member_id),
        done=lambda _none: url_for("assembly.candidates", item_id=item_id),
        said=N_("Taken off the ballot."),
    )
