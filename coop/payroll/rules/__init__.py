"""The law of the split: pure functions over whole minutes, whole days and whole minor units."""

from coop.payroll.rules.arithmetic import exact_amount, fraction_text
from coop.payroll.rules.compare import Figures, figures
from coop.payroll.rules.frozen import Frozen, Tampered, leaf, proposal_of
from coop.payroll.rules.months import Month, Stay, days_in
from coop.payroll.rules.pot import (
    KINDS,
    CannotSplit,
    NoDay,
    NothingToShare,
    PotTooLarge,
    Source,
    TooMuch,
    pot_amount,
)
from coop.payroll.rules.schemes import Key, Part, Scheme, mixed
from coop.payroll.rules.split import Claim, Line, Split, Step, split, steps
from coop.payroll.rules.stale import changes
from coop.payroll.rules.words import PUBLIC_TITLE, TITLE, amount_in_words, check_title, receipt_title

__all__ = [
    "KINDS",
    "PUBLIC_TITLE",
    "TITLE",
    "CannotSplit",
    "Claim",
    "Figures",
    "Frozen",
    "Key",
    "Line",
    "Month",
    "NoDay",
    "NothingToShare",
    "Part",
    "PotTooLarge",
    "Scheme",
    "Source",
    "Split",
    "Stay",
    "Step",
    "Tampered",
    "TooMuch",
    "amount_in_words",
    "changes",
    "check_title",
    "exact_amount",
    "fraction_text",
    "days_in",
    "figures",
    "leaf",
    "mixed",
    "pot_amount",
    "proposal_of",
    "receipt_title",
    "split",
    "steps",
]
