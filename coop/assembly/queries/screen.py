"""What the hall sees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from coop.assembly.queries.hall import Turn, guests, speaking, turns
from coop.assembly.queries.meetings import (
    Item,
    Meeting,
    items,
    next_meeting,
    present_members,
    quorum,
)
from coop.assembly.queries.motions import Motion, get_motion
from coop.assembly.queries.questions import next_question
from coop.assembly.queries.results import Result, results_of_item
from coop.assembly.queries.votes import Vote, find_open_vote
from coop.assembly.rules import Quorum
from coop.assembly.rules.questions import ABOUT, Question
from coop.assembly.rules.speaking import MINUTES_A_SPEECH
from coop.kernel.sentences import Sentence
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Word:
    """Who speaks, and who waits to.

    Attributes:
        speaking: who has the word.
        minutes: whole minutes for which she has had it.
        is_long: whether that is longer than `MINUTES_A_SPEECH`.
        turns: who waits, the next one first.
    """

    speaking: Turn | None = None
    minutes: int = 0
    is_long: bool = False
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture for the projector.

    Attributes:
        meeting: held or called next; None when there is none.
        quorum: while it is not open yet.
        present: members there.
        guests: others there.
        agenda: its items.
        item: being voted, or next, or just voted.
        motion: the text of it that is shown.
        about: what the vote is about, English message id; empty for a motion itself.
        options: between which it is voted.
        vote: open on it; its counts are not to be split on the screen.
        result: of the vote announced last, until the next one begins.
        next_item: what comes then.
        word: who speaks.
    """

    meeting: Meeting | None
    quorum: Quorum | None = None
    present: int = 0
    guests: int = 0
    agenda: tuple[Item, ...] = ()
    item: Item | None = None
    motion: Motion | None = None
    about: str = ""
    options: tuple[Sentence, ...] = ()
    vote: Vote | None = None
    result: Result | None = None
    next_item: Item | None = None
    word: Word = Word()


def word_of(uow: UnitOfWork, meeting: Meeting, item_id: int | None) -> Word:
    """Who speaks in an open assembly, and who waits to speak on an item."""
    speaker = speaking(uow, meeting.id)
    passed = timedelta(0)
    if speaker is not None and speaker.speech.began_at is not None:
        passed = uow.now() - speaker.speech.began_at
    minutes = int(passed.total_seconds()) // 60
    return Word(speaker, minutes, minutes >= MINUTES_A_SPEECH, turns(uow, meeting.id, item_id))


def screen(uow: UnitOfWork) -> Screen:
    """What to show just now."""
    meeting = next_meeting(uow)
    if meeting is None:
        return Screen(None)
    agenda = items(uow, meeting.id)
    present = len(present_members(uow, meeting))
    others = sum(g.left_at is None for g in guests(uow, meeting.id))
    if meeting.state == "called":
        return Screen(meeting, quorum(uow, meeting), present, others, agenda)
    ahead = next((i for i in agenda if i.state in ("waiting", "voting")), None)
    word = word_of(uow, meeting, ahead.id if ahead else None)
    shown = Screen(meeting, None, present, others, agenda, word=word)
    vote = find_open_vote(uow, meeting.id)
    if vote is not None:
        item = next(i for i in agenda if i.id == vote.item_id)
        return _asking(uow, replace(shown, item=item, vote=vote), vote.question)
    done = [(i, r) for i in agenda for r in results_of_item(uow, i.id)]
    if done:
        item, result = max(done, key=lambda pair: (pair[1].at, pair[1].vote_id))
        motion = get_motion(uow, result.motion_id)
        return replace(shown, item=item, motion=motion, result=result, next_item=ahead)
    if ahead is not None:
        return _asking(uow, replace(shown, item=ahead), next_question(uow, ahead))
    return shown


def _asking(uow: UnitOfWork, shown: Screen, question: Question) -> Screen:
    return replace(
        shown,
        motion=get_motion(uow, question.motion_id),
        about="" if question.about == "motion" else ABOUT[question.about],
        options=tuple(says for _key, says in question.options),
    )
