"""The register of decisions: the founding act and everything voted since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coop.assembly.queries.motions import get_motion
from coop.assembly.queries.results import results
from coop.kernel.sentences import N_, Sentence
from coop.records import queries as book
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A decision as the register shows it.

    Attributes:
        motion_id: what was voted; None for the founding act.
        title: of the motion.
        state: "in force", "awaiting registration", "blocked" or "lost".
        obstacle: why a carried one could not be carried out.
        sentence: the result in words; None for the founding act.
        digest: of its entry in the record book.
    """

    id: int
    number: str
    decided_on: date
    motion_id: int | None
    title: Sentence
    matter: str
    outcome: str
    state: str
    obstacle: Sentence | None
    sentence: Sentence | None
    digest: str


def register(uow: UnitOfWork) -> tuple[RegisterLine, ...]:
    """Every decision, the latest first."""
    voted = {r.decision_id: r for r in results(uow)}
    lines = []
    for decision in book.decisions(uow):
        result = voted.get(decision.id)
        motion = get_motion(uow, result.motion_id) if result else None
        lines.append(
            RegisterLine(
                id=decision.id,
                number=decision.number,
                decided_on=decision.decided_on,
                motion_id=motion.id if motion else None,
                title=motion.name if motion else Sentence(N_("Founding act")),
                matter=decision.matter,
                outcome=decision.outcome,
                state=decision.state,
                obstacle=decision.obstacle,
                sentence=result.sentence if result else None,
                digest=decision.digest,
            )
        )
    return tuple(lines)
