"""The contract between the assembly and the modules.

A module says what the assembly can order there (`MotionKind`); the assembly, which knows no
module, has it voted and calls `enact` with the proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coop.kernel.canonical import digest
from coop.kernel.hooks import Hook
from coop.kernel.sentences import Sentence
from coop.store import UnitOfWork
from coop.web.forms import CoopForm

__all__ = [
    "MATTERS",
    "Ballot",
    "DecisionProof",
    "MotionKind",
    "Option",
    "Proposal",
    "Registry",
    "find_motion",
    "in_force",
    "subject_of",
]

Proposal = dict[str, Any]
"""What is voted, as JSON; `subject_of` gives the subject of the decision."""


def subject_of(code: str, proposal: Proposal) -> str:
    """The digest that a decision carries: of the motion kind's code and what was voted, together."""
    return digest({"kind": code, "proposal": proposal})


def in_force(column: str, *kinds: str) -> str:
    """The condition of a database guard: a new row cites a decision in force of one of some kinds.

    Args:
        column: of the guarded table, with the key of the decision.
        kinds: codes of motion kinds, or the founding act's.
    """
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    return (
        f"EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.{column} "
        f"AND d.state = 'in force' AND d.kind IN ({listed}))"
    )


MATTERS = (
    "ordinary",
    "accounts",
    "pay",
    "rota",
    "election",
    "recall",
    "admission",
    "exclusion",
    "statute",
    "purpose",
)
"""Keys of the majorities that a statute profile states."""


@dataclass(frozen=True, slots=True)
class DecisionProof:
    """Proof that the assembly decided; only `coop/assembly` constructs one.

    Attributes:
        decision_id: row of the decision.
        number: its number on paper, such as `2026-014`.
        digest: SHA-256 of its entry in the record book.
        kind: code of the motion kind.
        subject: `subject_of` the proposal that was voted.
        carried_on: day of the vote.
    """

    decision_id: int
    number: str
    digest: str
    kind: str
    subject: str
    carried_on: date


def no_effect(_uow: UnitOfWork, _proposal: Proposal, _member_id: int) -> Sentence | None:
    """Nothing changes for one member alone."""
    return None


def nowhere(_uow: UnitOfWork, _proposal: Proposal) -> str | None:
    """The motion says all of it."""
    return None


def nobody(_uow: UnitOfWork, _proposal: Proposal) -> Iterable[int]:
    """Nobody is kept from voting."""
    return ()


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a ballot.

    Attributes:
        key: by which the module knows it.
        says: what the ballot shows.
    """

    key: str
    says: Sentence


@dataclass(frozen=True, slots=True)
class Ballot:
    """A question between options instead of for or against: an election.

    Attributes:
        options: in the order in which they stand on the ballot; option 1 is the first.
        seats: to be filled.
        alternates: to be named after them, in order.
        rule: one of `coop.kernel.counting.COUNTING`.
    """

    options: tuple[Option, ...]
    seats: int
    alternates: int = 0
    rule: str = "plurality"


def for_or_against(_uow: UnitOfWork, _proposal: Proposal) -> Ballot | None:
    """The motion is carried or lost."""
    return None


def nobody_elected(
    _uow: UnitOfWork,
    _proposal: Proposal,
    _proof: DecisionProof,
    _elected: Sequence[str],
    _named: Sequence[str],
) -> None:
    """Nothing follows: the kind puts no ballot."""


Elect = Callable[[UnitOfWork, Proposal, DecisionProof, Sequence[str], Sequence[str]], None]
Stand = Callable[[UnitOfWork, Proposal, int, bool], Proposal]


@dataclass(frozen=True)
class MotionKind:
    """One thing that the assembly can order.

    Attributes:
        code: `module.thing`, unique.
        title: English name of the kind.
        matter: which majority it needs, one of MATTERS.
        form: what the mover fills in.
        propose: turns the filled form into the proposal.
        refill: what the form shows of a proposal when another text of it is moved; the same keys by default.
        describe: the proposal in plain words, before the vote and in the minutes.
        check: raises CoopError when it cannot be voted or enacted (any more).
        fits: raises CoopError when it cannot be moved; `check` when absent. What an earlier item of the
            same agenda may still change, such as who holds an office, is for `check` alone.
        enact: carries it out, in the transaction of the vote, inside a savepoint.
        ballot: the options between which it is voted; None for or against.
        elect: carries out an election instead of `enact`, given the keys of the elected and of the
            alternates, each in order.
        stand: the proposal with a member among the candidates of the ballot, or without her; raises CoopError
            when she may not, or does not. None where nobody stands.
        effect: what changes for one member.
        about: address of the page that says more about what is voted; None when there is none.
        concerned: members who may not vote on it (Ley 20.337 art. 54).
        needs_registration: waits for the authority before it is in force (arts. 12-13).
        permission: who may move it; members by default.
    """

    code: str
    title: str
    matter: str
    form: type[CoopForm]
    propose: Callable[[UnitOfWork, Any], Proposal]
    describe: Callable[[UnitOfWork, Proposal], Sequence[Sentence]]
    check: Callable[[UnitOfWork, Proposal], None]
    enact: Callable[[UnitOfWork, Proposal, DecisionProof], None]
    refill: Callable[[Proposal], dict[str, Any]] = dict
    fits: Callable[[UnitOfWork, Proposal], None] | None = None
    ballot: Callable[[UnitOfWork, Proposal], Ballot | None] = for_or_against
    elect: Elect = nobody_elected
    stand: Stand | None = None
    effect: Callable[[UnitOfWork, Proposal, int], Sentence | None] = no_effect
    about: Callable[[UnitOfWork, Proposal], str | None] = nowhere
    concerned: Callable[[UnitOfWork, Proposal], Iterable[int]] = nobody
    needs_registration: bool = False
    permission: str | None = None


find_motion: Hook[[UnitOfWork, str], int | None] = Hook(lambda _uow, _subject: None)
"""The motion on a subject that waits or is on an agenda, by its key: where a split says that it was moved."""


class Registry:
    """The motion kinds of all modules; registering a code twice is an error."""

    def __init__(self) -> None:
        self._kinds: dict[str, MotionKind] = {}

    def add(self, kinds: Iterable[MotionKind]) -> None:
        """Make kinds known.

        Raises:
            ValueError: a code is taken by another kind, or a matter is unknown.
        """
        for kind in kinds:
            if self._kinds.setdefault(kind.code, kind) is not kind:
                raise ValueError(f"two motion kinds are called {kind.code}")
            if kind.matter not in MATTERS:
                raise ValueError(f"{kind.code}: no statute states a majority for {kind.matter}")

    def get(self, code: str) -> MotionKind:
        """A kind by its code; KeyError when no module offers it."""
        return self._kinds[code]

    @property
    def all(self) -> Mapping[str, MotionKind]:
        """Every kind by its code."""
        return self._kinds
