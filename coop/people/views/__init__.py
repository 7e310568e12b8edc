"""Pages of the co-op and its people."""

from coop.people.views import absences, coop, imports, mandates, members, own
from coop.people.views.base import bp

__all__ = ["absences", "bp", "coop", "imports", "mandates", "members", "own"]
