"""The blueprint and what several pages need."""

from __future__ import annotations

from flask import url_for

from coop.kernel.errors import N_
from coop.stock import queries
from coop.store import reading
from coop.web import Column, Module, _, current

bp = Module("stock", __name__, url_prefix="/deposito")

PLACES = (N_("Places"), "stock.places")
UNITS = (N_("Units"), "stock.units")


def trail(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way from the items to a page: titles and endpoints."""
    ways = ((N_("Items"), "stock.items"), *steps)
    return [{"title": _(title), "url": url_for(endpoint)} for title, endpoint in ways]


def item_url(item_id: int) -> str:
    """The page of an item."""
    return url_for("stock.item", item_id=item_id)


MOVEMENT_COLUMNS = (
    Column("at", N_("When"), "instant"),
    Column("kind", N_("What")),
    Column("item", N_("Item"), value=lambda m: m.item.label, link=lambda m: item_url(m.item.id)),
    Column("lot", N_("Lot")),
    Column("amount", N_("Quantity"), "int"),
    Column("from_place", N_("From which place")),
    Column("to_place", N_("To which place")),
    Column("member", N_("Who")),
    Column("note", N_("Note")),
)


def journal(
    text: str, item_id: int | None, limit: int | None, offset: int
) -> tuple[tuple[queries.Movement, ...], int]:
    """A page of the journal, as a long list asks for it."""
    with reading(current.actor) as uow:
        return queries.movements(uow, text=text, item_id=item_id, limit=limit, offset=offset)
