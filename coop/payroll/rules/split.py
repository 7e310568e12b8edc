"""The split itself, exact to the last centavo, and the arithmetic to check it by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from coop.kernel.errors import N_
from coop.kernel.money import ZERO, Money, allot
from coop.payroll.rules.pot import CannotSplit
from coop.payroll.rules.schemes import Key, Scheme


class NobodyToPay(CannotSplit):
    message = N_("Nobody is on the roll in this month. Check the month, or admit the members first.")


class NoHours(CannotSplit):
    message = N_("Nobody has confirmed hours in this month. Confirm the hours first, or split per head.")


class PotTooSmall(CannotSplit):
    message = N_("The pot is so small that somebody would get less than nothing. Share it with next month's.")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a member brings to the split of a month.

    Attributes:
        days: days as a member within the month, at least 1.
        minutes: confirmed minutes of work within the month.
    """

    member_id: int
    number: int
    days: int
    minutes: int

    def key(self, key: Key) -> int:
        """Her measure by a key."""
        return self.days if key is Key.HEAD else self.minutes


@dataclass(frozen=True, slots=True)
class Line:
    """What a member gets.

    Attributes:
        claim: what she brings.
        weight: her whole-number weight; she gets weight / sum of weights of the pot.
        amount: what she gets.
        odd: whether she got one centavo more than her exact share of this pot.
        owed: what earlier splits still owed her, as a fraction of one centavo in (-1, 1).
    """

    claim: Claim
    weight: int
    amount: Money
    odd: bool
    owed: Fraction


@dataclass(frozen=True, slots=True)
class Split:
    """A pot, shared out.

    Attributes:
        lines: one per member of the month, by number on the roll; they sum to the pot.
    """

    pot: Money
    scheme: Scheme
    lines: tuple[Line, ...]

    @property
    def weight(self) -> int:
        """The sum of all weights."""
        return sum(line.weight for line in self.lines)

    @property
    def minutes(self) -> int:
        """All confirmed minutes of the month."""
        return sum(line.claim.minutes for line in self.lines)

    def total(self, key: Key) -> int:
        """The sum of everybody's measure by a key."""
        return sum(line.claim.key(key) for line in self.lines)

    @property
    def odd(self) -> tuple[Line, ...]:
        """Who got an odd centavo."""
        return tuple(line for line in self.lines if line.odd)

    def exact(self, line: Line) -> Fraction:
        """A member's exact share of this pot, in centavos."""
        return Fraction(self.pot.minor * line.weight, self.weight)

    def owed_after(self, line: Line) -> Fraction:
        """What this split leaves owing to a member, the earlier rest included, in centavos."""
        return line.owed + self.exact(line) - line.amount.minor

    def find(self, member_id: int | None) -> Line | None:
        """A member's line."""
        return next((line for line in self.lines if line.claim.member_id == member_id), None)


def weights(scheme: Scheme, claims: Sequence[Claim]) -> list[int]:
    """Whole-number weights, one per claim, in the lowest terms.

    A part of p per cent by a key whose measures sum to T gives a member with measure m the
    share p/100 × m/T of the pot; over the common denominator of the parts this is one weight.

    Raises:
        NoHours: a part is shared by hours and nobody has any.
    """
    totals = {p.key: sum(c.key(p.key) for c in claims) for p in scheme.parts}
    if not all(totals.values()):
        raise NoHours()
    whole = 1
    for each in totals.values():
        whole *= each
    raw = [sum(p.percent * c.key(p.key) * (whole // totals[p.key]) for p in scheme.parts) for c in claims]
    common = gcd(*raw)
    return [w // common for w in raw]


def split(
    pot: Money, scheme: Scheme, claims: Sequence[Claim], owed: Mapping[int, Fraction] | None = None
) -> Split:
    """Share a pot so that the parts sum to it and odd centavos rotate.

    The order of the claims does not matter: ties go to the lowest number on the roll, and who
    got a centavo more this time is behind next time.

    Args:
        pot: what is shared, above zero.
        scheme: by which rule.
        claims: the members of the month.
        owed: per member, what earlier splits owe her, in fractions of a centavo; 0 when absent.

    Raises:
        NobodyToPay: there are no claims.
        NoHours: the rule needs hours and there are none.
        PotTooSmall: somebody would get less than nothing.

    References:
        Ley 20.337 (Argentina), art. 42: what worker co-ops distribute, they distribute in
        proportion to the work done; the monthly pay is what the assembly votes.
    """
    if not claims:
        raise NobodyToPay()
    roll = sorted(claims, key=lambda c: c.number)
    weight = weights(scheme, roll)
    rest = [(owed or {}).get(c.member_id, Fraction(0)) for c in roll]
    paid = [i for i, w in enumerate(weight) if w]  # no share, no odd centavo either
    found = allot(pot, [weight[i] for i in paid], owed=[rest[i] for i in paid])
    amounts, odd = [ZERO] * len(roll), {paid[n] for n in found.odd}
    for n, i in enumerate(paid):
        amounts[i] = found.parts[n]
    if min(amounts) < ZERO:
        raise PotTooSmall()
    return Split(
        pot,
        scheme,
        tuple(Line(c, weight[i], amounts[i], i in odd, rest[i]) for i, c in enumerate(roll)),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a member's exact share, to be checked by hand.

    Attributes:
        percent: of the pot.
        mine: her measure by the key: days or minutes.
        whole: everybody's.
        exact: pot × percent / 100 × mine / whole, in centavos.
    """

    key: Key
    percent: int
    mine: int
    whole: int
    exact: Fraction


def steps(of: Split, line: Line) -> tuple[Step, ...]:
    """The parts of a member's exact share; they sum to `Split.exact`."""
    found = []
    for part in of.scheme.parts:
        mine, whole = line.claim.key(part.key), of.total(part.key)
        exact = Fraction(of.pot.minor * part.percent * mine, 100 * whole)
        found.append(Step(part.key, part.percent, mine, whole, exact))
    return tuple(found)
