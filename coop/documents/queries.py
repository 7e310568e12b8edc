"""Reading the archive of papers."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from coop.documents import rules
from coop.documents.tables import PaperRow, ReadingRow
from coop.kernel.canonical import fingerprint
from coop.kernel.errors import N_, Sentence
from coop.kernel.sentences import from_json
from coop.store import UnitOfWork
from coop.web import identity


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper without its bytes.

    Attributes:
        title: as printed.
        public_title: what anybody may know who holds the fingerprint.
        owner_id: whose personal paper it is; None for one of the whole co-op.
        permission: what anybody but the owner needs to read it.
        digest: of its facts; None while pending.
        obstacle: why it could not be made so far.
    """

    id: int
    kind: str
    ref: str
    title: Sentence
    public_title: Sentence
    issued_on: date
    owner_id: int | None
    permission: str
    decision_id: int | None
    is_issued: bool
    digest: str | None
    obstacle: Sentence | None

    def is_of_another(self, member_id: int | None) -> bool:
        """Whether it is somebody else's personal paper: then opening it is written down."""
        return self.owner_id is not None and self.owner_id != member_id

    @property
    def state(self) -> Sentence:
        """In words: made, still being made, or why not."""
        if self.obstacle is not None:
            return self.obstacle
        return Sentence(N_("made") if self.is_issued else N_("being made"))

    @property
    def fingerprint(self) -> str:
        """What is printed of the digest; empty while pending."""
        return fingerprint(self.digest) if self.digest else ""


@dataclass(frozen=True, slots=True)
class Read:
    """That somebody opened a member's personal paper."""

    title: Sentence
    reader: str
    at: datetime


def papers(
    uow: UnitOfWork, *, owner_id: int | None, kinds: Collection[str] | None = None
) -> tuple[Paper, ...]:
    """The papers of the whole co-op and, if given, of one member; the newest first."""
    common = PaperRow.owner_id.is_(None)
    whose = common if owner_id is None else or_(common, PaperRow.owner_id == owner_id)
    query = select(PaperRow).where(whose)
    if kinds is not None:
        query = query.where(PaperRow.kind.in_(kinds))
    rows = uow.session.scalars(query.order_by(PaperRow.issued_on.desc(), PaperRow.id.desc()))
    return tuple(_paper(r) for r in rows)


def pending(uow: UnitOfWork) -> tuple[int, ...]:
    """Keys of the papers that still have to be made, oldest first."""
    return tuple(
        uow.session.scalars(select(PaperRow.id).where(PaperRow.state == rules.PENDING).order_by(PaperRow.id))
    )


def get_paper(uow: UnitOfWork, paper_id: int) -> Paper:
    """One paper.

    Raises:
        NoSuchThing: there is none.
    """
    return _paper(uow.get(PaperRow, paper_id))


def find_paper(uow: UnitOfWork, kind: str, ref: str) -> Paper | None:
    """The paper of a kind about a thing, or None."""
    row = uow.session.scalar(select(PaperRow).where(PaperRow.kind == kind, PaperRow.ref == ref))
    return _paper(row) if row else None


def find_by_digest(uow: UnitOfWork, prefix: str) -> Paper | None:
    """The paper whose digest begins with 20 or more hex digits."""
    row = uow.session.scalar(select(PaperRow).where(PaperRow.digest.startswith(prefix, autoescape=True)))
    return _paper(row) if row else None


def pdf_of(uow: UnitOfWork, paper_id: int) -> bytes:
    """The bytes as they were issued.

    Raises:
        NoSuchThing: there is no such paper.
        NotYetMade: it is still pending.
        PaperBroken: the archive does not hold the bytes that were issued.
    """
    row = uow.get(PaperRow, paper_id)
    if row.pdf is None:
        raise rules.NotYetMade()
    if hashlib.sha256(row.pdf).hexdigest() != row.sha256:
        raise rules.PaperBroken()
    return row.pdf


def readings_of(uow: UnitOfWork, owner_id: int) -> tuple[Read, ...]:
    """Who opened a member's personal papers, the newest first."""
    rows = uow.session.execute(
        select(PaperRow.title, ReadingRow.reader_id, ReadingRow.at)
        .join(PaperRow, PaperRow.id == ReadingRow.paper_id)
        .where(PaperRow.owner_id == owner_id)
        .order_by(ReadingRow.id.desc())
    )
    found = []
    for title, reader_id, at in rows:
        person = identity.find_person(uow.session, reader_id)
        found.append(Read(from_json(title), person.name if person else "", at))
    return tuple(found)


def _paper(row: PaperRow) -> Paper:
    return Paper(
        id=row.id,
        kind=row.kind,
        ref=row.ref,
        title=from_json(row.title),
        public_title=from_json(row.public_title),
        issued_on=row.issued_on,
        owner_id=row.owner_id,
        permission=row.permission,
        decision_id=row.decision_id,
        is_issued=row.state == rules.ISSUED,
        digest=row.digest,
        obstacle=from_json(row.obstacle) if row.obstacle else None,
    )
