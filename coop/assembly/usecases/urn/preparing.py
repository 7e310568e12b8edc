"""An urn is prepared, opened and closed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import delete, insert, update

from coop.assembly import queries
from coop.assembly.queries import Meeting, Vote
from coop.assembly.queries import urn as urns
from coop.assembly.rules import urn as rules
from coop.assembly.tables import BoothRow, SlipRow, UrnRow
from coop.assembly.urn import BadKeepers, Locked, Slip, hashed, longest_for, new_slips, opening_hash
from coop.assembly.usecases.urn.handling import UrnNotOpen, for_teller, get_urn, keep_key, kept, living, sweep
from coop.kernel.errors import N_, CoopError
from coop.people import queries as people
from coop.records import usecases as records
from coop.store import UnitOfWork


class UrnIsOpen(CoopError):
    message = N_("This urn was opened already; nothing about it changes any more.")


class NotAtATerminal(CoopError):
    message = N_("Only an enrolled terminal can be the booth. Sign in at that terminal and press it there.")


@dataclass(frozen=True, slots=True)
class Printing:
    """What goes on paper and is kept nowhere.

    Attributes:
        slips: codes and trackers, in an order that is not stored.
        opening_hash: of all that is fixed when the urn is opened; printed with them.
    """

    slips: tuple[Slip, ...]
    opening_hash: str


def prepare_urn(uow: UnitOfWork, vote_id: int, *, public_key: bytes, locked: Locked, spare: int) -> Printing:
    """Make the slips of a vote; again, if the paper was spoilt, and then the old ones are worthless.

    Args:
        uow: the unit of work.
        vote_id: a vote by slips under way.
        public_key: made by `urn.lock` before the unit, with `locked`, by keepers' member ids.
        locked: the secret key under three passphrases.
        spare: slips more than people who may vote.

    Raises:
        NotAScrutineer, NotHere: the actor is no teller of this assembly, or not checked in.
        VoteOver, NoUrn: it is over, or taken in another way.
        TooFewForSecret: fewer than five people vote.
        BadKeepers: a keeper is not here.
        UrnIsOpen: the slips are out.
    """
    vote, meeting = for_teller(uow, vote_id)
    if vote.present < rules.FEWEST:
        raise rules.TooFewForSecret(present=vote.present, fewest=rules.FEWEST)
    if not locked.salts.keys() <= {m.id for m in queries.present_members(uow, meeting)}:
        raise BadKeepers()
    earlier = urns.find_urn(uow, vote_id)
    if earlier is not None and earlier.state != "prepared":
        raise UrnIsOpen()
    key = secrets.token_bytes(32)
    slips = new_slips(vote.present + min(max(spare, 0), rules.MOST_SPARE), key)
    hashes = sorted(hashed(slip.code, key) for slip in slips)
    fixed = opening_hash(
        definition=_definition(uow, meeting, vote),
        roll=_roll(uow, vote),
        slips=hashes,
        public_key=public_key,
    )
    made = {
        "public_key": public_key,
        "longest": longest_for(len(vote.question.options)),
        "printed": len(slips),
        "opening_hash": fixed,
        "keepers": {"members": sorted(locked.salts)},
        "prepared_at": uow.now(),
        "prepared_by": uow.actor.member_id,
    }
    if earlier is None:
        uow.add(UrnRow(vote_id=vote_id, **made))
    else:
        uow.session.execute(update(UrnRow).where(UrnRow.vote_id == vote_id).values(**made))
    uow.session.execute(delete(SlipRow).where(SlipRow.vote_id == vote_id))
    # By hash: in the order of printing the place of a row would tell which slip it is.
    uow.session.execute(
        insert(SlipRow), [{"vote_id": vote_id, "hashed": one, "used": False} for one in hashes]
    )
    keep_key(vote_id, fixed, key, locked)
    uow.after_commit(partial(sweep, living(uow)))
    return Printing(slips, fixed)


def open_urn(uow: UnitOfWork, vote_id: int) -> None:
    """Open the urn: from now on nothing about it changes. What is fixed goes into the record book.

    Raises:
        NotAScrutineer, NotHere, VoteOver, NoUrn: see `prepare_urn`.
        UrnIsOpen: it was opened already.
        KeyGone: its key is not on this machine.
    """
    vote, meeting = for_teller(uow, vote_id)
    urn = get_urn(uow, vote_id)
    if urn.state != "prepared":
        raise UrnIsOpen()
    kept(urn)
    uow.session.execute(update(UrnRow).where(UrnRow.vote_id == vote_id).values(opened_at=uow.now()))
    records.record(
        uow,
        "assembly.urn_opened",
        {
            **_definition(uow, meeting, vote),
            "opening": urn.opening_hash,
            "slips": urn.printed,
            "roll": _roll(uow, vote),
            "keepers": [people.get_member(uow, keeper).number for keeper in urn.keeper_ids],
        },
    )


def make_booth(uow: UnitOfWork, vote_id: int) -> None:
    """Make the acting terminal a booth of this vote until its urn is closed.

    Raises:
        NotAtATerminal: it is no enrolled terminal.
        UrnNotOpen: there is nothing to vote.
    """
    for_teller(uow, vote_id)
    device_id = uow.actor.device_id
    if device_id is None:
        raise NotAtATerminal()
    if get_urn(uow, vote_id).state != "open":
        raise UrnNotOpen()
    if urns.booth_vote(uow, device_id) != vote_id:
        uow.add(BoothRow(vote_id=vote_id, device_id=device_id))


def close_urn(uow: UnitOfWork, vote_id: int) -> None:
    """Nobody signs or votes any more.

    Raises:
        NotAScrutineer, NotHere, VoteOver, NoUrn: see `prepare_urn`.
        UrnNotOpen: it is not open.
    """
    for_teller(uow, vote_id)
    if get_urn(uow, vote_id).state != "open":
        raise UrnNotOpen()
    uow.session.execute(update(UrnRow).where(UrnRow.vote_id == vote_id).values(closed_at=uow.now()))


def _definition(uow: UnitOfWork, meeting: Meeting, vote: Vote) -> dict[str, Any]:
    return {
        "assembly": meeting.number,
        "item": queries.get_item(uow, vote.item_id).position,
        "round": vote.round,
        "about": vote.question.about,
        "subject": queries.get_motion(uow, vote.motion_id).subject,
        "question": vote.question.stored(),
    }


def _roll(uow: UnitOfWork, vote: Vote) -> list[int]:
    return sorted(people.get_member(uow, v.member_id).number for v in vote.voters if v.may_vote)
