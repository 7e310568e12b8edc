"""Drafts and published versions, their needs and shifts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, guard

DRAFT = "EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = {row}.plan_id AND p.state = 'draft')"
PUBLISHED = "a published rota cannot be changed"


class PlanRow(Base):
    """A rota for the days [start_on, end_on): a draft, or a published version.

    With an exchange it is the rota of these days as it was, changed by what members agreed.
    """

    __tablename__ = "rota_plan"
    __guards__ = (
        guard("update", unless="OLD.state = 'draft'", message=PUBLISHED),
        guard("delete", unless="OLD.state = 'draft'", message=PUBLISHED),
        guard("insert", unless="NEW.state = 'draft'", message="a rota begins as a draft"),
    )
    start_on: Mapped[date]
    end_on: Mapped[date]
    state: Mapped[str]
    version: Mapped[int | None] = mapped_column(unique=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("web_job.id"))
    result: Mapped[dict[str, Any] | None]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    published_at: Mapped[datetime | None]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    entry_seq: Mapped[int | None] = mapped_column(ForeignKey("records_entry.seq"))
    exchange_id: Mapped[int | None] = mapped_column(ForeignKey("rota_exchange.id"), index=True)
    __table_args__ = (
        CheckConstraint("start_on < end_on", name="forwards"),
        CheckConstraint("state IN ('draft', 'published')", name="state"),
        CheckConstraint(
            "(state = 'published') = (version IS NOT NULL) AND (version IS NULL) = (entry_seq IS NULL)",
            name="version",
        ),
        Index("ix_rota_plan_days", "start_on", "end_on"),
    )


class NeedRow(Base):
    """People wanted on one day and shift of a plan, frozen when the plan is made."""

    __tablename__ = "rota_need"
    __guards__ = (
        guard("insert", unless=DRAFT.format(row="NEW"), message=PUBLISHED),
        guard("update", unless=f"{DRAFT.format(row='OLD')} AND NEW.plan_id = OLD.plan_id", message=PUBLISHED),
        guard("delete", unless=DRAFT.format(row="OLD"), message=PUBLISHED),
    )
    plan_id: Mapped[int] = mapped_column(ForeignKey("rota_plan.id"))
    day: Mapped[date]
    kind_id: Mapped[int] = mapped_column(ForeignKey("rota_kind.id"))
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("people_sector.id"))
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("people_skill.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("rota_post.id"))
    people: Mapped[int]
    __table_args__ = (
        CheckConstraint("people > 0", name="people"),
        Index("ix_rota_need_plan", "plan_id", "day"),
    )


class DutyRow(Base):
    """One member on one shift. Instants, minutes and night are those of the day it was planned."""

    __tablename__ = "rota_duty"
    __guards__ = (
        guard("insert", unless=DRAFT.format(row="NEW"), message=PUBLISHED),
        guard("update", unless=f"{DRAFT.format(row='OLD')} AND NEW.plan_id = OLD.plan_id", message=PUBLISHED),
        guard("delete", unless=DRAFT.format(row="OLD"), message=PUBLISHED),
    )
    plan_id: Mapped[int] = mapped_column(ForeignKey("rota_plan.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    day: Mapped[date]
    kind_id: Mapped[int] = mapped_column(ForeignKey("rota_kind.id"))
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("people_sector.id"))
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("people_skill.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("rota_post.id"))
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    minutes: Mapped[int]
    night: Mapped[bool]
    weekend_on: Mapped[date | None]
    __table_args__ = (
        UniqueConstraint("plan_id", "member_id", "day"),
        CheckConstraint("minutes >= 0", name="minutes"),
        Index("ix_rota_duty_plan", "plan_id", "day"),
    )
