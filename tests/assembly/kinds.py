"""A kind of motion that puts a ballot, for tests of votes."""

from __future__ import annotations

from collections.abc import Sequence

from coop.assembly.forms import TextMotionForm
from coop.decisions import Ballot, DecisionProof, MotionKind, Option, Proposal
from coop.kernel.sentences import Sentence
from coop.store import UnitOfWork

ELECTED: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
"""What `elect` was told: the elected and the alternates."""


def _elect(
    _uow: UnitOfWork, _proposal: Proposal, proof: DecisionProof, elected: Sequence[str], named: Sequence[str]
) -> None:
    assert proof.kind == "test.election"
    ELECTED.append((tuple(elected), tuple(named)))


def _ballot(_uow: UnitOfWork, proposal: Proposal) -> Ballot:
    options = tuple(Option(name.lower(), Sentence("%(n)s", {"n": name})) for name in proposal["names"])
    return Ballot(options, proposal["seats"], proposal["alternates"], proposal["rule"])


ELECTION = MotionKind(
    code="test.election",
    title="Election of the test",
    matter="election",
    form=TextMotionForm,
    propose=lambda _uow, _form: {},
    describe=lambda _uow, proposal: [Sentence("%(n)s", {"n": ", ".join(proposal["names"])})],
    check=lambda _uow, _proposal: None,
    enact=lambda _uow, _proposal, _proof: None,
    ballot=_ballot,
    elect=_elect,
)
