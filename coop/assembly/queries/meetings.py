"""Assemblies: convocation, agenda, attendance book, quorum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from coop.assembly import rules
from coop.assembly.queries.motions import Motion, get_motion
from coop.assembly.queries.statute import statute_of_row
from coop.assembly.tables import (
    AttendanceRow,
    ItemRow,
    MeetingRow,
    PreliminaryRow,
    ProxyRow,
    ResultRow,
    VariantRow,
    VoteRow,
)
from coop.kernel.clock import local_date
from coop.kernel.sentences import N_, Sentence, from_json
from coop.people import queries as people
from coop.people.queries import Member
from coop.store import UnitOfWork

CANDIDATES = "candidates"
"""Way of another text of an election: the list of who stands, changed."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """An assembly.

    Attributes:
        number: of the assembly and its minutes.
        kind: "ordinary" or "extraordinary".
        continues_id: the sitting before, whose agenda goes on here after a recess.
        statute: the one it was called under.
        called_on: day of the convocation.
        called_for: instant for which it was called.
        called_as: by whom it was called, a key of `rules.CALLERS`.
        petition_id: of the members who asked for it.
        called_off_why: why it is not held; None when it is.
        state: "called", "open", "closed", "called off", or "lapsed" (called, and never opened).
        opened_roll, opened_present: people when it was opened.
        opened_sentence: the quorum that there was then.
        chair_id: chosen chair; None means the president.
        teller_ids: tellers chosen in this assembly; none means the scrutineers.
        signer_ids: members chosen to sign the minutes.
    """

    id: int
    number: int
    kind: str
    continues_id: int | None
    statute: rules.Statute
    called_on: date
    called_for: datetime
    day: date
    place: str
    called_as: str
    petition_id: int | None
    called_off_why: str | None
    state: str
    opened_at: datetime | None
    opened_roll: int | None
    opened_present: int | None
    opened_sentence: Sentence | None
    chair_id: int | None
    teller_ids: tuple[int, ...]
    signer_ids: tuple[int, ...]
    closed_at: datetime | None

    @property
    def title(self) -> Sentence:
        """Number and kind."""
        says = N_("Assembly %(number)s: %(kind)s")
        if self.continues_id is not None:
            says = N_("Assembly %(number)s: %(kind)s, continuation")
        return Sentence(
            says,
            {"number": str(self.number), "kind": Sentence(rules.KINDS[self.kind])},
        )


@dataclass(frozen=True, slots=True)
class Item:
    """A motion on an agenda.

    Attributes:
        motion: the text as it stands, after amendments and alternatives.
        principal: the text that the convocation named.
        state: "waiting", "voting", "carried", "lost", "set aside", "withdrawn" by who moved it, or
            "continued" (it went on to the next sitting after a recess).
    """

    id: int
    meeting_id: int
    position: int
    motion: Motion
    principal: Motion
    state: str
    set_aside_why: str | None


@dataclass(frozen=True, slots=True)
class Attendance:
    """A line of the attendance book.

    Attributes:
        way: "in" or "out".
        means: "table" (noted by somebody) or "terminal" (by the member, with PIN or badge).
    """

    at: datetime
    member_id: int
    name: str
    number: int
    way: str
    means: str


def get_meeting(uow: UnitOfWork, meeting_id: int) -> Meeting:
    """An assembly by its key.

    Raises:
        NoSuchThing: there is none.
    """
    return _meeting(uow, uow.get(MeetingRow, meeting_id))


def meetings(uow: UnitOfWork) -> tuple[Meeting, ...]:
    """Every assembly, the latest first."""
    rows = uow.session.scalars(
        select(MeetingRow).order_by(MeetingRow.called_for.desc(), MeetingRow.id.desc())
    )
    return tuple(_meeting(uow, r) for r in rows)


def next_meeting(uow: UnitOfWork) -> Meeting | None:
    """The assembly that is being held, or the next one called; None when there is neither."""
    rows = uow.session.scalars(
        select(MeetingRow)
        .where(MeetingRow.closed_at.is_(None))
        .order_by(MeetingRow.called_for, MeetingRow.id)
    )
    coming = [m for m in (_meeting(uow, r) for r in rows) if m.state in ("called", "open")]
    return min(coming, key=lambda m: (m.state != "open", m.called_for), default=None)


def first_sitting(uow: UnitOfWork, meeting: Meeting) -> Meeting:
    """The sitting with which an assembly began."""
    while meeting.continues_id is not None:
        meeting = get_meeting(uow, meeting.continues_id)
    return meeting


def next_sitting(uow: UnitOfWork, meeting_id: int) -> Meeting | None:
    """The sitting that goes on after a recess, or None."""
    row = uow.session.scalar(select(MeetingRow).where(MeetingRow.continues_id == meeting_id))
    return None if row is None else _meeting(uow, row)


def items(uow: UnitOfWork, meeting_id: int) -> tuple[Item, ...]:
    """The agenda in order."""
    rows = uow.session.scalars(
        select(ItemRow).where(ItemRow.meeting_id == meeting_id).order_by(ItemRow.position)
    )
    return tuple(_item(uow, r) for r in rows)


def get_item(uow: UnitOfWork, item_id: int) -> Item:
    """An item by its key.

    Raises:
        NoSuchThing: there is none.
    """
    return _item(uow, uow.get(ItemRow, item_id))


def attendance(uow: UnitOfWork, meeting_id: int) -> tuple[Attendance, ...]:
    """The attendance book, line by line."""
    known = {m.id: m for m in people.members(uow)}
    rows = uow.session.scalars(
        select(AttendanceRow).where(AttendanceRow.meeting_id == meeting_id).order_by(AttendanceRow.id)
    )
    return tuple(
        Attendance(r.at, r.member_id, known[r.member_id].name, known[r.member_id].number, r.way, r.means)
        for r in rows
    )


def roll_of(uow: UnitOfWork, meeting: Meeting) -> tuple[Member, ...]:
    """Who belongs to an assembly: today's roll once its day has come, by number."""
    return people.roll(uow, meeting.day if meeting.state == "closed" else max(uow.today(), meeting.day))


def present_members(uow: UnitOfWork, meeting: Meeting) -> tuple[Member, ...]:
    """Who is there: checked in, not out again, and on the roll; by number."""
    last = (
        select(func.max(AttendanceRow.id))
        .where(AttendanceRow.meeting_id == meeting.id)
        .group_by(AttendanceRow.member_id)
    )
    here = set(
        uow.session.scalars(
            select(AttendanceRow.member_id).where(AttendanceRow.id.in_(last), AttendanceRow.way == "in")
        )
    )
    return tuple(m for m in roll_of(uow, meeting) if m.id in here)


def voting_here(uow: UnitOfWork, meeting: Meeting) -> tuple[tuple[Member, int | None], ...]:
    """Whose vote is there, and who votes for her: None when she is there herself. By number.

    A proxy counts while its giver is not there and its holder is.
    """
    here = present_members(uow, meeting)
    ids = {m.id for m in here}
    held = uow.session.scalars(
        select(ProxyRow).where(ProxyRow.meeting_id == meeting.id, ProxyRow.ended_at.is_(None))
    )
    by_proxy = {p.giver_id: p.holder_id for p in held if p.giver_id not in ids and p.holder_id in ids}
    found: list[tuple[Member, int | None]] = [(m, None) for m in here]
    found.extend((m, by_proxy[m.id]) for m in roll_of(uow, meeting) if m.id in by_proxy)
    return tuple(sorted(found, key=lambda pair: pair[0].number))


def item_at_hand(uow: UnitOfWork, meeting_id: int) -> int | None:
    """The item being voted or next to be, by its key; None when the agenda is done."""
    return next((i.id for i in items(uow, meeting_id) if i.state in ("waiting", "voting")), None)


def quorum(uow: UnitOfWork, meeting: Meeting) -> rules.Quorum:
    """The state of the quorum now, with the sentence of the clock."""
    return rules.quorum_at(
        meeting.statute.quorum,
        roll=len(roll_of(uow, meeting)),
        present=len(voting_here(uow, meeting)),
        called_for=meeting.called_for,
        now=uow.now(),
        zone=uow.zone,
    )


def headcount(uow: UnitOfWork, meeting: Meeting) -> tuple[int | str, int | str]:
    """People there and on the roll: at the opening, before it just now; dashes when it was not held."""
    if meeting.opened_present is not None and meeting.opened_roll is not None:
        return meeting.opened_present, meeting.opened_roll
    if meeting.state == "called":
        return len(present_members(uow, meeting)), len(roll_of(uow, meeting))
    return "–", "–"


def is_chair(uow: UnitOfWork, meeting: Meeting, member_id: int | None) -> bool:
    """Whether somebody leads an assembly: whom it chose, else the president."""
    if member_id is None:
        return False
    if meeting.chair_id is not None:
        return meeting.chair_id == member_id
    return "president" in people.offices_of(uow, member_id, uow.today())


def _meeting(uow: UnitOfWork, row: MeetingRow) -> Meeting:
    if row.closed_at is not None:
        state = "closed"
    elif row.opened_at is not None:
        state = "open"
    elif row.called_off_at is not None:
        state = "called off"
    else:
        state = "lapsed" if rules.has_lapsed(row.called_for, uow.now()) else "called"
    return Meeting(
        id=row.id,
        number=row.number,
        kind=row.kind,
        continues_id=row.continues_id,
        statute=statute_of_row(uow, row.statute_id),
        called_on=row.called_on,
        called_for=row.called_for,
        day=local_date(row.called_for, uow.zone),
        place=row.place,
        called_as=row.called_as,
        petition_id=row.petition_id,
        called_off_why=row.called_off_why,
        state=state,
        opened_at=row.opened_at,
        opened_roll=row.opened_roll,
        opened_present=row.opened_present,
        opened_sentence=from_json(row.opened_sentence) if row.opened_sentence else None,
        chair_id=row.chair_id,
        teller_ids=tuple(t for t in (row.teller_a_id, row.teller_b_id) if t is not None),
        signer_ids=tuple(s for s in (row.signer_a_id, row.signer_b_id) if s is not None),
        closed_at=row.closed_at,
    )


def _item(uow: UnitOfWork, row: ItemRow) -> Item:
    result = uow.session.scalar(
        select(ResultRow).join(VoteRow, VoteRow.id == ResultRow.vote_id).where(VoteRow.item_id == row.id)
    )
    text_id = row.motion_id
    if result is not None:
        state, text_id = result.outcome, result.motion_id
    else:
        text_id = _text_of(uow, row)
        if row.set_aside_at is not None:
            state = "set aside"
        elif get_motion(uow, row.motion_id).state == "withdrawn":
            state = "withdrawn"
        elif uow.get(MeetingRow, row.meeting_id).closed_at is not None:
            state = "continued"
        else:
            voted = select(func.count()).select_from(VoteRow).where(VoteRow.item_id == row.id)
            state = "voting" if uow.session.scalar(voted) else "waiting"
    principal = get_motion(uow, row.motion_id)
    return Item(
        id=row.id,
        meeting_id=row.meeting_id,
        position=row.position,
        motion=principal if text_id == row.motion_id else get_motion(uow, text_id),
        principal=principal,
        state=state,
        set_aside_why=row.set_aside_why,
    )


def _text_of(uow: UnitOfWork, row: ItemRow) -> int:
    """The text as it stands: the principal's, or that of what took its place."""
    found = uow.session.scalar(
        select(PreliminaryRow.motion_id)
        .join(VoteRow, VoteRow.id == PreliminaryRow.vote_id)
        .where(VoteRow.item_id == row.id)
        .order_by(PreliminaryRow.id.desc())
        .limit(1)
    )
    if found is None:
        found = uow.session.scalar(
            select(VariantRow.motion_id)
            .where(VariantRow.item_id == row.id, VariantRow.way == CANDIDATES)
            .order_by(VariantRow.id.desc())
            .limit(1)
        )
    return row.motion_id if found is None else found
