"""Taking an imported batch back, as long as nothing newer depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from coop.kernel.errors import N_, CoopError
from coop.people import queries
from coop.people.tables import (
    ImportChangeRow,
    ImportRow,
    MemberRow,
    MemberSkillRow,
    SectorRow,
    SkillRow,
)
from coop.people.usecases.coop import remove_sector, remove_skill
from coop.people.usecases.members import set_skills, tell_of_account
from coop.store import UnitOfWork

SNAPSHOT = (
    "number",
    "given_names",
    "family_name",
    "dni",
    "cuit",
    "cbu",
    "birth_on",
    "household_size",
    "language",
    "sector_id",
)


class NotApplied(CoopError):
    message = N_("This import was undone already, or was never carried out. Nothing was changed.")


class ChangedSince(CoopError):
    message = N_("%(name)s was changed after this import, so it cannot be undone. Correct it by hand.")


class AdmittedSince(CoopError):
    message = N_("%(name)s was admitted by the assembly after this import, so it cannot be undone.")


class UsedSince(CoopError):
    message = N_("Something newer depends on %(name)s, so this import cannot be undone. Take that off first.")


def snapshot(uow: UnitOfWork, member_id: int) -> dict[str, Any]:
    """What an import can write about a person, as JSON."""
    row = uow.get(MemberRow, member_id)
    found: dict[str, Any] = {name: getattr(row, name) for name in SNAPSHOT}
    found["birth_on"] = row.birth_on.isoformat() if row.birth_on else None
    found["skills"] = sorted(queries.skills_of(uow, [member_id])[member_id])
    return found


def undo_import(uow: UnitOfWork, import_id: int) -> None:
    """Take a batch back: delete what it created, restore what it changed; all of it or nothing.

    What the batch noted about persons is blanked. Whoever was taken off the list meanwhile is gone
    already, which is what undoing wants.

    Raises:
        NotApplied: it was undone, or never applied.
        AdmittedSince: the assembly admitted somebody whom it created.
        ChangedSince: something it wrote was changed afterwards.
        UsedSince: something newer points at what it created.
    """
    batch = uow.get(ImportRow, import_id)
    if batch.state != "applied":
        raise NotApplied()
    changes = uow.session.scalars(
        select(ImportChangeRow)
        .where(ImportChangeRow.import_id == import_id)
        .order_by(ImportChangeRow.id.desc())
    ).all()
    with uow.savepoint():
        # A sector is made before the person in it is, so going backwards empties it first.
        for change in (c for c in changes if c.kind == "member"):
            _undo_member(uow, change)
            change.before, change.after = None, {}
        for change in (c for c in changes if c.kind != "member"):
            _undo_named(uow, change)
        batch.state, batch.undone_at, batch.undone_by = "undone", uow.now(), uow.actor.member_id
        uow.session.flush()


def _undo_member(uow: UnitOfWork, change: ImportChangeRow) -> None:
    row = uow.session.get(MemberRow, change.key)
    if row is None:
        return
    label = f"{row.given_names} {row.family_name}"
    now = snapshot(uow, change.key)
    if change.before is None and (row.trial_on is not None or row.joined_on is not None):
        raise AdmittedSince(name=label)
    if any(now[k] != v for k, v in change.after.items()):
        raise ChangedSince(name=label)
    try:
        with uow.savepoint():
            if change.before is None:
                uow.session.execute(delete(MemberSkillRow).where(MemberSkillRow.member_id == row.id))
                uow.session.delete(row)
            else:
                _restore(uow, row, change.before)
            uow.session.flush()
    except IntegrityError as used:
        raise UsedSince(name=label) from used


def _restore(uow: UnitOfWork, row: MemberRow, before: Mapping[str, Any]) -> None:
    account = row.cbu
    for name, value in before.items():
        if name == "skills":
            set_skills(uow, row.id, value)
        elif name == "birth_on":
            row.birth_on = date.fromisoformat(value) if value else None
        else:
            setattr(row, name, value)
    tell_of_account(uow, row, account)


def _undo_named(uow: UnitOfWork, change: ImportChangeRow) -> None:
    row: SectorRow | SkillRow | None
    if change.kind == "sector":
        row = uow.session.get(SectorRow, change.key)
    else:
        row = uow.session.get(SkillRow, change.key)
    if row is None:
        return  # somebody took it off already, which is what undoing wants
    if row.name != change.after["name"]:
        raise ChangedSince(name=row.name)
    name = row.name
    try:
        with uow.savepoint():
            (remove_sector if change.kind == "sector" else remove_skill)(uow, change.key)
    except IntegrityError as used:
        raise UsedSince(name=name) from used
