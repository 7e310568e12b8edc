"""Pages of the archive of papers."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.documents import queries, rules, usecases
from coop.documents.queries import Paper
from coop.kernel.errors import N_, Forbidden
from coop.store import reading, writing
from coop.web import Column, Module, current, jobs, listing, submit
from coop.web.exports import pdf_answer

bp = Module("documents", __name__, url_prefix="/papeles")


class NotAtTheTerminal(Forbidden):
    message = N_(
        "Personal papers are not opened at a shared terminal. Open it on your phone, or ask for a print."
    )


class NotYours(Forbidden):
    message = N_(
        "This paper is not for every member. Its owner, or the officers whose duty it is, can open it."
    )


@bp.page("/", access="documents:paper:list")
def papers() -> ResponseReturnValue:
    """The papers of the whole co-op and one's own."""
    with reading(current.actor) as uow:
        rows = [p for p in queries.papers(uow, owner_id=current.member_id) if _may_open(p)]
        waiting = len(queries.pending(uow))
    return listing(
        "documents/papers.html",
        rows,
        [
            Column("issued_on", N_("Day"), "day"),
            Column("title", N_("Paper"), link=_link),
            Column("state", N_("State")),
            Column("fingerprint", N_("Fingerprint")),
        ],
        title=N_("Papers"),
        name="papeles",
        empty=N_("No paper was issued yet. Notices, minutes and payslips appear here by themselves."),
        waiting=waiting,
        may_make=current.may("documents:paper:make"),
    )


@bp.button("/hacer", access="documents:paper:make")
def make() -> ResponseReturnValue:
    """Try again to make what waits."""
    return submit(
        lambda uow: jobs.enqueue(uow, usecases.RENDER, {}),
        done=lambda job_id: url_for("web.job", job_id=job_id),
        said=N_("The papers that wait are being made."),
    )


def _may_open(paper: Paper) -> bool:
    """The owner of a personal paper, and whoever holds what any paper asks of its reader."""
    is_own = paper.owner_id is not None and paper.owner_id == current.member_id
    return is_own or current.may(paper.permission)


def _link(paper: Paper) -> str | None:
    return url_for("documents.paper", paper_id=paper.id) if paper.is_issued else None


@bp.page("/<int:paper_id>.pdf", access="documents:paper:list")
def paper(paper_id: int) -> ResponseReturnValue:
    """A paper as it was issued. Opening somebody else's is written down before it is answered."""
    with reading(current.actor) as uow:
        found = queries.get_paper(uow, paper_id)
    if found.owner_id is not None and current.at_terminal:
        raise NotAtTheTerminal()
    if not _may_open(found):
        raise NotYours()
    if not found.is_issued:
        raise rules.NotYetMade()
    if found.is_of_another(current.member_id):
        with writing(current.actor) as uow:
            pdf = usecases.open_paper(uow, paper_id)
    else:
        with reading(current.actor) as uow:
            pdf = queries.pdf_of(uow, paper_id)
    return pdf_answer(pdf, name=f"{found.kind.replace('.', '-')}-{found.ref}.pdf")


@bp.page("/lecturas", access="documents:reading:own")
def readings() -> ResponseReturnValue:
    """Who opened one's personal papers."""
    with reading(current.actor) as uow:
        rows = queries.readings_of(uow, current.member_id or 0)
    return listing(
        "documents/readings.html",
        rows,
        [
            Column("at", N_("When"), "instant"),
            Column("reader", N_("Who")),
            Column("title", N_("Paper")),
        ],
        title=N_("Who opened my papers"),
        name="lecturas",
        empty=N_("Nobody but you opened your personal papers."),
    )
