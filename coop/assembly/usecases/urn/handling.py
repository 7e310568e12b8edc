"""Who handles an urn, and where its key lies while it is open."""

from __future__ import annotations

import json
from functools import partial

from sqlalchemy import select

from coop.assembly import queries
from coop.assembly.queries import Meeting, Vote
from coop.assembly.queries import urn as urns
from coop.assembly.queries.urn import Urn
from coop.assembly.rules.questions import SLIPS
from coop.assembly.tables import UrnRow
from coop.assembly.urn import Locked
from coop.assembly.usecases.sitting import NotHere, VoteOver
from coop.kernel.errors import N_, CoopError, Forbidden
from coop.people import queries as people
from coop.store import UnitOfWork
from coop.store.keyring import vault

VAULT = "urns"


class NotAScrutineer(Forbidden):
    message = N_("Only the two tellers of this assembly handle the urn: %(names)s.")


class NoUrn(CoopError):
    message = N_("This vote has no urn yet, or it is not taken by slips. The tellers prepare it first.")


class UrnNotOpen(CoopError):
    message = N_("The urn is not open. Ask the scrutineers.")


class KeyGone(CoopError):
    message = N_("The key of this urn is not on this machine any more. Take the vote again.")


def get_urn(uow: UnitOfWork, vote_id: int) -> Urn:
    """The urn of a vote.

    Raises:
        NoUrn: it is not prepared.
    """
    urn = urns.find_urn(uow, vote_id)
    if urn is None:
        raise NoUrn()
    return urn


def under_way(uow: UnitOfWork, vote_id: int) -> tuple[Vote, Meeting]:
    """A vote by slips and its assembly, while it can be voted and counted.

    Raises:
        NoUrn: it is taken in another way.
        VoteOver: it has its result, or is taken again.
    """
    vote = queries.get_vote(uow, vote_id)
    meeting = queries.get_meeting(uow, vote.meeting_id)
    if vote.method != SLIPS:
        raise NoUrn()
    if meeting.state != "open" or vote.state != "counting":
        raise VoteOver()
    return vote, meeting


def for_teller(uow: UnitOfWork, vote_id: int) -> tuple[Vote, Meeting]:
    """The same, for a teller who is here.

    Raises:
        NotAScrutineer: the actor is no teller of this assembly.
        NotHere: she is not checked in.
    """
    vote, meeting = under_way(uow, vote_id)
    tellers = queries.tellers_in(uow, meeting, vote)
    actor = uow.actor.member_id
    if actor is None or actor not in tellers:
        names = people.names(uow)
        raise NotAScrutineer(names=[names[t] for t in tellers])
    if actor not in {m.id for m in queries.present_members(uow, meeting)}:
        raise NotHere(name=people.get_member(uow, actor).name)
    return vote, meeting


def locked_key(urn: Urn) -> Locked:
    """The secret key of an urn as it lies under lock; for `urn.unlock`, outside a write unit.

    Raises:
        KeyGone: it is not on this machine.
    """
    return Locked.read(kept(urn)["locked"].encode())


def slip_key(urn: Urn) -> bytes:
    """What ties the codes of an urn to what is stored of them.

    Raises:
        KeyGone: it is not on this machine.
    """
    return bytes.fromhex(kept(urn)["slips"])


def keep_key(vote_id: int, opening: str, slips: bytes, locked: Locked) -> None:
    """Lay down what opens an urn, outside the database."""
    content = json.dumps({"slips": slips.hex(), "locked": locked.stored().decode()})
    vault(VAULT).put(_name(vote_id, opening), content.encode())


def destroy_key(urn: Urn) -> None:
    """Destroy what opens an urn and what ties codes to slips; after the commit of its count."""
    vault(VAULT).destroy(_name(urn.vote_id, urn.opening_hash))


def forget_key(uow: UnitOfWork, vote_id: int) -> None:
    """Destroy what opens the urn of a vote that is given up, if it has one; after the commit."""
    urn = urns.find_urn(uow, vote_id)
    if urn is not None:
        uow.after_commit(partial(destroy_key, urn))


def kept(urn: Urn) -> dict[str, str]:
    """What lies there of an urn.

    Raises:
        KeyGone: nothing any more.
    """
    found = vault(VAULT).find(_name(urn.vote_id, urn.opening_hash))
    if found is None:
        raise KeyGone()
    return dict(json.loads(found))


def living(uow: UnitOfWork) -> frozenset[str]:
    """What the vault must keep: the keys of urns whose votes are under way."""
    rows = uow.session.execute(
        select(UrnRow.vote_id, UrnRow.opening_hash).where(UrnRow.outcome.is_(None))
    ).all()
    return frozenset(
        _name(vote_id, opening)
        for vote_id, opening in rows
        if queries.get_vote(uow, vote_id).state == "counting"
    )


def sweep(living: frozenset[str]) -> None:
    """Destroy every key but those of votes under way."""
    for name in vault(VAULT).names():
        if name not in living:
            vault(VAULT).destroy(name)


def _name(vote_id: int, opening: str) -> str:
    return f"{vote_id}-{opening[:16]}"
