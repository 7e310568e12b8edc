"""Who had which share of nights, weekends, holidays and hard posts, against an equal share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from coop.kernel.sentences import N_

TENTHS = 10
"""Shares are told to a tenth of a turn."""

BURDENS = {
    "nights": N_("Nights"),
    "weekends": N_("Weekends"),
    "holidays": N_("Holidays"),
    "hard": N_("Hard posts"),
}
"""What is shared out (message ids), by the name of its count in an account."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one member had in some time.

    Attributes:
        nights, holidays, hard: shifts at night, on holidays of the co-op, at hard posts. One shift
            may be all three.
        weekends: Saturday with its Sunday, when at least one of the two was worked.
    """

    nights: int = 0
    weekends: int = 0
    holidays: int = 0
    hard: int = 0

    def __add__(self, other: Account) -> Account:
        return Account(*(count(self, b) + count(other, b) for b in BURDENS))

    def __sub__(self, other: Account) -> Account:
        return Account(*(count(self, b) - count(other, b) for b in BURDENS))


NOTHING = Account()


def count(account: Account, burden: str) -> int:
    """One of the counts of an account, by the key of `BURDENS`."""
    found: int = getattr(account, burden)
    return found


@dataclass(frozen=True, slots=True)
class Share:
    """What one member had of one burden, against her equal share.

    Attributes:
        had: turns.
        due: tenths of a turn.
    """

    had: int
    due: int

    @property
    def over(self) -> int:
        """Tenths of a turn that she had more than her share; below zero, less."""
        return self.had * TENTHS - self.due


def equal_shares(total: int, days: Mapping[int, int]) -> dict[int, int]:
    """Share turns out by the days that each was there, in tenths that sum to the total.

    The largest remainders get the tenths that are left; of equal ones the lower key.

    Args:
        total: turns, >= 0.
        days: days on the roll by member, >= 0. With no day at all, everybody counts the same.

    References:
        Balinski & Young, "Fair Representation" (1982), ch. 3: method of largest remainders.
    """
    weights = dict(days) if sum(days.values()) else dict.fromkeys(days, 1)
    whole = sum(weights.values())
    exact = {member: Fraction(total * TENTHS * weight, whole) for member, weight in weights.items()}
    shares = {member: int(share) for member, share in exact.items()}
    left = total * TENTHS - sum(shares.values()) if shares else 0
    for member in sorted(exact, key=lambda m: (shares[m] - exact[m], m))[:left]:  # largest remainder first
        shares[member] += 1
    return shares


def ledger(accounts: Mapping[int, Account], days: Mapping[int, int]) -> dict[int, dict[str, Share]]:
    """Everybody's shares, by member and burden.

    Args:
        accounts: who has none had nothing. Those of people that are not in `days` are left out of
            the total too.
        days: days on the roll, of everybody who shares.
    """
    found: dict[int, dict[str, Share]] = {member: {} for member in days}
    for burden in BURDENS:
        had = {member: count(accounts.get(member, NOTHING), burden) for member in days}
        due = equal_shares(sum(had.values()), days)
        for member in days:
            found[member][burden] = Share(had[member], due[member])
    return found


def even_accounts(accounts: Mapping[int, Account], members: Iterable[int]) -> dict[int, Account]:
    """Accounts that start at zero for the least burdened, so that the numbers stay small."""
    known = {member: accounts.get(member, NOTHING) for member in members}
    least = Account(*(min((count(a, b) for a in known.values()), default=0) for b in BURDENS))
    return {member: account - least for member, account in known.items()}


def newcomers_share(
    counted: Mapping[int, Account], present: Mapping[int, int], window: int
) -> dict[int, Account]:
    """Give those who came later what the others had, on average, while they were not there.

    Without it whoever is new would get every night until she has caught up with the old ones.

    Args:
        counted: accounts of the window.
        present: days of the window on which each member was there, 0 <= days <= window.
        window: its length in days, > 0.
    """
    whole = sum(present.values())
    total = sum((counted.get(member, NOTHING) for member in present), NOTHING)
    found = {}
    for member, days in present.items():
        missed = window - days
        average = Account(*(round(count(total, b) * missed / whole) if whole else 0 for b in BURDENS))
        found[member] = counted.get(member, NOTHING) + average
    return found
