"""What tellers count, what members say in a roll-call, and lots."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, usecases
from coop.assembly.forms.counting import (
    BallotsForm,
    CountForm,
    LotForm,
    NameForm,
    NamesForm,
    PaperCountForm,
    SayForm,
    option_count_form,
    rank_form,
)
from coop.assembly.queries import Meeting, Vote
from coop.assembly.rules.ballot_files import LARGEST, ballots_in, file_of
from coop.assembly.rules.counting import GIVES
from coop.assembly.rules.questions import ABOUT, PAPER, YES_NO
from coop.assembly.rules.tellers import read_lines
from coop.assembly.views.base import bp, title_of
from coop.kernel.errors import N_, NotFound, Sentence
from coop.people import queries as people
from coop.store import UnitOfWork, reading
from coop.web import current, form_page, page
from coop.web.exports import file_answer
from coop.web.language import say as words


class NoBallots(NotFound):
    message = N_(
        "Single ballots are not published of this vote: it was for or against, is not announced, or so few "
        "voted in secret that a ballot could give somebody away."
    )


@bp.form("/votos/<int:vote_id>", access="assembly:vote:count")
def enter_count(vote_id: int) -> ResponseReturnValue:
    """Enter what one counted, without seeing the other's count."""
    with reading() as uow:
        vote, meeting, shared = _vote(uow, vote_id)
        mine = queries.may_count(uow, meeting, vote, current.member_id)
    return form_page(
        _count_form(vote),
        "assembly/enter_count.html",
        title=N_("Count the ballots") if vote.method == PAPER else N_("Count the hands"),
        action=lambda uow, form: _store_count(uow, vote, form),
        done=lambda _none: url_for("assembly.show_meeting", meeting_id=vote.meeting_id),
        said="",
        mine=mine,
        **shared,
    )


@bp.page("/votos/<int:vote_id>/boletas.blt", access="assembly:motion:list")
def ballot_file(vote_id: int) -> ResponseReturnValue:
    """The published ballots of an election, for any program that counts: `coop assembly verify` too."""
    with reading() as uow:
        vote = queries.get_vote(uow, vote_id)
        result = next((r for r in queries.results_of_item(uow, vote.item_id) if r.vote_id == vote_id), None)
        title = words(queries.get_motion(uow, vote.motion_id).name)
    if result is None or "ballots" not in result.tally:
        raise NoBallots()
    body = file_of(result.tally, _names(vote), title)
    return file_answer(body.encode(), name=f"boletas-{vote_id}.blt", kind="text/plain")


@bp.page("/votos/<int:vote_id>/nominal", access="assembly:vote:say")
def roll_call(vote_id: int) -> ResponseReturnValue:
    """Who is still to be called; the chair writes down what is said aloud."""
    with reading() as uow:
        vote, meeting, shared = _vote(uow, vote_id)
        names = people.names(uow)
        said = {s.member_id for s in queries.said_in(uow, vote_id)}
        waiting = [(v, names[v.member_id]) for v in vote.voters if v.may_vote and v.member_id not in said]
        mine = [(v, names[v.member_id]) for v in queries.answers_left(uow, vote, current.member_id)]
        is_chair = queries.is_chair(uow, meeting, current.member_id)
    return page(
        "assembly/roll_call.html",
        title=title_of(meeting, N_("Roll-call")),
        waiting=waiting,
        mine=mine,
        is_chair=is_chair,
        answers=YES_NO,
        **shared,
    )


@bp.form("/votos/<int:vote_id>/nominal/<int:member_id>", access="assembly:vote:say")
def say_vote(vote_id: int, member_id: int) -> ResponseReturnValue:
    """Say one's vote in a roll-call, or write down what a member says aloud."""
    with reading() as uow:
        vote, meeting, shared = _vote(uow, vote_id)
        leads = queries.is_chair(uow, meeting, current.member_id)
        person = people.get_member(uow, member_id)
        left = {v.member_id for v in queries.answers_left(uow, vote, current.member_id)}
    return form_page(
        answer_form(vote),
        "assembly/say_vote.html",
        title=N_("My vote") if member_id == current.member_id else N_("Vote of a member"),
        action=lambda uow, form: usecases.answer(uow, vote_id, member_id, **form.answer),
        done=lambda _none: (
            url_for("assembly.roll_call", vote_id=vote_id)
            if leads or member_id != current.member_id
            else url_for("assembly.show_meeting", meeting_id=vote.meeting_id)
        ),
        said=lambda _none: Sentence(N_("%(name)s: vote written down."), {"name": person.name}),
        person=person,
        by_myself=member_id in left,
        **shared,
    )


@bp.form("/votos/<int:vote_id>/sorteo", access="assembly:meeting:lead")
def draw_lot(vote_id: int) -> ResponseReturnValue:
    """Write down who came out of a lot drawn in view of all."""
    with reading() as uow:
        vote, _meeting, shared = _vote(uow, vote_id)
        lot = queries.lot_needed(uow, vote)
    pairs = [(n, words(vote.question.options[n - 1][1])) for n in lot.among] if lot else []
    return form_page(
        LotForm(pairs),
        "assembly/draw_lot.html",
        title=N_("Draw a lot"),
        action=lambda uow, form: usecases.draw_lot(uow, vote_id, int(form.drawn.data)),
        done=lambda _none: url_for("assembly.lead", meeting_id=vote.meeting_id),
        said=N_("The lot is written down. Announce the result, or draw the next one."),
        among=pairs,
        gives=GIVES[lot.gives] if lot else "",
        **shared,
    )


def _vote(uow: UnitOfWork, vote_id: int) -> tuple[Vote, Meeting, dict[str, Any]]:
    vote = queries.get_vote(uow, vote_id)
    meeting = queries.get_meeting(uow, vote.meeting_id)
    return (
        vote,
        meeting,
        {
            "vote": vote,
            "meeting": meeting,
            "motion": queries.get_motion(uow, vote.motion_id),
            "about": ABOUT[vote.question.about],
            "options": [says for _key, says in vote.question.options],
        },
    )


def _names(vote: Vote) -> list[str]:
    return [words(says) for _key, says in vote.question.options]


def _count_form(vote: Vote) -> Any:
    if vote.question.is_yes_no:
        return PaperCountForm() if vote.method == PAPER else CountForm()
    return option_count_form(_names(vote)) if vote.question.rule == "plurality" else BallotsForm()


def _store_count(uow: UnitOfWork, vote: Vote, form: Any) -> None:
    if vote.question.is_yes_no:
        counted = [form[name].data for name in ("in_favour", "against", "abstained")]
        spoilt = form.spoilt.data if isinstance(form, PaperCountForm) else 0
        in_favour, against, abstained = counted
        usecases.enter_count(
            uow, vote.id, in_favour=in_favour, against=against, abstained=abstained, spoilt=spoilt
        )
    elif isinstance(form, BallotsForm):
        if form.file.data:
            ballots = ballots_in(form.file.data.read(LARGEST + 1), vote.question, _names(vote))
        else:
            ballots = read_lines(form.lines.data, len(vote.question.options))
        usecases.enter_ballots(uow, vote.id, ballots)
    else:
        usecases.enter_ballots(uow, vote.id, form.ballots)


def answer_form(vote: Vote) -> Any:
    if vote.question.is_yes_no:
        return SayForm()
    if vote.question.is_ranked:
        return rank_form(_names(vote))
    return (NamesForm if vote.question.rule == "approval" else NameForm)(_names(vote))
