"""A motion is voted by show of hands: two tellers count, each alone, and must agree."""

from __future__ import annotations

from sqlalchemy import func, select

from coop.assembly import queries, rules
from coop.assembly.queries import Item, Meeting, Motion, Result, Vote
from coop.assembly.registry import get_kind
from coop.assembly.tables import CountRow, ItemRow, ResultRow, VoteRow, VoterRow
from coop.assembly.usecases.enacting import decide, fails
from coop.assembly.usecases.sitting import ItemDone, NotHere, NotOpen, VoteIsOpen, check_chair
from coop.kernel.errors import N_, CoopError, Forbidden
from coop.kernel.sentences import to_json
from coop.people import queries as people
from coop.store import UnitOfWork


class NobodyVotes(CoopError):
    message = N_("Nobody who is here may vote on this. Set the item aside with that reason.")


class NotATeller(Forbidden):
    message = N_("Only the two tellers of this assembly enter a count: %(names)s.")


class CountedAlready(CoopError):
    message = N_(
        "You entered your count of this vote already; it cannot be changed. If it was wrong, the two counts "
        "differ and the chair has the hands counted again."
    )


class VoteOver(CoopError):
    message = N_("This vote is over. Look at the result, or enter the new count if hands are counted again.")


class MissingCount(CoopError):
    message = N_("%(missing)s of 2 counts are missing. Ask the tellers to enter theirs.")


class CountsDiffer(CoopError):
    message = N_("The tellers counted different numbers. Have the hands counted again.")


class NothingToRecount(CoopError):
    message = N_("Hands are counted again only when two tellers differ.")


class CanBeAnnounced(CoopError):
    message = N_(
        "Two tellers agree on the result: announce it. An item is set aside then only if announcing it fails."
    )


def open_vote(uow: UnitOfWork, item_id: int) -> int:
    """Begin the vote on an item: who is there and may vote is fixed now.

    Returns:
        The key of the vote.

    Raises:
        NotTheChair: somebody else tries.
        NotOpen: the assembly is not open.
        VoteIsOpen: another item is being voted.
        ItemDone: it has a result or was set aside.
        NobodyVotes: everybody here is kept from voting on it.
        CoopError: whatever the kind's `check` finds against it now.

    References:
        Ley 20.337 arts. 53 (those present at the moment of voting), 54 (who may not vote).
    """
    item = queries.get_item(uow, item_id)
    meeting = _open_meeting(uow, item)
    if item.state not in ("waiting", "voting"):
        raise ItemDone()
    if queries.find_open_vote(uow, meeting.id) is not None:
        raise VoteIsOpen()
    get_kind(item.motion.kind).check(uow, item.motion.proposal)
    return _begin(uow, meeting, item, number=1)


def enter_count(uow: UnitOfWork, vote_id: int, *, in_favour: int, against: int, abstained: int) -> None:
    """Write down what the acting teller counted; it is safe from then on.

    Raises:
        NotATeller: the actor does not count in this assembly.
        NotHere: she is not checked in.
        CountedAlready: she entered a count of this vote.
        VoteOver: it has a result, or hands are counted again.
        MoreVotesThanPresent: more hands than people who may vote.
    """
    vote = queries.get_vote(uow, vote_id)
    meeting = queries.get_meeting(uow, vote.meeting_id)
    teller_id = uow.actor.member_id
    tellers = queries.tellers_of(uow, meeting)
    if teller_id is None or teller_id not in tellers:
        names = people.names(uow)
        raise NotATeller(names=[names[t] for t in tellers])
    if meeting.state != "open" or vote.state in ("closed", "counted again"):
        raise VoteOver()
    if teller_id not in {m.id for m in queries.present_members(uow, meeting)}:
        raise NotHere(name=people.get_member(uow, teller_id).name)
    if teller_id in {c.teller_id for c in vote.counts}:
        raise CountedAlready()
    rules.check_tally(rules.Tally(vote.roll, vote.present, in_favour, against, abstained))
    uow.add(
        CountRow(
            vote_id=vote_id,
            teller_id=teller_id,
            in_favour=in_favour,
            against=against,
            abstained=abstained,
            at=uow.now(),
        )
    )


def count_again(uow: UnitOfWork, vote_id: int) -> int:
    """Have the hands counted again because two tellers differ; the old counts stay on record.

    Returns:
        The key of the new vote; who is there is fixed anew.

    Raises:
        NotTheChair: somebody else tries.
        NothingToRecount: the tellers agree, or a count is missing.
    """
    vote = queries.get_vote(uow, vote_id)
    item = queries.get_item(uow, vote.item_id)
    meeting = _open_meeting(uow, item)
    if vote.state != "differ":
        raise NothingToRecount()
    return _begin(uow, meeting, item, number=vote.round + 1)


def close_vote(uow: UnitOfWork, vote_id: int) -> Result:
    """Announce the result: it becomes a numbered decision and, if carried, takes effect.

    Raises:
        NotTheChair: somebody else tries.
        MissingCount: a teller has not entered a count.
        CountsDiffer: the tellers do not agree.
        VoteOver: it has a result already.
    """
    vote = queries.get_vote(uow, vote_id)
    item = queries.get_item(uow, vote.item_id)
    meeting = _open_meeting(uow, item)
    if vote.state in ("closed", "counted again"):
        raise VoteOver()
    if vote.state == "counting":
        raise MissingCount(missing=2 - len(vote.counts))
    counted = rules.agreed(vote.counts)
    if counted is None:
        raise CountsDiffer()
    _announce(uow, meeting, item, vote, counted)
    result = queries.find_result(uow, item.motion.id)
    assert result is not None
    return result


def set_aside(uow: UnitOfWork, item_id: int, why: str) -> None:
    """Leave an item without a vote, with the reason for the minutes; its motion waits again.

    Raises:
        NotTheChair: somebody else tries.
        NotOpen: the assembly is not open.
        ItemDone: it has a result or was set aside.
        CanBeAnnounced: two tellers agree on a result, and it can be announced.
    """
    item = queries.get_item(uow, item_id)
    meeting = _open_meeting(uow, item)
    if item.state not in ("waiting", "voting"):
        raise ItemDone()
    vote = queries.find_open_vote(uow, meeting.id)
    if vote is not None and vote.item_id == item_id:
        counted = rules.agreed(vote.counts)
        if counted is not None and not fails(uow, lambda: _announce(uow, meeting, item, vote, counted)):
            raise CanBeAnnounced()
    row = uow.get(ItemRow, item_id)
    row.set_aside_at, row.set_aside_why = uow.now(), why
    uow.session.flush()


def _announce(uow: UnitOfWork, meeting: Meeting, item: Item, vote: Vote, counted: rules.Count) -> None:
    motion = item.motion
    tally = rules.Tally(vote.roll, vote.present, *counted.numbers)
    verdict = rules.judge(tally, meeting.statute.majorities[motion.matter])
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
                in_favour=tally.in_favour,
                against=tally.against,
                abstained=tally.abstained,
                base=verdict.base,
                needed=verdict.needed,
                outcome="carried" if verdict.carried else "lost",
                sentence=to_json(verdict.sentence),
                at=uow.now(),
                announced_by=uow.actor.member_id,
            )
        )

    facts = {
        "assembly": meeting.number,
        "item": item.position,
        "round": vote.round,
        "statute": meeting.statute.code,
        "roll": vote.roll,
        "present": vote.present,
        "in_favour": tally.in_favour,
        "against": tally.against,
        "abstained": tally.abstained,
        "base": verdict.base,
        "needed": verdict.needed,
    }
    decide(uow, number=number, motion=motion, carried=verdict.carried, facts=facts, keep=keep)


def _open_meeting(uow: UnitOfWork, item: Item) -> Meeting:
    meeting = queries.get_meeting(uow, item.meeting_id)
    check_chair(uow, meeting)
    if meeting.state != "open":
        raise NotOpen()
    return meeting


def _begin(uow: UnitOfWork, meeting: Meeting, item: Item, *, number: int) -> int:
    barred = _barred(uow, meeting, item.motion)
    here = queries.present_members(uow, meeting)
    voters = [m.id for m in here if m.id not in barred]
    if not voters:
        raise NobodyVotes()
    row = uow.add(
        VoteRow(
            item_id=item.id,
            round=number,
            roll=sum(m.id not in barred for m in queries.roll_of(uow, meeting)),
            present=len(voters),
            opened_at=uow.now(),
            opened_by=uow.actor.member_id,
        )
    )
    for member in here:
        uow.session.add(VoterRow(vote_id=row.id, member_id=member.id, may_vote=member.id not in barred))
    uow.session.flush()
    return row.id


def _barred(uow: UnitOfWork, meeting: Meeting, motion: Motion) -> frozenset[int]:
    """Who may not vote: the council on its own accounts, the person concerned on her recall (art. 54)."""
    statute = meeting.statute
    found: set[int] = set()
    if motion.matter in statute.barred_concerned:
        found.update(get_kind(motion.kind).concerned(uow, motion.proposal))
    for office in statute.barred_offices.get(motion.matter, ()):
        found.update(m.id for m in people.holders(uow, office, uow.today()))
    return frozenset(found)
