"""Pages of files that are imported: items, work centres, bills, routings, orders."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.production import queries, usecases
from coop.production.forms import UploadForm
from coop.production.jobs import IMPORT
from coop.production.views.blueprint import IMPORTS, bp, trail
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing, page, submit
from coop.web.exports import file_answer
from coop.web.imports.forms import MappingForm, mapping_form
from coop.web.imports.lines import COLUMNS, plan_lines
from coop.web.jobs import enqueue

STATES = {"uploaded": N_("Not imported yet"), "applied": N_("Imported"), "undone": N_("Taken back")}
AT_ONCE = 500
"""Rows that are written while the person waits; more go to the queue."""


def _import_url(import_id: int) -> str:
    return url_for("production.show_import", import_id=import_id)


def _title(code: str) -> Sentence:
    return Sentence(usecases.TARGETS[code].title)


@bp.page("/importaciones", access="production:import:run")
def imports() -> ResponseReturnValue:
    """Files that were imported."""
    with reading(current.actor) as uow:
        rows = queries.imports(uow)
    return listing(
        "production/imports.html",
        rows,
        [
            Column("file_name", N_("File"), link=lambda i: _import_url(i.id)),
            Column("target", N_("What it brings"), value=lambda i: _title(i.target)),
            Column("uploaded_at", N_("Uploaded"), "instant"),
            Column("uploaded_by", N_("Who")),
            Column("state", N_("State"), value=lambda i: Sentence(STATES[i.state])),
            Column("created", N_("New"), "int"),
            Column("updated", N_("Changed"), "int"),
            Column("skipped", N_("No change"), "int"),
            Column("bad", N_("Left out"), "int"),
        ],
        title=N_("Imports of production"),
        name="importaciones",
        empty=N_(
            "No file has been imported yet. Begin with the items, then work centres, bills and routings."
        ),
        trail=trail(),
    )


@bp.form("/importaciones/nueva", access="production:import:run")
def upload() -> ResponseReturnValue:
    """Choose a file and say what it brings."""

    def keep(uow: UnitOfWork, form: UploadForm) -> int:
        mapping = form.mapping.data.read() if form.mapping.data else None
        name, raw = form.file.data.filename or "", form.file.data.read()
        return usecases.upload(uow, form.target.data, name, raw, mapping)

    return form_page(
        UploadForm([(t.code, t.title) for t in usecases.TARGETS.values()]),
        "production/upload.html",
        title=N_("Import a file"),
        action=keep,
        done=lambda key: url_for("production.choose_columns", import_id=key),
        said=N_("The file can be read. Say what its columns mean; nothing is imported yet."),
        targets=list(usecases.TARGETS.values()),
        trail=trail(IMPORTS),
    )


@bp.form("/importaciones/<int:import_id>/columnas", access="production:import:run")
def choose_columns(import_id: int) -> ResponseReturnValue:
    """Say which column means what."""
    with reading(current.actor) as uow:
        target, table, mapping = usecases.waiting_table(uow, import_id)

    def choose(uow: UnitOfWork, form: MappingForm) -> None:
        usecases.set_mapping(uow, import_id, form.chosen(mapping))

    return form_page(
        mapping_form(target.fields, table, mapping),
        "production/choose_columns.html",
        title=N_("What the columns mean"),
        action=choose,
        done=lambda _none: _import_url(import_id),
        said=N_("This is the dry run: nothing is imported yet."),
        import_id=import_id,
        table=table,
        trail=trail(IMPORTS),
    )


@bp.page("/importaciones/<int:import_id>", access="production:import:run")
def show_import(import_id: int) -> ResponseReturnValue:
    """The dry run of a waiting file, or what became of an applied one."""
    with reading(current.actor) as uow:
        batch = queries.get_import(uow, import_id)
        plan = usecases.plan_import(uow, import_id) if batch.state == "uploaded" else None
    title = Sentence(N_("%(what)s from %(file)s"), {"what": _title(batch.target), "file": batch.file_name})
    if plan is None:
        state = Sentence(STATES[batch.state])
        return page(
            "production/show_import.html", title=title, batch=batch, state=state, trail=trail(IMPORTS)
        )
    return listing(
        "production/dry_run.html",
        plan_lines(plan, usecases.TARGETS[batch.target].fields),
        COLUMNS,
        title=title,
        name="ensayo",
        empty=N_("The file has no rows."),
        batch=batch,
        plan=plan,
        trail=trail(IMPORTS),
    )


@bp.button("/importaciones/<int:import_id>/aplicar/<digest>", access="production:import:run")
def apply_import(import_id: int, digest: str) -> ResponseReturnValue:
    """Carry out the dry run that was looked at."""
    leave_out = request.form.get("leave_out") == "1"

    def apply(uow: UnitOfWork) -> int | None:
        plan = usecases.plan_import(uow, import_id)
        plan.check(digest, leave_out_bad=leave_out)
        if len(plan.steps) > AT_ONCE:
            args = {"import_id": import_id, "digest": digest, "leave_out_bad": leave_out}
            return enqueue(uow, IMPORT, args)
        usecases.apply_import(uow, import_id, digest=digest, leave_out_bad=leave_out)
        return None

    return submit(
        apply,
        done=lambda job: (
            url_for("web.job", job_id=job, next=_import_url(import_id)) if job else _import_url(import_id)
        ),
        said=lambda job: Sentence(N_("The import has been put in the queue.") if job else N_("Imported.")),
    )


@bp.button("/importaciones/<int:import_id>/deshacer", access="production:import:run")
def undo_import(import_id: int) -> ResponseReturnValue:
    """Take an import back."""
    return submit(
        lambda uow: usecases.undo_import(uow, import_id),
        done=lambda _none: _import_url(import_id),
        said=N_("The import is taken back; everything is as it was before."),
    )


@bp.button("/importaciones/<int:import_id>/descartar", access="production:import:run")
def discard_import(import_id: int) -> ResponseReturnValue:
    """Forget a file that was never applied."""
    return submit(
        lambda uow: usecases.discard_import(uow, import_id),
        done=lambda _none: url_for("production.imports"),
        said=N_("The file is forgotten; nothing was imported."),
    )


@bp.page("/importaciones/<int:import_id>/columnas.toml", access="production:import:run")
def mapping_file(import_id: int) -> ResponseReturnValue:
    """The mapping as a file, to be kept for the next time."""
    with reading(current.actor) as uow:
        batch = queries.get_import(uow, import_id)
    return file_answer(batch.mapping.encode(), name="columnas.toml", kind="application/toml")
