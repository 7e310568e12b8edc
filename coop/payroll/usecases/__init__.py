"""What happens to pay: pot, frozen splits, issue by decision, payment, correction by reversal."""

from coop.payroll.usecases.pots import add_source, open_period, remove_source
from coop.payroll.usecases.reversals import (
    REVERSAL,
    NoSuchReversal,
    ask_reversal,
    check_reversal,
    reverse_slip,
)
from coop.payroll.usecases.slips import PAYSLIP, Issued, issue, pay, read_slip, set_title, to_issue
from coop.payroll.usecases.splits import SPLIT, NoSuchSplit, award, check_split, freeze

__all__ = [
    "PAYSLIP",
    "REVERSAL",
    "SPLIT",
    "Issued",
    "NoSuchReversal",
    "NoSuchSplit",
    "add_source",
    "ask_reversal",
    "award",
    "check_reversal",
    "check_split",
    "freeze",
    "issue",
    "open_period",
    "pay",
    "read_slip",
    "remove_source",
    "reverse_slip",
    "set_title",
    "to_issue",
]
