"""Members sign and draw a slip; in the booth a slip becomes an envelope.

An answer is sealed before the write unit that stores it is opened, and nothing that is written says when
or by whom.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from typing import cast as typed

from sqlalchemy import CursorResult, insert, update

from coop.assembly import queries
from coop.assembly.queries import Meeting
from coop.assembly.queries import urn as urns
from coop.assembly.rules import urn as rules
from coop.assembly.tables import EnvelopeRow, SignatureRow, SlipRow
from coop.assembly.urn import Answer, BadCode, Envelope, hashed, read_code, seal, tracker_of
from coop.assembly.usecases.urn.handling import UrnNotOpen, get_urn, slip_key, under_way
from coop.kernel.errors import N_, CoopError, Forbidden
from coop.people import queries as people
from coop.store import UnitOfWork


class NotAtTheTable(Forbidden):
    message = N_("Only the secretary and the tellers of this assembly tick off who signs.")


class SignedAlready(CoopError):
    message = N_("%(name)s signed already and drew her slip.")


class MayNotSign(CoopError):
    message = N_("%(name)s may not vote on this, or was not here when the vote began.")


class SlipUsed(CoopError):
    message = N_("This slip was used already. If it was not you, tell the scrutineers at once.")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A vote that only the keepers can open, with the hash of the slip that it burns."""

    hashed: bytes
    envelope: bytes


def sign(uow: UnitOfWork, vote_id: int, member_id: int) -> None:
    """Tick off a member who signs at the table and draws a slip, or for whom her proxy does.

    Raises:
        NotAtTheTable: the actor is neither secretary nor teller.
        UrnNotOpen: it is not open.
        MayNotSign: she may not vote in it.
        SignedAlready: once is enough.
    """
    vote, meeting = under_way(uow, vote_id)
    if not may_tick_off(uow, meeting):
        raise NotAtTheTable()
    if get_urn(uow, vote_id).state != "open":
        raise UrnNotOpen()
    name = people.get_member(uow, member_id).name
    if not any(v.member_id == member_id and v.may_vote for v in vote.voters):
        raise MayNotSign(name=name)
    if member_id in urns.signed_ids(uow, vote_id):
        raise SignedAlready(name=name)
    uow.session.execute(insert(SignatureRow).values(vote_id=vote_id, member_id=member_id))


def may_tick_off(uow: UnitOfWork, meeting: Meeting) -> bool:
    """Whether the actor sits at the table where people sign."""
    actor = uow.actor.member_id
    if actor is None:
        return False
    return actor in queries.tellers_of(uow, meeting) or "secretary" in people.offices_of(
        uow, actor, uow.today()
    )


def check_slip(uow: UnitOfWork, vote_id: int, code: str) -> str:
    """See that a slip can be used now.

    Returns:
        The code as it stands on the slip, without blanks.

    Raises:
        UrnNotOpen: it is not open.
        BadCode: no slip of this vote bears it.
        SlipUsed: it was used already.
    """
    urn = get_urn(uow, vote_id)
    under_way(uow, vote_id)
    if urn.state != "open":
        raise UrnNotOpen()
    code = read_code(code)
    key = slip_key(urn)
    used = urns.find_slip(uow, vote_id, hashed(code, key))
    if used is None:
        raise BadCode()
    if used:
        raise SlipUsed()
    return code


def seal_vote(uow: UnitOfWork, vote_id: int, code: str, answer: Answer) -> Sealed:
    """Seal an answer with the tracker of its slip; before the write unit that stores it.

    Raises:
        UrnNotOpen, BadCode, SlipUsed: see `check_slip`.
        NoSuchAnswer, BadElection, OneName: the answer cannot be of this vote.
    """
    code = check_slip(uow, vote_id, code)
    vote = queries.get_vote(uow, vote_id)
    rules.check_answer(vote.question, answer)
    urn = get_urn(uow, vote_id)
    key = slip_key(urn)
    sealed = seal(Envelope(tracker_of(code, key), answer), urn.public_key, urn.longest)
    return Sealed(hashed(code, key), sealed)


def cast(uow: UnitOfWork, vote_id: int, sealed: Sealed) -> None:
    """Burn the slip and put the envelope into the urn, both or neither.

    Raises:
        UrnNotOpen: it was closed meanwhile.
        SlipUsed: the slip was used meanwhile.
    """
    if get_urn(uow, vote_id).state != "open":
        raise UrnNotOpen()
    burned = uow.session.execute(
        update(SlipRow)
        .where(SlipRow.vote_id == vote_id, SlipRow.hashed == sealed.hashed, SlipRow.used.is_(False))
        .values(used=True)
        .execution_options(synchronize_session=False)
    )
    if typed("CursorResult[Any]", burned).rowcount != 1:
        raise SlipUsed()
    uow.session.execute(
        insert(EnvelopeRow).values(vote_id=vote_id, key=secrets.token_bytes(16), sealed=sealed.envelope)
    )
