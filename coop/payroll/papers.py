"""The payslip on paper: two copies on one sheet."""

from __future__ import annotations

from coop.documents.rules import Draft
from coop.kernel.canonical import fingerprint
from coop.payroll import queries, rules, usecases
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
        "decision": {"number": decision.number, "digest": decision.digest, "subject": found.subject},
        "pot": split.pot,
        "scheme": split.scheme.plain(),
        "line": rules.leaf(line, found.frozen.salts[position]),
        "weights": str(split.weight),
        "lines": found.frozen.leaves(),
        "reverses": slip.reverses,
        "reason": slip.reason,
    }
    context = {
        "title": rules.receipt_title(slip.number, reverses=slip.reverses is not None),
        "slip": slip,
        "member": member,
        "place": people.get_coop(uow).city,
        "split": split,
        "line": line,
        "steps": [(s, round(s.exact)) for s in rules.steps(split, line)],
        "words": rules.amount_in_words(slip.amount, language),
        "odd": len(split.odd),
        "decision": {"number": decision.number, "fingerprint": fingerprint(decision.digest)},
    }
    return Draft("papers/payroll_payslip.html", context, facts, language)


PAPERS = {usecases.PAYSLIP: payslip}
