"""What an assembly does. First argument `uow`; nothing here commits."""

from coop.assembly.usecases.acts import act_of
from coop.assembly.usecases.announcing import close_vote
from coop.assembly.usecases.convening import convene
from coop.assembly.usecases.counting import answer, draw_lot, enter_ballots, enter_count
from coop.assembly.usecases.enacting import enter_registration
from coop.assembly.usecases.founding import FoundingAct, found
from coop.assembly.usecases.moving import propose, withdraw
from coop.assembly.usecases.presence import check_in, check_out
from coop.assembly.usecases.sitting import choose_officers, close_meeting, open_meeting
from coop.assembly.usecases.voting import count_again, open_vote, set_aside

__all__ = [
    "enter_ballots",
    "draw_lot",
    "answer",
    "FoundingAct",
    "act_of",
    "check_in",
    "check_out",
    "choose_officers",
    "close_meeting",
    "close_vote",
    "convene",
    "count_again",
    "enter_count",
    "enter_registration",
    "found",
    "open_meeting",
    "open_vote",
    "propose",
    "set_aside",
    "withdraw",
]
