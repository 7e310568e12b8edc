"""A vote begins, is taken again, or its item is set aside."""

from __future__ import annotations

from collections.abc import Mapping

from coop.assembly import queries
from coop.assembly.queries import Item, Meeting, Motion
from coop.assembly.registry import get_kind
from coop.assembly.rules.questions import HANDS, METHODS, ROLL_CALL, SECRET, Question
from coop.assembly.tables import ItemRow, VoteRow, VoterRow
from coop.assembly.usecases.announcing import announce
from coop.assembly.usecases.enacting import fails
from coop.assembly.usecases.sitting import ItemDone, NotOpen, VoteIsOpen, check_chair
from coop.assembly.usecases.urn.handling import forget_key
from coop.kernel.errors import N_, CoopError, Invalid
from coop.people import queries as people
from coop.store import UnitOfWork


class NobodyVotes(CoopError):
    message = N_("Nobody who is here may vote on this. Set the item aside with that reason.")


class TooFewForThis(CoopError):
    message = N_(
        "%(present)s are here, and a change of purpose is voted only with %(needed)s of the roll "
        "(%(article)s). Wait for them, or set the item aside."
    )


class NothingToRecount(CoopError):
    message = N_(
        "A vote is taken again only when two tellers differ, or with a reason before it is announced."
    )


class CanBeAnnounced(CoopError):
    message = N_(
        "Two tellers agree on the result: announce it. An item is set aside then only if announcing it fails."
    )


class UnknownMethod(Invalid):
    message = N_("Choose how it is voted: by hands, by roll-call or on paper.")


class TellerConcerned(CoopError):
    message = N_(
        "This is about %(name)s, who does not count it. Choose two other tellers among the officers of the "
        "assembly first."
    )


class MustBeSecret(CoopError):
    message = N_("This matter is voted in secret (%(article)s): on paper, or with slips and urn.")


class MustBeByName(CoopError):
    message = N_("This matter is voted by roll-call, each by name (%(article)s).")


def open_vote(uow: UnitOfWork, item_id: int, *, method: str = HANDS) -> int:
    """Begin the next vote on an item: an amendment, a choice, or the item itself.

    Who is there and may vote is fixed now.

    Args:
        uow: the unit of work.
        item_id: the item.
        method: one of `rules.questions.METHODS`.

    Returns:
        The key of the vote.

    Raises:
        NotTheChair: somebody else tries.
        NotOpen: the assembly is not open.
        VoteIsOpen: another vote is being taken.
        ItemDone: it has a result or was set aside.
        UnknownMethod: there is no such way to vote.
        MustBeSecret, MustBeByName: the statute asks for another way.
        NobodyVotes: everybody here is kept from voting on it.
        TooFewForThis: it is a change of purpose, for which more must be there.
        TellerConcerned: it is about one of the two tellers.
        CoopError: whatever the kind's `check` finds against it now.

    References:
        Ley 20.337 arts. 53 (those present at the moment of voting), 54 (who may not vote).
        Ley 18.407 (Uruguay) art. 32: two thirds of the members there to change the purpose.
    """
    item = queries.get_item(uow, item_id)
    meeting = open_meeting_of(uow, item)
    if item.state not in ("waiting", "voting"):
        raise ItemDone()
    if queries.find_open_vote(uow, meeting.id) is not None:
        raise VoteIsOpen()
    question = queries.next_question(uow, item)
    motion = queries.get_motion(uow, question.motion_id)
    get_kind(motion.kind).check(uow, motion.proposal)
    return _begin(uow, meeting, item, motion, question, method=method, number=1, why=None)


def count_again(uow: UnitOfWork, vote_id: int, *, method: str | None = None, why: str | None = None) -> int:
    """Take a vote again because two tellers differ, or for a reason; the old counts stay on record.

    Args:
        uow: the unit of work.
        vote_id: the vote under way.
        method: how it is taken now; as before when absent.
        why: needed unless the tellers differ; stands in the minutes.

    Returns:
        The key of the new vote; who is there is fixed anew.

    Raises:
        NotTheChair: somebody else tries.
        NothingToRecount: the vote is over, or the tellers do not differ and no reason is given.
    """
    vote = queries.get_vote(uow, vote_id)
    item = queries.get_item(uow, vote.item_id)
    meeting = open_meeting_of(uow, item)
    if vote.state in ("closed", "counted again") or (vote.state != "differ" and not why):
        raise NothingToRecount()
    motion = queries.get_motion(uow, vote.motion_id)
    method = method or vote.method
    forget_key(uow, vote_id)
    return _begin(uow, meeting, item, motion, vote.question, method=method, number=vote.round + 1, why=why)


def set_aside(uow: UnitOfWork, item_id: int, why: str) -> None:
    """Leave an item without a vote, with the reason for the minutes; its motion waits again.

    Raises:
        NotTheChair: somebody else tries.
        NotOpen: the assembly is not open.
        ItemDone: it has a result or was set aside.
        CanBeAnnounced: two tellers agree on a result, and it can be announced.
    """
    item = queries.get_item(uow, item_id)
    meeting = open_meeting_of(uow, item)
    if item.state not in ("waiting", "voting"):
        raise ItemDone()
    vote = queries.find_open_vote(uow, meeting.id)
    if vote is not None and vote.item_id == item_id:
        stands = vote.state == "agreed"
        if stands and not fails(uow, lambda: announce(uow, meeting, item, vote)):
            raise CanBeAnnounced()
        forget_key(uow, vote.id)
    row = uow.get(ItemRow, item_id)
    row.set_aside_at, row.set_aside_why = uow.now(), why
    uow.session.flush()


def open_meeting_of(uow: UnitOfWork, item: Item) -> Meeting:
    """The assembly of an item, for its chair while it is open.

    Raises:
        NotTheChair: somebody else acts.
        NotOpen: it is not open.
    """
    meeting = queries.get_meeting(uow, item.meeting_id)
    check_chair(uow, meeting)
    if meeting.state != "open":
        raise NotOpen()
    return meeting


def _begin(
    uow: UnitOfWork,
    meeting: Meeting,
    item: Item,
    motion: Motion,
    question: Question,
    *,
    method: str,
    number: int,
    why: str | None,
) -> int:
    if method not in METHODS:
        raise UnknownMethod()
    statute = meeting.statute
    if motion.matter in statute.secret_matters and method not in SECRET:
        raise MustBeSecret(article=statute.secrecy_article)
    if motion.matter in statute.roll_call_matters and method != ROLL_CALL:
        raise MustBeByName(article=statute.secrecy_article)
    kept = _kept_from_voting(uow, meeting, motion)
    here = queries.voting_here(uow, meeting)
    voters = [(m, by_id) for m, by_id in here if m.id not in kept]
    if not voters:
        raise NobodyVotes()
    if motion.matter == "purpose":
        needed = statute.purpose_needs(len(queries.roll_of(uow, meeting)))
        if needed is not None and len(here) < needed:
            raise TooFewForThis(present=len(here), needed=needed, article=statute.quorum_article)
    tellers = queries.tellers_of(uow, meeting)
    concerned = [t for t in tellers if kept.get(t) == queries.CONCERNED]
    if method != ROLL_CALL and concerned and len(tellers) - len(concerned) < 2:
        raise TellerConcerned(name=people.get_member(uow, concerned[0]).name)
    row = uow.add(
        VoteRow(
            item_id=item.id,
            about=question.about,
            motion_id=question.motion_id,
            question=question.stored(),
            method=method,
            round=number,
            again_why=why,
            roll=sum(m.id not in kept for m in queries.roll_of(uow, meeting)),
            present=len(voters),
            opened_at=uow.now(),
            opened_by=uow.actor.member_id,
        )
    )
    for member, by_id in here:
        reason = kept.get(member.id)
        uow.session.add(
            VoterRow(vote_id=row.id, member_id=member.id, may_vote=reason is None, why=reason, by_id=by_id)
        )
    uow.session.flush()
    return row.id


def _kept_from_voting(uow: UnitOfWork, meeting: Meeting, motion: Motion) -> Mapping[int, str]:
    """Who may not vote and why: the council on its accounts, the person concerned on her recall.

    Where the statute says so, whoever is in arrears has a voice and no vote.
    """
    statute = meeting.statute
    found: dict[int, str] = {}
    if not statute.arrears_vote:
        found.update(dict.fromkeys(queries.in_arrears(uow, uow.today()), "arrears"))
    for office in statute.barred_offices.get(motion.matter, ()):
        found.update((m.id, "office") for m in people.holders(uow, office, uow.today()))
    if motion.matter in statute.barred_concerned:
        found.update((m, queries.CONCERNED) for m in get_kind(motion.kind).concerned(uow, motion.proposal))
    return found
