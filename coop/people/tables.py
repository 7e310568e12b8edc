"""Rows of the co-op and its people. Private to this module."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coop.decisions import in_force
from coop.store import Base, append_only, guard

FOUNDING = "assembly.founding"
ELECTIONS = ("people.election", "people.ballot")
"""Motion kinds that give offices."""
ADMITTED = in_force("decision_id", "people.admission", FOUNDING)
ON_TRIAL = in_force("trial_decision_id", "people.admission")
STILL_HERE = text("left_on IS NULL")


class CoopRow(Base):
    """The co-op of this installation; there is exactly one, and the founding act made it."""

    __tablename__ = "people_coop"
    name: Mapped[str]
    legal_name: Mapped[str]
    cuit: Mapped[str | None]
    matricula: Mapped[str | None]
    address: Mapped[str]
    city: Mapped[str]
    province: Mapped[str]
    currency: Mapped[str]
    zone: Mapped[str]
    founded_on: Mapped[date]
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"))
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)
    __guards__ = (
        *append_only(but=("name", "cuit", "matricula", "address", "city", "province")),
        guard(
            "insert",
            unless=in_force("decision_id", FOUNDING),
            message="a co-op begins with its founding act",
        ),
    )


class SectorRow(Base):
    """A part of the workplace where people work together."""

    __tablename__ = "people_sector"
    name: Mapped[str] = mapped_column(unique=True)


class SkillRow(Base):
    """Something that a person can do and that work may ask for."""

    __tablename__ = "people_skill"
    name: Mapped[str] = mapped_column(unique=True)


class MemberRow(Base):
    """A person: candidate, on trial, member or gone, by the days below.

    `joined_on` and `trial_on` are the first day, `left_on` the first day no longer.
    """

    __tablename__ = "people_member"
    number: Mapped[int] = mapped_column(unique=True)
    given_names: Mapped[str]
    family_name: Mapped[str]
    trial_on: Mapped[date | None]
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    trial_decision_id: Mapped[int | None] = mapped_column(ForeignKey("records_decision.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("records_decision.id"))
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("people_sector.id"), index=True)
    cuit: Mapped[str | None]
    dni: Mapped[str | None]
    cbu: Mapped[str | None]
    language: Mapped[str | None]
    birth_on: Mapped[date | None]
    household_size: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("household_size BETWEEN 1 AND 30", name="household"),
        CheckConstraint("(trial_on IS NULL) = (trial_decision_id IS NULL)", name="trial_by_decision"),
        CheckConstraint("(joined_on IS NULL) = (decision_id IS NULL)", name="joined_by_decision"),
        CheckConstraint(
            "left_on IS NULL OR joined_on IS NOT NULL OR trial_on IS NOT NULL",
            name="left_after",
        ),
        # Who left may come back under another number; the old entry stays as it is.
        *(
            Index(
                f"uq_people_member_{name}",
                name,
                unique=True,
                sqlite_where=STILL_HERE,
                postgresql_where=STILL_HERE,
            )
            for name in ("dni", "cuit")
        ),
        # A key is never used again: what still points at a candidate taken off must find nobody.
        {"sqlite_autoincrement": True},
    )
    __guards__ = (
        guard(
            "insert",
            unless=f"NEW.decision_id IS NULL OR {ADMITTED}",
            message="a member is admitted by a decision of the assembly",
        ),
        guard(
            "insert",
            unless=f"NEW.trial_decision_id IS NULL OR {ON_TRIAL}",
            message="a trial starts by a decision of the assembly",
        ),
        guard(
            "update",
            unless=f"(OLD.decision_id IS NULL AND {ADMITTED})"
            " OR (COALESCE(OLD.decision_id, 0) = COALESCE(NEW.decision_id, 0)"
            " AND (OLD.joined_on IS NULL) = (NEW.joined_on IS NULL)"
            " AND (OLD.joined_on IS NULL OR OLD.joined_on = NEW.joined_on))",
            columns=("decision_id", "joined_on"),
            message="a member is admitted by a decision of the assembly, once",
        ),
        guard(
            "update",
            unless=f"(OLD.trial_decision_id IS NULL AND {ON_TRIAL})"
            " OR (COALESCE(OLD.trial_decision_id, 0) = COALESCE(NEW.trial_decision_id, 0)"
            " AND (OLD.trial_on IS NULL) = (NEW.trial_on IS NULL)"
            " AND (OLD.trial_on IS NULL OR OLD.trial_on = NEW.trial_on))",
            columns=("trial_decision_id", "trial_on"),
            message="a trial starts by a decision of the assembly, once",
        ),
        guard(
            "delete",
            unless="OLD.decision_id IS NULL AND OLD.trial_decision_id IS NULL",
            message="whom the assembly admitted stays in the register",
        ),
    )


class MemberSkillRow(Base):
    """A skill that a member has."""

    __tablename__ = "people_member_skill"
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    skill_id: Mapped[int] = mapped_column(ForeignKey("people_skill.id"), index=True)
    __table_args__ = (UniqueConstraint("member_id", "skill_id"),)


class AbsenceRow(Base):
    """Days [start_on, end_on) on which a member is away."""

    __tablename__ = "people_absence"
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), index=True)
    kind: Mapped[str]
    start_on: Mapped[date]
    end_on: Mapped[date]
    noted_by: Mapped[int | None]
    noted_at: Mapped[datetime]
    __table_args__ = (CheckConstraint("start_on < end_on", name="forwards"),)


class MandateRow(Base):
    """An office that the assembly gave to a member, for the days [since, until).

    It ends early only once, on `ended_on` (first day no longer), by another decision or because its
    holder resigned (`resigned_why`).
    """

    __tablename__ = "people_mandate"
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), index=True)
    office: Mapped[str] = mapped_column(index=True)
    since: Mapped[date]
    until: Mapped[date]
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"))
    ended_on: Mapped[date | None]
    ended_decision_id: Mapped[int | None] = mapped_column(ForeignKey("records_decision.id"))
    resigned_why: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("since < until", name="forwards"),
        CheckConstraint(
            "(ended_on IS NULL) = (ended_decision_id IS NULL AND resigned_why IS NULL)",
            name="ended_by_decision",
        ),
        CheckConstraint("ended_decision_id IS NULL OR resigned_why IS NULL", name="one_end"),
    )
    __guards__ = (
        *append_only(but=("ended_on", "ended_decision_id", "resigned_why")),
        guard(
            "insert",
            unless="NEW.ended_on IS NULL AND " + in_force("decision_id", *ELECTIONS, FOUNDING),
            message="an office is given by a decision of the assembly",
        ),
        guard(
            "update",
            unless="OLD.ended_on IS NULL AND (NEW.resigned_why IS NOT NULL OR "
            + in_force("ended_decision_id", "people.recall")
            + ")",
            columns=("ended_on", "ended_decision_id", "resigned_why"),
            message="a mandate is ended by a decision of the assembly or by its holder, once",
        ),
    )


class AlternateRow(Base):
    """Who takes an office when somebody elected with her leaves it before its term is over.

    Attributes:
        place: 1 is the first to take it.
        seated_on: first day in office; None while she waits.
    """

    __tablename__ = "people_alternate"
    __guards__ = (
        *append_only(but=("seated_on",)),
        guard(
            "insert",
            unless="NEW.seated_on IS NULL AND " + in_force("decision_id", *ELECTIONS),
            message="alternates are named by a decision of the assembly",
        ),
        guard(
            "update",
            columns=("seated_on",),
            unless="OLD.seated_on IS NULL AND EXISTS (SELECT 1 FROM people_mandate m"
            " WHERE m.member_id = OLD.member_id AND m.office = OLD.office"
            " AND m.decision_id = OLD.decision_id)",
            message="an alternate takes the office once",
        ),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    office: Mapped[str]
    place: Mapped[int]
    until: Mapped[date]
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"))
    seated_on: Mapped[date | None]
    __table_args__ = (
        UniqueConstraint("decision_id", "office", "place"),
        UniqueConstraint("decision_id", "office", "member_id"),
    )


class HolidayRow(Base):
    """A day on which the co-op does not work."""

    __tablename__ = "people_holiday"
    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str]


class ReadingRow(Base):
    """Somebody else read a member's private data; shown to that member.

    `member_id` is no foreign key: a candidate who was looked at can still be taken off the list,
    and keys of members are never used again.
    """

    __tablename__ = "people_reading"
    __guards__ = append_only()
    member_id: Mapped[int] = mapped_column(index=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    what: Mapped[str]
    at: Mapped[datetime]


class ImportRow(Base):
    """A file of people: uploaded, then applied as one batch, perhaps undone."""

    __tablename__ = "people_import"
    state: Mapped[str]
    file_name: Mapped[str]
    file_sha256: Mapped[str]
    raw: Mapped[bytes | None]
    mapping: Mapped[str | None]
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    bad: Mapped[int] = mapped_column(default=0)
    uploaded_by: Mapped[int | None]
    uploaded_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None]
    __table_args__ = (CheckConstraint("state IN ('uploaded', 'applied', 'undone')", name="state"),)


class ImportChangeRow(Base):
    """One thing that a batch created or changed, so that it can be undone.

    `kind` is `member`, `sector` or `skill`; `before` is empty for what was created.
    """

    __tablename__ = "people_import_change"
    import_id: Mapped[int] = mapped_column(ForeignKey("people_import.id"))
    kind: Mapped[str]
    key: Mapped[int]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any]]
    __table_args__ = (
        CheckConstraint("kind IN ('member', 'sector', 'skill')", name="kind"),
        Index("ix_people_import_change_import", "import_id", "id"),
        Index("ix_people_import_change_thing", "kind", "key"),
    )
