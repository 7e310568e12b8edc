"""Pages of the rota."""

from coop.rota.views import (
    amendments,
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
    "amendments",
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
