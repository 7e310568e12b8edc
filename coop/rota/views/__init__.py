"""Pages of the rota."""

from coop.rota.views import (
    calendars,
    compare,
    editing,
    fairness,
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
    "bp",
    "calendars",
    "compare",
    "editing",
    "fairness",
    "hours",
    "needs",
    "plans",
    "printing",
    "repair",
    "setting",
    "week",
    "wishes",
]
