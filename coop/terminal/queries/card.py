"""One card of the first page."""

from __future__ import annotations

from dataclasses import dataclass

from coop.kernel.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to look at or to do.

    Attributes:
        figure: a number that says it at a glance, or None.
        asks: whether something is waited for from this person.
    """

    title: Sentence
    text: Sentence | None
    url: str
    link: Sentence
    figure: object = None
    asks: bool = False
