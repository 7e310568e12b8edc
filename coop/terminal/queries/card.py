"""One card of the first page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coop.kernel.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Way:
    """A page to go to; its address is made where it is shown.

    Attributes:
        endpoint: of the page, such as `assembly.lead`.
        keys: what stands in its address.
    """

    endpoint: str
    keys: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to look at or to do.

    Attributes:
        way: where it is looked at or done.
        link: what the link there says.
        figure: a number that says it at a glance, or None.
        asks: whether something is waited for from this person.
    """

    title: Sentence
    text: Sentence | None
    way: Way
    link: Sentence
    figure: object = None
    asks: bool = False
