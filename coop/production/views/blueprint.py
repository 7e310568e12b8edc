"""The blueprint that all pages of production hang on, and the way to a page."""

from __future__ import annotations

from flask import url_for

from coop.kernel.errors import N_
from coop.web import Module, _

bp = Module("production", __name__, url_prefix="/produccion")

ORDERS = (N_("Production orders"), "production.production_orders")
METHODS = (N_("How things are made"), "production.methods")
CENTRES = (N_("Work centres"), "production.centres")
IMPORTS = (N_("Import"), "production.imports")


def trail(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way from the client orders to a page: titles and endpoints."""
    ways = ((N_("Client orders"), "production.orders"), *steps)
    return [{"title": _(title), "url": url_for(endpoint)} for title, endpoint in ways]
