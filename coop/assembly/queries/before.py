"""Petitions, supporters, attached papers and meetings of a shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from coop.assembly.queries.motions import Motion, get_motion
from coop.assembly.queries.statute import get_statute
from coop.assembly.tables import (
    AttachmentRow,
    MeetingRow,
    PetitionRow,
    PetitionSignatureRow,
    PreMeetingRow,
    SupportRow,
)
from coop.kernel.clock import local_date
from coop.people import queries as people
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Petition:
    """Members ask for an assembly.

    Attributes:
        signer_ids: who signs it now, in the order in which they signed.
        needed: signatures that are enough on today's roll.
        deadline: day by which the assembly is to be held; None while too few have signed.
        meeting_id: the assembly that was called for it.
        state: "open", "reached" or "called".
    """

    id: int
    why: str
    motions: tuple[Motion, ...]
    started_by: int | None
    started_at: datetime
    signer_ids: tuple[int, ...]
    needed: int
    reached_at: datetime | None
    deadline: date | None
    meeting_id: int | None

    @property
    def state(self) -> str:
        """How far it is."""
        if self.meeting_id is not None:
            return "called for"
        return "reached" if self.reached_at is not None else "collecting"

    @property
    def signed(self) -> int:
        """How many sign it now."""
        return len(self.signer_ids)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper attached to a motion; `content` is read apart."""

    id: int
    motion_id: int
    name: str
    kind: str
    size: int
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PreMeeting:
    """A shift or sector talks an agenda over.

    Attributes:
        whom: which shift or sector.
        said: what was said there; None until it is written down.
    """

    id: int
    meeting_id: int
    whom: str
    at: datetime
    place: str
    said: str | None


def petitions(uow: UnitOfWork) -> tuple[Petition, ...]:
    """Every petition, the latest first."""
    rows = uow.session.scalars(select(PetitionRow).order_by(PetitionRow.id.desc()))
    return tuple(_petition(uow, r) for r in rows)


def get_petition(uow: UnitOfWork, petition_id: int) -> Petition:
    """A petition by its key.

    Raises:
        NoSuchThing: there is none.
    """
    return _petition(uow, uow.get(PetitionRow, petition_id))


def supporters(uow: UnitOfWork, motion_id: int) -> tuple[int, ...]:
    """Who supports a motion, in the order in which they did."""
    rows = select(SupportRow.member_id).where(SupportRow.motion_id == motion_id).order_by(SupportRow.id)
    return tuple(uow.session.scalars(rows))


def is_forced(uow: UnitOfWork, motion_id: int) -> bool:
    """Whether enough members support a motion to have it on the next agenda.

    References:
        Model statute of worker co-operatives (INAES) art. 40: a tenth of the members.
        Ley 27/1999 (Spain) art. 24: a tenth, or two hundred.
    """
    statute = get_statute(uow, uow.today())
    roll = {m.id for m in people.roll(uow, uow.today())}
    support = roll.intersection(supporters(uow, motion_id))
    enough = statute.item_supporters(len(roll))
    return enough is not None and len(support) >= enough


def attachments(uow: UnitOfWork, motion_id: int) -> tuple[Attachment, ...]:
    """The papers of a motion, in the order in which they were attached."""
    rows = uow.session.execute(
        select(
            AttachmentRow.id,
            AttachmentRow.motion_id,
            AttachmentRow.name,
            AttachmentRow.kind,
            AttachmentRow.size,
            AttachmentRow.digest,
            AttachmentRow.at,
        )
        .where(AttachmentRow.motion_id == motion_id)
        .order_by(AttachmentRow.id)
    )
    return tuple(Attachment(*r) for r in rows)


def attachment_content(uow: UnitOfWork, attachment_id: int) -> tuple[Attachment, bytes]:
    """A paper with its bytes.

    Raises:
        NoSuchThing: there is none.
    """
    r = uow.get(AttachmentRow, attachment_id)
    return Attachment(r.id, r.motion_id, r.name, r.kind, r.size, r.digest, r.at), r.content


def premeetings(uow: UnitOfWork, meeting_id: int) -> tuple[PreMeeting, ...]:
    """Meetings of shifts and sectors before an assembly, by their hour."""
    rows = uow.session.scalars(
        select(PreMeetingRow)
        .where(PreMeetingRow.meeting_id == meeting_id)
        .order_by(PreMeetingRow.at, PreMeetingRow.id)
    )
    return tuple(PreMeeting(r.id, r.meeting_id, r.whom, r.at, r.place, r.said) for r in rows)


def _petition(uow: UnitOfWork, row: PetitionRow) -> Petition:
    signers = uow.session.scalars(
        select(PetitionSignatureRow.member_id)
        .where(PetitionSignatureRow.petition_id == row.id, PetitionSignatureRow.withdrawn_at.is_(None))
        .order_by(PetitionSignatureRow.id)
    )
    statute = get_statute(uow, uow.today())
    deadline = None
    if row.reached_at is not None and statute.petition_days:
        deadline = local_date(row.reached_at, uow.zone) + timedelta(days=statute.petition_days)
    meeting_id = uow.session.scalar(
        select(MeetingRow.id).where(MeetingRow.petition_id == row.id, MeetingRow.called_off_at.is_(None))
    )
    return Petition(
        id=row.id,
        why=row.why,
        motions=tuple(get_motion(uow, key) for key in row.motions["motions"]),
        started_by=row.started_by,
        started_at=row.started_at,
        signer_ids=tuple(signers),
        needed=statute.petitioners(len(people.roll(uow, uow.today()))),
        reached_at=row.reached_at,
        deadline=deadline,
        meeting_id=meeting_id,
    )
