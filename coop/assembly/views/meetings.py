"""Assemblies: the list, calling one, its page, its papers."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, rules
from coop.assembly.queries import Meeting, Turn
from coop.assembly.queries import urn as urns
from coop.assembly.rules.minutes import STATES as MINUTES_STATES
from coop.assembly.views.base import MARKS, STATES, bp, elections_among, state_of, title_of
from coop.documents import queries as documents
from coop.kernel.errors import N_, Sentence
from coop.store import UnitOfWork, reading
from coop.web import Column, current, listing, page

WAYS = {"in": N_("Came in"), "out": N_("Went out")}
MEANS = {"table": N_("At the table"), "terminal": N_("At a terminal"), "badge": N_("By badge")}
COLUMNS = (
    Column("number", N_("No."), "int", link=lambda m: url_for("assembly.show_meeting", meeting_id=m.id)),
    Column("kind", N_("Kind"), value=lambda m: Sentence(rules.KINDS[m.kind])),
    Column("called_for", N_("Called for"), "instant"),
    Column("place", N_("Place")),
    Column("state", N_("State"), value=state_of),
)
BOOK = (
    Column("at", N_("Time"), "instant"),
    Column("number", N_("No."), "int"),
    Column("name", N_("Name")),
    Column("way", N_("In or out"), value=lambda a: Sentence(WAYS[a.way])),
    Column("means", N_("How"), value=lambda a: Sentence(MEANS[a.means])),
)


@bp.page("/", access="assembly:meeting:list")
def list_meetings() -> ResponseReturnValue:
    """Every assembly."""
    with reading() as uow:
        rows = queries.meetings(uow)
        coming = queries.next_meeting(uow)
        count = {m.id: queries.headcount(uow, m) for m in rows}
    return listing(
        "assembly/list_meetings.html",
        rows,
        [
            *COLUMNS,
            Column("present", N_("Present"), "int", value=lambda m: count[m.id][0]),
            Column("roll", N_("On the roll"), "int", value=lambda m: count[m.id][1]),
        ],
        title=N_("Assemblies"),
        name="asambleas",
        empty=N_("No assembly has been called yet. The president, secretary or auditor calls one."),
        coming=coming,
    )


@bp.page("/<int:meeting_id>", access="assembly:meeting:list")
def show_meeting(meeting_id: int) -> ResponseReturnValue:
    """One assembly: facts, agenda, and what the reader can do there."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        agenda = queries.items(uow, meeting_id)
        here = queries.present_members(uow, meeting)
        vote = queries.find_open_vote(uow, meeting_id) if meeting.state == "open" else None
        context: dict[str, Any] = {
            "meeting": meeting,
            "items": [(item, queries.result_of(uow, item)) for item in agenda],
            "variants": {item.id: queries.variants_of(uow, item.id) for item in agenda},
            "open_items": [
                i.id for i in agenda if i.state == "waiting" and meeting.state in ("called", "open")
            ],
            "elections": elections_among(meeting, agenda),
            "quorum": queries.quorum(uow, meeting) if meeting.state == "called" else None,
            "here": len(here),
            "am_in": current.member_id in {m.id for m in here},
            "at_terminal": current.at_terminal,
            "is_chair": queries.is_chair(uow, meeting, current.member_id),
            "vote": vote,
            "may_count": vote is not None and queries.may_count(uow, meeting, vote, current.member_id),
            "answers": queries.answers_left(uow, vote, current.member_id) if vote else (),
            "my_turn": _my_turn(uow, meeting),
            "has_counted": vote is not None and current.member_id in {c.teller_id for c in vote.counts},
            "urns": urns.urns_of(uow, meeting_id),
            "last_day": rules.last_lawful_day(meeting.statute, meeting.day),
            "notice_sent": queries.sent(uow, meeting.id, "notice"),
            "minutes_said": _minutes_said(uow, meeting),
            "notice": documents.find_paper(uow, rules.NOTICE, str(meeting.id)),
            "minutes": documents.find_paper(uow, rules.MINUTES, str(meeting.id)),
        }
    papers = [paper for paper in (context["notice"], context["minutes"]) if paper is not None]
    being_made = any(not paper.is_issued and paper.obstacle is None for paper in papers)
    return page(
        "assembly/show_meeting.html",
        title=meeting.title,
        state=state_of(meeting),
        called_as=Sentence(rules.CALLERS[meeting.called_as]),
        is_moving=meeting.state == "open" or being_made,
        states=STATES,
        marks=MARKS,
        **context,
    )


def _minutes_said(uow: UnitOfWork, meeting: Meeting) -> Sentence | None:
    """How far its minutes are; None before the opening."""
    state = queries.minutes_state(uow, meeting)
    return Sentence(MINUTES_STATES[state]) if state in MINUTES_STATES else None


def _my_turn(uow: UnitOfWork, meeting: Meeting) -> Turn | None:
    """The reader's own name on the list of speakers."""
    if meeting.state != "open":
        return None
    here = queries.turns(uow, meeting.id, queries.item_at_hand(uow, meeting.id))
    return next((t for t in here if t.member_id == current.member_id), None)


@bp.page("/<int:meeting_id>/asistencia", access="assembly:meeting:list")
def attendance(meeting_id: int) -> ResponseReturnValue:
    """The attendance book."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        rows = queries.attendance(uow, meeting_id)
    return listing(
        "assembly/attendance.html",
        rows,
        BOOK,
        title=title_of(meeting, N_("Attendance book")),
        name=f"asistencia-{meeting.number}",
        empty=N_("Nobody has checked in yet. The book opens four hours before the assembly."),
        meeting=meeting,
    )
