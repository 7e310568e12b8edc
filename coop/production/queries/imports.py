"""Reading the files that were imported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from coop.people import queries as people
from coop.production.tables import ImportRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Import:
    """A file of production.

    Attributes:
        target: what it brings, such as `production.items`.
        state: uploaded, applied or undone.
        created, updated, skipped, bad: how many rows did what, once applied.
        mapping: the mapping file.
        uploaded_by: a member's name; empty for the command line.
    """

    id: int
    target: str
    state: str
    file_name: str
    mapping: str
    created: int
    updated: int
    skipped: int
    bad: int
    uploaded_by: str
    uploaded_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None


def _imports(uow: UnitOfWork, query: Select[ImportRow]) -> tuple[Import, ...]:
    names = people.names(uow)
    return tuple(
        Import(
            id=r.id,
            target=r.target,
            state=r.state,
            file_name=r.file_name,
            mapping=r.mapping,
            created=r.created,
            updated=r.updated,
            skipped=r.skipped,
            bad=r.bad,
            uploaded_by=names.get(r.uploaded_by, "") if r.uploaded_by else "",
            uploaded_at=r.uploaded_at,
            applied_at=r.applied_at,
            undone_at=r.undone_at,
        )
        for r in uow.session.scalars(query)
    )


def imports(uow: UnitOfWork) -> tuple[Import, ...]:
    """Every file, the latest first."""
    return _imports(uow, select(ImportRow).order_by(ImportRow.id.desc()))


def get_import(uow: UnitOfWork, import_id: int) -> Import:
    """A file by key.

    Raises:
        NoSuchThing: there is none.
    """
    uow.get(ImportRow, import_id)
    return _imports(uow, select(ImportRow).where(ImportRow.id == import_id))[0]
