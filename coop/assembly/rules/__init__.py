"""The law of the assembly: pure functions over whole numbers and aware instants."""

from coop.assembly.rules.convocation import (
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
from coop.assembly.rules.majority import (
    Base,
    Majority,
    Tally,
    Verdict,
    base_of,
    check_tally,
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
from coop.assembly.rules.quorum import OPEN_NOW, TOO_EARLY, WAIT, Quorum, QuorumRule, quorum_at
from coop.assembly.rules.statute import MATTERS, Statute, get_statute, statutes
from coop.assembly.rules.tellers import Count, agreed

__all__ = [
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
