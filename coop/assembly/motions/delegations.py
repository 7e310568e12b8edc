"""Sending a delegate with a mandate that binds her, and recalling her."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from coop.assembly import queries
from coop.assembly.forms.delegations import DelegationForm, DelegationRecallForm
from coop.assembly.usecases import delegations as usecases
from coop.decisions import DecisionProof, MotionKind, Proposal
from coop.decisions.terms import grounds, last_day, refill_term, term_of, typed_term
from coop.kernel.errors import N_, CoopError, Sentence
from coop.people import queries as people
from coop.store import UnitOfWork, reading


class AnotherDelegate(CoopError):
    message = N_(
        "The mandate that this motion is about is another one by now. Withdraw the motion, move it anew."
    )


class _DelegationForm(DelegationForm):
    def __init__(self, **kwargs: Any) -> None:
        with reading() as uow:
            pairs = [(m.id, f"{m.number} · {m.name}") for m in people.roll(uow, uow.today())]
        super().__init__(pairs, **kwargs)


def _propose(uow: UnitOfWork, form: DelegationForm) -> Proposal:
    return {
        "member": people.as_named(people.get_member(uow, int(form.member.data))),
        "purpose": form.purpose.data,
        "words": form.words.data,
        "limits": form.limits.data or "",
        **typed_term(form.since.data, form.last.data),
        "report_days": form.report_days.data,
    }


def _describe(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    facts: dict[str, object] = {
        "name": proposal["member"]["name"],
        "number": str(proposal["member"]["number"]),
        "purpose": proposal["purpose"],
        "last": last_day(proposal),
    }
    says = N_("Send %(name)s (no. %(number)s) as delegate, from the day of the vote to %(last)s: %(purpose)s")
    if proposal["since"] is not None:
        says = N_("Send %(name)s (no. %(number)s) as delegate, from %(since)s to %(last)s: %(purpose)s")
        facts["since"] = date.fromisoformat(proposal["since"])
    limits = Sentence(N_("Beyond this mandate the delegate asks the assembly first."))
    if proposal["limits"]:
        limits = Sentence(N_("Not without asking the assembly: %(limits)s"), {"limits": proposal["limits"]})
    reports = Sentence(N_("The delegate reports on the last day."))
    if proposal["report_days"]:
        reports = Sentence(
            N_("The delegate reports every %(days)s days and on the last day."),
            {"days": proposal["report_days"]},
        )
    return [
        Sentence(says, facts),
        Sentence(N_("Mandate: %(words)s"), {"words": proposal["words"]}),
        limits,
        reports,
    ]


def _check(uow: UnitOfWork, proposal: Proposal) -> None:
    person = people.same_person(uow, proposal["member"])
    since, until = term_of(proposal, uow.today())
    usecases.check_delegate(
        uow,
        person.id,
        purpose=proposal["purpose"],
        since=since,
        until=until,
        report_days=proposal["report_days"],
    )


def _enact(uow: UnitOfWork, proposal: Proposal, proof: DecisionProof) -> None:
    _check(uow, proposal)
    since, until = term_of(proposal, uow.today())
    usecases.send_delegate(
        uow,
        proof,
        proposal["member"]["id"],
        purpose=proposal["purpose"],
        words=proposal["words"],
        limits=proposal["limits"],
        since=since,
        until=until,
        report_days=proposal["report_days"],
    )


def _effect(_uow: UnitOfWork, proposal: Proposal, member_id: int) -> Sentence | None:
    if member_id != proposal["member"]["id"]:
        return None
    return Sentence(
        N_("You are the delegate until %(last)s, bound by these words, and you report."),
        {"last": last_day(proposal)},
    )


class _RecallForm(DelegationRecallForm):
    def __init__(self, **kwargs: Any) -> None:
        with reading() as uow:
            pairs = [
                (d.id, f"{d.name} · {d.purpose}")
                for d in queries.delegations(uow)
                if d.state in ("in force", "not begun")
            ]
        super().__init__(pairs, **kwargs)


def _propose_recall(uow: UnitOfWork, form: DelegationRecallForm) -> Proposal:
    found = queries.get_delegation(uow, int(form.mandate.data))
    return {
        "delegation": found.id,
        "purpose": found.purpose,
        "member": people.as_named(people.get_member(uow, found.member_id)),
        "why": form.why.data or None,
    }


def _describe_recall(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    facts = {"name": proposal["member"]["name"], "purpose": proposal["purpose"]}
    return [
        Sentence(N_("Recall %(name)s as delegate (%(purpose)s); the mandate ends at once."), facts),
        grounds(proposal),
    ]


def _check_recall(uow: UnitOfWork, proposal: Proposal) -> None:
    found = usecases.check_in_force(uow, proposal["delegation"])
    if found.member_id != proposal["member"]["id"] or found.purpose != proposal["purpose"]:
        raise AnotherDelegate()


def _enact_recall(uow: UnitOfWork, proposal: Proposal, proof: DecisionProof) -> None:
    _check_recall(uow, proposal)
    usecases.recall_delegate(uow, proof, proposal["delegation"])


def _effect_of_recall(_uow: UnitOfWork, proposal: Proposal, member_id: int) -> Sentence | None:
    if member_id != proposal["member"]["id"]:
        return None
    return Sentence(N_("Your mandate as delegate ends at once; you still report what was done."))


def _recalled(_uow: UnitOfWork, proposal: Proposal) -> Iterable[int]:
    """Nobody votes on her own management (Ley 20.337 art. 54)."""
    return (proposal["member"]["id"],)


KINDS = (
    MotionKind(
        code="assembly.delegation",
        title=N_("Delegate with a mandate"),
        matter="election",
        form=_DelegationForm,
        propose=_propose,
        refill=refill_term,
        describe=_describe,
        check=_check,
        effect=_effect,
        enact=_enact,
    ),
    MotionKind(
        code="assembly.delegation_recall",
        title=N_("Recall of a delegate"),
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
