"""What the assembly can order about pay: the split of a month's pot."""

from __future__ import annotations

from collections.abc import Sequence

from coop.decisions import DecisionProof, MotionKind, Proposal, subject_of
from coop.kernel.errors import N_, Sentence
from coop.payroll import queries, rules, usecases
from coop.payroll.forms import SplitMotionForm
from coop.payroll.rules import Month, Scheme
from coop.store import UnitOfWork


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
        Sentence(N_("Digest of all lines: %(digest)s"), {"digest": proposal["lines"]}),
    ]


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


KINDS = (
    MotionKind(
        code=usecases.SPLIT,
        title=N_("Split of a month's pot"),
        matter="pay",
        form=SplitMotionForm,
        propose=_propose,
        describe=_describe,
        check=_check,
        enact=_enact,
        effect=_effect,
    ),
)
