"""What the terminal and the first page show, put together from the modules."""

from coop.terminal.queries.board import Board, ShiftCard, board
from coop.terminal.queries.cards import Card, cards
from coop.terminal.queries.crew import Crew, Face, crew
from coop.terminal.queries.own import CheckIn, Mine, WeekDay, check_in_of, mine

__all__ = [
    "Board",
    "Card",
    "CheckIn",
    "Crew",
    "Face",
    "Mine",
    "ShiftCard",
    "WeekDay",
    "board",
    "cards",
    "check_in_of",
    "crew",
    "mine",
]
