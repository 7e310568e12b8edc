"""What a rota is made from: shift kinds, fixed posts, voted rules, who may work what."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.decisions import in_force
from coop.store import Base, append_only, guard


class KindRow(Base):
    """A kind of shift. Its code is never used again, so that old rotas keep their meaning."""

    __tablename__ = "rota_kind"
    __guards__ = append_only(but=("name", "takes_orders", "ended_on"))
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    takes_orders: Mapped[bool]
    solidarity: Mapped[bool]
    ended_on: Mapped[date | None]
    __table_args__ = (
        CheckConstraint("start_minute >= 0 AND start_minute < 1440", name="start"),
        CheckConstraint("end_minute > start_minute AND end_minute <= start_minute + 1440", name="end"),
        CheckConstraint("NOT (solidarity AND takes_orders)", name="solidarity"),
    )


class PostRow(Base):
    """A place that is filled on the same weekdays every week; `weekdays` is a bit per day, Monday 1."""

    __tablename__ = "rota_post"
    __guards__ = append_only(but=("name", "until", "hard"))
    name: Mapped[str]
    kind_id: Mapped[int] = mapped_column(ForeignKey("rota_kind.id"))
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("people_sector.id"))
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("people_skill.id"))
    weekdays: Mapped[int]
    people: Mapped[int]
    on_holidays: Mapped[bool]
    guard: Mapped[bool]
    hard: Mapped[bool]
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
