"""Who had dissent written down, and the lists of who may leave or challenge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from coop.assembly.queries.meetings import Meeting, get_item, get_meeting, roll_of
from coop.assembly.queries.motions import get_motion
from coop.assembly.queries.results import Result, results
from coop.assembly.queries.votes import get_vote, said_in
from coop.assembly.rules.dissent import Deadlines, days_left, deadlines
from coop.assembly.tables import DissentRow
from coop.kernel.clock import local_date
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.store import UnitOfWork

ASKED = N_("had it written down")
BY_NAME = N_("did not vote in favour, by name")
ABSENT = N_("was not there")


@dataclass(frozen=True, slots=True)
class Dissent:
    """A dissent that was written down.

    Attributes:
        was: "present" or "absent".
    """

    vote_id: int
    member_id: int
    number: int
    name: str
    was: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Right:
    """Until when somebody may leave or challenge because of a decision.

    Attributes:
        because: had it written down, did not say yes by name, or was absent.
        exit_until, exit_left: last day to leave and days left; None where there is no such right.
        challenge_until, challenge_left: the same for challenging it.
    """

    decision_id: int
    decision: str
    motion_id: int
    title: Sentence
    number: int
    name: str
    was: str
    because: Sentence
    reason: str
    exit_until: date | None
    exit_left: int | None
    challenge_until: date | None
    challenge_left: int | None


def dissents(uow: UnitOfWork, vote_id: int) -> tuple[Dissent, ...]:
    """Dissent written down from one result, in order."""
    known = {m.id: m for m in people.members(uow)}
    rows = uow.session.scalars(
        select(DissentRow).where(DissentRow.vote_id == vote_id).order_by(DissentRow.id)
    )
    return tuple(
        Dissent(
            r.vote_id, r.member_id, known[r.member_id].number, known[r.member_id].name, r.was, r.reason, r.at
        )
        for r in rows
    )


def meeting_of_result(uow: UnitOfWork, result: Result) -> Meeting:
    """The assembly in which something was voted."""
    return get_meeting(uow, get_item(uow, get_vote(uow, result.vote_id).item_id).meeting_id)


def deadlines_of(uow: UnitOfWork, result: Result) -> Deadlines | None:
    """The last days to leave and to challenge; None for what was lost, and until the assembly is closed."""
    meeting = meeting_of_result(uow, result)
    if meeting.closed_at is None or result.outcome != "carried":
        return None
    matter = get_motion(uow, result.motion_id).matter
    return deadlines(meeting.statute, matter, local_date(meeting.closed_at, uow.zone))


def was_there(uow: UnitOfWork, vote_id: int, member_id: int) -> bool:
    """Whether somebody was there, or voted by proxy, when a vote was taken."""
    return any(v.member_id == member_id for v in get_vote(uow, vote_id).voters)


def rights(uow: UnitOfWork, result: Result) -> tuple[Right, ...]:
    """Everybody who, as far as is known, did not vote in favour of a decision, with her last days."""
    dates = deadlines_of(uow, result)
    if dates is None or dates.last is None:
        return ()
    meeting = meeting_of_result(uow, result)
    asked = {d.member_id: d for d in dissents(uow, result.vote_id)}
    present = {v.member_id for v in get_vote(uow, result.vote_id).voters}
    against = {s.member_id for s in said_in(uow, result.vote_id) if s.said in ("against", "abstained")}
    title = get_motion(uow, result.motion_id).name
    lines = []
    for member in roll_of(uow, meeting):
        was = "present" if member.id in present else "absent"
        if member.id in asked:
            because = ASKED
        elif was == "absent":
            because = ABSENT
        elif member.id in against:
            because = BY_NAME
        else:
            continue
        leaves = dates.exit_for(was)
        lines.append(
            Right(
                decision_id=result.decision_id or 0,
                decision=result.number,
                motion_id=result.motion_id,
                title=title,
                number=member.number,
                name=member.name,
                was=was,
                because=Sentence(because),
                reason=asked[member.id].reason if member.id in asked else "",
                exit_until=leaves,
                exit_left=days_left(leaves, uow.today()) if leaves else None,
                challenge_until=dates.challenge,
                challenge_left=days_left(dates.challenge, uow.today()) if dates.challenge else None,
            )
        )
    return tuple(lines)


def rights_register(uow: UnitOfWork) -> tuple[Right, ...]:
    """The same for every decision, the latest first."""
    return tuple(right for result in results(uow) for right in rights(uow, result))
