"""What all pages of pay share."""

from __future__ import annotations

from flask import url_for

from coop.kernel.errors import N_
from coop.payroll.queries import Period
from coop.web import Module, _
from coop.web.language import month

bp = Module("payroll", __name__, url_prefix="/retribuciones")

STATES = {
    "open": N_("open"),
    "proposed": N_("split proposed"),
    "voted": N_("voted"),
    "issued": N_("issued"),
    "paid": N_("paid"),
    "reversed": N_("every payslip reversed"),
}


def trail(period: Period | None = None) -> list[dict[str, str]]:
    """The way to a page below the list of months, or below one month."""
    steps = [{"title": _("Pay"), "url": url_for("payroll.periods")}]
    if period is not None:
        steps.append({"title": month(period.first), "url": url_for("payroll.period", period_id=period.id)})
    return steps
