"""What the assembly can order here: the rules of the rota."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from coop.decisions import DecisionProof, MotionKind, Proposal
from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_, Sentence
from coop.rota import queries, usecases
from coop.rota.forms import RuleForm
from coop.rota.rules import RULES, said_strictness, said_value
from coop.rota.rules.errors import RuleInThePast
from coop.store import UnitOfWork

WEIGHT = 300
"""What breaking a rule once costs that is only kept where possible; a missing person costs 2,000."""

ANSWERS = {"yes": 1, "no": 0}
"""What is stored of a rule that is answered with yes or no."""


class NoValue(Invalid):
    message = N_("Say the new value in the field that fits the rule, or mark that there is no limit.")


def _propose(uow: UnitOfWork, form: Any) -> Proposal:
    rule = RULES[form.rule.data]
    values = {"minutes": form.hours.data, "answer": ANSWERS.get(form.answer.data)}
    value = values.get(rule.unit, form.days.data)
    if form.no_limit.data and rule.unit != "answer":
        value = None
    elif value is None:
        raise NoValue()
    if form.since.data < uow.today():
        raise RuleInThePast()
    return {
        "code": rule.code,
        "value": value,
        "weight": WEIGHT if form.strict.data == "weight" and rule.strict else None,
        "since": form.since.data.isoformat(),
    }


def _describe(uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    rule, since = RULES[proposal["code"]], date.fromisoformat(proposal["since"])
    now = queries.profile(uow).limit(rule.code, since)
    facts = {
        "rule": Sentence(rule.title),
        "value": said_value(rule, proposal["value"]),
        "before": said_value(rule, now.value),
        "since": since,
    }
    found = (
        Sentence(N_("%(rule)s: %(value)s from %(since)s on. It is %(before)s now."), facts),
        said_strictness(rule, proposal["weight"]),
        Sentence(
            N_("The law of employees: %(law)s (%(source)s)."),
            {"law": said_value(rule, rule.law), "source": Sentence(rule.source)},
        ),
    )
    return [said for said in found if said is not None]


def _check(uow: UnitOfWork, proposal: Proposal) -> None:
    usecases.check_rule(
        proposal["code"],
        value=proposal["value"],
        weight=proposal["weight"],
        since=date.fromisoformat(proposal["since"]),
    )


def _enact(uow: UnitOfWork, proposal: Proposal, proof: DecisionProof) -> None:
    """A first day that has passed by the day of the vote becomes that day."""
    usecases.set_rule(
        uow,
        proof,
        proposal["code"],
        value=proposal["value"],
        weight=proposal["weight"],
        since=max(date.fromisoformat(proposal["since"]), uow.today()),
    )


KINDS = (
    MotionKind(
        code="rota.rule",
        title=N_("Rule of the rota"),
        matter="rota",
        form=RuleForm,
        propose=_propose,
        describe=_describe,
        check=_check,
        enact=_enact,
    ),
)
