"""What is written down in the hall: guests, proxies, speakers."""

from __future__ import annotations

from coop.assembly import queries
from coop.assembly.queries import Meeting
from coop.assembly.tables import GuestRow, ProxyRow, SpeakerRow
from coop.assembly.usecases.presence import BookClosed, NotOnTheRoll, keeps_the_door
from coop.assembly.usecases.sitting import NotHere, NotOpen
from coop.kernel.errors import N_, CoopError, Forbidden, Invalid
from coop.people import queries as people
from coop.store import UnitOfWork


class NotTheDoor(Forbidden):
    message = N_("Only the secretary writes guests and proxies into the attendance book.")


class GuestWent(CoopError):
    message = N_("%(name)s went already. Write her down again if she came back.")


class NoProxies(CoopError):
    message = N_("Nobody votes for another here (%(article)s). Who wants to vote comes herself.")


class TooManyProxies(CoopError):
    message = N_("%(name)s holds %(many)s proxies already, and no more are allowed (%(article)s).")


class CannotHoldProxy(CoopError):
    message = N_("%(name)s holds an office that may not vote for others (%(article)s). Choose somebody else.")


class HasProxy(CoopError):
    message = N_("%(name)s gave a proxy for this assembly already. End that one first.")


class IsHere(CoopError):
    message = N_("%(name)s is here and votes herself; she needs no proxy.")


class Herself(Invalid):
    message = N_("Nobody gives a proxy to herself. Choose somebody else.")


class ProxyEnded(CoopError):
    message = N_("This proxy ended already.")


class OnTheList(CoopError):
    message = N_("%(name)s is on the list of speakers already.")


class NotYourTurn(Forbidden):
    message = N_("Only the chair gives the word and takes others off the list.")


class SomebodySpeaks(CoopError):
    message = N_("%(name)s has the word. End her speech first.")


class SpeechOver(CoopError):
    message = N_("This name is not on the list any more. Load the page again.")


def add_guest(uow: UnitOfWork, meeting_id: int, *, name: str, capacity: str) -> int:
    """Write down somebody who may speak and does not vote.

    Args:
        uow: the unit of work.
        meeting_id: an assembly that is called or open.
        name: of the guest.
        capacity: as what she is there.

    Raises:
        NotTheDoor: the actor does not keep the attendance book.
        BookClosed: the assembly is over.
    """
    _door(uow, meeting_id)
    row = GuestRow(
        meeting_id=meeting_id,
        name=name,
        capacity=capacity,
        came_at=uow.now(),
        noted_by=uow.actor.member_id,
    )
    return uow.add(row).id


def see_guest_off(uow: UnitOfWork, guest_id: int) -> None:
    """Write down that a guest went.

    Raises:
        NotTheDoor, BookClosed: see `add_guest`.
        GuestWent: she went already.
    """
    row = uow.get(GuestRow, guest_id)
    _door(uow, row.meeting_id)
    if row.left_at is not None:
        raise GuestWent(name=row.name)
    row.left_at = uow.now()
    uow.session.flush()


def give_proxy(uow: UnitOfWork, meeting_id: int, *, giver_id: int, holder_id: int) -> int:
    """Write down that a member who is not there has another vote for her; the signed paper was seen.

    Raises:
        NotTheDoor, BookClosed: see `add_guest`.
        NoProxies: the statute allows none.
        Herself, IsHere, HasProxy: the giver cannot give it.
        NotOnTheRoll: one of them is no member.
        NotHere: the holder is not there.
        CannotHoldProxy, TooManyProxies: the holder cannot take it.

    References:
        Ley 20.337 arts. 51 (a member, two at most), 54 (councillors and auditors hold none).
    """
    meeting = _door(uow, meeting_id)
    statute = meeting.statute
    if statute.proxies == 0:
        raise NoProxies(article=statute.proxy_article)
    if giver_id == holder_id:
        raise Herself()
    names = people.names(uow)
    roll = {m.id for m in queries.roll_of(uow, meeting)}
    for member_id in (giver_id, holder_id):
        if member_id not in roll:
            raise NotOnTheRoll(name=names[member_id])
    here = {m.id for m in queries.present_members(uow, meeting)}
    if giver_id in here:
        raise IsHere(name=names[giver_id])
    if holder_id not in here:
        raise NotHere(name=names[holder_id])
    if not statute.proxy_barred.isdisjoint(people.offices_of(uow, holder_id, uow.today())):
        raise CannotHoldProxy(name=names[holder_id], article=statute.proxy_article)
    held = [p for p in queries.proxies(uow, meeting_id) if p.ended_at is None]
    if any(p.giver_id == giver_id for p in held):
        raise HasProxy(name=names[giver_id])
    if sum(p.holder_id == holder_id for p in held) >= statute.proxies:
        raise TooManyProxies(name=names[holder_id], many=statute.proxies, article=statute.proxy_article)
    row = ProxyRow(
        meeting_id=meeting_id,
        giver_id=giver_id,
        holder_id=holder_id,
        at=uow.now(),
        seen_by=uow.actor.member_id,
    )
    return uow.add(row).id


def end_proxy(uow: UnitOfWork, proxy_id: int) -> None:
    """End a proxy before the assembly is over.

    Raises:
        NotTheDoor, BookClosed: see `add_guest`.
        ProxyEnded: it ended already.
    """
    row = uow.get(ProxyRow, proxy_id)
    _door(uow, row.meeting_id)
    if row.ended_at is not None:
        raise ProxyEnded()
    row.ended_at = uow.now()
    uow.session.flush()


def ask_for_the_word(
    uow: UnitOfWork, meeting_id: int, *, member_id: int | None = None, guest_id: int | None = None
) -> int:
    """Put a name on the list of speakers: oneself, or as its chair somebody who raised a hand.

    Raises:
        NotOpen: the assembly is not open.
        NotYourTurn: somebody asks for another.
        NotHere: she is not checked in.
        OnTheList: she waits already, or speaks.
    """
    meeting = _open(uow, meeting_id)
    if member_id != uow.actor.member_id or guest_id is not None:
        _chair(uow, meeting)
    here: dict[tuple[str, int], str] = {
        ("member", m.id): m.name for m in queries.present_members(uow, meeting)
    }
    here |= {("guest", g.id): g.name for g in queries.guests(uow, meeting_id) if g.left_at is None}
    who = ("member", member_id) if member_id is not None else ("guest", guest_id or 0)
    if who not in here:
        raise NotHere(name=people.get_member(uow, who[1]).name if who[0] == "member" else "–")
    name = here[who]
    item_id = queries.item_at_hand(uow, meeting_id)
    for turn in queries.speeches(uow, meeting_id):
        mine = turn.speech.who == f"{who[0]} {who[1]}" and turn.item_id == item_id
        if mine and (turn.speech.waits or turn.speech.speaks):
            raise OnTheList(name=name)
    row = SpeakerRow(
        meeting_id=meeting_id,
        item_id=item_id,
        member_id=member_id,
        guest_id=guest_id,
        asked_at=uow.now(),
        noted_by=uow.actor.member_id,
    )
    return uow.add(row).id


def give_the_word(uow: UnitOfWork, speaker_id: int) -> None:
    """Let somebody on the list speak.

    Raises:
        NotYourTurn: the actor is not the chair.
        NotOpen: the assembly is not open.
        SomebodySpeaks: another has the word.
        SpeechOver: the name is not on the list any more.
    """
    row = uow.get(SpeakerRow, speaker_id)
    _chair(uow, _open(uow, row.meeting_id))
    speaker = queries.speaking(uow, row.meeting_id)
    if speaker is not None:
        raise SomebodySpeaks(name=speaker.name)
    if row.began_at is not None or row.ended_at is not None:
        raise SpeechOver()
    row.began_at = uow.now()
    uow.session.flush()


def end_speech(uow: UnitOfWork, speaker_id: int) -> None:
    """End a speech, or take a name off the list: one's own, or as the chair anybody's.

    Raises:
        NotYourTurn: it is somebody else's.
        NotOpen: the assembly is not open.
        SpeechOver: it ended already.
    """
    row = uow.get(SpeakerRow, speaker_id)
    meeting = _open(uow, row.meeting_id)
    if row.member_id is None or row.member_id != uow.actor.member_id:
        _chair(uow, meeting)
    if row.ended_at is not None:
        raise SpeechOver()
    row.ended_at = uow.now()
    uow.session.flush()


def _door(uow: UnitOfWork, meeting_id: int) -> Meeting:
    meeting = queries.get_meeting(uow, meeting_id)
    if not keeps_the_door(uow):
        raise NotTheDoor()
    if meeting.state not in ("called", "open"):
        raise BookClosed()
    return meeting


def _open(uow: UnitOfWork, meeting_id: int) -> Meeting:
    meeting = queries.get_meeting(uow, meeting_id)
    if meeting.state != "open":
        raise NotOpen()
    return meeting


def _chair(uow: UnitOfWork, meeting: Meeting) -> None:
    if not queries.is_chair(uow, meeting, uow.actor.member_id):
        raise NotYourTurn()
