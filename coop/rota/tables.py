"""Rows of the rota. Private to this module.

What is published, punched or confirmed is never changed: a new version, a new punch or a
reversing row corrects it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.decisions import in_force
from coop.store import Base, append_only, guard

DRAFT = "EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = {row}.plan_id AND p.state = 'draft')"
PUBLISHED = "a published rota cannot be changed"


class KindRow(Base):
    """A kind of shift. Its code is never used again, so that old rotas keep their meaning."""

    __tablename__ = "rota_kind"
    __guards__ = append_only(but=("name", "takes_orders", "ended_on"))
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    takes_orders: Mapped[bool]
    ended_on: Mapped[date | None]
    __table_args__ = (
        CheckConstraint("start_minute >= 0 AND start_minute < 1440", name="start"),
        CheckConstraint("end_minute > start_minute AND end_minute <= start_minute + 1440", name="end"),
    )


class PostRow(Base):
    """A place that is filled on the same weekdays every week; `weekdays` is a bit per day, Monday 1."""

    __tablename__ = "rota_post"
    __guards__ = append_only(but=("name", "until"))
    name: Mapped[str]
    kind_id: Mapped[int] = mapped_column(ForeignKey("rota_kind.id"))
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("people_sector.id"))
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("people_skill.id"))
    weekdays: Mapped[int]
    people: Mapped[int]
    on_holidays: Mapped[bool]
    guard: Mapped[bool]
    since: Mapped[date]
    until: Mapped[date | None]
    __table_args__ = (
        CheckConstraint("people > 0", name="people"),
        CheckConstraint("weekdays BETWEEN 1 AND 127", name="weekdays"),
        CheckConstraint("until IS NULL OR until >= since", name="until"),
    )


class RuleRow(Base):
    """A value of a rule that the assembly set; the law holds where there is none."""

    __tablename__ = "rota_rule"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless=in_force("decision_id", "rota.rule"),
            message="a rule of the rota is set by a decision of the assembly",
        ),
    )
    code: Mapped[str]
    value: Mapped[int | None]
    weight: Mapped[int | None]
    since: Mapped[date]
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"))
    __table_args__ = (
        CheckConstraint("value IS NULL OR value >= 0", name="value"),
        CheckConstraint("weight IS NULL OR weight > 0", name="weight"),
        UniqueConstraint("decision_id", "code"),
    )


class AllowedRow(Base):
    """A kind of shift that a member may be planned on; a member without any row may work all."""

    __tablename__ = "rota_allowed"
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    kind_id: Mapped[int] = mapped_column(ForeignKey("rota_kind.id"))
    __table_args__ = (UniqueConstraint("member_id", "kind_id"),)


class PlanRow(Base):
    """A rota for the days [start_on, end_on): a draft, or a published version."""

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


class PunchRow(Base):
    """One tap of a member: coming or going."""

    __tablename__ = "rota_punch"
    __guards__ = append_only()
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    way: Mapped[str]
    device_id: Mapped[int | None] = mapped_column(ForeignKey("web_device.id"))
    __table_args__ = (
        CheckConstraint("way IN ('in', 'out')", name="way"),
        Index("ix_rota_punch_member", "member_id", "at"),
        Index("ix_rota_punch_at", "at"),
    )


class ConfirmationRow(Base):
    """The coordinator confirmed the hours of the days [start_on, end_on); days are confirmed once."""

    __tablename__ = "rota_confirmation"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="NOT EXISTS (SELECT 1 FROM rota_confirmation c "
            "WHERE c.start_on < NEW.end_on AND c.end_on > NEW.start_on)",
            message="the hours of a day are confirmed once",
        ),
    )
    start_on: Mapped[date]
    end_on: Mapped[date]
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    entry_seq: Mapped[int] = mapped_column(ForeignKey("records_entry.seq"))
    __table_args__ = (CheckConstraint("start_on < end_on", name="forwards"),)


class WorkedRow(Base):
    """Confirmed minutes of one member and day; corrected by a reversing row and a new one."""

    __tablename__ = "rota_worked"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM rota_confirmation c WHERE c.id = NEW.confirmation_id "
            "AND NEW.day >= c.start_on AND NEW.day < c.end_on)",
            message="hours belong to the days that were confirmed",
        ),
        guard(
            "insert",
            unless="(NEW.reverses_id IS NULL AND NEW.minutes >= 0) OR EXISTS "
            "(SELECT 1 FROM rota_worked w WHERE w.id = NEW.reverses_id AND w.reverses_id IS NULL "
            "AND w.member_id = NEW.member_id AND w.day = NEW.day AND w.minutes = -NEW.minutes)",
            message="a reversing row takes back exactly what another one gave",
        ),
    )
    confirmation_id: Mapped[int] = mapped_column(ForeignKey("rota_confirmation.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    day: Mapped[date]
    minutes: Mapped[int]
    planned: Mapped[int]
    punched: Mapped[int]
    note: Mapped[str]
    reason: Mapped[str | None]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("rota_worked.id"), unique=True)
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (
        CheckConstraint("minutes BETWEEN -2880 AND 2880", name="minutes"),
        CheckConstraint("planned >= 0 AND punched >= 0", name="beside"),
        Index("ix_rota_worked_day", "day", "member_id"),
    )
