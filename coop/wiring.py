"""The one file that names every module."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from flask import Flask, has_request_context, url_for

from coop.web import jobs
from coop.web import views as web_views
from coop.web.identity import current

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

    people = _room("people", "queries")
    if people is not None:
        for hook, name in (
            (identity.find_person, "find_person"),
            (identity.find_person_by_number, "find_person_by_number"),
            (identity.offices_in_force, "offices_in_force"),
            (workplace_zone, "workplace_zone"),
        ):
            if hasattr(people, name):
                hook.connect(getattr(people, name))  # type: ignore[attr-defined]
    registry = getattr(_room("assembly", "registry"), "registry", None)
    if registry is not None:
        for module in MODULES:
            registry.add(getattr(_room(module, "motions"), "KINDS", ()))
    papers = getattr(_room("documents", "registry"), "makers", None)
    if papers is not None:
        for module in MODULES:
            papers.update(getattr(_room(module, "papers"), "PAPERS", {}))


def navigation() -> list[dict[str, object]]:
    """What the person of this request finds in the menu."""
    if not has_request_context():
        return []
    return (
        [{"title": "Sign in", "url": url_for("web.sign_in"), "current": False}]
        if not current.is_authenticated
        else []
    )


def workplace() -> str:
    """The name of the co-op for the heading."""
    return ""
