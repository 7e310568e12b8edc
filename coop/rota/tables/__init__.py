"""Rows of the rota. Private to this module.

What is published, punched or confirmed is never changed: a new version, a new punch or a
reversing row corrects it.
"""

from coop.rota.tables.amendments import AmendmentRow
from coop.rota.tables.calendars import CalendarRow
from coop.rota.tables.exchanges import AskedRow, ExchangeRow
from coop.rota.tables.hours import ConfirmationRow, PunchRow, WorkedRow
from coop.rota.tables.plans import DutyRow, NeedRow, PlanRow
from coop.rota.tables.setting import AllowedRow, KindRow, PostRow, RuleRow
from coop.rota.tables.wishes import WishRow

__all__ = [
    "AmendmentRow",
    "AllowedRow",
    "AskedRow",
    "CalendarRow",
    "ConfirmationRow",
    "DutyRow",
    "ExchangeRow",
    "KindRow",
    "NeedRow",
    "PlanRow",
    "PostRow",
    "PunchRow",
    "RuleRow",
    "WishRow",
    "WorkedRow",
]
