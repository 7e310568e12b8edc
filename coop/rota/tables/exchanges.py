"""What members propose to each other about their shifts, and what became of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard

SETTLED = "what members agreed about their shifts cannot be changed"


class ExchangeRow(Base):
    """A shift that somebody wants to swap, to give away, or that nobody has; and who took it.

    It can be answered until `until` and confirmed until `begins_at`, when the first of its shifts
    begins, both exclusive. What was proposed never changes; its state goes from open, perhaps over
    agreed (a yes that waits for the coordinator), to one of the others, and stays there.
    """

    __tablename__ = "rota_exchange"
    __guards__ = (
        *append_only(but=("state", "taken_by", "settled_at", "settled_by")),
        guard("insert", unless="NEW.state = 'open'", message="a proposal begins open"),
        guard("update", unless="OLD.state IN ('open', 'agreed')", message=SETTLED),
        guard(
            "update",
            unless="NEW.state <> 'accepted' OR EXISTS (SELECT 1 FROM rota_plan p "
            "WHERE p.exchange_id = NEW.id AND p.state = 'published')",
            message="what members agree about their shifts takes effect by a version of the rota",
        ),
    )
    kind: Mapped[str]
    to_all: Mapped[bool]
    by: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    from_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    day: Mapped[date]
    kind_id: Mapped[int] = mapped_column(ForeignKey("rota_kind.id"))
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("people_sector.id"))
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("people_skill.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("rota_post.id"))
    back_day: Mapped[date | None]
    back_kind_id: Mapped[int | None] = mapped_column(ForeignKey("rota_kind.id"))
    back_sector_id: Mapped[int | None] = mapped_column(ForeignKey("people_sector.id"))
    back_skill_id: Mapped[int | None] = mapped_column(ForeignKey("people_skill.id"))
    back_post_id: Mapped[int | None] = mapped_column(ForeignKey("rota_post.id"))
    made_at: Mapped[datetime]
    until: Mapped[datetime]
    begins_at: Mapped[datetime]
    state: Mapped[str]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (
        CheckConstraint("kind IN ('swap', 'give', 'fill')", name="kind"),
        CheckConstraint(
            "state IN ('open', 'agreed', 'accepted', 'refused', 'withdrawn', 'void')", name="state"
        ),
        CheckConstraint("(kind = 'fill') = (from_id IS NULL)", name="giver"),
        CheckConstraint(
            "(kind = 'swap') = (back_day IS NOT NULL) AND (back_day IS NULL) = (back_kind_id IS NULL)",
            name="back",
        ),
        CheckConstraint("until <= begins_at", name="times"),
        CheckConstraint("NOT (kind = 'swap' AND to_all)", name="to_all"),
        CheckConstraint(
            "state NOT IN ('agreed', 'accepted') OR (taken_by IS NOT NULL AND settled_at IS NOT NULL)",
            name="taken",
        ),
        CheckConstraint("taken_by IS NULL OR taken_by <> from_id", name="other"),
        Index("ix_rota_exchange_state", "state", "until"),
    )


class AskedRow(Base):
    """One member who is asked, and her answer; whoever said yes or no has said it."""

    __tablename__ = "rota_exchange_asked"
    __guards__ = (
        *append_only(but=("answer", "answered_at")),
        guard("update", unless="OLD.answer IS NULL", message="an answer that was given stays"),
    )
    exchange_id: Mapped[int] = mapped_column(ForeignKey("rota_exchange.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), index=True)
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    __table_args__ = (
        UniqueConstraint("exchange_id", "member_id"),
        CheckConstraint("answer IN ('yes', 'no')", name="answer"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
    )
