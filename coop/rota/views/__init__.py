"""Pages of the rota."""

from coop.rota.views import (
    agreements,
    amendments,
    calendars,
    compare,
    editing,
    explaining,
    fairness,
    free,
    giving,
    hours,
    needs,
    plans,
    printing,
    repair,
    setting,
    week,
    wishes,
)
from coop.rota.views.base import bp

__all__ = [
    "amendments",
    "agreements",
    "bp",
    "calendars",
    "compare",
    "editing",
    "explaining",
    "fairness",
    "free",
    "giving",
    "hours",
    "needs",
    "plans",
    "printing",
    "repair",
    "setting",
    "week",
    "wishes",
]
