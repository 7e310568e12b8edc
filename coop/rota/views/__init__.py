"""Pages of the rota."""

from coop.rota.views import (
    editing,
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
    "hours",
    "needs",
    "plans",
    "printing",
    "repair",
    "setting",
    "week",
    "wishes",
]
