"""Minutes are written, fixed, signed and approved; mistakes in approved ones are put right."""

from __future__ import annotations

from sqlalchemy import func, select

from coop.assembly import queries, rules
from coop.assembly.queries import Meeting, Minutes
from coop.assembly.rules.minutes import ERRATUM, FEWEST, INK, PARTS, SAID, UNSIGNED, erratum_title
from coop.assembly.tables import ErratumRow, MinutesRow, NoteRow, SignedRow, SignerRow
from coop.documents import usecases as documents
from coop.documents.usecases import Promise
from coop.kernel.canonical import digest
from coop.kernel.errors import N_, CoopError, Forbidden, Invalid, Sentence
from coop.people import queries as people
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify

SECRETARY = "secretary"


class NotTheWriter(Forbidden):
    message = N_("The secretary or who chaired the assembly does that. Ask one of them.")


class NotWritable(CoopError):
    message = N_(
        "The minutes are not open for writing: the assembly was not opened, or they are out for signing or "
        "approved. A signer can send them back; approved ones are put right by an erratum."
    )


class NotClosed(CoopError):
    message = N_("The assembly is still open. Close it first; then the minutes are fixed for signing.")


class AlreadyFixed(CoopError):
    message = N_("These minutes are fixed already. See who has to sign them.")


class NotSigning(CoopError):
    message = N_("There is nothing to sign here: no minutes are fixed, or all have signed.")


class OtherText(CoopError):
    message = N_("The minutes were fixed anew since you opened this page. Read them again and sign then.")


class NotASigner(Forbidden):
    message = N_("Only these sign the minutes: %(names)s.")


class SignedAlready(CoopError):
    message = N_("%(name)s has signed already; there is nothing more to do.")


class NotApproved(CoopError):
    message = N_("Only approved minutes have errata. Change them before they are signed.")


class TooFewSign(CoopError):
    message = N_("Two signatures are needed at least. Ask those who are left to sign.")


class UnknownPart(Invalid):
    message = N_("There is no such part of these minutes. Choose one from the page.")


class SameText(Invalid):
    message = N_("That is what stands there already. Write something else, or leave it.")


def may_write(uow: UnitOfWork, meeting: Meeting) -> bool:
    """Whether the actor writes the minutes of an assembly: the secretary, or who chaired it."""
    actor = uow.actor.member_id
    if actor is None:
        return False
    if queries.is_chair(uow, meeting, actor):
        return True
    return SECRETARY in people.offices_of(uow, actor, uow.today())


def write_note(uow: UnitOfWork, meeting_id: int, *, part: str, item_id: int | None, text: str) -> None:
    """Write a free part of the minutes anew; every version is kept. An empty text takes it out.

    Args:
        uow: the unit of work.
        meeting_id: an assembly that was opened.
        part: one of `rules.minutes.PARTS`.
        item_id: of which item, for what was said.
        text: what it says from now on.

    Raises:
        NotTheWriter: the actor is neither the secretary nor the chair.
        NotWritable: it was not opened, or its minutes are fixed.
        UnknownPart: there is no such part or item.
        SameText: nothing is changed.
    """
    meeting = _written_by(uow, meeting_id)
    if queries.minutes_state(uow, meeting) not in ("draft", "sent back"):
        raise NotWritable()
    if part not in PARTS or (part == SAID) != (item_id is not None):
        raise UnknownPart()
    if item_id is not None and queries.get_item(uow, item_id).meeting_id != meeting_id:
        raise UnknownPart()
    if queries.notes(uow, meeting_id).get((part, item_id), "") == text:
        raise SameText()
    uow.add(
        NoteRow(
            meeting_id=meeting_id,
            item_id=item_id,
            part=part,
            text=text,
            by_id=uow.actor.member_id,
            at=uow.now(),
        )
    )


def fix_minutes(uow: UnitOfWork, meeting_id: int) -> str:
    """Fix the minutes of a closed assembly and present them for signing.

    Returns:
        The digest that is signed.

    Raises:
        NotTheWriter: the actor is neither the secretary nor the chair.
        NotClosed: the assembly is not over.
        AlreadyFixed: they are out for signing, or approved.

    References:
        Ley 20.337 art. 55: two members named by the assembly approve and sign with the officers.
    """
    meeting = _written_by(uow, meeting_id)
    if meeting.state != "closed":
        raise NotClosed()
    earlier = queries.find_minutes(uow, meeting_id)
    if earlier is not None and earlier.state != "sent back":
        raise AlreadyFixed()
    facts = queries.minutes_facts(uow, meeting)
    fixed = digest(facts)
    row = uow.add(
        MinutesRow(
            meeting_id=meeting_id,
            version=1 if earlier is None else earlier.version + 1,
            facts=facts,
            digest=fixed,
            fixed_at=uow.now(),
            fixed_by=uow.actor.member_id,
        )
    )
    due = queries.signers_due(uow, meeting)
    for signer in due:
        uow.add(SignerRow(minutes_id=row.id, member_id=signer.member_id, capacity=signer.capacity))
    told = N_("The minutes of assembly %(number)s wait for your signature.")
    facts_told = {"number": str(meeting.number)}
    ids = [s.member_id for s in due]
    notify(uow, Sentence(told, facts_told), member_ids=ids, about="assembly", key=meeting_id)
    return fixed


def sign_minutes(uow: UnitOfWork, meeting_id: int, *, signed: str, means: str) -> bool:
    """Sign the fixed minutes as the actor, who has just proved to be herself.

    Args:
        uow: the unit of work.
        meeting_id: the assembly.
        signed: digest of the text that she saw.
        means: "password", "pin" or "badge".

    Returns:
        Whether all have signed now, so that the minutes are approved.

    Raises:
        NotSigning: nothing waits to be signed.
        OtherText: she saw another version.
        NotASigner: she does not sign these.
        SignedAlready: she has.
    """
    minutes = _signing(uow, meeting_id)
    if minutes.digest != signed:
        raise OtherText()
    return _sign(uow, minutes, uow.actor.member_id or 0, means)


def sign_in_ink(uow: UnitOfWork, meeting_id: int, member_id: int) -> bool:
    """Write down, as the secretary or the chair, that somebody signed the paper in ink.

    Returns:
        Whether all have signed now.

    Raises:
        NotTheWriter: the actor is neither the secretary nor the chair.
        NotSigning, NotASigner, SignedAlready: see `sign_minutes`.
    """
    _written_by(uow, meeting_id)
    return _sign(uow, _signing(uow, meeting_id), member_id, INK)


def note_unsigned(uow: UnitOfWork, meeting_id: int, member_id: int, why: str) -> bool:
    """Write down, as the secretary or the chair, that somebody does not sign: refused, ill, gone.

    Nobody can hold up the minutes by not signing; the reason stands in them, and she is told.

    Returns:
        Whether nothing is missing now.

    Raises:
        NotTheWriter: the actor is neither the secretary nor the chair.
        NotSigning, NotASigner, SignedAlready: see `sign_minutes`.
        TooFewSign: hardly anybody would sign.
    """
    _written_by(uow, meeting_id)
    minutes = _signing(uow, meeting_id)
    others = [s for s in minutes.signers if s.member_id != member_id and s.means != UNSIGNED]
    if len(others) < min(FEWEST, len(minutes.signers)):
        raise TooFewSign()
    done = _sign(uow, minutes, member_id, UNSIGNED, why)
    told = N_("It is written down that you do not sign the minutes of assembly %(number)s: %(why)s")
    facts = {"number": str(minutes.meeting.number), "why": why}
    notify(uow, Sentence(told, facts), member_ids=[member_id], about="assembly", key=meeting_id)
    return done


def send_back(uow: UnitOfWork, meeting_id: int, why: str) -> None:
    """Refuse to sign the minutes as they are; they are changed and fixed anew, and all sign again.

    Raises:
        NotSigning: nothing waits to be signed.
        NotASigner: the actor does not sign these.
    """
    minutes = _signing(uow, meeting_id)
    if uow.actor.member_id not in {s.member_id for s in minutes.signers}:
        raise NotASigner(names=[s.name for s in minutes.signers])
    row = uow.get(MinutesRow, minutes.id)
    row.returned_at, row.returned_by, row.returned_why = uow.now(), uow.actor.member_id, why
    uow.session.flush()
    writers = {h.id for h in people.holders(uow, SECRETARY, uow.today())}
    if minutes.meeting.chair_id is not None:
        writers.add(minutes.meeting.chair_id)
    told = N_("The minutes of assembly %(number)s were sent back: %(why)s")
    facts = {"number": str(minutes.meeting.number), "why": why}
    notify(uow, Sentence(told, facts), member_ids=sorted(writers), about="assembly", key=meeting_id)


def add_erratum(uow: UnitOfWork, meeting_id: int, *, text: str, reason: str) -> int:
    """Put right a mistake in approved minutes; their text stays, and the erratum is chained beside it.

    Returns:
        The key of the erratum.

    Raises:
        NotTheWriter: the actor is neither the secretary nor the chair.
        NotApproved: they are not approved.
    """
    meeting = _written_by(uow, meeting_id)
    minutes = queries.find_minutes(uow, meeting_id)
    if minutes is None or minutes.state != "approved":
        raise NotApproved()
    last = select(func.max(ErratumRow.number)).where(ErratumRow.minutes_id == minutes.id)
    number = (uow.session.scalar(last) or 0) + 1
    entry = records.record(
        uow,
        "assembly.erratum",
        {"assembly": meeting.number, "erratum": number, "minutes": minutes.digest},
        personal={"text": text, "reason": reason},
    )
    row = uow.add(
        ErratumRow(
            minutes_id=minutes.id,
            number=number,
            text=text,
            reason=reason,
            by_id=uow.actor.member_id,
            at=uow.now(),
            entry_seq=entry.seq,
            entry_digest=entry.digest,
        )
    )
    title = erratum_title(meeting.number, number)
    documents.promise(uow, [Promise(ERRATUM, str(row.id), title, issued_on=uow.today())])
    return row.id


def _sign(uow: UnitOfWork, minutes: Minutes, member_id: int, means: str, why: str | None = None) -> bool:
    signer = next((s for s in minutes.signers if s.member_id == member_id), None)
    if signer is None:
        raise NotASigner(names=[s.name for s in minutes.signers])
    if signer.means is not None:
        raise SignedAlready(name=signer.name)
    uow.add(
        SignedRow(
            minutes_id=minutes.id,
            member_id=member_id,
            digest=minutes.digest,
            means=means,
            at=uow.now(),
            device_id=uow.actor.device_id,
            noted_by=uow.actor.member_id if means in (INK, UNSIGNED) else None,
            why=why,
        )
    )
    if len(minutes.missing) > 1:
        return False
    _approve(uow, _signing(uow, minutes.meeting.id))
    return True


def _approve(uow: UnitOfWork, minutes: Minutes) -> None:
    """All have signed: the minutes enter the record book, which is signed, and their paper is made."""
    meeting = minutes.meeting
    entry = records.record(
        uow,
        "assembly.minutes",
        {
            "assembly": meeting.number,
            "opened_at": meeting.opened_at,
            "closed_at": meeting.closed_at,
            "roll": meeting.opened_roll,
            "present": meeting.opened_present,
            "minutes": minutes.digest,
            "version": minutes.version,
            "signers": [s.number for s in minutes.signers if s.means != UNSIGNED],
            "unsigned": [s.number for s in minutes.signers if s.means == UNSIGNED],
        },
    )
    row = uow.get(MinutesRow, minutes.id)
    row.approved_at, row.entry_seq, row.entry_digest = uow.now(), entry.seq, entry.digest
    uow.session.flush()
    records.checkpoint(uow)
    title = rules.paper_title(rules.MINUTES_TITLE, meeting.number)
    documents.promise(uow, [Promise(rules.MINUTES, str(meeting.id), title, issued_on=uow.today())])


def _written_by(uow: UnitOfWork, meeting_id: int) -> Meeting:
    meeting = queries.get_meeting(uow, meeting_id)
    if not may_write(uow, meeting):
        raise NotTheWriter()
    return meeting


def _signing(uow: UnitOfWork, meeting_id: int) -> Minutes:
    minutes = queries.find_minutes(uow, meeting_id)
    if minutes is None or minutes.state != "signing":
        raise NotSigning()
    return minutes
