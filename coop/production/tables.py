"""Rows of production. Private to this module. Quantities are thousandths, times whole minutes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.decisions import in_force
from coop.kernel.money import ZERO, Money
from coop.store import Base, guard

GIVEN = in_force("decision_id", "production.gift")


class BillLineRow(Base):
    """`quantity` of a component's `unit_id` goes into `per` of the product, on [from_day, until_day)."""

    __tablename__ = "production_bill_line"
    product_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"))
    component_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"), index=True)
    quantity: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("stock_unit.id"))
    per: Mapped[int]
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    __table_args__ = (
        CheckConstraint("quantity > 0 AND per > 0", name="above_zero"),
        CheckConstraint("product_id <> component_id", name="two_items"),
        CheckConstraint("until_day IS NULL OR from_day < until_day", name="forwards"),
        UniqueConstraint("product_id", "component_id", "from_day"),
    )


class CentreRow(Base):
    """Where a kind of work is done; `rate` is what an hour there costs."""

    __tablename__ = "production_centre"
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    skill_id: Mapped[int] = mapped_column(ForeignKey("people_skill.id"))
    rate: Mapped[Money] = mapped_column(default=ZERO)
    __table_args__ = (CheckConstraint("rate >= 0", name="rate"),)


class StepRow(Base):
    """One operation of a product's routing; `run_per` is empty when the time is per lot."""

    __tablename__ = "production_step"
    product_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"))
    sequence: Mapped[int]
    centre_id: Mapped[int] = mapped_column(ForeignKey("production_centre.id"))
    skill_id: Mapped[int] = mapped_column(ForeignKey("people_skill.id"))
    setup_minutes: Mapped[int]
    run_minutes: Mapped[int]
    run_per: Mapped[int | None]
    members: Mapped[int]
    __table_args__ = (
        CheckConstraint("setup_minutes >= 0 AND run_minutes >= 0", name="minutes"),
        CheckConstraint("run_per IS NULL OR run_per > 0", name="run_per"),
        CheckConstraint("members > 0", name="members"),
        UniqueConstraint("product_id", "sequence"),
    )


class ClientOrderRow(Base):
    """What somebody asked for. `decision_id` is the assembly's, for a gift."""

    __tablename__ = "production_client_order"
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str]
    customer: Mapped[str]
    due_on: Mapped[date]
    note: Mapped[str]
    taken_on: Mapped[date]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    planned_at: Mapped[datetime | None]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("records_decision.id"))
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    cancelled_why: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("kind IN ('own', 'facon', 'gift')", name="kind"),
        CheckConstraint("(cancelled_at IS NULL) = (cancelled_why IS NULL)", name="cancelled_for_a_reason"),
    )
    __guards__ = (
        guard(
            "update",
            unless=f"NEW.planned_at IS NULL OR NEW.kind <> 'gift' OR {GIVEN}",
            message="a gift is planned by a decision of the assembly",
        ),
        guard(
            "update",
            unless=f"NEW.kind = OLD.kind AND (OLD.decision_id IS NULL AND {GIVEN}"
            " OR COALESCE(OLD.decision_id, 0) = COALESCE(NEW.decision_id, 0))",
            columns=("kind", "decision_id"),
            message="a gift is given by a decision of the assembly, once",
        ),
        guard(
            "insert",
            unless="NEW.planned_at IS NULL AND NEW.decision_id IS NULL",
            message="an order is planned after it was taken",
        ),
        guard("update", unless="OLD.cancelled_at IS NULL", message="a cancelled order stays as it is"),
    )


class ClientLineRow(Base):
    """So much of an item."""

    __tablename__ = "production_client_line"
    order_id: Mapped[int] = mapped_column(ForeignKey("production_client_order.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"))
    quantity: Mapped[int]
    __table_args__ = (
        CheckConstraint("quantity > 0", name="above_zero"),
        UniqueConstraint("order_id", "item_id"),
    )


class OrderRow(Base):
    """An order to make something: work on the days from `start_on` to `due_on`, both included.

    `good` and `scrap` are what came of it, once done.
    """

    __tablename__ = "production_order"
    number: Mapped[str] = mapped_column(unique=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"), index=True)
    quantity: Mapped[int]
    start_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[str]
    client_order_id: Mapped[int | None] = mapped_column(ForeignKey("production_client_order.id"), index=True)
    released_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    good: Mapped[int | None]
    scrap: Mapped[int | None]
    __table_args__ = (
        CheckConstraint("quantity > 0", name="above_zero"),
        CheckConstraint("start_on <= due_on", name="forwards"),
        CheckConstraint("state IN ('planned', 'released', 'done')", name="state"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_when_done"),
        CheckConstraint("good >= 0 AND scrap >= 0", name="result"),
        Index("ix_production_order_open", "state", "due_on"),
        Index("ix_production_order_start", "start_on"),
    )
    __guards__ = (
        guard("update", unless="OLD.state <> 'done'", message="a finished order stays as it is"),
        guard("delete", unless="OLD.state = 'planned'", message="work that was released is not deleted"),
    )


class OperationRow(Base):
    """One operation of a production order; `minutes` of all members together."""

    __tablename__ = "production_operation"
    order_id: Mapped[int] = mapped_column(ForeignKey("production_order.id"))
    sequence: Mapped[int]
    centre_id: Mapped[int] = mapped_column(ForeignKey("production_centre.id"))
    skill_id: Mapped[int] = mapped_column(ForeignKey("people_skill.id"))
    minutes: Mapped[int]
    done_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes"),
        UniqueConstraint("order_id", "sequence"),
    )
    __guards__ = (
        guard("update", unless="OLD.done_at IS NULL", message="a finished operation stays as it is"),
        guard("delete", unless="OLD.done_at IS NULL", message="a finished operation stays as it is"),
    )


class ImportRow(Base):
    """A file: uploaded, looked at in a dry run, applied as one batch, perhaps undone."""

    __tablename__ = "production_import"
    target: Mapped[str]
    state: Mapped[str]
    file_name: Mapped[str]
    file_sha256: Mapped[str | None]
    raw: Mapped[bytes | None]
    mapping: Mapped[str]
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    bad: Mapped[int] = mapped_column(default=0)
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    uploaded_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    __table_args__ = (CheckConstraint("state IN ('uploaded', 'applied', 'undone')", name="state"),)


class ImportChangeRow(Base):
    """One thing that a batch made or changed; `before` is empty for what it made."""

    __tablename__ = "production_import_change"
    import_id: Mapped[int] = mapped_column(ForeignKey("production_import.id"), index=True)
    kind: Mapped[str]
    key: Mapped[int]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any]]
