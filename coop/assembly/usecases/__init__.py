"""What an assembly does. First argument `uow`; nothing here commits."""

from coop.assembly.usecases.acts import act_of
from coop.assembly.usecases.announcing import close_vote
from coop.assembly.usecases.arrears import end_arrears, note_arrears
from coop.assembly.usecases.authority import note_sent
from coop.assembly.usecases.before import (
    attach,
    call_premeeting,
    move_variant,
    put_first,
    support,
    write_what_was_said,
)
from coop.assembly.usecases.convening import call_off, convene
from coop.assembly.usecases.counting import answer, draw_lot, enter_ballots, enter_count
from coop.assembly.usecases.delegations import give_back, recall_delegate, send_delegate
from coop.assembly.usecases.dissent import note_dissent
from coop.assembly.usecases.enacting import enter_registration
from coop.assembly.usecases.followup import give_task, keeps_tasks, note_step
from coop.assembly.usecases.founding import FoundingAct, found
from coop.assembly.usecases.hall import (
    add_guest,
    ask_for_the_word,
    end_proxy,
    end_speech,
    give_proxy,
    give_the_word,
    see_guest_off,
)
from coop.assembly.usecases.minutes import (
    add_erratum,
    fix_minutes,
    may_write,
    note_unsigned,
    send_back,
    sign_in_ink,
    sign_minutes,
    write_note,
)
from coop.assembly.usecases.moving import propose, withdraw
from coop.assembly.usecases.petitions import sign_petition, start_petition, withdraw_signature
from coop.assembly.usecases.presence import check_in, check_out
from coop.assembly.usecases.recess import take_recess
from coop.assembly.usecases.sitting import choose_officers, close_meeting, open_meeting
from coop.assembly.usecases.standing import nominate, stand_back
from coop.assembly.usecases.voting import count_again, open_vote, set_aside

__all__ = [
    "note_unsigned",
    "nominate",
    "stand_back",
    "give_back",
    "recall_delegate",
    "send_delegate",
    "add_erratum",
    "fix_minutes",
    "give_task",
    "keeps_tasks",
    "may_write",
    "note_dissent",
    "note_sent",
    "note_step",
    "send_back",
    "sign_in_ink",
    "sign_minutes",
    "write_note",
    "call_off",
    "write_what_was_said",
    "withdraw_signature",
    "support",
    "start_petition",
    "sign_petition",
    "put_first",
    "move_variant",
    "call_premeeting",
    "attach",
    "take_recess",
    "see_guest_off",
    "note_arrears",
    "give_the_word",
    "give_proxy",
    "end_speech",
    "end_proxy",
    "end_arrears",
    "ask_for_the_word",
    "add_guest",
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
