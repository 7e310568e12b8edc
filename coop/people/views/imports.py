"""Importing people: the list of files and the upload; the rest is as for every import."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.people import queries, usecases
from coop.people.forms import UploadForm
from coop.people.jobs import IMPORT
from coop.people.usecases.import_rows import FIELDS
from coop.people.views.base import bp, trail
from coop.store import UnitOfWork, reading, writing
from coop.web import current, form_page, listing
from coop.web.imports import Plan
from coop.web.imports.pages import Files, Waiting, add_pages, batch_columns

LIST = (N_("Imports"), "people.list_imports")


@bp.page("/importar", access="people:import:run")
def list_imports() -> ResponseReturnValue:
    """Every file of people."""
    with reading(current.actor) as uow:
        rows = queries.imports(uow)
    return listing(
        "people/list_imports.html",
        rows,
        batch_columns(lambda key: url_for("people.show_import", import_id=key)),
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


def _note_whom_it_shows(plan: Plan) -> None:
    if shown := usecases.shown_privately(plan):
        with writing(current.actor) as uow:
            usecases.note_readings(uow, shown, N_("Dry run of an import"))


add_pages(
    bp,
    Files(
        path="/importar",
        access="people:import:run",
        list_endpoint="people.list_imports",
        job=IMPORT,
        at_once=200,
        find=queries.get_import,
        waiting=lambda uow, key: Waiting(FIELDS, *usecases.waiting_table(uow, key)),
        set_mapping=usecases.set_mapping,
        plan=usecases.plan_import,
        apply=usecases.apply_import,
        undo=usecases.undo_import,
        discard=usecases.discard_import,
        title=lambda batch: Sentence(N_("Import of %(file)s"), {"file": batch.file_name}),
        trail=lambda: trail(LIST),
        opened=_note_whom_it_shows,
    ),
)
