"""Minutes: the free parts, the version that is signed, its signatures and errata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from coop.assembly.queries.meetings import Meeting, attendance, get_meeting
from coop.assembly.rules.minutes import CAPACITIES, CHAIR, CHOSEN, PLACE, PRESENT, copy_until
from coop.assembly.tables import ErratumRow, MinutesRow, NoteRow, SentRow, SignedRow, SignerRow
from coop.kernel.canonical import fingerprint
from coop.kernel.clock import local_date
from coop.kernel.errors import N_, NotFound
from coop.kernel.offices import OFFICES
from coop.kernel.sentences import Sentence
from coop.people import queries as people
from coop.store import UnitOfWork

Part = tuple[str, int | None]
"""A free part: what it is, and of which item."""


class NoMinutes(NotFound):
    message = N_("This assembly has no minutes to sign yet. They are fixed after the chair closed it.")


@dataclass(frozen=True, slots=True)
class Note:
    """A version of a free part of the minutes."""

    part: str
    item_id: int | None
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who must sign, and how she did.

    Attributes:
        capacity: an office, or one of `rules.minutes.CAPACITIES`.
        means: how she signed; None while she has not, "none" when she does not.
        why: why she does not.
    """

    member_id: int
    number: int
    name: str
    capacity: str
    means: str | None = None
    at: datetime | None = None
    why: str | None = None

    @property
    def said(self) -> Sentence:
        """As what she signs."""
        return Sentence(OFFICES.get(self.capacity) or CAPACITIES[self.capacity])


@dataclass(frozen=True, slots=True)
class Minutes:
    """A fixed version of minutes.

    Attributes:
        facts: everything the paper shows.
        digest: of the facts; printed as fingerprint, and what is signed.
        state: "signing", "sent back" or "approved".
        returned_why, returned_by: why it was sent back, and who did.
        entry_seq, entry_digest: place in the record book; None before it is approved.
    """

    id: int
    meeting: Meeting
    version: int
    facts: dict[str, Any]
    digest: str
    state: str
    fixed_at: datetime
    signers: tuple[Signer, ...]
    returned_why: str | None
    returned_by: str | None
    approved_at: datetime | None
    entry_seq: int | None
    entry_digest: str | None

    @property
    def fingerprint(self) -> str:
        """What is printed of the digest."""
        return fingerprint(self.digest)

    @property
    def missing(self) -> tuple[Signer, ...]:
        """Who has not signed."""
        return tuple(s for s in self.signers if s.means is None)


@dataclass(frozen=True, slots=True)
class Erratum:
    """A mistake put right."""

    id: int
    meeting_id: int
    number: int
    text: str
    reason: str
    by: str
    at: datetime
    minutes_digest: str
    entry_seq: int
    entry_digest: str


@dataclass(frozen=True, slots=True)
class Sent:
    """That a paper went to the authority."""

    sent_on: date
    how: str


def notes(uow: UnitOfWork, meeting_id: int) -> Mapping[Part, str]:
    """The free parts as they stand; empty ones are left out."""
    last = (
        select(func.max(NoteRow.id))
        .where(NoteRow.meeting_id == meeting_id)
        .group_by(NoteRow.part, NoteRow.item_id)
    )
    rows = uow.session.scalars(select(NoteRow).where(NoteRow.id.in_(last)))
    return {(r.part, r.item_id): r.text for r in rows if r.text}


def versions_of_note(uow: UnitOfWork, meeting_id: int, part: str, item_id: int | None) -> tuple[Note, ...]:
    """Every version of a free part, the latest first."""
    names = people.names(uow)
    rows = uow.session.scalars(
        select(NoteRow)
        .where(NoteRow.meeting_id == meeting_id, NoteRow.part == part)
        .where(NoteRow.item_id.is_(None) if item_id is None else NoteRow.item_id == item_id)
        .order_by(NoteRow.id.desc())
    )
    return tuple(Note(r.part, r.item_id, r.text, names.get(r.by_id or 0, ""), r.at) for r in rows)


def find_minutes(uow: UnitOfWork, meeting_id: int) -> Minutes | None:
    """The last fixed version of the minutes of an assembly, or None."""
    row = uow.session.scalar(
        select(MinutesRow)
        .where(MinutesRow.meeting_id == meeting_id)
        .order_by(MinutesRow.version.desc())
        .limit(1)
    )
    return None if row is None else _minutes(uow, row)


def get_minutes(uow: UnitOfWork, meeting_id: int) -> Minutes:
    """The last fixed version of the minutes of an assembly.

    Raises:
        NoMinutes: none was fixed.
    """
    found = find_minutes(uow, meeting_id)
    if found is None:
        raise NoMinutes()
    return found


def minutes_state(uow: UnitOfWork, meeting: Meeting) -> str:
    """ "none" before the opening, "draft", "signing", "sent back" or "approved"."""
    if meeting.state not in ("open", "closed"):
        return "none"
    fixed = find_minutes(uow, meeting.id)
    return "draft" if fixed is None else fixed.state


def signers_due(uow: UnitOfWork, meeting: Meeting) -> tuple[Signer, ...]:
    """Who must sign, as the statute says, each person once: who chaired, officers, members chosen.

    On a roll up to the number of the statute everybody who came signs.

    References:
        Ley 20.337 art. 55; model statute of worker co-operatives art. 44.
    """
    found: dict[int, str] = {}
    for office in meeting.statute.signers:
        if office == "president" and meeting.chair_id is not None:
            held = people.offices_of(uow, meeting.chair_id, meeting.day)
            found.setdefault(meeting.chair_id, "president" if "president" in held else CHAIR)
        else:
            for holder in people.holders(uow, office, meeting.day):
                found.setdefault(holder.id, office)
    for member_id in meeting.signer_ids:
        found.setdefault(member_id, CHOSEN)
    if (meeting.opened_roll or 0) <= meeting.statute.all_sign_up_to:
        for line in attendance(uow, meeting.id):
            found.setdefault(line.member_id, PRESENT)
    known = {m.id: m for m in people.members(uow)}
    return tuple(Signer(key, known[key].number, known[key].name, found[key]) for key in found)


def errata(uow: UnitOfWork, meeting_id: int) -> tuple[Erratum, ...]:
    """Every mistake put right in the minutes of an assembly, in order."""
    rows = uow.session.scalars(
        select(ErratumRow)
        .join(MinutesRow, MinutesRow.id == ErratumRow.minutes_id)
        .where(MinutesRow.meeting_id == meeting_id)
        .order_by(ErratumRow.number)
    )
    return tuple(_erratum(uow, row) for row in rows)


def get_erratum(uow: UnitOfWork, erratum_id: int) -> Erratum:
    """One of them.

    Raises:
        NoSuchThing: there is none.
    """
    return _erratum(uow, uow.get(ErratumRow, erratum_id))


def sent(uow: UnitOfWork, meeting_id: int, what: str) -> Sent | None:
    """When the notice or the minutes went to the authority, as far as somebody wrote it down."""
    row = uow.session.scalar(select(SentRow).where(SentRow.meeting_id == meeting_id, SentRow.what == what))
    return None if row is None else Sent(row.sent_on, row.how)


def copy_deadline(uow: UnitOfWork, meeting: Meeting) -> date | None:
    """The last day to send the authority its copy; None before the close, and where it wants none."""
    if meeting.closed_at is None:
        return None
    return copy_until(meeting.statute, local_date(meeting.closed_at, uow.zone))


def true_place(uow: UnitOfWork, meeting: Meeting) -> str:
    """Where it was held: as corrected, else as called."""
    return notes(uow, meeting.id).get((PLACE, None), meeting.place)


def _minutes(uow: UnitOfWork, row: MinutesRow) -> Minutes:
    known = {m.id: m for m in people.members(uow)}
    signed = {
        s.member_id: s for s in uow.session.scalars(select(SignedRow).where(SignedRow.minutes_id == row.id))
    }
    rows = uow.session.scalars(select(SignerRow).where(SignerRow.minutes_id == row.id).order_by(SignerRow.id))
    signers = [
        Signer(
            r.member_id,
            known[r.member_id].number,
            known[r.member_id].name,
            r.capacity,
            signed[r.member_id].means if r.member_id in signed else None,
            signed[r.member_id].at if r.member_id in signed else None,
            signed[r.member_id].why if r.member_id in signed else None,
        )
        for r in rows
    ]
    state = "approved" if row.approved_at else "sent back" if row.returned_at else "signing"
    return Minutes(
        id=row.id,
        meeting=get_meeting(uow, row.meeting_id),
        version=row.version,
        facts=row.facts,
        digest=row.digest,
        state=state,
        fixed_at=row.fixed_at,
        signers=tuple(signers),
        returned_why=row.returned_why,
        returned_by=known[row.returned_by].name if row.returned_by is not None else None,
        approved_at=row.approved_at,
        entry_seq=row.entry_seq,
        entry_digest=row.entry_digest,
    )


def _erratum(uow: UnitOfWork, row: ErratumRow) -> Erratum:
    minutes = uow.get(MinutesRow, row.minutes_id)
    return Erratum(
        id=row.id,
        meeting_id=minutes.meeting_id,
        number=row.number,
        text=row.text,
        reason=row.reason,
        by=people.names(uow).get(row.by_id or 0, ""),
        at=row.at,
        minutes_digest=minutes.digest,
        entry_seq=row.entry_seq,
        entry_digest=row.entry_digest,
    )
