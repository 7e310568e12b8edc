"""What leaves an assembly on paper or as a file: notice, minutes, slips, calendar, the authority's copy."""

from coop.assembly.papers.printed import PAPERS, erratum, minutes, notice

__all__ = ["PAPERS", "erratum", "minutes", "notice"]
