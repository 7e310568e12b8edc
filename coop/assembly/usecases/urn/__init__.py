"""A secret vote by slip and urn: prepared, opened, signed for, cast, closed, counted.

The order matters for the secret: codes leave this program on paper alone, and what is written while
people vote says neither when nor by whom.
"""

from coop.assembly.usecases.urn.casting import (
    Sealed,
    SlipUsed,
    cast,
    check_slip,
    may_tick_off,
    seal_vote,
    sign,
)
from coop.assembly.usecases.urn.counting import NotClosed, WrongKey, count_urn
from coop.assembly.usecases.urn.handling import (
    KeyGone,
    NotAScrutineer,
    NoUrn,
    UrnNotOpen,
    get_urn,
    locked_key,
)
from coop.assembly.usecases.urn.preparing import (
    NotAtATerminal,
    Printing,
    UrnIsOpen,
    close_urn,
    make_booth,
    open_urn,
    prepare_urn,
)

__all__ = [
    "KeyGone",
    "NoUrn",
    "NotAScrutineer",
    "NotAtATerminal",
    "NotClosed",
    "Printing",
    "Sealed",
    "WrongKey",
    "SlipUsed",
    "UrnIsOpen",
    "UrnNotOpen",
    "cast",
    "check_slip",
    "close_urn",
    "count_urn",
    "get_urn",
    "locked_key",
    "make_booth",
    "may_tick_off",
    "open_urn",
    "prepare_urn",
    "seal_vote",
    "sign",
]
