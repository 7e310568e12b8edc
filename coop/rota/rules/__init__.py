"""The law of the rota: pure functions and frozen values, one notion per file."""

from coop.rota.rules import errors
from coop.rota.rules.balance import Balance, balance
from coop.rota.rules.check import Checker, Duty, Gap, Violation, Worker, gaps
from coop.rota.rules.explain import Candidate, breach_of, candidates, why_open
from coop.rota.rules.hours import (
    LONGEST_REASON,
    MOST_MINUTES,
    NOTES,
    UNFINISHED,
    Change,
    Planned,
    Proposal,
    Punch,
    Stay,
    is_inside,
    proposals,
    stays,
)
from coop.rota.rules.needs import FixedPost, Need, Place, crews, order_needs, post_needs
from coop.rota.rules.shifts import (
    ShiftKind,
    Span,
    is_night,
    night_minutes,
    span_of,
)
from coop.rota.rules.values import RULES, Limit, Profile, Rule, RuleValue, said_value, strictest

__all__ = [
    "LONGEST_REASON",
    "MOST_MINUTES",
    "NOTES",
    "RULES",
    "UNFINISHED",
    "Balance",
    "Candidate",
    "Change",
    "Checker",
    "Duty",
    "FixedPost",
    "Gap",
    "Limit",
    "Need",
    "Place",
    "Planned",
    "Profile",
    "Proposal",
    "Punch",
    "Rule",
    "RuleValue",
    "ShiftKind",
    "Span",
    "Stay",
    "Violation",
    "Worker",
    "balance",
    "breach_of",
    "candidates",
    "crews",
    "errors",
    "gaps",
    "is_inside",
    "is_night",
    "night_minutes",
    "order_needs",
    "post_needs",
    "proposals",
    "said_value",
    "span_of",
    "stays",
    "strictest",
    "why_open",
]
