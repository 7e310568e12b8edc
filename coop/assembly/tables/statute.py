"""The statute that holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coop.decisions import in_force
from coop.store import Base, append_only, guard


class StatuteRow(Base):
    """The statute that holds from a day on, until the next row.

    Attributes:
        code: of the profile that it began with.
        contents: every value, as `Statute.to_values` gives them.
        digest: of the contents.
    """

    __tablename__ = "assembly_statute"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless=in_force("decision_id", "assembly.founding", "assembly.statute_values"),
            message="a statute is adopted by the founding act and changed by the assembly",
        ),
    )
    code: Mapped[str]
    since: Mapped[date]
    contents: Mapped[dict[str, Any]]
    digest: Mapped[str]
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"), unique=True)
