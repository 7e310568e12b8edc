"""The pages that every file goes through: columns, dry run, apply, take back, forget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.sentences import N_, Sentence
from coop.store import UnitOfWork, reading
from coop.web import Column, Module, current, form_page, listing, page, submit
from coop.web.exports import file_answer
from coop.web.imports.fields import Field
from coop.web.imports.forms import MappingForm, mapping_form
from coop.web.imports.lines import COLUMNS, plan_lines
from coop.web.imports.mapping import ColumnMapping
from coop.web.imports.plan import Plan
from coop.web.imports.reading import Table
from coop.web.jobs import enqueue

STATES = {"uploaded": N_("Not imported yet"), "applied": N_("Imported"), "undone": N_("Taken back")}


class Batch(Protocol):
    """A file as its module reads it."""

    @property
    def state(self) -> str: ...
    @property
    def file_name(self) -> str: ...
    @property
    def mapping(self) -> str: ...


One = TypeVar("One", bound=Batch)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits: what its rows can say, the file, the mapping so far."""

    fields: Sequence[Field]
    table: Table
    mapping: ColumnMapping


@dataclass(frozen=True, kw_only=True)
class Files(Generic[One]):
    """What a module says of the files it imports.

    Attributes:
        path: of the list of files, below the module's own.
        access: the permission.
        list_endpoint: of the list of files.
        job: kind of the job that applies a long file.
        at_once: rows that are written while the person waits; more go to the job process.
        find: a file by key.
        waiting: a file that waits.
        set_mapping, plan, apply, undo, discard: the module's use cases.
        title: of the page of a file.
        trail: the way to the page.
        opened: what is noted when somebody looks at a dry run.
    """

    path: str
    access: str
    list_endpoint: str
    job: str
    at_once: int
    find: Callable[[UnitOfWork, int], One]
    waiting: Callable[[UnitOfWork, int], Waiting]
    set_mapping: Callable[[UnitOfWork, int, ColumnMapping], None]
    plan: Callable[[UnitOfWork, int], Plan]
    apply: Callable[..., object]
    undo: Callable[[UnitOfWork, int], None]
    discard: Callable[[UnitOfWork, int], None]
    title: Callable[[One], Sentence]
    trail: Callable[[], Sequence[object]]
    opened: Callable[[Plan], None] = lambda _plan: None


def batch_columns(link: Callable[[int], str]) -> list[Column]:
    """What a list of files shows of each."""
    return [
        Column("file_name", N_("File"), link=lambda b: link(b.id)),
        Column("uploaded_at", N_("Uploaded"), "instant"),
        Column("uploaded_by", N_("Who")),
        Column("state", N_("State"), value=lambda b: Sentence(STATES[b.state])),
        Column("created", N_("New"), "int"),
        Column("updated", N_("Changed"), "int"),
        Column("skipped", N_("No change"), "int"),
        Column("bad", N_("Left out"), "int"),
    ]


def add_pages(bp: Module, files: Files[One]) -> None:
    """Give a module the pages of its files, all but the list and the upload."""
    one, access = f"{files.path}/<int:import_id>", files.access

    def address(import_id: int) -> str:
        return url_for(".show_import", import_id=import_id)

    @bp.form(f"{one}/columnas", access=access)
    def choose_columns(import_id: int) -> ResponseReturnValue:
        """Say which column means what."""
        with reading(current.actor) as uow:
            waits = files.waiting(uow, import_id)

        def choose(uow: UnitOfWork, form: MappingForm) -> None:
            files.set_mapping(uow, import_id, form.chosen(waits.mapping))

        return form_page(
            mapping_form(waits.fields, waits.table, waits.mapping),
            "web/choose_columns.html",
            title=N_("What the columns mean"),
            action=choose,
            done=lambda _none: address(import_id),
            said=N_("This is the dry run: nothing is imported yet."),
            import_id=import_id,
            table=waits.table,
            back=url_for(files.list_endpoint),
            trail=files.trail(),
        )

    @bp.page(one, access=access)
    def show_import(import_id: int) -> ResponseReturnValue:
        """The dry run of a waiting file, or what became of an applied one."""
        with reading(current.actor) as uow:
            batch = files.find(uow, import_id)
            plan = files.plan(uow, import_id) if batch.state == "uploaded" else None
            fields = files.waiting(uow, import_id).fields if plan else ()
        title = files.title(batch)
        if plan is None:
            state = Sentence(STATES[batch.state])
            back = url_for(files.list_endpoint)
            return page(
                "web/show_import.html", title=title, batch=batch, state=state, back=back, trail=files.trail()
            )
        files.opened(plan)
        return listing(
            "web/dry_run.html",
            plan_lines(plan, fields),
            COLUMNS,
            title=title,
            name="ensayo",
            empty=N_("The file has no rows."),
            batch=batch,
            plan=plan,
            trail=files.trail(),
        )

    @bp.button(f"{one}/aplicar/<digest>", access=access)
    def apply_import(import_id: int, digest: str) -> ResponseReturnValue:
        """Carry out the dry run that was looked at."""
        leave_out = request.form.get("leave_out") == "1"

        def apply(uow: UnitOfWork) -> int | None:
            plan = files.plan(uow, import_id)
            plan.check(digest, leave_out_bad=leave_out)
            if len(plan.steps) > files.at_once:
                args = {"import_id": import_id, "digest": digest, "leave_out_bad": leave_out}
                return enqueue(uow, files.job, args)
            files.apply(uow, import_id, digest=digest, leave_out_bad=leave_out)
            return None

        return submit(
            apply,
            done=lambda job: (
                url_for("web.job", job_id=job, next=address(import_id)) if job else address(import_id)
            ),
            said=lambda job: Sentence(
                N_("The import has been put in the queue.") if job else N_("Imported.")
            ),
        )

    @bp.button(f"{one}/deshacer", access=access)
    def undo_import(import_id: int) -> ResponseReturnValue:
        """Take an import back."""
        return submit(
            lambda uow: files.undo(uow, import_id),
            done=lambda _none: address(import_id),
            said=N_("The import is taken back; everything is as it was before."),
        )

    @bp.button(f"{one}/descartar", access=access)
    def discard_import(import_id: int) -> ResponseReturnValue:
        """Forget a file that was never applied."""
        return submit(
            lambda uow: files.discard(uow, import_id),
            done=lambda _none: url_for(files.list_endpoint),
            said=N_("The file is forgotten; nothing was imported."),
        )

    @bp.page(f"{one}/columnas.toml", access=access)
    def mapping_file(import_id: int) -> ResponseReturnValue:
        """The mapping as a file, to be kept for the next time."""
        with reading(current.actor) as uow:
            batch = files.find(uow, import_id)
        return file_answer(batch.mapping.encode(), name="columnas.toml", kind="application/toml")
