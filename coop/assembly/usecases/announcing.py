"""The chair announces what a vote came to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from coop.assembly import queries, rules
from coop.assembly.queries import Item, Meeting, Result, Vote
from coop.assembly.rules import outcomes
from coop.assembly.rules.counting import GIVES, LotNeeded
from coop.assembly.rules.outcomes import Outcome
from coop.assembly.rules.questions import ROLL_CALL, SLIPS, Question
from coop.assembly.rules.tellers import BallotCount, Count
from coop.assembly.tables import PreliminaryRow, ResultRow
from coop.assembly.usecases.enacting import decide
from coop.assembly.usecases.sitting import NotOpen, VoteOver, check_chair
from coop.kernel.counting import COUNTING
from coop.kernel.errors import N_, CoopError, Sentence
from coop.kernel.sentences import to_json
from coop.store import UnitOfWork


class MissingCount(CoopError):
    message = N_("%(missing)s of 2 counts are missing. Ask the tellers to enter theirs.")


class CountsDiffer(CoopError):
    message = N_("The tellers counted different numbers. Have the hands counted again.")


class UrnNotCounted(CoopError):
    message = N_("The urn is not counted, or the vote is void. Have it counted, or take the vote again.")


class NobodyAnswered(CoopError):
    message = N_("Nobody has answered this roll-call yet. Call the members by name.")


class DrawALot(CoopError):
    message = N_(
        "%(names)s are alike. %(gives)s Draw a lot between them in view of all and write down who came out."
    )


class ChairDecides(CoopError):
    message = N_("Half are for and half against, and the statute has the chair decide. Say how you decide.")


CHOSEN = N_("%(name)s was chosen: %(valid)s of %(cast)s ballots counted. It is voted now.")
NONE_CHOSEN = N_("No ballot names an option; the text goes on as it stands.")
ELECTED = N_("Elected: %(names)s. %(valid)s of %(cast)s ballots counted. %(rule)s.")
ELECTED_WITH = N_(
    "Elected: %(names)s. Alternates in this order: %(alternates)s. %(valid)s of %(cast)s ballots counted. "
    "%(rule)s."
)
NOBODY_ELECTED = N_("No ballot names anybody: nobody is elected.")


def close_vote(uow: UnitOfWork, vote_id: int, *, casting: bool | None = None) -> Result:
    """Announce the result: it becomes a numbered decision and, if carried, takes effect.

    An amendment or a choice becomes no decision; the text that goes on is voted next. Who has not answered
    a roll-call when it is announced abstains.

    Args:
        uow: the unit of work.
        vote_id: the vote.
        casting: how the chair decides a tie, where the statute gives her that.

    Raises:
        NotTheChair: somebody else tries.
        MissingCount, NobodyAnswered: nothing is counted yet.
        CountsDiffer: the tellers do not agree.
        DrawALot: a lot decides, and it is not drawn yet.
        ChairDecides: it is a tie, and the statute has the chair decide it.
        VoteOver: it has a result already.
    """
    vote = queries.get_vote(uow, vote_id)
    item = queries.get_item(uow, vote.item_id)
    meeting = queries.get_meeting(uow, item.meeting_id)
    check_chair(uow, meeting)
    if meeting.state != "open":
        raise NotOpen()
    if vote.state in ("closed", "counted again"):
        raise VoteOver()
    if vote.method == ROLL_CALL:
        if vote.said == 0:
            raise NobodyAnswered()
    elif vote.method == SLIPS and vote.state != "agreed":
        raise UrnNotCounted()
    elif vote.state == "counting":
        raise MissingCount(missing=2 - len(vote.counts))
    elif vote.state == "differ":
        raise CountsDiffer()
    announce(uow, meeting, item, vote, casting=casting)
    return next(r for r in queries.results_of_item(uow, item.id) if r.vote_id == vote_id)


def announce(
    uow: UnitOfWork, meeting: Meeting, item: Item, vote: Vote, *, casting: bool | None = None
) -> None:
    """Write down what a counted vote came to; for this package only."""
    counted = queries.tally_of(uow, vote)
    if isinstance(counted, Count):
        _for_or_against(uow, meeting, item, vote, counted, casting)
    elif isinstance(counted, BallotCount):
        _between_options(uow, meeting, item, vote, counted)
    else:
        raise CountsDiffer()


def _for_or_against(
    uow: UnitOfWork, meeting: Meeting, item: Item, vote: Vote, counted: Count, casting: bool | None
) -> None:
    motion = queries.get_motion(uow, vote.motion_id)
    tally = rules.Tally(vote.roll, vote.present, *counted.numbers)
    majority = meeting.statute.majorities[motion.matter]
    decides = meeting.statute.tie == "chair" and rules.is_tie(tally, majority)
    if decides and casting is None:
        raise ChairDecides()
    verdict = rules.judge(tally, majority, casting=casting if decides else None)
    numbers = _numbers(*counted.numbers, base=verdict.base, needed=verdict.needed)
    carried = verdict.carried
    if vote.question.about == "amendment":
        stands = motion.id if carried else item.motion.id
        _keep_preliminary(
            uow, vote, stands, "carried" if carried else "lost", verdict.sentence, numbers=numbers, tally={}
        )
        return
    _decide(uow, meeting, item, vote, carried=carried, sentence=verdict.sentence, numbers=numbers, tally={})


def _between_options(uow: UnitOfWork, meeting: Meeting, item: Item, vote: Vote, counted: BallotCount) -> None:
    question = vote.question
    try:
        outcome = outcomes.outcome_of(question, counted.ballots, queries.lots_of(uow, vote.id))
    except LotNeeded as lot:
        names = [question.options[n - 1][1] for n in lot.among]
        raise DrawALot(names=names, gives=Sentence(GIVES[lot.gives])) from lot
    tally = outcomes.published(question, outcome, counted.ballots, vote.method)
    numbers = _numbers(outcome.valid, 0, outcome.cast - outcome.valid, 0, base=outcome.cast, needed=0)
    if question.about == "choice":
        stands, sentence = item.motion.id, Sentence(NONE_CHOSEN)
        if outcome.elected:
            key, says = question.options[outcome.elected[0] - 1]
            stands = int(key)
            sentence = Sentence(CHOSEN, {"name": says, "valid": outcome.valid, "cast": outcome.cast})
        _keep_preliminary(uow, vote, stands, "chosen", sentence, numbers=numbers, tally=tally)
        return
    _decide(
        uow,
        meeting,
        item,
        vote,
        carried=bool(outcome.elected),
        sentence=_who_was_elected(question, outcome),
        numbers=numbers,
        tally=tally,
    )


def _who_was_elected(question: Question, outcome: Outcome) -> Sentence:
    if not outcome.elected:
        return Sentence(NOBODY_ELECTED)
    return Sentence(
        ELECTED_WITH if outcome.alternates else ELECTED,
        {
            "names": [question.options[n - 1][1] for n in outcome.elected],
            "alternates": [question.options[n - 1][1] for n in outcome.alternates],
            "valid": outcome.valid,
            "cast": outcome.cast,
            "rule": Sentence(COUNTING[question.rule]),
        },
    )


def _numbers(
    in_favour: int, against: int, abstained: int, spoilt: int, *, base: int, needed: int
) -> dict[str, int]:
    return {
        "in_favour": in_favour,
        "against": against,
        "abstained": abstained,
        "spoilt": spoilt,
        "base": base,
        "needed": needed,
    }


def _keep_preliminary(
    uow: UnitOfWork,
    vote: Vote,
    stands: int,
    outcome: str,
    sentence: Sentence,
    *,
    numbers: Mapping[str, int],
    tally: dict[str, Any],
) -> None:
    uow.add(
        PreliminaryRow(
            vote_id=vote.id,
            motion_id=stands,
            outcome=outcome,
            sentence=to_json(sentence),
            tally=tally,
            at=uow.now(),
            announced_by=uow.actor.member_id,
            **numbers,
        )
    )


def _decide(
    uow: UnitOfWork,
    meeting: Meeting,
    item: Item,
    vote: Vote,
    *,
    carried: bool,
    sentence: Sentence,
    numbers: Mapping[str, int],
    tally: dict[str, Any],
) -> None:
    motion = queries.get_motion(uow, vote.motion_id)
    last = uow.session.scalar(select(func.max(ResultRow.serial)))
    serial = (rules.FOUNDING_SERIAL if last is None else last) + 1
    number = rules.decision_number(uow.today().year, serial)

    def keep(decision_id: int) -> None:
        uow.add(
            ResultRow(
                motion_id=motion.id,
                vote_id=vote.id,
                decision_id=decision_id,
                serial=serial,
                number=number,
                outcome="carried" if carried else "lost",
                sentence=to_json(sentence),
                tally=tally,
                at=uow.now(),
                announced_by=uow.actor.member_id,
                **numbers,
            )
        )

    facts = {
        "assembly": meeting.number,
        "item": item.position,
        "method": vote.method,
        "round": vote.round,
        "statute": meeting.statute.code,
        "roll": vote.roll,
        "present": vote.present,
        **numbers,
        **({"count": tally} if tally else {}),
    }
    decide(uow, number=number, motion=motion, carried=carried, facts=facts, keep=keep, tally=tally)
