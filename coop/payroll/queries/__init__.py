"""Reading pay. To other modules: ids and frozen values, never rows."""

from coop.payroll.queries.months import (
    Period,
    PotLine,
    find_period,
    get_period,
    periods,
    pot_lines,
    sources,
)
from coop.payroll.queries.slips import (
    Reversal,
    Slip,
    decision_of,
    find_reversal,
    find_slip_by_number,
    get_slip,
    last_slip,
    payslip_title,
    slips_of_member,
    slips_of_period,
)
from coop.payroll.queries.splits import (
    Basis,
    Proposed,
    basis,
    find_split,
    get_split,
    proposable,
    splits_of,
)

__all__ = [
    "Basis",
    "Period",
    "PotLine",
    "Proposed",
    "Reversal",
    "Slip",
    "basis",
    "decision_of",
    "find_period",
    "find_reversal",
    "find_slip_by_number",
    "find_split",
    "get_period",
    "get_slip",
    "get_split",
    "last_slip",
    "payslip_title",
    "periods",
    "pot_lines",
    "proposable",
    "slips_of_member",
    "slips_of_period",
    "sources",
    "splits_of",
]
