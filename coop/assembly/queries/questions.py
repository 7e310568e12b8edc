"""What an item asks next: its amendments and alternatives first, then the item itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from coop.assembly.queries.meetings import CANDIDATES, Item, Meeting
from coop.assembly.queries.motions import Motion, get_motion
from coop.assembly.queries.results import preliminaries_of
from coop.assembly.queries.votes import Vote, tally_of
from coop.assembly.registry import get_kind
from coop.assembly.rules import Statute, Tally, is_tie
from coop.assembly.rules.questions import METHODS, ROLL_CALL, SECRET, Question
from coop.assembly.rules.tellers import Count
from coop.assembly.tables import VariantRow
from coop.kernel.counting import COUNTING
from coop.kernel.sentences import N_, Sentence
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Variant:
    """Another text of an item.

    Attributes:
        way: "amendment" or "alternative".
        place: in which order it is voted.
    """

    id: int
    motion: Motion
    way: str
    place: int


def variants_of(uow: UnitOfWork, item_id: int) -> tuple[Variant, ...]:
    """Amendments and alternatives of an item that were not withdrawn, in the order of their vote."""
    rows = uow.session.scalars(
        select(VariantRow)
        .where(VariantRow.item_id == item_id, VariantRow.way != CANDIDATES)
        .order_by(VariantRow.place, VariantRow.id)
    )
    found = (Variant(r.id, get_motion(uow, r.motion_id), r.way, r.place) for r in rows)
    return tuple(v for v in found if v.motion.state != "withdrawn")


def next_question(uow: UnitOfWork, item: Item) -> Question:
    """What is to be voted next on an item that has no result.

    Amendments come first, the furthest from the motion before the others; once one is carried the
    others fall. Then one of the alternatives is chosen, and what stands is voted.
    """
    done = preliminaries_of(uow, item.id)
    variants = variants_of(uow, item.id)
    if not any(r.about == "choice" or r.outcome == "carried" for r in done):
        voted = {r.asked_id for r in done}
        for variant in variants:
            if variant.way == "amendment" and variant.motion.id not in voted:
                return Question("amendment", variant.motion.id)
    rivals = [v.motion for v in variants if v.way == "alternative"]
    if rivals and not any(r.about == "choice" for r in done):
        texts = [item.motion, *rivals]
        return Question("choice", item.motion.id, tuple((str(m.id), m.gist) for m in texts), seats=1)
    return _own(uow, item.motion)


def _own(uow: UnitOfWork, motion: Motion) -> Question:
    ballot = get_kind(motion.kind).ballot(uow, motion.proposal)
    if ballot is None:
        return Question("motion", motion.id)
    return Question(
        "election",
        motion.id,
        tuple((option.key, option.says) for option in ballot.options),
        seats=ballot.seats,
        alternates=ballot.alternates,
        rule=ballot.rule,
    )


def rule_of(uow: UnitOfWork, statute: Statute, motion: Motion) -> Sentence:
    """What carries a motion: the majority of its matter, or how an election is counted."""
    ballot = get_kind(motion.kind).ballot(uow, motion.proposal)
    if ballot is None:
        return statute.majority_sentence(motion.matter)
    return Sentence(
        N_("It is decided by the count, not by a majority: %(rule)s."),
        {"rule": Sentence(COUNTING[ballot.rule])},
    )


def methods_for(statute: Statute, matter: str) -> tuple[str, ...]:
    """How a matter may be voted under a statute, the usual way first."""
    if matter in statute.secret_matters:
        return tuple(m for m in METHODS if m in SECRET)
    if matter in statute.roll_call_matters:
        return (ROLL_CALL,)
    return tuple(METHODS)


def decides_tie(uow: UnitOfWork, meeting: Meeting, vote: Vote) -> bool:
    """Whether a counted vote is a tie that the chair decides."""
    counted = tally_of(uow, vote)
    if meeting.statute.tie != "chair" or not isinstance(counted, Count):
        return False
    majority = meeting.statute.majorities[get_motion(uow, vote.motion_id).matter]
    return is_tie(Tally(vote.roll, vote.present, *counted.numbers), majority)
