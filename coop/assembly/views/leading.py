"""The chair's page: quorum, opening, items, results, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, usecases
from coop.assembly.forms import OfficersForm, SetAsideForm
from coop.assembly.forms.counting import AgainForm
from coop.assembly.queries import Item, Meeting, Result, Vote
from coop.assembly.rules.questions import ABOUT, HANDS, METHODS
from coop.assembly.views.after import opening_of
from coop.assembly.views.base import MARKS, STATES, bp, elections_among, title_of
from coop.kernel.errors import N_, Sentence
from coop.people import queries as people
from coop.store import UnitOfWork, reading
from coop.store.unit_of_work import NoSuchThing
from coop.web import current, form_page, page, submit
from coop.web.language import _


def _methods(meeting: Meeting, item: Item | None) -> list[tuple[str, str]]:
    """How the next item may be voted, the usual way first."""
    if item is None:
        return []
    return [(m, _(METHODS[m])) for m in queries.methods_for(meeting.statute, item.motion.matter)]


def _demands(uow: UnitOfWork, meeting: Meeting, item: Item | None) -> tuple[Sentence, ...]:
    """Who may have the next item voted in another way than the chair takes."""
    if item is None or meeting.state != "open":
        return ()
    return meeting.statute.demands(item.motion.matter, len(queries.voting_here(uow, meeting)))


def _said(result: Result) -> Sentence:
    if not result.number:
        return result.sentence
    return Sentence(
        N_("Decision %(number)s: %(result)s"), {"number": result.number, "result": result.sentence}
    )


@bp.page("/<int:meeting_id>/presidir", access="assembly:meeting:lead")
def lead(meeting_id: int) -> ResponseReturnValue:
    """What the chair sees and does next."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        agenda = queries.items(uow, meeting_id)
        names = people.names(uow)
        vote = queries.find_open_vote(uow, meeting_id) if meeting.state == "open" else None
        entered = {c.teller_id for c in vote.counts} if vote else set()
        next_item = next((i for i in agenda if i.state in ("waiting", "voting")), None)
        tellers = queries.tellers_in(uow, meeting, vote) if vote else queries.tellers_of(uow, meeting)
        voted_item = next((i for i in agenda if vote and i.id == vote.item_id), None)
        context: dict[str, Any] = {
            "meeting": meeting,
            "quorum": queries.quorum(uow, meeting),
            "is_chair": queries.is_chair(uow, meeting, current.member_id),
            "items": [(item, queries.result_of(uow, item)) for item in agenda],
            "variants": {item.id: queries.variants_of(uow, item.id) for item in agenda},
            "elections": elections_among(meeting, agenda),
            "vote": vote,
            "voted_item": voted_item,
            "asked": _asked(uow, vote, next_item) if meeting.state == "open" else None,
            "word": queries.word_of(uow, meeting, queries.item_at_hand(uow, meeting_id)),
            "lot_among": queries.lot_needed(uow, vote) if vote else None,
            "methods": _methods(meeting, next_item),
            "demands": _demands(uow, meeting, next_item),
            "tie": queries.decides_tie(uow, meeting, vote) if vote else False,
            "barred": [names[b] for b in vote.barred_ids] if vote else [],
            "entered": [names[t] for t in entered],
            "next_item": next_item,
            "chair": names.get(meeting.chair_id) if meeting.chair_id is not None else None,
            "tellers": [names[t] for t in tellers],
            "signers": [names[s] for s in meeting.signer_ids],
            **opening_of(
                uow,
                meeting,
                begun=any(i.state not in ("waiting", "voting") for i in agenda),
                done=meeting.state == "open" and next_item is None,
            ),
        }
    return page(
        "assembly/lead.html", title=title_of(meeting, N_("Chair")), states=STATES, marks=MARKS, **context
    )


@bp.form("/<int:meeting_id>/mesa", access="assembly:meeting:officers")
def officers(meeting_id: int) -> ResponseReturnValue:
    """Whom the assembly chose to chair, to count and to sign."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        here = [(m.id, f"{m.number} · {m.name}") for m in queries.present_members(uow, meeting)]
    tellers = [str(t) for t in meeting.teller_ids] or ["", ""]
    signers = [str(s) for s in meeting.signer_ids] or ["", ""]
    chosen = {
        "chair": str(meeting.chair_id or ""),
        "teller_a": tellers[0],
        "teller_b": tellers[1],
        "signer_a": signers[0],
        "signer_b": signers[1],
    }
    return form_page(
        OfficersForm(here, is_open=meeting.state == "open", data=chosen),
        "assembly/officers.html",
        title=title_of(meeting, N_("Officers of the assembly")),
        action=lambda uow, form: usecases.choose_officers(
            uow,
            meeting_id,
            chair_id=int(form.chair.data) if form.chair.data else None,
            teller_ids=[int(f.data) for f in (form.teller_a, form.teller_b) if f.data],
            signer_ids=[int(f.data) for f in (form.signer_a, form.signer_b) if f.data],
        ),
        done=lambda _none: url_for("assembly.lead", meeting_id=meeting_id),
        said=N_("Written down."),
        meeting=meeting,
        here=here,
    )


@bp.button("/<int:meeting_id>/abrir", access="assembly:meeting:lead")
def open_meeting(meeting_id: int) -> ResponseReturnValue:
    """Open the assembly."""
    return _do(meeting_id, lambda uow: usecases.open_meeting(uow, meeting_id), N_("The assembly is open."))


@bp.button("/<int:meeting_id>/cerrar", access="assembly:meeting:lead")
def close_meeting(meeting_id: int) -> ResponseReturnValue:
    """Close the assembly; its minutes are a draft from then on."""
    return submit(
        lambda uow: usecases.close_meeting(uow, meeting_id),
        done=lambda _digest: url_for("assembly.minutes", meeting_id=meeting_id),
        said=N_("The assembly is closed. Its minutes are a draft: read them, then have them signed."),
    )


@bp.button("/<int:meeting_id>/puntos/<int:item_id>/votar", access="assembly:meeting:lead")
def open_vote(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Put an item to the vote."""
    return _do(
        meeting_id,
        lambda uow: usecases.open_vote(
            uow, _item(uow, meeting_id, item_id).id, method=request.form.get("method", HANDS)
        ),
        N_("The vote is open."),
    )


@bp.form("/<int:meeting_id>/puntos/<int:item_id>/apartar", access="assembly:meeting:lead")
def set_aside(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Leave an item without a vote, with the reason."""
    with reading() as uow:
        item = _item(uow, meeting_id, item_id)
    return form_page(
        SetAsideForm(),
        "assembly/set_aside.html",
        title=N_("Set an item aside"),
        action=lambda uow, form: usecases.set_aside(uow, item_id, form.why.data),
        done=lambda _none: url_for("assembly.lead", meeting_id=meeting_id),
        said=N_("The item is set aside; its motion can go on another agenda."),
        item=item,
        meeting_id=meeting_id,
    )


@bp.button("/<int:meeting_id>/votos/<int:vote_id>/otra-vez", access="assembly:meeting:lead")
def count_again(meeting_id: int, vote_id: int) -> ResponseReturnValue:
    """Have the hands counted again."""
    return _do(
        meeting_id,
        lambda uow: usecases.count_again(uow, _vote(uow, meeting_id, vote_id).id),
        N_("Hands are counted again."),
    )


@bp.form("/<int:meeting_id>/votos/<int:vote_id>/repetir", access="assembly:meeting:lead")
def vote_again(meeting_id: int, vote_id: int) -> ResponseReturnValue:
    """Take a vote again for a reason, the same way or another."""
    with reading() as uow:
        vote = _vote(uow, meeting_id, vote_id)
        asked = _asked(uow, vote, None)
        meeting = queries.get_meeting(uow, meeting_id)
        matter = queries.get_motion(uow, vote.motion_id).matter
    return form_page(
        AgainForm(queries.methods_for(meeting.statute, matter), data={"method": vote.method}),
        "assembly/vote_again.html",
        title=N_("Take the vote again"),
        action=lambda uow, form: usecases.count_again(
            uow, vote_id, method=form.method.data, why=form.why.data
        ),
        done=lambda _vote_id: url_for("assembly.lead", meeting_id=meeting_id),
        said=N_("The vote begins anew; what was counted stays in the minutes."),
        asked=asked,
        meeting_id=meeting_id,
    )


@bp.button("/<int:meeting_id>/votos/<int:vote_id>/resultado", access="assembly:meeting:lead")
def close_vote(meeting_id: int, vote_id: int) -> ResponseReturnValue:
    """Announce the result."""
    casting = {"yes": True, "no": False}.get(request.form.get("casting", ""))
    return submit(
        lambda uow: usecases.close_vote(uow, _vote(uow, meeting_id, vote_id).id, casting=casting),
        done=lambda _result: url_for("assembly.lead", meeting_id=meeting_id),
        said=_said,
    )


def _item(uow: UnitOfWork, meeting_id: int, item_id: int) -> queries.Item:
    """An item of this assembly, and of no other.

    Raises:
        NoSuchThing: it stands on another agenda.
    """
    found = queries.get_item(uow, item_id)
    if found.meeting_id != meeting_id:
        raise NoSuchThing()
    return found


def _vote(uow: UnitOfWork, meeting_id: int, vote_id: int) -> queries.Vote:
    found = queries.get_vote(uow, vote_id)
    if found.meeting_id != meeting_id:
        raise NoSuchThing()
    return found


def _do(meeting_id: int, act: Callable[[UnitOfWork], object], said: str) -> ResponseReturnValue:
    return submit(act, done=lambda _result: url_for("assembly.lead", meeting_id=meeting_id), said=said)


def _asked(uow: UnitOfWork, vote: Vote | None, item: Item | None) -> dict[str, Any] | None:
    """What is voted, or would be next."""
    if vote is not None:
        question, method = vote.question, _(METHODS[vote.method])
    elif item is not None:
        question, method = queries.next_question(uow, item), ""
    else:
        return None
    return {
        "about": ABOUT[question.about],
        "motion": queries.get_motion(uow, question.motion_id),
        "options": [says for _key, says in question.options],
        "method": method,
    }
