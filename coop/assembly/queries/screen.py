"""What the hall sees."""

from __future__ import annotations

from dataclasses import dataclass

from coop.assembly.queries.meetings import Item, Meeting, items, next_meeting, present_members, quorum
from coop.assembly.queries.results import Result, result_of
from coop.assembly.queries.votes import Vote, find_open_vote
from coop.assembly.rules import Quorum
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture for the projector.

    Attributes:
        meeting: held or called next; None when there is none.
        quorum: while it is not open yet.
        present: people there.
        agenda: its items.
        item: being voted, or next, or just voted.
        vote: open on it; its counts are not to be split on the screen.
        result: of the item voted last, until the next vote begins.
    """

    meeting: Meeting | None
    quorum: Quorum | None = None
    present: int = 0
    agenda: tuple[Item, ...] = ()
    item: Item | None = None
    vote: Vote | None = None
    result: Result | None = None


def screen(uow: UnitOfWork) -> Screen:
    """What to show just now."""
    meeting = next_meeting(uow)
    if meeting is None:
        return Screen(None)
    agenda = items(uow, meeting.id)
    present = len(present_members(uow, meeting))
    if meeting.state == "called":
        return Screen(meeting, quorum(uow, meeting), present, agenda)
    vote = find_open_vote(uow, meeting.id)
    if vote is not None:
        item = next(i for i in agenda if i.id == vote.item_id)
        return Screen(meeting, None, present, agenda, item, vote)
    done = [(i, r) for i in agenda if (r := result_of(uow, i)) is not None]
    if done:
        item, result = max(done, key=lambda pair: pair[1].at)
        return Screen(meeting, None, present, agenda, item, None, result)
    return Screen(meeting, None, present, agenda, next((i for i in agenda if i.state == "waiting"), None))
