"""What is moved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard


class MotionRow(Base):
    """Something to be voted; it waits until it is put on an agenda. Its text never changes.

    `subject` is the digest of the proposal, `described` the proposal in plain words.
    """

    __tablename__ = "assembly_motion"
    __guards__ = (
        *append_only(but=("withdrawn_at",)),
        guard(
            "update",
            columns=("withdrawn_at",),
            unless="OLD.withdrawn_at IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM assembly_result r WHERE r.motion_id = OLD.id)",
            message="a motion is withdrawn once, and before it is voted",
        ),
    )
    kind: Mapped[str]
    title: Mapped[str]
    matter: Mapped[str]
    proposal: Mapped[dict[str, Any]]
    subject: Mapped[str] = mapped_column(index=True)
    described: Mapped[dict[str, Any]]
    needs_registration: Mapped[bool]
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    proposed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
