"""Pages of the rota."""

from coop.rota.views import (
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
