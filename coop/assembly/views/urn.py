"""The urn as the table and the tellers handle it, and the board that everybody reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import make_response, url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, urn
from coop.assembly.forms.urn import PrepareUrnForm, count_urn_form
from coop.assembly.papers import slip_sheets
from coop.assembly.queries import Meeting, Vote
from coop.assembly.queries import urn as urns
from coop.assembly.rules import urn as rules
from coop.assembly.rules.outcomes import may_publish
from coop.assembly.rules.questions import ABOUT
from coop.assembly.usecases import urn as usecases
from coop.assembly.views.base import bp, title_of
from coop.kernel.canonical import fingerprint
from coop.kernel.errors import N_, Sentence
from coop.people import queries as people
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, guard, listing, page, submit
from coop.web import usecases as access
from coop.web.exports import NoFilesHere, pdf_answer
from coop.web.language import _, say

STATES = {
    "none": N_("Slips are to be printed"),
    "prepared": N_("Slips are printed, the urn is not open yet"),
    "open": N_("The urn is open"),
    "closed": N_("The urn is closed and is to be counted"),
    "counted": N_("The urn is counted"),
    "void": N_("Void: the numbers differ. Take the vote again"),
}
MARKS = {"open": "ok", "counted": "ok", "void": "bad"}
SPARE_ONE_IN = 10
LEAST_SPARE = 3

COLUMNS = (
    Column("tracker", N_("Tracker"), "code", value=lambda line: urn.grouped(line[0], 3)),
    Column("answer", N_("Vote"), value=lambda line: line[1]),
)


@bp.page("/votos/<int:vote_id>/urna", access="assembly:urn:see")
def show_urn(vote_id: int) -> ResponseReturnValue:
    """How far the urn is, what comes next and who does it."""
    with reading(current.actor) as uow:
        vote, meeting, shared = _vote(uow, vote_id)
        found = urns.find_urn(uow, vote_id)
        names = people.names(uow)
        state = found.state if found else "none"
        at_table = vote.state == "counting" and usecases.may_tick_off(uow, meeting)
        signed = urns.signed_ids(uow, vote_id) if at_table else frozenset()
        voters = [v for v in vote.voters if v.may_vote]
        context: dict[str, Any] = {
            "state": state,
            "urn": found,
            "mark": fingerprint(found.opening_hash) if found else "",
            "keepers": [names[k] for k in found.keeper_ids] if found else [],
            "signed": urns.signatures(uow, vote_id),
            "voted": urns.used_slips(uow, vote_id),
            "waiting": [(v.member_id, _who_signs(v, names)) for v in voters if v.member_id not in signed],
            "done": [names[v.member_id] for v in voters if v.member_id in signed],
            "at_table": at_table and state == "open",
            "is_teller": vote.state == "counting"
            and current.member_id in queries.tellers_in(uow, meeting, vote),
            "is_booth": found is not None and urns.booth_vote(uow, current.device_id) == vote_id,
            "few": not may_publish(vote.question, vote.present, vote.method),
        }
    return page(
        "assembly/show_urn.html",
        title=title_of(meeting, N_("Urn")),
        states=STATES,
        marks=MARKS,
        limits=rules.LIMITS,
        **shared,
        **context,
    )


@bp.form("/votos/<int:vote_id>/urna/fichas", access="assembly:urn:keep")
def print_slips(vote_id: int) -> ResponseReturnValue:
    """Three keepers lock the key; the answer is the sheet of slips, and nothing keeps it."""
    if current.at_terminal:
        raise NoFilesHere()
    with reading(current.actor) as uow:
        vote, meeting, shared = _vote(uow, vote_id)
        here = [(m.id, f"{m.number} · {m.name}") for m in queries.present_members(uow, meeting)]
        tellers = queries.tellers_in(uow, meeting, vote)
        again = urns.find_urn(uow, vote_id) is not None
    locks: list[tuple[bytes, urn.Locked]] = []
    made: list[usecases.Printing] = []

    def prepare(uow: UnitOfWork, form: PrepareUrnForm) -> None:
        public_key, locked = locks[0]
        made.append(
            usecases.prepare_urn(uow, vote_id, public_key=public_key, locked=locked, spare=form.spare.data)
        )

    first = [t for t in tellers if t in {key for key, _name in here}]
    others = [key for key, _name in here if key not in first]
    start = {f"keeper_{n}": str(key) for n, key in enumerate([*first, *others][: urn.KEEPERS], 1)}
    answer = form_page(
        PrepareUrnForm(here, data={"spare": max(LEAST_SPARE, vote.present // SPARE_ONE_IN), **start}),
        "assembly/print_slips.html",
        title=title_of(meeting, N_("Print the slips")),
        prepare=lambda form: locks.append(urn.lock(form.passphrases)),
        action=prepare,
        done=lambda _none: url_for("assembly.show_urn", vote_id=vote_id),
        said=N_(
            "The slips are made. If their paper was spoilt, print them again: the old ones are worthless."
        ),
        again=again,
        few=not may_publish(vote.question, vote.present, vote.method),
        **shared,
    )
    if not made:
        return answer
    pdf = slip_sheets.sheets(made[0].slips, _words(made[0], vote, meeting, shared))
    return pdf_answer(pdf, name="fichas.pdf")


@bp.button("/votos/<int:vote_id>/urna/abrir", access="assembly:urn:keep")
def open_urn(vote_id: int) -> ResponseReturnValue:
    """Open the urn."""
    return _do(vote_id, usecases.open_urn, N_("The urn is open. Members sign, draw a slip and vote."))


@bp.button("/votos/<int:vote_id>/urna/cabina", access="assembly:urn:keep")
def make_booth(vote_id: int) -> ResponseReturnValue:
    """Make this terminal the booth; whoever did it is signed out here."""

    def make(uow: UnitOfWork) -> None:
        usecases.make_booth(uow, vote_id)
        if current.session_id is not None:
            access.end_session(uow, current.session_id)

    answer = make_response(submit(make, done=lambda _none: url_for("assembly.booth"), said=""))
    answer.delete_cookie(guard.SESSION_COOKIE)
    return answer


@bp.button("/votos/<int:vote_id>/urna/firmas/<int:member_id>", access="assembly:urn:sign")
def sign(vote_id: int, member_id: int) -> ResponseReturnValue:
    """Tick off who signed and draws a slip."""
    return _do(vote_id, lambda uow, vote: usecases.sign(uow, vote, member_id), "")


@bp.button("/votos/<int:vote_id>/urna/cerrar", access="assembly:urn:keep")
def close_urn(vote_id: int) -> ResponseReturnValue:
    """Close the urn."""
    return _do(vote_id, usecases.close_urn, N_("The urn is closed. Count the slips of the second urn."))


@bp.form("/votos/<int:vote_id>/urna/contar", access="assembly:urn:keep")
def count_urn(vote_id: int) -> ResponseReturnValue:
    """Two keepers type their passphrases in front of the assembly."""
    with reading(current.actor) as uow:
        _vote_row, meeting, shared = _vote(uow, vote_id)
        found = usecases.get_urn(uow, vote_id)
        names = people.names(uow)
    keys: list[bytes] = []

    def said(stands: bool) -> Sentence:
        if stands:
            return Sentence(N_("Counted. The chair announces the result."))
        return Sentence(N_("The numbers differ: the vote is void. The chair has it taken again."))

    labels = [
        (k, say(Sentence(N_("Passphrase of %(name)s, or nothing"), {"name": names[k]})))
        for k in found.keeper_ids
    ]
    return form_page(
        count_urn_form(labels),
        "assembly/count_urn.html",
        title=title_of(meeting, N_("Count the urn")),
        prepare=lambda form: keys.append(urn.unlock(usecases.locked_key(found), form.passphrases)),
        action=lambda uow, form: usecases.count_urn(
            uow,
            vote_id,
            secret_key=keys[0],
            second_urn=form.second_urn.data,
            left=form.left.data,
        ),
        done=lambda _stands: url_for("assembly.show_urn", vote_id=vote_id),
        said=said,
        urn=found,
        **shared,
    )


@bp.page("/votos/<int:vote_id>/tablero", access="assembly:urn:see")
def board(vote_id: int) -> ResponseReturnValue:
    """Every vote by its tracker; anybody adds them up."""
    with reading() as uow:
        vote, meeting, shared = _vote(uow, vote_id)
        found = urns.find_urn(uow, vote_id)
        lines = [(line.tracker, rules.says(vote.question, line.answer)) for line in urns.board(uow, vote_id)]
    rows = [(tracker, " ".join(say(part) for part in answer)) for tracker, answer in lines]
    few = N_("Of this vote only totals are published: single votes could give somebody away.")
    waits = N_("The board is published when the urn is counted.")
    return listing(
        "assembly/board.html",
        rows,
        COLUMNS,
        title=title_of(meeting, N_("Board")),
        name=f"tablero-{vote_id}",
        empty=few if found is not None and found.state == "counted" else waits,
        urn=found,
        **shared,
    )


def _vote(uow: UnitOfWork, vote_id: int) -> tuple[Vote, Meeting, dict[str, Any]]:
    vote = queries.get_vote(uow, vote_id)
    meeting = queries.get_meeting(uow, vote.meeting_id)
    shared = {
        "vote": vote,
        "meeting": meeting,
        "item": queries.get_item(uow, vote.item_id),
        "motion": queries.get_motion(uow, vote.motion_id),
        "about": ABOUT[vote.question.about],
        "options": [says for _key, says in vote.question.options],
    }
    return vote, meeting, shared


def _who_signs(voter: queries.Voter, names: Mapping[int, str]) -> str:
    """A member, with who signs for her when she gave a proxy."""
    if voter.by_id is None:
        return names[voter.member_id]
    facts = {"name": names[voter.member_id], "holder": names[voter.by_id]}
    return say(Sentence(N_("%(name)s, by %(holder)s"), facts))


def _words(
    made: usecases.Printing, vote: Vote, meeting: Meeting, shared: dict[str, Any]
) -> slip_sheets.Words:
    facts = {"assembly": str(meeting.number), "item": str(shared["item"].position), "round": str(vote.round)}
    return slip_sheets.Words(
        head=say(Sentence(N_("Assembly %(assembly)s, item %(item)s, vote %(round)s"), facts)),
        question=say(shared["motion"].name),
        code=_("Code: type it in the booth"),
        tracker=_("Tracker: finds your vote on the board"),
        rules=_(
            "Vote in the booth, then put this slip into the second urn. Note the tracker if you want to "
            "look for your vote; show it to nobody before the board is published."
        ),
        opening=_("Opening of the urn"),
        lines=[
            say(Sentence(N_("Slips printed: %(many)s."), {"many": len(made.slips)})),
            say(
                Sentence(
                    N_("Fingerprint of the opening: %(mark)s."), {"mark": fingerprint(made.opening_hash)}
                )
            ),
            _("The same fingerprint stands on the page of the urn and, once it is open, in the record book."),
            *(_(limit) for limit in rules.LIMITS),
        ],
        signature=_("Signature of a scrutineer"),
    )


def _do(vote_id: int, act: Callable[[UnitOfWork, int], object], said: str) -> ResponseReturnValue:
    return submit(
        lambda uow: act(uow, vote_id),
        done=lambda _result: url_for("assembly.show_urn", vote_id=vote_id),
        said=said,
    )
