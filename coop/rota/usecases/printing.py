"""Asking for the rota on paper: of a sector, or of one person's month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coop.documents import queries as archive
from coop.documents import usecases as documents
from coop.documents.usecases import Promise
from coop.kernel.ranges import month_days
from coop.rota import papers, queries
from coop.rota.rules import errors
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper that was asked for: the archive's key, and the job that makes it; None when it is there."""

    paper_id: int
    job_id: int | None


def print_sector(uow: UnitOfWork, plan_id: int, sector_id: int | None) -> Asked:
    """Have the rota of one sector printed; None stands for those who belong to none.

    Raises:
        OnlyPublished: the plan is a draft.
        NoSuchThing: there is no such sector.
    """
    plan = queries.get_plan(uow, plan_id)
    if plan.version is None:
        raise papers.OnlyPublished()
    title = papers.sector_title(uow, plan.days, plan.version, sector_id)
    ref = papers.sector_ref(plan_id, sector_id)
    return _asked(uow, Promise(papers.SECTOR, ref, title, issued_on=uow.today()))


def print_month(uow: UnitOfWork, member_id: int, month: date) -> Asked:
    """Have one person's month printed, by the rota in force; others open it when duty asks it.

    Raises:
        NoRotaThen: no rota is published for that month.
    """
    version = queries.newest_version(uow, month_days(month.year, month.month))
    if version is None:
        raise errors.NoRotaThen()
    title = papers.month_title(uow, member_id, month, version)
    paper = Promise(
        papers.MONTH,
        papers.month_ref(member_id, month, version),
        title,
        issued_on=uow.today(),
        owner_id=member_id,
        permission="rota:plan:write",
    )
    return _asked(uow, paper)


def _asked(uow: UnitOfWork, paper: Promise) -> Asked:
    known = archive.find_paper(uow, paper.kind, paper.ref)
    if known is not None and known.is_issued:
        return Asked(known.id, None)
    job_id = documents.promise(uow, [paper])
    promised = archive.find_paper(uow, paper.kind, paper.ref)
    assert promised is not None
    return Asked(promised.id, job_id)
