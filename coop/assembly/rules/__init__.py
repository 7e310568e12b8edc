"""The law of the assembly: pure functions over whole numbers and aware instants."""

from coop.assembly.rules.convocation import (
    EXTRAORDINARY,
    FOUNDING,
    KINDS,
    ORDINARY,
    check_notice,
    first_lawful_day,
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
    tally_of,
)
from coop.assembly.rules.quorum import OPEN_NOW, TOO_EARLY, WAIT, Quorum, QuorumRule, quorum_at
from coop.assembly.rules.statute import COUNCIL, MATTERS, Statute, get_statute, statutes
from coop.assembly.rules.tellers import Count, agreed

__all__ = [
    "COUNCIL",
    "EXTRAORDINARY",
    "FOUNDING",
    "KINDS",
    "MATTERS",
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
    "first_lawful_day",
    "get_statute",
    "judge",
    "last_lawful_day",
    "needed",
    "quorum_at",
    "statutes",
    "tally_of",
]
