"""Files of people: uploaded, looked at, applied as one batch, undone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from coop.people import queries
from coop.people.tables import (
    ImportChangeRow,
    ImportRow,
    MemberRow,
)
from coop.people.usecases.coop import add_sector, add_skill
from coop.people.usecases.import_rows import FIELDS, TARGET, plan_members
from coop.people.usecases.import_undo import SNAPSHOT, snapshot
from coop.people.usecases.members import NewMember, add_candidate, change_member, set_skills
from coop.store import UnitOfWork
from coop.web.imports import ColumnMapping, ImportOver, Limits, Plan, Table, guess, join, read_table
from coop.web.language import fold

LIMITS = Limits(size=5_000_000, rows=2_000)


def upload(uow: UnitOfWork, file_name: str, raw: bytes, mapping: bytes | None = None) -> int:
    """Keep a file until it is applied or discarded, with a first mapping.

    Args:
        uow: the unit of work.
        file_name: as the person calls it.
        raw: the file.
        mapping: a mapping file; without one, that of the last import with the same headings, or
            a guess from the headings.

    Returns:
        The key of the import.

    Raises:
        Invalid: the file is no table, or the mapping does not fit it.
    """
    table = read_table(raw, LIMITS)
    if mapping:
        chosen = ColumnMapping.from_toml(mapping)
        chosen.check(TARGET, join(table, chosen.joins, {}).header, FIELDS)
    else:
        chosen = _mapping_used_before(uow, table) or guess(TARGET, table, FIELDS)
    row = ImportRow(
        state="uploaded",
        file_name=file_name[:200],
        file_sha256=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        mapping=chosen.to_toml(),
        uploaded_by=uow.actor.member_id,
        uploaded_at=uow.now(),
    )
    uow.add(row)
    return row.id


def _mapping_used_before(uow: UnitOfWork, table: Table) -> ColumnMapping | None:
    kept = uow.session.scalars(
        select(ImportRow.mapping)
        .where(ImportRow.state == "applied", ImportRow.mapping.is_not(None))
        .order_by(ImportRow.id.desc())
        .limit(20)
    )
    for source in kept:
        mapping = ColumnMapping.from_toml(source or "")
        if not mapping.joins and all(h in table.header for hs in mapping.columns.values() for h in hs):
            return mapping
    return None


def _waiting(uow: UnitOfWork, import_id: int) -> ImportRow:
    row = uow.get(ImportRow, import_id)
    if row.state != "uploaded" or row.raw is None:
        raise ImportOver()
    return row


def waiting_table(uow: UnitOfWork, import_id: int) -> tuple[Table, ColumnMapping]:
    """The file that waits and its mapping so far.

    Raises:
        ImportOver: it was applied already.
    """
    row = _waiting(uow, import_id)
    assert row.raw is not None
    return read_table(row.raw, LIMITS), ColumnMapping.from_toml(row.mapping or "")


def set_mapping(uow: UnitOfWork, import_id: int, mapping: ColumnMapping) -> None:
    """Say which column means what.

    Raises:
        ImportOver: it was applied already.
        Invalid: the mapping does not fit the file.
    """
    table, _before = waiting_table(uow, import_id)
    mapping.check(TARGET, table.header, FIELDS)
    _waiting(uow, import_id).mapping = mapping.to_toml()
    uow.session.flush()


def plan_import(uow: UnitOfWork, import_id: int) -> Plan:
    """The dry run of a waiting file; nothing is written.

    Raises:
        ImportOver: it was applied already.
        Invalid: the mapping does not fit the file.
    """
    table, mapping = waiting_table(uow, import_id)
    return plan_members(uow, table, mapping, {})


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


def import_file(
    uow: UnitOfWork,
    file_name: str,
    raw: bytes,
    mapping: ColumnMapping,
    *,
    tables: Mapping[str, Table],
    leave_out_bad: bool = False,
) -> queries.Import:
    """Read, plan and apply a file in one go (command line); see `apply_import`."""
    plan = plan_members(uow, read_table(raw, LIMITS), mapping, tables)
    plan.check(None, leave_out_bad=leave_out_bad)
    row = ImportRow(
        state="uploaded",
        file_name=file_name[:200],
        file_sha256=hashlib.sha256(raw).hexdigest(),
        mapping=mapping.to_toml(),
        uploaded_by=uow.actor.member_id,
        uploaded_at=uow.now(),
    )
    uow.add(row)
    _apply(uow, row, plan)
    return queries.get_import(uow, row.id)


def _apply(uow: UnitOfWork, batch: ImportRow, plan: Plan) -> None:
    names = _Names(uow, batch.id)
    columns_of = {step.row: names.columns(step.values) for step in plan.steps}
    # Numbers that the file gives are taken before free ones are looked for.
    steps = sorted(plan.steps, key=lambda s: (s.what != "update", "number" not in s.values))
    for step in steps:
        if step.what == "create":
            key = add_candidate(uow, NewMember(**columns_of[step.row]))
            _note(uow, batch.id, "member", key, before=None, after=snapshot(uow, key))
        elif step.what == "update":
            assert step.key is not None
            columns = columns_of[step.row]
            skill_ids = columns.pop("skill_ids", None)
            before = snapshot(uow, step.key)
            change_member(uow, step.key, NewMember(**{**_current(uow, step.key), **columns}))
            if skill_ids is not None:
                set_skills(uow, step.key, skill_ids)
            after = snapshot(uow, step.key)
            changed = [k for k in after if after[k] != before[k]]
            _note(
                uow,
                batch.id,
                "member",
                step.key,
                before={k: before[k] for k in changed},
                after={k: after[k] for k in changed},
            )
    batch.state, batch.applied_at, batch.raw = "applied", uow.now(), None
    batch.created, batch.updated = plan.count("create"), plan.count("update")
    batch.skipped, batch.bad = plan.count("skip"), len(plan.bad)
    uow.session.flush()


class _Names:
    """Finds sectors and skills by name and creates the missing ones, as part of the batch."""

    def __init__(self, uow: UnitOfWork, batch: int) -> None:
        self._uow, self._batch = uow, batch
        self._sectors = {fold(s.name): s.id for s in queries.sectors(uow)}
        self._skills = {fold(s.name): s.id for s in queries.skills(uow)}

    def columns(self, values: Mapping[str, object]) -> dict[str, Any]:
        found: dict[str, Any] = {k: v for k, v in values.items() if k not in ("sector", "skills")}
        if "sector" in values:
            found["sector_id"] = self._sector(str(values["sector"]))
        if isinstance(names := values.get("skills"), tuple):
            found["skill_ids"] = frozenset(self._skill(n) for n in names)
        return found

    def _sector(self, name: str) -> int:
        if fold(name) not in self._sectors:
            key = self._sectors[fold(name)] = add_sector(self._uow, name)
            _note(self._uow, self._batch, "sector", key, before=None, after={"name": name})
        return self._sectors[fold(name)]

    def _skill(self, name: str) -> int:
        if fold(name) not in self._skills:
            key = self._skills[fold(name)] = add_skill(self._uow, name)
            _note(self._uow, self._batch, "skill", key, before=None, after={"name": name})
        return self._skills[fold(name)]


def _current(uow: UnitOfWork, member_id: int) -> dict[str, Any]:
    row = uow.get(MemberRow, member_id)
    return {name: getattr(row, name) for name in SNAPSHOT if name != "number"}


def _note(
    uow: UnitOfWork, batch: int, kind: str, key: int, *, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    uow.session.add(ImportChangeRow(import_id=batch, kind=kind, key=key, before=before, after=after))
