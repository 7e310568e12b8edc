"""A result becomes a decision, and a carried decision takes effect.

This is the only place where a `DecisionProof` is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from sqlalchemy.exc import DataError, IntegrityError

from coop.assembly import queries
from coop.assembly.queries import Motion
from coop.assembly.registry import get_kind
from coop.decisions import DecisionProof
from coop.kernel.errors import N_, CoopError, Sentence
from coop.records import queries as book
from coop.records import usecases as records
from coop.store import UnitOfWork


class NotWaitingForRegistration(CoopError):
    message = N_(
        "Decision %(number)s does not wait for a registration. Look at it in the register of decisions."
    )


REFUSED = N_(
    "The database refuses it (%(said)s). Decide again what is to be done, and show this to whoever "
    "looks after the program."
)
OBSTACLES = (CoopError, IntegrityError, DataError)
"""What blocks an effect for good: a rule, or what the database never takes."""


def proof_of(uow: UnitOfWork, decision_id: int) -> DecisionProof:
    """The proof that the assembly decided, read back from the register of decisions.

    Raises:
        NoSuchThing: there is no such decision.
        ValueError: the decision is a lost one, which proves nothing.
    """
    decision = book.get_decision(uow, decision_id)
    if decision.outcome != "carried":
        raise ValueError(f"decision {decision.number} was lost")
    return DecisionProof(
        decision_id=decision.id,
        number=decision.number,
        digest=decision.digest,
        kind=decision.kind,
        subject=decision.subject,
        carried_on=decision.decided_on,
    )


def decide(
    uow: UnitOfWork,
    *,
    number: str,
    motion: Motion,
    carried: bool,
    facts: Mapping[str, object],
    keep: Callable[[int], None],
    tally: Mapping[str, Any],
) -> None:
    """Record what the assembly decided and, if it is carried and needs no registration, carry it out.

    Decision, result and effect stand together in a savepoint. When a rule blocks the effect, the
    savepoint is undone, and decision and result are written again with the obstacle: the vote
    stays carried.

    Args:
        uow: the unit of work.
        number: of the decision.
        motion: what was voted.
        carried: whether it was carried.
        facts: counts and base, for the record book.
        keep: writes the result, given the key of the decision.
        tally: of an election who was elected; empty for a motion.
    """
    try:
        with uow.savepoint():
            decision_id = _record(uow, number, motion, carried, facts)
            keep(decision_id)
            if carried and not motion.needs_registration:
                _carry_out(uow, motion, proof_of(uow, decision_id), tally)
    except OBSTACLES as error:
        keep(_record(uow, number, motion, carried, facts, obstacle=_obstacle(error)))


def enter_registration(uow: UnitOfWork, decision_id: int, registered_as: str) -> None:
    """Write down that the authority registered a decision; it takes effect now.

    Args:
        uow: the unit of work.
        decision_id: a carried decision that waits for it.
        registered_as: number and date of the registration.

    Raises:
        NotWaitingForRegistration: it does not wait.

    References:
        Ley 20.337 arts. 12-13.
    """
    decision = book.get_decision(uow, decision_id)
    result = next((r for r in queries.results(uow) if r.decision_id == decision_id), None)
    if decision.state != "awaiting registration" or result is None:
        raise NotWaitingForRegistration(number=decision.number)
    motion = queries.get_motion(uow, result.motion_id)
    facts = {"registered_as": registered_as}
    try:
        with uow.savepoint():
            records.settle_decision(uow, decision_id, state="in force", facts=facts)
            _carry_out(uow, motion, proof_of(uow, decision_id), result.tally)
    except OBSTACLES as error:
        records.settle_decision(uow, decision_id, state="blocked", facts=facts, obstacle=_obstacle(error))


def fails(uow: UnitOfWork, announce: Callable[[], None]) -> bool:
    """Whether announcing a result fails for a reason that no rule foresees; it is tried and undone.

    Nothing that a module does wrong may hold up an assembly, so every error counts here.
    """
    try:
        with uow.savepoint():
            announce()
            raise _Undone
    except _Undone:
        return False
    except Exception:
        return True


class _Undone(Exception):
    """The trial is over."""


def _carry_out(uow: UnitOfWork, motion: Motion, proof: DecisionProof, tally: Mapping[str, Any]) -> None:
    kind = get_kind(motion.kind)
    if tally:
        keys = [option["key"] for option in tally["options"]]
        elected, named = (tuple(keys[n - 1] for n in tally[part]) for part in ("elected", "named"))
        kind.elect(uow, motion.proposal, proof, elected, named)
    else:
        kind.enact(uow, motion.proposal, proof)
    uow.session.flush()


def _obstacle(error: Exception) -> Sentence:
    if isinstance(error, CoopError):
        return error.sentence
    said = str(getattr(error, "orig", error))
    return Sentence(REFUSED, {"said": said.partition("\n")[0]})


def _record(
    uow: UnitOfWork,
    number: str,
    motion: Motion,
    carried: bool,
    facts: Mapping[str, object],
    *,
    obstacle: Sentence | None = None,
) -> int:
    state: Literal["in force", "awaiting registration", "blocked"] = "in force"
    if obstacle is not None:
        state = "blocked"
    elif motion.needs_registration:
        state = "awaiting registration"
    return records.record_decision(
        uow,
        number=number,
        kind=motion.kind,
        matter=motion.matter,
        outcome="carried" if carried else "lost",
        subject=motion.subject,
        facts=facts,
        state=state,
        obstacle=obstacle,
    ).id
