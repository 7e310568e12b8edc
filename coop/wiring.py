"""The one file that names every module."""

from __future__ import annotations

import click
from flask import Flask, current_app, g, has_request_context, request, url_for
from sqlalchemy.exc import DatabaseError

from coop import decisions
from coop.assembly import commands as assembly_commands
from coop.assembly import entries as assembly_entries
from coop.assembly import motions as assembly_motions
from coop.assembly import papers as assembly_papers
from coop.assembly import queries as assembly
from coop.assembly import views as assembly_views
from coop.assembly.registry import registry
from coop.books import commands as books_commands
from coop.books import views as books_views
from coop.documents import jobs as documents_jobs
from coop.documents import queries as documents
from coop.documents import views as documents_views
from coop.documents.registry import makers
from coop.kernel.sentences import N_
from coop.payroll import entries as payroll_entries
from coop.payroll import motions as payroll_motions
from coop.payroll import papers as payroll_papers
from coop.payroll import views as payroll_views
from coop.people import commands as people_commands
from coop.people import entries as people_entries
from coop.people import jobs as people_jobs
from coop.people import motions as people_motions
from coop.people import queries as people
from coop.people import views as people_views
from coop.people.usecases import mandates
from coop.production import commands as production_commands
from coop.production import jobs as production_jobs
from coop.production import motions as production_motions
from coop.production import views as production_views
from coop.records import commands as records_commands
from coop.records import entries as records_entries
from coop.records import queries as records
from coop.records import registry as record_kinds
from coop.records import usecases as book
from coop.records import views as records_views
from coop.rota import entries as rota_entries
from coop.rota import jobs as rota_jobs
from coop.rota import motions as rota_motions
from coop.rota import papers as rota_papers
from coop.rota import views as rota_views
from coop.stock import queries as stock
from coop.stock import views as stock_views
from coop.store import UnitOfWork, reading
from coop.store.unit_of_work import workplace_zone
from coop.terminal import views as terminal_views
from coop.web import _, identity, jobs
from coop.web import commands as access_commands
from coop.web import usecases as access
from coop.web import views as web_views
from coop.web.identity import current
from coop.web.module import ACCESS

PAGES = (
    web_views,
    records_views,
    documents_views,
    people_views,
    stock_views,
    books_views,
    production_views,
    rota_views,
    payroll_views,
    assembly_views,
    terminal_views,
)
LONG_WORK = (documents_jobs, people_jobs, production_jobs, rota_jobs)
MOTIONS = (people_motions, production_motions, rota_motions, payroll_motions, assembly_motions)
PAPERS = (rota_papers, payroll_papers, assembly_papers)
ENTRIES = (records_entries, people_entries, rota_entries, payroll_entries, assembly_entries)
COMMANDS = {
    "records": records_commands,
    "people": people_commands,
    "books": books_commands,
    "production": production_commands,
    "assembly": assembly_commands,
    "access": access_commands,
}


def connect(app: Flask) -> None:
    """Register every module's pages, kinds and hooks with an application."""
    for room in PAGES:
        app.register_blueprint(room.bp)
    for work in LONG_WORK:
        for kind in work.KINDS:
            jobs.register(kind)
    for motions in MOTIONS:
        registry.add(motions.KINDS)
    for papers in PAPERS:
        makers.update(papers.PAPERS)
    for entries in ENTRIES:
        record_kinds.add(entries.ENTRIES)
    identity.find_person.connect(people.find_person)
    identity.find_person_by_number.connect(people.find_person_by_number)
    identity.offices_in_force.connect(people.offices_in_force)
    mandates.rotation.connect(assembly.rotation)
    workplace_zone.connect(people.workplace_zone)
    access.told.connect(_write_down)
    decisions.find_motion.connect(assembly.find_motion)
    records.find_paper.connect(_printed_paper)
    records.kind_title.connect(_decision_title)
    stock.about_item.connect(production_views.methods.about_item)


def _write_down(uow: UnitOfWork, kind: str, facts: dict[str, object]) -> None:
    """What the record book holds of terminals, PINs and badges."""
    book.record(uow, kind, facts)


def _decision_title(code: str) -> str:
    """The English name of what a decision was about."""
    return registry.all[code].title if code in registry.all else FOUNDING.get(code, code)


FOUNDING = {"assembly.founding": N_("Founding act")}
"""Decisions that no motion brought about."""


def _printed_paper(uow: UnitOfWork, prefix: str) -> records.PrintedPaper | None:
    """What the public check of fingerprints may say of a paper."""
    paper = documents.find_by_digest(uow, prefix)
    return records.PrintedPaper(paper.public_title, paper.issued_on) if paper else None


MENU = (
    (N_("Home"), "terminal.home"),
    (N_("People"), "people.list_members"),
    (N_("Orders"), "production.orders"),
    (N_("Rota"), "rota.week"),
    (N_("Assembly"), "assembly.list_meetings"),
    (N_("Pay"), "payroll.periods"),
    (N_("Accounts"), "books.journal"),
    (N_("Stock"), "stock.items"),
    (N_("Papers"), "documents.papers"),
    (N_("Record book"), "records.entries"),
)
"""Title and first page of what stands in the menu, for those who may open it."""


def command_groups() -> dict[str, click.Command]:
    """The command-line groups of the modules that have one."""
    return {module: room.group for module, room in COMMANDS.items()}


def navigation() -> list[dict[str, object]]:
    """What the person of this request finds in the menu; nothing while nobody is signed in."""
    if not has_request_context() or not current.is_authenticated:
        return []
    here = g.get("room") or (request.endpoint or "").partition(".")[0]
    return [
        {"title": _(title), "url": url_for(endpoint), "current": endpoint.startswith(f"{here}.")}
        for title, endpoint in MENU
        if (view := current_app.view_functions.get(endpoint)) and current.may(getattr(view, ACCESS))
    ]


def workplace() -> str:
    """The name of the co-op for the heading, or "" before it is founded."""
    if "workplace" not in g:
        try:
            with reading() as uow:
                coop = people.find_coop(uow)
        except DatabaseError:  # the page that says that the database fails must not fail itself
            return ""
        g.workplace = coop.name if coop else ""
    return str(g.workplace)
