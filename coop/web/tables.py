"""Rows of the web floor: devices, sessions, secrets, done submissions, jobs, notices."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only

# Members live on a higher floor, so their keys stand here without a foreign key.


class Device(Base):
    """A shared terminal that two officers enrolled."""

    __tablename__ = "web_device"
    name: Mapped[str]
    token_sha256: Mapped[str] = mapped_column(unique=True)
    enrolled_by: Mapped[int]
    confirmed_by: Mapped[int]
    enrolled_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None]
    __table_args__ = (CheckConstraint("enrolled_by <> confirmed_by", name="two_officers"),)


class WebSession(Base):
    """A signed-in person; dead once `ended_at` is set."""

    __tablename__ = "web_session"
    token_sha256: Mapped[str] = mapped_column(unique=True)
    member_id: Mapped[int] = mapped_column(index=True)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("web_device.id"))
    how: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("how IN ('pin', 'badge', 'password', 'start')", name="how"),
        CheckConstraint(
            "device_id IS NOT NULL OR how NOT IN ('pin', 'badge')", name="pin_and_badge_at_terminals"
        ),
    )


class Secret(Base):
    """A PIN, password or badge of a member; an old one is ended, never deleted.

    `start` is a password good for choosing one's own and for nothing else.
    """

    __tablename__ = "web_secret"
    __guards__ = append_only(but=("ended_at",))
    member_id: Mapped[int]
    kind: Mapped[str]
    hashed: Mapped[str]
    created_at: Mapped[datetime]
    issued_by: Mapped[int | None]
    confirmed_by: Mapped[int | None]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("kind IN ('pin', 'password', 'badge', 'start')", name="kind"),
        Index("ix_web_secret_member_kind", "member_id", "kind"),
    )


class Attempt(Base):
    """Wrong tries in a row of one member at one device (0 = all devices that are not enrolled)."""

    __tablename__ = "web_attempt"
    member_id: Mapped[int]
    device_id: Mapped[int]
    failures: Mapped[int]
    last_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("member_id", "device_id"),)


class Submission(Base):
    """A form that has been carried out; the same one again only leads to its result."""

    __tablename__ = "web_submission"
    __guards__ = append_only()
    key: Mapped[str] = mapped_column(unique=True)
    path: Mapped[str]
    location: Mapped[str]
    at: Mapped[datetime]


class Job(Base):
    """Long work: the truth about it; the queue only wakes the worker."""

    __tablename__ = "web_job"
    kind: Mapped[str]
    args: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(index=True)
    done: Mapped[int] = mapped_column(default=0)
    whole: Mapped[int] = mapped_column(default=0)
    message: Mapped[dict[str, Any] | None]
    result: Mapped[dict[str, Any] | None]
    attempts: Mapped[int] = mapped_column(default=0)
    stop: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[int | None]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'running', 'done', 'failed', 'stopped')", name="state"),
    )


class Notice(Base):
    """Something to tell everybody, or one member; `about` and `key` name the page where there is more."""

    __tablename__ = "web_notice"
    member_id: Mapped[int | None] = mapped_column(index=True)
    sentence: Mapped[dict[str, Any]]
    about: Mapped[str | None]
    key: Mapped[int | None]
    created_at: Mapped[datetime]
    until: Mapped[datetime]
