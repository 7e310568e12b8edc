"""The blueprint and what several pages say."""

from __future__ import annotations

from collections.abc import Sequence

from coop.assembly.queries import Item, Meeting
from coop.assembly.registry import get_kind
from coop.kernel.sentences import N_, Sentence
from coop.web import Module

bp = Module("assembly", __name__, url_prefix="/asamblea")

STATES = {
    "called": N_("Called"),
    "open": N_("Open now"),
    "closed": N_("Over"),
    "lapsed": N_("Was not held"),
    "called off": N_("Called off"),
    "waiting": N_("Not voted yet"),
    "on the agenda": N_("On an agenda"),
    "voting": N_("Being voted"),
    "carried": N_("Carried"),
    "lost": N_("Not carried"),
    "continued": N_("Goes on in the next sitting"),
    "set aside": N_("Left without a vote"),
    "withdrawn": N_("Withdrawn"),
    "replaced": N_("Another text was voted in its place"),
    "chosen": N_("Chosen"),
    "in force": N_("In force"),
    "awaiting registration": N_("Carried, waits for its registration"),
    "blocked": N_("Carried, cannot be carried out"),
}
MARKS = {
    "open": "ok",
    "voting": "note",
    "carried": "ok",
    "lost": "bad",
    "lapsed": "bad",
    "called off": "bad",
    "blocked": "bad",
    "awaiting registration": "note",
    "in force": "ok",
}
"""Colour of the mark of a state; the word says the same."""


def state_of(thing: Meeting | Item) -> Sentence:
    """The state of something in words."""
    return Sentence(STATES[thing.state])


def elections_among(meeting: Meeting, items: Sequence[Item]) -> list[int]:
    """Items, by their keys, of which the candidates can still change."""
    if meeting.state not in ("called", "open"):
        return []
    return [i.id for i in items if i.state == "waiting" and get_kind(i.motion.kind).stand is not None]


def title_of(meeting: Meeting, what: str) -> Sentence:
    """`what` (a message id) of an assembly."""
    return Sentence(
        N_("%(what)s – assembly %(number)s"), {"what": Sentence(what), "number": str(meeting.number)}
    )
