"""What the terminal and the first page show, put together from the modules."""

from coop.terminal.queries.board import Board, ShiftCard, board
from coop.terminal.queries.card import Card, Way
from coop.terminal.queries.cards import cards
from coop.terminal.queries.crew import Crew, Face, crew
from coop.terminal.queries.own import CheckIn, Mine, WeekDay, check_in_of, mine
from coop.terminal.queries.shifts import ClockState, Punched, last_punch

__all__ = [
    "Board",
    "Card",
    "ClockState",
    "CheckIn",
    "Crew",
    "Face",
    "Mine",
    "Punched",
    "ShiftCard",
    "Way",
    "WeekDay",
    "board",
    "cards",
    "check_in_of",
    "crew",
    "last_punch",
    "mine",
]
