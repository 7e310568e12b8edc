"""Publishing a draft: from then on it is the rota of its days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coop.documents import usecases as documents
from coop.documents.usecases import Promise
from coop.kernel.canonical import digest
from coop.kernel.errors import N_, Sentence
from coop.kernel.ranges import Days
from coop.records import usecases as records
from coop.rota import papers, queries
from coop.rota.queries import Late
from coop.rota.rules import errors
from coop.rota.usecases.exchanges import void_stale
from coop.rota.usecases.planning import draft_row, next_version
from coop.store import UnitOfWork
from coop.web.notices import notify


@dataclass(frozen=True, slots=True)
class Published:
    """A rota that is in force: its version, and the job that makes its print for the wall."""

    version: int
    job_id: int


def publish_plan(uow: UnitOfWork, plan_id: int) -> Published:
    """Publish a draft: from now on it is the rota of its days, and nobody can change it.

    Whoever gets other shifts than the rota in force gave is told, and a print for the wall is made.

    Raises:
        NotADraft, StillSolving: it is published already, or being worked out.
        DaysOver: its first day has begun.
        NothingToPublish: it has no shifts.
        RuleBroken: a hard rule is broken, for instance because somebody will be away.

    References:
        Ley 20.744 art. 197: the rota hangs where everybody can read it.
    """
    row = draft_row(uow, plan_id)
    days = Days(row.start_on, row.end_on)
    if days.start <= uow.today():
        raise errors.DaysOver()
    duties = queries.plan_duties(uow, plan_id)
    if not duties:
        raise errors.NothingToPublish()
    verdict = queries.verdict(uow, plan_id)
    if verdict.hard:
        raise errors.RuleBroken(verdict.hard[0].sentence)
    concerned, late = queries.concerned(uow, plan_id), queries.find_late(uow, plan_id)
    version = next_version(uow)
    entry = records.record(
        uow,
        "rota.published",
        {
            "version": version,
            "start": days.start,
            "end": days.end,
            "shifts": len(duties),
            "uncovered": verdict.missing,
            "late": len(late.changes) if late else 0,
            "digest": digest([[d.member_id, d.day, d.kind, *d.place] for d in duties]),
        },
    )
    paper = Promise(papers.WALL, str(plan_id), papers.title(days, version), issued_on=uow.today())
    row.job_id = job_id = documents.promise(uow, [paper])
    row.state, row.version, row.entry_seq = "published", version, entry.seq
    row.published_at, row.published_by = uow.now(), uow.actor.member_id
    uow.session.flush()
    _tell(uow, days, concerned, late)
    void_stale(uow)
    return Published(version, job_id)


def _tell(uow: UnitOfWork, days: Days, concerned: Iterable[int], late: Late | None) -> None:
    """Tell whom it concerns; who loses the notice is told which days, and what of them."""
    sudden: dict[int, list[date]] = {}
    for change in late.changes if late else ():
        sudden.setdefault(change.changed.member_id, []).append(change.changed.day)
    facts = {"start": days.start, "last": days.last}
    notify(
        uow,
        Sentence(N_("The rota from %(start)s to %(last)s is published. Look up your shifts."), facts),
        member_ids=[m for m in concerned if m not in sudden],
        about="shifts",
    )
    for member_id, changed in sudden.items():
        said = N_(
            "The rota from %(start)s to %(last)s is published. Without the notice that was voted it "
            "changes your %(days)s. Look up your shifts."
        )
        notify(uow, Sentence(said, {**facts, "days": changed}), member_ids=[member_id], about="shifts")
