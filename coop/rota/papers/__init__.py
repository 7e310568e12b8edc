"""The rota on paper: A3 for the wall, A4 for a sector and for one person's month."""

from coop.rota.papers.calendar import ics_of
from coop.rota.papers.month import MONTH, month, month_ref, month_title
from coop.rota.papers.wall import SECTOR, WALL, OnlyPublished, sector, sector_ref, sector_title, title, wall

__all__ = [
    "MONTH",
    "PAPERS",
    "SECTOR",
    "WALL",
    "OnlyPublished",
    "ics_of",
    "month",
    "month_ref",
    "month_title",
    "sector",
    "sector_ref",
    "sector_title",
    "title",
    "wall",
]

PAPERS = {WALL: wall, SECTOR: sector, MONTH: month}
