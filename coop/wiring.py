"""The one file that names every module."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

import click
from flask import Flask, current_app, g, has_request_context, request, url_for
from sqlalchemy.exc import DatabaseError

from coop.documents import queries as documents
from coop.kernel.sentences import N_
from coop.people import queries as people
from coop.production import views as production_views
from coop.records import queries as records
from coop.stock import queries as stock
from coop.store import UnitOfWork, reading
from coop.web import _, jobs
from coop.web import views as web_views
from coop.web.identity import current
from coop.web.module import ACCESS

# While modules land one by one they are looked up softly; becomes plain imports.
MODULES = (
    "records",
    "documents",
    "people",
    "stock",
    "books",
    "production",
    "rota",
    "payroll",
    "assembly",
    "terminal",
)


def _room(module: str, room: str) -> Any:
    name = f"coop.{module}.{room}"
    try:
        if importlib.util.find_spec(name) is None:
            return None
    except ModuleNotFoundError:
        return None
    return importlib.import_module(name)


for _module in MODULES:
    _room(_module, "tables")


def connect(app: Flask) -> None:
    """Register every module's pages, kinds and hooks with an application."""
    app.register_blueprint(web_views.bp)
    for module in MODULES:
        views = _room(module, "views")
        if views is not None:
            app.register_blueprint(views.bp)
        for kind in getattr(_room(module, "jobs"), "KINDS", ()):
            jobs.register(kind)
        connected = getattr(_room(module, "wires"), "connect", None)
        if connected:
            connected(app)
    from coop.store.unit_of_work import workplace_zone
    from coop.web import identity

    identity.find_person.connect(people.find_person)
    identity.find_person_by_number.connect(people.find_person_by_number)
    identity.offices_in_force.connect(people.offices_in_force)
    workplace_zone.connect(people.workplace_zone)
    records.find_paper.connect(_printed_paper)
    stock.about_item.connect(production_views.methods.about_item)
    registry = getattr(_room("assembly", "registry"), "registry", None)
    if registry is not None:
        for module in MODULES:
            registry.add(getattr(_room(module, "motions"), "KINDS", ()))
        records.kind_title.connect(
            lambda code: registry.all[code].title if code in registry.all else FOUNDING.get(code, code)
        )
    papers = getattr(_room("documents", "registry"), "makers", None)
    if papers is not None:
        for module in MODULES:
            papers.update(getattr(_room(module, "papers"), "PAPERS", {}))


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
    groups = {module: getattr(_room(module, "commands"), "group", None) for module in MODULES}
    return {module: group for module, group in groups.items() if group is not None}


def navigation() -> list[dict[str, object]]:
    """What the person of this request finds in the menu; nothing while nobody is signed in."""
    if not has_request_context() or not current.is_authenticated:
        return []
    here = (request.endpoint or "").partition(".")[0]
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
