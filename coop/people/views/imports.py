"""Importing people: upload, columns, dry run, apply, undo."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.people import queries, usecases
from coop.people.forms import UploadForm
from coop.people.jobs import IMPORT
from coop.people.usecases.import_rows import FIELDS
from coop.people.views.base import bp, trail
from coop.store import UnitOfWork, reading, writing
from coop.web import Column, current, form_page, listing, page, submit
from coop.web.exports import file_answer
from coop.web.imports.forms import MappingForm, mapping_form
from coop.web.imports.lines import COLUMNS, plan_lines
from coop.web.jobs import enqueue

LIST = (N_("Imports"), "people.list_imports")
STATES = {"uploaded": N_("Not imported yet"), "applied": N_("Imported"), "undone": N_("Taken back")}
AT_ONCE = 200
"""Rows that are written while the person waits; more goes to the job process."""


@bp.page("/importar", access="people:import:run")
def list_imports() -> ResponseReturnValue:
    """Every file of people."""
    with reading() as uow:
        rows, names = queries.imports(uow), queries.names(uow)
    return listing(
        "people/list_imports.html",
        rows,
        [
            Column("file_name", N_("File"), link=lambda i: url_for("people.show_import", import_id=i.id)),
            Column("uploaded_at", N_("Uploaded"), "instant"),
            Column("uploaded_by", N_("Who"), value=lambda i: names.get(i.uploaded_by, "–")),
            Column("state", N_("State"), value=lambda i: Sentence(STATES[i.state])),
            Column("created", N_("New"), "int"),
            Column("updated", N_("Changed"), "int"),
            Column("skipped", N_("No change"), "int"),
            Column("bad", N_("Left out"), "int"),
        ],
        title=N_("Imports"),
        name="importaciones",
        empty=N_("No file has been imported yet. Choose one with the names of the people."),
        trail=trail(),
    )


@bp.form("/importar/nueva", access="people:import:run")
def upload() -> ResponseReturnValue:
    """Choose a file."""

    def keep(uow: UnitOfWork, form: UploadForm) -> int:
        mapping = form.mapping.data.read() if form.mapping.data else None
        return usecases.upload(uow, form.file.data.filename or "", form.file.data.read(), mapping)

    return form_page(
        UploadForm(),
        "people/upload.html",
        title=N_("Import people"),
        action=keep,
        done=lambda key: url_for("people.choose_columns", import_id=key),
        said=N_("The file can be read. Say what its columns mean; nothing is imported yet."),
        back=url_for("people.list_imports"),
        fields=FIELDS,
        trail=trail(LIST),
    )


@bp.form("/importar/<int:import_id>/columnas", access="people:import:run")
def choose_columns(import_id: int) -> ResponseReturnValue:
    """Say which column means what."""
    with reading() as uow:
        table, mapping = usecases.waiting_table(uow, import_id)

    def choose(uow: UnitOfWork, form: MappingForm) -> None:
        usecases.set_mapping(uow, import_id, form.chosen(mapping))

    return form_page(
        mapping_form(FIELDS, table, mapping),
        "people/choose_columns.html",
        title=N_("What the columns mean"),
        action=choose,
        done=lambda _none: url_for("people.show_import", import_id=import_id),
        said=N_("This is the dry run: nothing is imported yet."),
        import_id=import_id,
        table=table,
        trail=trail(LIST),
    )


@bp.page("/importar/<int:import_id>", access="people:import:run")
def show_import(import_id: int) -> ResponseReturnValue:
    """The dry run of a waiting file, which notes whose data it shows; or what became of it."""
    with reading() as uow:
        batch = queries.get_import(uow, import_id)
        plan = usecases.plan_import(uow, import_id) if batch.state == "uploaded" else None
        by = queries.names(uow).get(batch.uploaded_by or 0)
    if plan is not None and (shown := usecases.shown_privately(plan)):
        with writing(current.actor) as uow:
            usecases.note_readings(uow, shown, N_("Dry run of an import"))
    title = Sentence(N_("Import of %(file)s"), {"file": batch.file_name})
    if plan is None:
        state = Sentence(STATES[batch.state])
        return page(
            "people/show_import.html", title=title, batch=batch, by=by, state=state, trail=trail(LIST)
        )
    return listing(
        "people/dry_run.html",
        plan_lines(plan, FIELDS),
        COLUMNS,
        title=title,
        name="ensayo",
        empty=N_("The file has no rows."),
        batch=batch,
        plan=plan,
        trail=trail(LIST),
    )


@bp.button("/importar/<int:import_id>/aplicar/<digest>", access="people:import:run")
def apply_import(import_id: int, digest: str) -> ResponseReturnValue:
    """Carry out the dry run that was looked at."""
    leave_out = request.form.get("leave_out") == "1"
    show = url_for("people.show_import", import_id=import_id)

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
        done=lambda job: url_for("web.job", job_id=job, next=show) if job else show,
        said=lambda job: Sentence(N_("The import has been put in the queue.") if job else N_("Imported.")),
    )


@bp.button("/importar/<int:import_id>/deshacer", access="people:import:run")
def undo_import(import_id: int) -> ResponseReturnValue:
    """Take an import back."""
    return submit(
        lambda uow: usecases.undo_import(uow, import_id),
        done=lambda _none: url_for("people.show_import", import_id=import_id),
        said=N_("The import is taken back; everything is as it was before."),
    )


@bp.button("/importar/<int:import_id>/descartar", access="people:import:run")
def discard_import(import_id: int) -> ResponseReturnValue:
    """Forget a file that was never applied."""
    return submit(
        lambda uow: usecases.discard_import(uow, import_id),
        done=lambda _none: url_for("people.list_imports"),
        said=N_("The file is forgotten; nothing was imported."),
    )


@bp.page("/importar/<int:import_id>/columnas.toml", access="people:import:run")
def mapping_file(import_id: int) -> ResponseReturnValue:
    """The mapping as a file, to be kept for the next time."""
    with reading() as uow:
        batch = queries.get_import(uow, import_id)
    return file_answer(batch.mapping.encode(), name="columnas.toml", kind="application/toml")
