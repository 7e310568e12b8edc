"""What is said and counted in a vote: by two tellers, or by each member in a roll-call."""

from __future__ import annotations

from collections.abc import Sequence

from coop.assembly import queries, rules
from coop.assembly.queries import Meeting, Vote
from coop.assembly.rules.counting import Ballot
from coop.assembly.rules.outcomes import check_ballots
from coop.assembly.rules.questions import COUNTED_BY_TELLERS, ROLL_CALL, YES_NO
from coop.assembly.rules.tellers import BallotCount, alike, as_json
from coop.assembly.tables import BallotCountRow, CountRow, LotRow, SaidRow
from coop.assembly.usecases.sitting import NotHere, VoteOver, check_chair
from coop.kernel.errors import N_, CoopError, Forbidden, Invalid
from coop.people import queries as people
from coop.store import UnitOfWork


class NotATeller(Forbidden):
    message = N_("Only the two tellers of this assembly enter a count: %(names)s.")


class CountedAlready(CoopError):
    message = N_(
        "You entered your count of this vote already; it cannot be changed. If it was wrong, the two counts "
        "differ and the chair has the hands counted again."
    )


class OtherwiseVoted(CoopError):
    message = N_("This vote is not taken that way. Load the page again.")


class NotYourVote(Forbidden):
    message = N_(
        "You do not vote in this roll-call for %(name)s: she said it already, may not vote on it, or was not "
        "here when it began. Ask the chair."
    )


class WhatWasSaid(Invalid):
    message = N_("Choose one of the answers.")


class NotThatLot(Invalid):
    message = N_("The lot is drawn between %(names)s. Write down who of them came out.")


class NoLot(CoopError):
    message = N_("This count needs no lot. Announce its result.")


def enter_count(
    uow: UnitOfWork, vote_id: int, *, in_favour: int, against: int, abstained: int, spoilt: int = 0
) -> None:
    """Write down what the acting teller counted for and against; it is safe from then on.

    Args:
        uow: the unit of work.
        vote_id: a vote for or against, by hands or on paper.
        in_favour: hands or ballots for.
        against: against.
        abstained: abstentions; blank ballots too.
        spoilt: ballots that say nothing readable.

    Raises:
        NotATeller: the actor does not count in this assembly.
        NotHere: she is not checked in.
        CountedAlready: she entered a count of this vote.
        VoteOver: it has a result, or hands are counted again.
        OtherwiseVoted: it is no such vote.
        MoreVotesThanPresent: more votes than people who may vote.
    """
    vote, teller_id = _for_teller(uow, vote_id, yes_no=True)
    rules.check_tally(rules.Tally(vote.roll, vote.present, in_favour, against, abstained, spoilt))
    uow.add(
        CountRow(
            vote_id=vote_id,
            teller_id=teller_id,
            in_favour=in_favour,
            against=against,
            abstained=abstained,
            spoilt=spoilt,
            at=uow.now(),
        )
    )


def enter_ballots(uow: UnitOfWork, vote_id: int, ballots: Sequence[Ballot]) -> None:
    """Write down the ballots of a choice or an election as the acting teller counted them.

    Args:
        uow: the unit of work.
        vote_id: a choice or an election, by hands or on paper.
        ballots: what was voted, empty ballots too.

    Raises:
        NotATeller, NotHere, CountedAlready, VoteOver, OtherwiseVoted: see `enter_count`.
        MoreVotesThanPresent: more ballots than people who may vote.
        BadElection, OneName: a ballot cannot be of this vote.
    """
    vote, teller_id = _for_teller(uow, vote_id, yes_no=False)
    check_ballots(vote.question, ballots)
    counted = BallotCount(teller_id, alike(ballots))
    if counted.cast > vote.present:
        raise rules.MoreVotesThanPresent(counted=counted.cast, present=vote.present)
    uow.add(
        BallotCountRow(
            vote_id=vote_id,
            teller_id=teller_id,
            ballots=as_json(counted.ballots),
            digest=counted.numbers,
            cast_votes=counted.cast,
            at=uow.now(),
        )
    )


def answer(
    uow: UnitOfWork,
    vote_id: int,
    member_id: int,
    *,
    said: str | None = None,
    ranks: Sequence[Sequence[int]] | None = None,
) -> None:
    """Answer a roll-call: for oneself, for whom one holds a proxy, or as its chair for whoever is called.

    Args:
        uow: the unit of work.
        vote_id: the roll-call.
        member_id: whose vote it is.
        said: one of YES_NO, for or against.
        ranks: options, best first, of a choice or an election; none at all is a blank vote.

    Raises:
        VoteOver: it has a result, or is taken again.
        OtherwiseVoted: it is no roll-call.
        NotYourVote: she may not vote, said it already, or the actor may not answer for her.
        WhatWasSaid: no such answer.
        BadElection, OneName: the answer cannot be of this vote.
    """
    vote, meeting = _under_way(uow, vote_id)
    if vote.method != ROLL_CALL:
        raise OtherwiseVoted()
    actor = uow.actor.member_id
    own = member_id in {v.member_id for v in queries.answers_left(uow, vote, actor)}
    chair = queries.is_chair(uow, meeting, actor)
    done = {s.member_id for s in queries.said_in(uow, vote_id)}
    waited_for = {v.member_id for v in vote.voters if v.may_vote} - done
    if member_id not in waited_for or not (own or chair):
        raise NotYourVote(name=people.get_member(uow, member_id).name)
    if vote.question.is_yes_no:
        if said not in YES_NO or ranks is not None:
            raise WhatWasSaid()
    else:
        if ranks is None or said is not None:
            raise WhatWasSaid()
        check_ballots(vote.question, [Ballot(1, tuple(tuple(rank) for rank in ranks))])
    uow.add(
        SaidRow(
            vote_id=vote_id,
            member_id=member_id,
            said=said,
            ranks=None if ranks is None else {"ranks": [list(rank) for rank in ranks]},
            means="own" if own else "called",
            at=uow.now(),
            noted_by=actor,
            device_id=uow.actor.device_id,
        )
    )


def draw_lot(uow: UnitOfWork, vote_id: int, option: int) -> None:
    """Write down who came out of the lot that a count asks for, drawn in view of all.

    Args:
        uow: the unit of work.
        vote_id: a choice or an election that both tellers counted alike.
        option: by number, from 1.

    Raises:
        NotTheChair: somebody else tries.
        VoteOver: it has a result.
        NoLot: the count asks for none.
        NotThatLot: the lot is between others.
    """
    vote, meeting = _under_way(uow, vote_id)
    check_chair(uow, meeting)
    lots = queries.lots_of(uow, vote_id)
    lot = queries.lot_needed(uow, vote)
    if lot is None:
        raise NoLot()
    if option not in lot.among:
        raise NotThatLot(names=[vote.question.options[n - 1][1] for n in lot.among])
    uow.add(
        LotRow(
            vote_id=vote_id,
            place=len(lots) + 1,
            among={"options": list(lot.among), "gives": lot.gives},
            drawn=option,
            at=uow.now(),
            noted_by=uow.actor.member_id,
        )
    )


def _under_way(uow: UnitOfWork, vote_id: int) -> tuple[Vote, Meeting]:
    vote = queries.get_vote(uow, vote_id)
    meeting = queries.get_meeting(uow, vote.meeting_id)
    if meeting.state != "open" or vote.state in ("closed", "counted again"):
        raise VoteOver()
    return vote, meeting


def _for_teller(uow: UnitOfWork, vote_id: int, *, yes_no: bool) -> tuple[Vote, int]:
    vote = queries.get_vote(uow, vote_id)
    meeting = queries.get_meeting(uow, vote.meeting_id)
    teller_id = uow.actor.member_id
    tellers = queries.tellers_in(uow, meeting, vote)
    if teller_id is None or teller_id not in tellers:
        names = people.names(uow)
        raise NotATeller(names=[names[t] for t in tellers])
    vote, meeting = _under_way(uow, vote_id)
    if vote.method not in COUNTED_BY_TELLERS or vote.question.is_yes_no != yes_no:
        raise OtherwiseVoted()
    if teller_id not in {m.id for m in queries.present_members(uow, meeting)}:
        raise NotHere(name=people.get_member(uow, teller_id).name)
    if teller_id in {c.teller_id for c in vote.counts}:
        raise CountedAlready()
    return vote, teller_id
