"""What the assembly can order about pay: the split of a month's pot, the reversal of a payslip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from coop.decisions import DecisionProof, MotionKind, Proposal, subject_of
from coop.kernel.errors import N_, Sentence
from coop.payroll import queries, rules, usecases
from coop.payroll.forms import ReversalMotionForm, SplitMotionForm
from coop.payroll.rules import Month, Scheme
from coop.store import UnitOfWork, reading
from coop.web.language import money, month, say

# ---- the split


class _SplitForm(SplitMotionForm):
    def __init__(self, **kwargs: Any) -> None:
        with reading() as uow:
            splits = [(p.subject, _label(p)) for p in queries.proposable(uow)]
        super().__init__(splits, **kwargs)


def _label(proposed: queries.Proposed) -> str:
    split = proposed.frozen.split
    return f"{month(proposed.frozen.month.first)} · {say(split.scheme.sentence)} · {money(split.pot)}"


def _propose(uow: UnitOfWork, form: SplitMotionForm) -> Proposal:
    return usecases.check_split(uow, form.split.data).proposal


def _found(uow: UnitOfWork, proposal: Proposal) -> queries.Proposed | None:
    return queries.find_split(uow, subject_of(usecases.SPLIT, proposal))


def _describe(uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    found = _found(uow, proposal)
    if found is None:
        raise usecases.NoSuchSplit()
    (each,) = rules.figures([found.frozen.split], None)
    return [
        Sentence(
            N_("Share the pot of %(month)s, %(pot)s, among %(members)s members: %(rule)s."),
            {
                "month": Month.read(proposal["period"]).said,
                "pot": each.split.pot,
                "members": proposal["members"],
                "rule": Scheme.read(proposal["scheme"]).sentence,
            },
        ),
        Sentence(
            N_("The least is %(least)s, the most %(most)s, the mean %(mean)s."),
            {"least": each.least, "most": each.most, "mean": each.mean},
        ),
    ]


def _about(uow: UnitOfWork, proposal: Proposal) -> str | None:
    found = _found(uow, proposal)
    return url_for("payroll.split", split_id=found.id) if found else None


def _effect(uow: UnitOfWork, proposal: Proposal, member_id: int) -> Sentence | None:
    found = _found(uow, proposal)
    line = found.frozen.split.find(member_id) if found else None
    if found is None or line is None:
        return None
    before = queries.last_slip(uow, member_id, found.frozen.month)
    if before is None:
        return Sentence(N_("You get %(amount)s."), {"amount": line.amount})
    return Sentence(
        N_("You get %(amount)s; in %(month)s it was %(before)s."),
        {"amount": line.amount, "month": before.month.said, "before": before.amount},
    )


def _check(uow: UnitOfWork, proposal: Proposal) -> None:
    usecases.check_split(uow, subject_of(usecases.SPLIT, proposal))


def _enact(uow: UnitOfWork, _proposal: Proposal, proof: DecisionProof) -> None:
    usecases.award(uow, proof)


# ---- the reversal


def _propose_reversal(uow: UnitOfWork, form: ReversalMotionForm) -> Proposal:
    return usecases.ask_reversal(uow, form.slip.data, form.reason.data)


def _describe_reversal(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    """Whose pay of which month, and why; the amount is told to her alone."""
    return [
        Sentence(
            N_("Reverse the payslip of %(month)s of %(name)s (no. %(number)s): %(reason)s"),
            {
                "month": Month.read(proposal["period"]).said,
                "name": proposal["member"]["name"],
                "number": str(proposal["member"]["number"]),
                "reason": proposal["reason"],
            },
        ),
        Sentence(N_("The payslip and its opposite both stay and add up to nothing.")),
    ]


def _check_reversal(uow: UnitOfWork, proposal: Proposal) -> None:
    usecases.check_reversal(uow, subject_of(usecases.REVERSAL, proposal))


def _enact_reversal(uow: UnitOfWork, _proposal: Proposal, proof: DecisionProof) -> None:
    usecases.reverse_slip(uow, proof)


def _effect_of_reversal(uow: UnitOfWork, proposal: Proposal, member_id: int) -> Sentence | None:
    found = queries.find_reversal(uow, subject_of(usecases.REVERSAL, proposal))
    if found is None or found.slip.member_id != member_id:
        return None
    facts = {"month": found.slip.month.said, "amount": found.slip.amount}
    return Sentence(
        N_("Your pay of %(month)s, %(amount)s, is taken back; if it was paid already, you owe it."), facts
    )


KINDS = (
    MotionKind(
        code=usecases.REVERSAL,
        title=N_("Reversal of a payslip"),
        matter="pay",
        form=ReversalMotionForm,
        propose=_propose_reversal,
        describe=_describe_reversal,
        check=_check_reversal,
        enact=_enact_reversal,
        effect=_effect_of_reversal,
        permission="payroll:slip:reverse",
    ),
    MotionKind(
        code=usecases.SPLIT,
        title=N_("Split of a month's pot"),
        matter="pay",
        form=_SplitForm,
        propose=_propose,
        describe=_describe,
        check=_check,
        enact=_enact,
        effect=_effect,
        about=_about,
    ),
)
