"""Files of production: uploaded, looked at, applied as one batch, undone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from coop.kernel.errors import N_, Invalid
from coop.production import queries
from coop.production.tables import ImportRow
from coop.production.usecases.imports.items import ITEMS
from coop.production.usecases.imports.methods import BILLS, CENTRES, STEPS
from coop.production.usecases.imports.orders import OPERATIONS, ORDERS
from coop.production.usecases.imports.target import Notes, Target
from coop.store import UnitOfWork
from coop.web.imports import ColumnMapping, ImportOver, Limits, Plan, Table, dry_run, guess, join, read_table

TARGETS = {t.code: t for t in (ITEMS, CENTRES, BILLS, STEPS, ORDERS, OPERATIONS)}
"""All that can be imported here, in the order in which a new workplace does it."""

LIMITS = Limits(size=5_000_000, rows=20_000)
"""Of a file that is uploaded."""

WHOLE_FACTORY = Limits(size=64_000_000, rows=500_000)
"""Of a file that the command line reads."""


class UnknownTarget(Invalid):
    message = N_("Nothing called %(target)s can be imported. Choose one of: %(known)s.")


def get_target(code: str) -> Target:
    """What can be imported under a code.

    Raises:
        UnknownTarget: nothing.
    """
    found = TARGETS.get(code)
    if found is None:
        raise UnknownTarget(target=code, known=list(TARGETS))
    return found


def upload(uow: UnitOfWork, target: str, file_name: str, raw: bytes, mapping: bytes | None = None) -> int:
    """Keep a file until it is applied or discarded, with a first mapping; returns its key.

    Args:
        uow: the unit of work.
        target: what it brings; a key of TARGETS.
        file_name: as the person calls it.
        raw: the file.
        mapping: a mapping file; without one, columns are guessed from the headings.

    Raises:
        Invalid: the file is no table, or the mapping does not fit it.
    """
    what, table = get_target(target), read_table(raw, LIMITS)
    if mapping:
        chosen = ColumnMapping.from_toml(mapping)
        chosen.check(target, join(table, chosen.joins, {}).header, what.fields)
    else:
        chosen = guess(target, table, what.fields)
    row = _batch(uow, target, file_name, chosen)
    row.raw, row.file_sha256 = raw, hashlib.sha256(raw).hexdigest()
    return uow.add(row).id


def _batch(uow: UnitOfWork, target: str, file_name: str, mapping: ColumnMapping) -> ImportRow:
    return ImportRow(
        target=target,
        state="uploaded",
        file_name=file_name[:200],
        mapping=mapping.to_toml(),
        uploaded_by=uow.actor.member_id,
        uploaded_at=uow.now(),
    )


def _waiting(uow: UnitOfWork, import_id: int) -> ImportRow:
    row = uow.get(ImportRow, import_id)
    if row.state != "uploaded" or row.raw is None:
        raise ImportOver()
    return row


def waiting_table(uow: UnitOfWork, import_id: int) -> tuple[Target, Table, ColumnMapping]:
    """The file that waits, what it brings, and its mapping so far.

    Raises:
        ImportOver: it was applied already.
    """
    row = _waiting(uow, import_id)
    return get_target(row.target), read_table(row.raw or b"", LIMITS), ColumnMapping.from_toml(row.mapping)


def set_mapping(uow: UnitOfWork, import_id: int, mapping: ColumnMapping) -> None:
    """Say which column means what.

    Raises:
        ImportOver: it was applied already.
        Invalid: the mapping does not fit the file.
    """
    target, table, _before = waiting_table(uow, import_id)
    mapping.check(target.code, table.header, target.fields)
    _waiting(uow, import_id).mapping = mapping.to_toml()
    uow.session.flush()


def plan_table(
    uow: UnitOfWork, target: str, table: Table, mapping: ColumnMapping, tables: Mapping[str, Table]
) -> Plan:
    """The dry run of rows that were read already; nothing is written.

    Args:
        uow: the unit of work.
        target: what they bring; a key of TARGETS.
        table: the rows.
        mapping: which column means what.
        tables: the files that the mapping joins, by name.

    Raises:
        Invalid: the mapping does not fit.
    """
    what, joined = get_target(target), join(table, mapping.joins, tables)
    mapping.check(target, joined.header, what.fields)
    return dry_run(joined, mapping, what.fields, what.judge(uow))


def plan_import(uow: UnitOfWork, import_id: int) -> Plan:
    """The dry run of a waiting file; nothing is written.

    Raises:
        ImportOver: it was applied already.
        Invalid: the mapping does not fit the file.
    """
    target, table, mapping = waiting_table(uow, import_id)
    return plan_table(uow, target.code, table, mapping, {})


def discard_import(uow: UnitOfWork, import_id: int) -> None:
    """Forget a file that was never applied.

    Raises:
        ImportOver: it was applied.
    """
    uow.session.delete(_waiting(uow, import_id))
    uow.session.flush()


def apply_import(
    uow: UnitOfWork, import_id: int, *, digest: str | None, leave_out_bad: bool = False
) -> queries.Import:
    """Carry out exactly the dry run that was looked at, as one batch.

    Args:
        uow: the unit of work.
        import_id: the waiting file.
        digest: of the plan that was looked at.
        leave_out_bad: import the good rows although others have errors.

    Raises:
        ImportOver: it was applied already.
        PlanChanged: the dry run would be another one now.
        RowsLeftOut: there are bad rows and nobody said to leave them out.
    """
    plan = plan_import(uow, import_id)
    plan.check(digest, leave_out_bad=leave_out_bad)
    _apply(uow, _waiting(uow, import_id), plan)
    return queries.get_import(uow, import_id)


def import_table(
    uow: UnitOfWork,
    target: str,
    table: Table,
    mapping: ColumnMapping,
    *,
    tables: Mapping[str, Table],
    file_name: str = "",
    leave_out_bad: bool = False,
) -> queries.Import:
    """Plan and apply rows that were read already, in one go (command line, benchmark).

    Args:
        uow: the unit of work.
        target: what they bring; a key of TARGETS.
        table: the rows; a caller may have left some out.
        mapping: which column means what.
        tables: the files that the mapping joins, by name.
        file_name: as the list of imports shows it.
        leave_out_bad: import the good rows although others have errors.

    Raises:
        RowsLeftOut: there are bad rows and nobody said to leave them out.
        Invalid: the mapping does not fit.
    """
    plan = plan_table(uow, target, table, mapping, tables)
    plan.check(None, leave_out_bad=leave_out_bad)
    row = uow.add(_batch(uow, target, file_name, mapping))
    _apply(uow, row, plan)
    return queries.get_import(uow, row.id)


def _apply(uow: UnitOfWork, batch: ImportRow, plan: Plan) -> None:
    notes = Notes(batch.id)
    steps = [s for s in plan.steps if s.what != "skip"]
    get_target(batch.target).store(uow, steps, notes)
    notes.write(uow)
    batch.state, batch.applied_at, batch.raw = "applied", uow.now(), None
    batch.created, batch.updated = plan.count("create"), plan.count("update")
    batch.skipped, batch.bad = plan.count("skip"), len(plan.bad)
    uow.session.flush()
