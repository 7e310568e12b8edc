"""What minutes are made of, how they are signed, and by when the authority has its copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal

from coop.assembly.rules.statute import Statute
from coop.kernel.sentences import N_, Sentence

Part = Literal["said", "general", "place"]
SAID: Final = "said"
GENERAL: Final = "general"
PLACE: Final = "place"
PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        SAID: N_("What was said"),
        GENERAL: N_("General part"),
        PLACE: N_("Place where it was truly held"),
    }
)
"""Parts of the minutes that people write; everything else is generated."""

STATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "draft": N_("Draft"),
        "signing": N_("Out for signing"),
        "sent back": N_("Sent back"),
        "approved": N_("Signed and approved"),
    }
)
"""How far minutes are."""

INK: Final = "ink"
UNSIGNED: Final = "none"
FEWEST: Final = 2
"""Signatures without which minutes are nothing, whoever else does not sign."""
MEANS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "password": N_("on an own device, with password"),
        "pin": N_("at a terminal, with PIN"),
        "badge": N_("at a terminal, with badge"),
        INK: N_("in ink on paper"),
        UNSIGNED: N_("does not sign"),
    }
)
"""How somebody signed, or that it is written down with the reason that she does not."""

ERRATUM: Final = "assembly.erratum"
"""Kind of the paper of an erratum."""
ERRATUM_TITLE: Final = N_("Erratum %(n)s to the minutes of assembly %(number)s")

CHAIR: Final = "chair"
CHOSEN: Final = "member"
PRESENT: Final = "present"
CAPACITIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        CHAIR: N_("Chair of the assembly"),
        CHOSEN: N_("Member chosen to sign"),
        PRESENT: N_("Member present"),
    }
)
"""As what somebody signs who holds no office for it."""


def erratum_title(number: int, n: int) -> Sentence:
    """The title of the paper of an erratum."""
    return Sentence(ERRATUM_TITLE, {"number": str(number), "n": str(n)})


def copy_until(statute: Statute, closed_on: date) -> date | None:
    """The last day on which the authority can be sent its copy; None where it wants none.

    References:
        Ley 20.337 art. 56: within thirty days.
    """
    return closed_on + timedelta(days=statute.copy_days) if statute.copy_days else None
