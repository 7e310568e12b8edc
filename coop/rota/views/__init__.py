"""Pages of the rota."""

from coop.rota.views import editing, hours, plans, setting, week
from coop.rota.views.base import bp

__all__ = ["bp", "editing", "hours", "plans", "setting", "week"]
