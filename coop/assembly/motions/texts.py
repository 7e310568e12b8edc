"""What the assembly decides in plain words, without a module that carries it out."""

from __future__ import annotations

from collections.abc import Sequence

from coop.assembly import queries
from coop.assembly.forms import TextMotionForm
from coop.assembly.forms.statute import StatuteValuesForm
from coop.assembly.rules.values import get_value, raw, said
from coop.assembly.usecases import statute
from coop.decisions import DecisionProof, MotionKind, Proposal
from coop.kernel.errors import N_, Invalid
from coop.kernel.sentences import Sentence
from coop.store import UnitOfWork


class NothingSaid(Invalid):
    message = N_("A resolution needs its words. Write what is to be voted.")


def _propose(_uow: UnitOfWork, form: TextMotionForm) -> Proposal:
    return {"title": form.title.data, "text": form.text.data}


def _describe(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    # Members' own words are facts, never message ids.
    return [Sentence("%(words)s", {"words": proposal[key]}) for key in ("title", "text")]


def _check(_uow: UnitOfWork, proposal: Proposal) -> None:
    if not proposal.get("title") or not proposal.get("text"):
        raise NothingSaid()


def _enact(_uow: UnitOfWork, _proposal: Proposal, _proof: DecisionProof) -> None:
    """The words are in force with the decision; nothing else happens."""


def _text(code: str, title: str, matter: str, *, needs_registration: bool = False) -> MotionKind:
    return MotionKind(
        code=code,
        title=title,
        matter=matter,
        form=TextMotionForm,
        propose=_propose,
        describe=_describe,
        check=_check,
        enact=_enact,
        needs_registration=needs_registration,
    )


def _propose_values(uow: UnitOfWork, form: StatuteValuesForm) -> Proposal:
    now = queries.get_statute(uow, uow.today())
    return {"changes": [{"key": key, "old": raw(now, key), "new": new} for key, new in form.new.items()]}


def _describe_values(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    changes = proposal["changes"]
    lines = [
        Sentence(
            N_("%(what)s: %(new)s, instead of %(old)s."),
            {
                "what": get_value(change["key"]).name,
                "new": said(change["key"], change["new"]),
                "old": said(change["key"], change["old"]),
            },
        )
        for change in changes
    ]
    if len(changes) > 1:
        names = [get_value(change["key"]).name for change in changes]
        return [Sentence(N_("Changed together: %(names)s."), {"names": names}), *lines]
    return lines


def _check_values(uow: UnitOfWork, proposal: Proposal) -> None:
    statute.check_changes(uow, proposal["changes"])


def _enact_values(uow: UnitOfWork, proposal: Proposal, proof: DecisionProof) -> None:
    statute.change_values(uow, proof, proposal["changes"])


KINDS = (
    _text("assembly.text", N_("Resolution"), "ordinary"),
    _text("assembly.accounts", N_("Annual report and accounts"), "accounts"),
    _text("assembly.rules", N_("Internal regulations"), "ordinary", needs_registration=True),
    MotionKind(
        code="assembly.statute_values",
        title=N_("Change of values of the statute"),
        matter="statute",
        form=StatuteValuesForm,
        propose=_propose_values,
        describe=_describe_values,
        check=_check_values,
        enact=_enact_values,
        needs_registration=True,
    ),
    _text("assembly.statute", N_("Reform of the statute"), "statute", needs_registration=True),
    _text(
        "assembly.purpose", N_("Change of purpose, merger or dissolution"), "purpose", needs_registration=True
    ),
)
"""Texts of each weight: the majority follows from the kind, so that no text slips through on a lower one.

References:
    Ley 20.337 arts. 12-13 (what waits for registration), 53-54, 58.
"""
