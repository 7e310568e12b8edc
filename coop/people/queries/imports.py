"""Reading the files of people that were imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from coop.people.queries.members import names
from coop.people.tables import ImportRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Import:
    """A file of people.

    Attributes:
        state: uploaded, applied or undone.
        created, updated, skipped, bad: how many rows did what, once applied.
        mapping: the mapping file.
        uploaded_by: a member's name; empty for the command line.
    """

    id: int
    state: str
    file_name: str
    file_sha256: str
    mapping: str
    created: int
    updated: int
    skipped: int
    bad: int
    uploaded_by: str
    uploaded_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None


def _import(r: ImportRow, names: Mapping[int, str]) -> Import:
    return Import(
        id=r.id,
        state=r.state,
        file_name=r.file_name,
        file_sha256=r.file_sha256,
        mapping=r.mapping or "",
        created=r.created,
        updated=r.updated,
        skipped=r.skipped,
        bad=r.bad,
        uploaded_by=names.get(r.uploaded_by or 0, ""),
        uploaded_at=r.uploaded_at,
        applied_at=r.applied_at,
        undone_at=r.undone_at,
    )


def get_import(uow: UnitOfWork, import_id: int) -> Import:
    """An import by key.

    Raises:
        NoSuchThing: there is none.
    """
    return _import(uow.get(ImportRow, import_id), names(uow))


def imports(uow: UnitOfWork) -> tuple[Import, ...]:
    """Every file, the latest first."""
    known = names(uow)
    rows = uow.session.scalars(select(ImportRow).order_by(ImportRow.id.desc()))
    return tuple(_import(r, known) for r in rows)
