"""The urn: slips, signatures, sealed envelopes, the board.

What comes in while people vote bears no instant, no serial number and no order: its key is random or a
hash, and SQLite keeps it without the row numbers that would tell who came first. What is in a slip, a
signature or an envelope changes by nothing but the one rewrite at the count, which shuffles everything in
one transaction and after which nothing changes any more.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard
from coop.store.guards import UNSAMPLED

URN = "EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = {row}.vote_id AND {state})"
PREPARED = "u.opened_at IS NULL"
OPEN = "u.opened_at IS NOT NULL AND u.closed_at IS NULL AND u.outcome IS NULL"
BEING_COUNTED = "u.opened_at IS NOT NULL AND u.outcome IS NULL"
REWRITTEN = URN.format(row="OLD", state=BEING_COUNTED + " AND u.closed_at IS NOT NULL")
OUTCOME = (
    *("outcome", "outcome_at", "signatures", "second_urn", "burned", "envelopes", "remaining"),
    *("in_favour", "against", "abstained", "ballots", "is_public"),
)
PREPARATION = ("public_key", "longest", "printed", "opening_hash", "keepers", "prepared_at", "prepared_by")


TRACELESS: dict[str, Any] = {"sqlite_with_rowid": False, "info": {UNSAMPLED: True}}
"""No row numbers on SQLite, no samples in the statistics of PostgreSQL."""


class UrnRow(Base):
    """The urn of a vote: prepared (more than once if the printing failed), opened, closed, counted or void.

    Attributes:
        public_key: to which envelopes are sealed.
        longest: bytes of an answer with what fills it up.
        printed: slips.
        opening_hash: of all that is fixed when it is opened.
        keepers: `{"members": […]}`, who has a passphrase.
        outcome: "counted" or "void".
        remaining: unused slips that were counted in the hat.
        in_favour, against, abstained: of a counted vote for or against.
        ballots: of a counted choice or election, alike ones together.
        is_public: whether single ballots stand on the board; of few or long rankings only totals do.
    """

    __tablename__ = "assembly_urn"
    __guards__ = (
        *append_only(but=(*PREPARATION, "opened_at", "closed_at", *OUTCOME)),
        guard(
            "update",
            columns=PREPARATION,
            unless="OLD.opened_at IS NULL AND OLD.outcome IS NULL",
            message="an open urn does not change",
        ),
        guard(
            "update",
            columns=("opened_at",),
            unless="OLD.opened_at IS NULL AND OLD.outcome IS NULL",
            message="an urn is opened once",
        ),
        guard(
            "update",
            columns=("closed_at",),
            unless="OLD.opened_at IS NOT NULL AND OLD.closed_at IS NULL",
            message="an urn is closed once, after it was opened",
        ),
        guard(
            "update",
            columns=OUTCOME,
            unless="OLD.closed_at IS NOT NULL AND OLD.outcome IS NULL",
            message="an urn is counted once, after it was closed",
        ),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND v.method = 'slips')",
            message="this vote is not taken by slips",
        ),
    )
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"), unique=True)
    public_key: Mapped[bytes]
    longest: Mapped[int]
    printed: Mapped[int]
    opening_hash: Mapped[str]
    keepers: Mapped[dict[str, Any]]
    prepared_at: Mapped[datetime]
    prepared_by: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    outcome_at: Mapped[datetime | None]
    signatures: Mapped[int | None]
    second_urn: Mapped[int | None]
    burned: Mapped[int | None]
    envelopes: Mapped[int | None]
    remaining: Mapped[int | None]
    in_favour: Mapped[int | None]
    against: Mapped[int | None]
    abstained: Mapped[int | None]
    ballots: Mapped[dict[str, Any] | None]
    is_public: Mapped[bool | None]
    __table_args__ = (
        CheckConstraint("outcome IN ('counted', 'void')", name="outcome"),
        CheckConstraint(
            "outcome <> 'counted' OR"
            " (signatures = second_urn AND second_urn = burned AND burned = envelopes)",
            name="reconciled",
        ),
    )


class SlipRow(Base):
    """A printed slip: the keyed hash of its code, and whether it was used."""

    __tablename__ = "assembly_slip"
    __guards__ = (
        guard(
            "insert",
            unless=f"{URN.format(row='NEW', state=PREPARED)} AND NOT NEW.used OR "
            + URN.format(row="NEW", state=BEING_COUNTED + " AND u.closed_at IS NOT NULL"),
            message="slips are printed before an urn is opened",
        ),
        guard(
            "update",
            columns=("vote_id", "hashed"),
            unless="FALSE",
            message="a slip stays what it is",
        ),
        guard(
            "update",
            columns=("used",),
            unless=f"NOT OLD.used AND NEW.used AND {URN.format(row='OLD', state=OPEN)}",
            message="a slip is used once, while its urn is open",
        ),
        guard(
            "delete",
            unless=f"{URN.format(row='OLD', state=PREPARED)} OR {REWRITTEN}",
            message="slips are rewritten once, at the count",
        ),
    )
    id = None  # type: ignore[assignment] # a serial number would tell in which order slips were made
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"), primary_key=True)
    hashed: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    used: Mapped[bool]
    __table_args__ = (TRACELESS,)


class SignatureRow(Base):
    """Who signed at the table and drew a slip; not which."""

    __tablename__ = "assembly_signature"
    __guards__ = (
        guard("update", unless="FALSE", message="what is signed cannot be changed"),
        guard(
            "insert",
            unless=URN.format(row="NEW", state=BEING_COUNTED)
            + " AND EXISTS (SELECT 1 FROM assembly_voter o WHERE o.vote_id = NEW.vote_id"
            " AND o.member_id = NEW.member_id AND o.may_vote)",
            message="who may vote signs, while the urn is open",
        ),
        guard("delete", unless=REWRITTEN, message="signatures are rewritten once, at the count"),
    )
    id = None  # type: ignore[assignment]
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), primary_key=True)
    __table_args__ = (TRACELESS,)


class EnvelopeRow(Base):
    """A sealed answer under a random key; gone once the urn is counted or void."""

    __tablename__ = "assembly_envelope"
    __guards__ = (
        guard("update", unless="FALSE", message="a sealed envelope cannot be changed"),
        guard(
            "insert",
            unless=URN.format(row="NEW", state=OPEN)
            + " AND (SELECT COUNT(*) FROM assembly_envelope e WHERE e.vote_id = NEW.vote_id)"
            " < (SELECT COUNT(*) FROM assembly_slip s WHERE s.vote_id = NEW.vote_id AND s.used)",
            message="an envelope goes into an open urn with the slip that is used for it",
        ),
        guard("delete", unless=REWRITTEN, message="envelopes leave the urn once, at the count"),
    )
    id = None  # type: ignore[assignment]
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"), primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    sealed: Mapped[bytes]
    __table_args__ = (TRACELESS,)


class BoardRow(Base):
    """A line of the board: a tracker, and what was voted under it, under a new random key.

    Attributes:
        answer: JSON, a word or ranks of option numbers.
    """

    __tablename__ = "assembly_board"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless=URN.format(row="NEW", state=BEING_COUNTED + " AND u.closed_at IS NOT NULL"),
            message="the board is written once, at the count",
        ),
    )
    id = None  # type: ignore[assignment]
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"), primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    tracker: Mapped[str]
    answer: Mapped[str] = mapped_column(Text)
    __table_args__ = (TRACELESS,)


class BoothRow(Base):
    """A terminal that is the booth of a vote while its urn is open."""

    __tablename__ = "assembly_booth"
    __guards__ = append_only()
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"))
    device_id: Mapped[int] = mapped_column(index=True)


URN_COUNTED = (
    "EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = v.id AND u.outcome = 'counted'"
    " AND (v.about IN ('choice', 'election') OR (u.in_favour = NEW.in_favour AND u.against = NEW.against"
    " AND u.abstained = NEW.abstained)))"
)
"""The numbers of a new result are those that came out of the urn; inside a query over `assembly_vote v`."""
