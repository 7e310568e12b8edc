"""The statute that holds."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard


class StatuteRow(Base):
    """The statute that holds from a day on, until the next row."""

    __tablename__ = "assembly_statute"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM records_decision d"
            " WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind = 'assembly.founding')",
            message="a statute is adopted by the founding act",
        ),
    )
    code: Mapped[str]
    since: Mapped[date]
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"))
