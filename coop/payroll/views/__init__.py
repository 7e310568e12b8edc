"""Pages of pay."""

from coop.payroll.views import months, slips, splits
from coop.payroll.views.base import bp

__all__ = ["bp", "months", "slips", "splits"]
