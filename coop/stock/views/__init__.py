"""Pages of the stock ledger."""

from coop.stock.views import items, ledger, places, units
from coop.stock.views.base import bp

__all__ = ["bp", "items", "ledger", "places", "units"]
