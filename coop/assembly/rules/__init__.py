"""The law of the assembly: pure functions over whole numbers and aware instants."""

from coop.assembly.rules.convocation import (
    CALLERS,
    DOORS_BEFORE,
    EXTRAORDINARY,
    KINDS,
    ORDINARY,
    check_notice,
    doors_are_open,
    first_lawful_day,
    has_lapsed,
    last_lawful_day,
)
from coop.assembly.rules.delegations import check_reports, next_report
from coop.assembly.rules.majority import (
    Base,
    Majority,
    MoreVotesThanPresent,
    Tally,
    Verdict,
    base_of,
    check_tally,
    is_tie,
    judge,
    needed,
)
from coop.assembly.rules.numbering import (
    FOUNDING_SERIAL,
    MINUTES,
    MINUTES_TITLE,
    NOTICE,
    NOTICE_TITLE,
    decision_number,
    paper_title,
)
from coop.assembly.rules.profiles import get_statute, statutes
from coop.assembly.rules.quorum import NOT_HELD, OPEN_NOW, TOO_EARLY, WAIT, Quorum, QuorumRule, quorum_at
from coop.assembly.rules.shares import Share, share_words
from coop.assembly.rules.statute import MATTERS, Statute, majority_words
from coop.assembly.rules.statute_values import statute_of
from coop.assembly.rules.tellers import Count, agreed

__all__ = [
    "check_reports",
    "next_report",
    "is_tie",
    "CALLERS",
    "NOT_HELD",
    "statute_of",
    "share_words",
    "majority_words",
    "Share",
    "DOORS_BEFORE",
    "EXTRAORDINARY",
    "FOUNDING_SERIAL",
    "KINDS",
    "MATTERS",
    "MINUTES",
    "MINUTES_TITLE",
    "NOTICE",
    "NOTICE_TITLE",
    "OPEN_NOW",
    "ORDINARY",
    "TOO_EARLY",
    "WAIT",
    "Base",
    "Count",
    "Majority",
    "MoreVotesThanPresent",
    "Quorum",
    "QuorumRule",
    "Statute",
    "Tally",
    "Verdict",
    "agreed",
    "base_of",
    "check_notice",
    "check_tally",
    "decision_number",
    "doors_are_open",
    "first_lawful_day",
    "get_statute",
    "has_lapsed",
    "judge",
    "last_lawful_day",
    "needed",
    "paper_title",
    "quorum_at",
    "statutes",
]
