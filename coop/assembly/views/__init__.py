"""Pages of the assembly."""

from coop.assembly.views import (
    after,
    booth,
    convening,
    counting,
    decisions,
    delegations,
    door,
    hall,
    leading,
    meetings,
    minutes,
    motions,
    screen,
    standing,
    statute,
    urn,
)
from coop.assembly.views.base import bp

__all__ = [
    "after",
    "booth",
    "bp",
    "convening",
    "counting",
    "decisions",
    "delegations",
    "door",
    "hall",
    "leading",
    "meetings",
    "minutes",
    "motions",
    "screen",
    "standing",
    "statute",
    "urn",
]
