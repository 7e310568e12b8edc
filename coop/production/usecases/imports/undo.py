"""Taking an imported batch back, as long as nothing newer depends on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import DatabaseError

from coop.kernel.errors import N_, CoopError
from coop.kernel.money import Money
from coop.people import usecases as people
from coop.production.tables import (
    BillLineRow,
    CentreRow,
    ImportChangeRow,
    ImportRow,
    OperationRow,
    OrderRow,
    StepRow,
)
from coop.production.usecases.imports.items import change_item
from coop.stock import queries as stock
from coop.stock import usecases as stock_usecases
from coop.store import UnitOfWork

SOME = 5_000
"""Rows that one statement deletes at most."""


class NothingToTakeBack(CoopError):
    message = N_("This import was undone already, or was never carried out. Nothing was changed.")


class UsedSince(CoopError):
    message = N_("Something newer depends on what this import brought, so it cannot be undone.")


class ChangedSince(CoopError):
    message = N_("Something that this import wrote was changed afterwards. Correct it by hand.")


OWN = {
    "bill": BillLineRow,
    "centre": CentreRow,
    "step": StepRow,
    "order": OrderRow,
    "operation": OperationRow,
}
UNDONE_FIRST = ("operation", "order", "step", "bill", "centre", "item", "skill")
"""Kinds of what a batch made, so that nothing is taken away before what stands on it."""


def undo_import(uow: UnitOfWork, import_id: int) -> None:
    """Take a batch back: delete what it made, restore what it changed; all of it or nothing.

    Raises:
        NothingToTakeBack: it was undone, or never applied.
        ChangedSince: something it changed was changed again.
        UsedSince: something newer stands on what it made, or work on it has begun.
    """
    batch = uow.get(ImportRow, import_id)
    if batch.state != "applied":
        raise NothingToTakeBack()
    changes = uow.session.scalars(select(ImportChangeRow).where(ImportChangeRow.import_id == import_id)).all()
    try:
        with uow.savepoint():
            for kind in UNDONE_FIRST:
                of_kind = [c for c in changes if c.kind == kind]
                for change in of_kind:
                    if change.before is not None:
                        _restore(uow, change)
                uow.session.flush()
                _delete(uow, kind, [c.key for c in of_kind if c.before is None])
            batch.state, batch.undone_at = "undone", uow.now()
            uow.session.flush()
    except DatabaseError as used:
        raise UsedSince() from used


def _delete(uow: UnitOfWork, kind: str, keys: list[int]) -> None:
    if kind == "item":
        for key in keys:
            stock_usecases.remove_item(uow, key)
    elif kind == "skill":
        for key in keys:
            people.remove_skill(uow, key)
    else:
        row = OWN[kind]
        for n in range(0, len(keys), SOME):
            uow.session.execute(delete(row).where(row.id.in_(keys[n : n + SOME])))


def _restore(uow: UnitOfWork, change: ImportChangeRow) -> None:
    assert change.before is not None
    if change.kind == "item":
        item = stock.get_item(uow, change.key)
        now = {"name": item.name, "unit": item.unit.code, "source": item.source}
        if any(now[k] != v for k, v in change.after.items()):
            raise ChangedSince()
        change_item(uow, item, change.before)
        return
    row = uow.session.get(OWN[change.kind], change.key)
    if row is None or any(_json(getattr(row, k)) != v for k, v in change.after.items()):
        raise ChangedSince()
    for name, value in change.before.items():
        setattr(row, name, _column(getattr(row, name), name, value))


def _json(value: object) -> object:
    if isinstance(value, Money):
        return value.minor
    return value.isoformat() if isinstance(value, date) else value


def _column(now: object, name: str, value: Any) -> Any:
    if isinstance(now, Money):
        return Money(value)
    if name.endswith(("_on", "_day")) and value is not None:
        return date.fromisoformat(value)
    return value
