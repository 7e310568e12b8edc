"""Long work and how far it is; who may do what; whether the program is well."""

from __future__ import annotations

from flask import Response, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.store import reading
from coop.web import jobs, queries
from coop.web.errors import local_path
from coop.web.identity import current
from coop.web.language import _
from coop.web.listing import Column, listing
from coop.web.pages import page, submit
from coop.web.views.base import bp


@bp.page("/permisos", access="web:permission:list")
def permissions() -> ResponseReturnValue:
    """Who may do what."""
    return listing(
        "web/permissions.html",
        queries.permissions(),
        [
            Column("meaning", N_("What")),
            Column("who", N_("Who")),
            Column("strong", N_("Only with password"), "bool"),
            Column("code", N_("Code")),
        ],
        title=N_("Who may do what"),
        name="permisos",
        empty=N_("There is nothing that may be done."),
    )


@bp.page("/trabajos", access="web:job:see")
def list_jobs() -> ResponseReturnValue:
    """Long work of late."""
    with reading(current.actor) as uow:
        rows = jobs.recent_jobs(uow)
    return listing(
        "web/jobs.html",
        rows,
        [
            Column("title", N_("Work"), link=lambda j: url_for("web.job", job_id=j.id)),
            Column("state", N_("State"), value=lambda j: Sentence(STATES[j.state])),
            Column("message", N_("Message")),
            Column("created_at", N_("Asked for"), "instant"),
            Column("ended_at", N_("Ended"), "instant"),
        ],
        title=N_("Long work"),
        name="trabajos",
        empty=N_("No long work has been asked for yet."),
    )


STATES = {
    "queued": N_("waiting"),
    "running": N_("running"),
    "done": N_("done"),
    "failed": N_("failed"),
    "stopped": N_("stopped"),
}


@bp.page("/trabajos/<int:job_id>", access="web:job:see")
def job(job_id: int) -> ResponseReturnValue:
    """How far a piece of work is; leads on to its result when done and `next` is given."""
    with reading(current.actor) as uow:
        found = jobs.get_job(uow, job_id)
    target = local_path(request.args.get("next"))
    if found.state == "done" and target:
        flash(_("Done."))
        return redirect(target, 303)
    g.room = found.module
    return page(
        "web/job.html",
        title=found.title,
        job=found,
        state=Sentence(STATES[found.state]),
        next=target,
        trail=[{"title": _("Long work"), "url": url_for("web.list_jobs")}],
    )


@bp.button("/trabajos/<int:job_id>/detener", access="web:job:stop")
def stop_job(job_id: int) -> ResponseReturnValue:
    """Ask a piece of work to stop."""
    return submit(
        lambda uow: jobs.stop_job(uow, job_id),
        done=lambda _r: url_for("web.job", job_id=job_id),
        said=N_("It will stop at the next step."),
    )


@bp.page("/salud", access="web:page:open")
def health() -> ResponseReturnValue:
    """Whether the program and its database answer."""
    with reading() as uow:
        now = uow.now()
    return Response(now.strftime("%Y-%m-%dT%H:%M:%SZ\n"), mimetype="text/plain")
