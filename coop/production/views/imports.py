"""Pages of files that are imported: items, work centres, bills, routings, orders."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.production import queries, usecases
from coop.production.forms import UploadForm
from coop.production.jobs import IMPORT
from coop.production.views.blueprint import IMPORTS, bp, trail
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing
from coop.web.imports.pages import Files, Waiting, add_pages, batch_columns


def _brings(batch: queries.Import) -> Sentence:
    return Sentence(usecases.TARGETS[batch.target].title)


@bp.page("/importaciones", access="production:import:run")
def imports() -> ResponseReturnValue:
    """Files that were imported."""
    with reading(current.actor) as uow:
        rows = queries.imports(uow)
    return listing(
        "production/imports.html",
        rows,
        [
            Column("target", N_("What it brings"), value=_brings),
            *batch_columns(lambda key: url_for("production.show_import", import_id=key)),
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


def _title(batch: queries.Import) -> Sentence:
    return Sentence(N_("%(what)s from %(file)s"), {"what": _brings(batch), "file": batch.file_name})


def _waiting(uow: UnitOfWork, import_id: int) -> Waiting:
    target, table, mapping = usecases.waiting_table(uow, import_id)
    return Waiting(target.fields, table, mapping)


add_pages(
    bp,
    Files(
        path="/importaciones",
        access="production:import:run",
        list_endpoint="production.imports",
        job=IMPORT,
        at_once=500,
        find=queries.get_import,
        waiting=_waiting,
        set_mapping=usecases.set_mapping,
        plan=usecases.plan_import,
        apply=usecases.apply_import,
        undo=usecases.undo_import,
        discard=usecases.discard_import,
        title=_title,
        trail=lambda: trail(IMPORTS),
    ),
)
