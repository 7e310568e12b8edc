"""What a vote asks, how it may be taken, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from coop.kernel.sentences import N_, Sentence, from_json, to_json

About = Literal["motion", "election", "amendment", "choice"]
Method = Literal["hands", "roll-call", "paper", "slips"]
HANDS: Final = "hands"
ROLL_CALL: Final = "roll-call"
PAPER: Final = "paper"
SLIPS: Final = "slips"

ABOUT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "motion": N_("The motion"),
        "amendment": N_("Amendment, voted before the motion"),
        "choice": N_("Which text is voted"),
        "election": N_("Election"),
    }
)
"""What a vote is about."""

METHODS: Final[Mapping[str, str]] = MappingProxyType(
    {
        HANDS: N_("Show of hands"),
        ROLL_CALL: N_("Roll-call: each says it by name"),
        PAPER: N_("Secret, on paper"),
        SLIPS: N_("Secret, with slips and urn"),
    }
)
"""How a vote is taken. Hands and paper are counted by two tellers."""
SECRET: Final = frozenset({PAPER, SLIPS})
COUNTED_BY_TELLERS: Final = frozenset({HANDS, PAPER})

RANKED: Final = frozenset({"scottish-stv", "irv", "schulze"})

YES_NO: Final[Mapping[str, str]] = MappingProxyType(
    {"in_favour": N_("In favour"), "against": N_("Against"), "abstained": N_("Abstention")}
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is put to a vote.

    Attributes:
        about: "motion" or "amendment" (for or against), "choice" or "election" (between options).
        motion_id: the text that is voted; for a choice the one that stands.
        options: keys and what they say, of a choice or an election; option 1 is the first.
        seats: to be filled; 1 in a choice.
        alternates: to be named after them.
        rule: by which it is counted, one of COUNTING.
    """

    about: About
    motion_id: int
    options: tuple[tuple[str, Sentence], ...] = ()
    seats: int = 0
    alternates: int = 0
    rule: str = "plurality"

    @property
    def is_yes_no(self) -> bool:
        """Whether it is answered by for or against."""
        return self.about in ("motion", "amendment")

    @property
    def is_ranked(self) -> bool:
        """Whether an answer puts options in an order."""
        return self.rule in RANKED and not self.is_yes_no

    def stored(self) -> dict[str, Any]:
        """As the row of the vote keeps it."""
        if self.is_yes_no:
            return {}
        return {
            "options": [{"key": key, "says": to_json(says)} for key, says in self.options],
            "seats": self.seats,
            "alternates": self.alternates,
            "rule": self.rule,
        }


def question_of(about: About, motion_id: int, stored: dict[str, Any]) -> Question:
    """The question of a stored vote."""
    if not stored:
        return Question(about, motion_id)
    return Question(
        about,
        motion_id,
        tuple((o["key"], from_json(o["says"])) for o in stored["options"]),
        stored["seats"],
        stored["alternates"],
        stored["rule"],
    )
