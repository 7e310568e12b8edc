"""Ending a mandate before its time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coop.decisions import DecisionProof, MotionKind, Proposal
from coop.decisions.terms import grounds
from coop.kernel.errors import N_, CoopError, Sentence
from coop.kernel.offices import OFFICES as OFFICE_TITLES
from coop.people import queries, usecases
from coop.people.forms import RecallForm
from coop.people.usecases.mandates import check_endable
from coop.store import UnitOfWork, reading
from coop.web.language import _


class NotThisMandate(CoopError):
    message = N_("The mandate that this motion is about is not there any more. Withdraw the motion.")


class _RecallForm(RecallForm):
    def __init__(self, **kwargs: Any) -> None:
        with reading() as uow:
            names, today = queries.names(uow), uow.today()
            pairs = [
                (m.id, f"{_(OFFICE_TITLES[m.office])} · {names[m.member_id]}")
                for m in queries.mandates(uow)
                if m.ended_on is None and m.until > today
            ]
        super().__init__(pairs, **kwargs)


def _propose_recall(uow: UnitOfWork, form: RecallForm) -> Proposal:
    mandate = queries.get_mandate(uow, int(form.mandate.data))
    person = queries.get_member(uow, mandate.member_id)
    return {
        "mandate": mandate.id,
        "office": mandate.office,
        "member": queries.as_named(person),
        "why": form.why.data or None,
    }


def _describe_recall(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    facts = {"name": proposal["member"]["name"], "office": Sentence(OFFICE_TITLES[proposal["office"]])}
    said = Sentence(N_("Recall %(name)s as %(office)s; the mandate ends at once."), facts)
    return [said, grounds(proposal)]


def _check_recall(uow: UnitOfWork, proposal: Proposal) -> None:
    mandate = check_endable(uow, proposal["mandate"])
    if mandate.member_id != proposal["member"]["id"] or mandate.office != proposal["office"]:
        raise NotThisMandate()


def _enact_recall(uow: UnitOfWork, proposal: Proposal, proof: DecisionProof) -> None:
    _check_recall(uow, proposal)
    usecases.end_mandate(uow, proof, proposal["mandate"])


def _effect_of_recall(_uow: UnitOfWork, proposal: Proposal, member_id: int) -> Sentence | None:
    if member_id != proposal["member"]["id"]:
        return None
    says = N_("Your mandate as %(office)s ends at once, and with it all that the office may do.")
    return Sentence(says, {"office": Sentence(OFFICE_TITLES[proposal["office"]])})


def _recalled(_uow: UnitOfWork, proposal: Proposal) -> Iterable[int]:
    """Nobody votes on her own management (Ley 20.337 art. 54)."""
    return (proposal["member"]["id"],)


KINDS = (
    MotionKind(
        code="people.recall",
        title=N_("Recall from an office"),
        matter="recall",
        form=_RecallForm,
        propose=_propose_recall,
        describe=_describe_recall,
        check=_check_recall,
        effect=_effect_of_recall,
        concerned=_recalled,
        enact=_enact_recall,
    ),
)
