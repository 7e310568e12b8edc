"""The payslip on paper: two copies on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from coop.documents.rules import Draft
from coop.kernel.canonical import fingerprint
from coop.kernel.money import Money, allot
from coop.payroll import queries, rules, usecases
from coop.payroll.rules import Line, Split
from coop.people import queries as people
from coop.store import UnitOfWork


def payslip(uow: UnitOfWork, ref: str) -> Draft:
    """A member's payslip, in her language.

    Args:
        uow: the unit of work.
        ref: key of the slip.

    References:
        INAES Res. 1000/2021 art. 21: the receipt of a worker co-operative's member.
    """
    slip = queries.get_slip(uow, int(ref))
    member = people.get_member(uow, slip.member_id)
    found = queries.get_split(uow, slip.split_id)
    decision = queries.decision_of(uow, slip)
    split = found.frozen.split
    line = split.find(slip.member_id)
    assert line is not None
    position = [each.claim.member_id for each in split.lines].index(slip.member_id)
    language = member.language or "es_AR"
    facts = {
        "slip": slip.number,
        "period": str(slip.month),
        "amount": slip.amount,
        "decision": {"number": decision.number, "digest": decision.digest, "subject": decision.subject},
        "pot": split.pot,
        "scheme": split.scheme.plain(),
        "line": rules.leaf(line, found.frozen.salts[position]),
        "weights": str(split.weight),
        "lines": found.frozen.leaves(),
        "reverses": slip.reverses,
        "reason": slip.reason,
    }
    coop = people.get_coop(uow)
    context = {
        "coop": people.letterhead(uow),
        "title": rules.receipt_title(
            slip.number, reverses=slip.reverses is not None, title=queries.payslip_title(uow)
        ),
        "slip": slip,
        "member": member,
        "place": coop.city,
        "split": split,
        "line": line,
        "concepts": _concepts(split, line, slip.amount),
        "words": rules.amount_in_words(slip.amount, language),
        "odd": [each.claim.number for each in split.odd],
        "decision": {"number": decision.number, "fingerprint": fingerprint(decision.digest)},
    }
    return Draft("papers/payroll_payslip.html", context, facts, language)


@dataclass(frozen=True, slots=True)
class Concept:
    """A line of the receipt: which part of the rule gives how much."""

    key: rules.Key
    percent: int
    mine: int
    whole: int
    amount: Money


def _concepts(split: Split, line: Line, amount: Money) -> tuple[Concept, ...]:
    """The parts of the rule in whole centavos; they sum to the amount of the receipt.

    The exact parts are rounded by largest remainder, so that no line is off by more than the
    centavo that the whole is.
    """
    steps = rules.steps(split, line)
    whole = sum((s.exact for s in steps), Fraction(0))
    if not whole:
        shares = [Money(0) for _s in steps]
    else:
        common = lcm(*(s.exact.denominator for s in steps))
        shares = list(allot(amount, [int(s.exact * common) for s in steps]).parts)
    return tuple(
        Concept(s.key, s.percent, s.mine, s.whole, share) for s, share in zip(steps, shares, strict=True)
    )


PAPERS = {usecases.PAYSLIP: payslip}
