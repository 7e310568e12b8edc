"""Minutes of closed assemblies."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only


class MinutesRow(Base):
    """The minutes of a closed assembly as facts, with their place in the record book."""

    __tablename__ = "assembly_minutes"
    __guards__ = append_only()
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"), unique=True)
    facts: Mapped[dict[str, Any]]
    digest: Mapped[str]
    entry_seq: Mapped[int]
    entry_digest: Mapped[str]
