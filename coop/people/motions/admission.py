"""Admitting members, or taking them to work on trial."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coop.decisions import DecisionProof, MotionKind, Proposal
from coop.kernel.errors import N_, Invalid, Sentence
from coop.people import queries, usecases
from coop.people.forms import AdmissionForm
from coop.people.usecases.members import check_admissible
from coop.store import UnitOfWork, reading


class NobodyChosen(Invalid):
    message = N_("Choose at least one candidate. Who is not on the list goes to the secretary first.")


class _AdmissionForm(AdmissionForm):
    def __init__(self, **kwargs: Any) -> None:
        with reading() as uow:
            pairs = [(m.id, f"{m.number} · {m.name}") for m in queries.candidates(uow)]
        super().__init__(pairs, **kwargs)


def _propose_admission(uow: UnitOfWork, form: AdmissionForm) -> Proposal:
    chosen = [queries.get_member(uow, key) for key in form.candidates.data or ()]
    return {"candidates": [queries.as_named(m) for m in chosen], "trial": bool(form.trial.data)}


def _refill_admission(proposal: Proposal) -> dict[str, Any]:
    return {**proposal, "candidates": [c["id"] for c in proposal["candidates"]]}


def _describe_admission(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    says = (
        N_("Take %(name)s (no. %(number)s) to work on trial.")
        if proposal["trial"]
        else N_("Admit %(name)s (no. %(number)s) as a member.")
    )
    return [Sentence(says, {"name": c["name"], "number": str(c["number"])}) for c in proposal["candidates"]]


def _check_admission(uow: UnitOfWork, proposal: Proposal) -> None:
    if not proposal["candidates"]:
        raise NobodyChosen()
    for named in proposal["candidates"]:
        check_admissible(uow, queries.same_person(uow, named).id, trial=proposal["trial"])


def _enact_admission(uow: UnitOfWork, proposal: Proposal, proof: DecisionProof) -> None:
    _check_admission(uow, proposal)
    act = usecases.start_trial if proposal["trial"] else usecases.admit_member
    for named in proposal["candidates"]:
        act(uow, proof, named["id"])


def _effect_of_admission(uow: UnitOfWork, proposal: Proposal, member_id: int) -> Sentence | None:
    if member_id not in {c["id"] for c in proposal["candidates"]}:
        return None
    return Sentence(
        N_("You work on trial from the day of the vote.")
        if proposal["trial"]
        else N_("You become a member on the day of the vote: you vote, may hold an office and share the pot.")
    )


KINDS = (
    MotionKind(
        code="people.admission",
        title=N_("Admission of members"),
        matter="admission",
        form=_AdmissionForm,
        propose=_propose_admission,
        refill=_refill_admission,
        describe=_describe_admission,
        check=_check_admission,
        effect=_effect_of_admission,
        enact=_enact_admission,
    ),
)
