"""Pages of the assembly."""

from coop.assembly.views import counting, decisions, door, leading, meetings, motions, screen, statute
from coop.assembly.views.base import bp

__all__ = ["bp", "counting", "decisions", "door", "leading", "meetings", "motions", "screen", "statute"]
