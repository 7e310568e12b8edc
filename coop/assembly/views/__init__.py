"""Pages of the assembly."""

from coop.assembly.views import (
    booth,
    counting,
    decisions,
    door,
    hall,
    leading,
    meetings,
    motions,
    screen,
    statute,
    urn,
)
from coop.assembly.views.base import bp

__all__ = [
    "booth",
    "bp",
    "counting",
    "decisions",
    "door",
    "hall",
    "leading",
    "meetings",
    "motions",
    "screen",
    "statute",
    "urn",
]
