"""What can be done with the rota. First argument `uow`; nothing here commits."""

from coop.rota.usecases.amendments import (
    accept_amendment,
    ask_amendment,
    refuse_amendment,
    withdraw_amendment,
)
from coop.rota.usecases.calendars import end_calendar, make_calendar
from coop.rota.usecases.exchanges import (
    accept_exchange,
    ask_substitutes,
    confirm_exchange,
    give_shift,
    propose_swap,
    refuse_exchange,
    reject_exchange,
    take_back,
    take_vacancy,
)
from coop.rota.usecases.explaining import Explained, ask_conflict, explain_gap, get_conflict
from coop.rota.usecases.hours import clock_in, clock_out, confirm_hours, correct_hours
from coop.rota.usecases.planning import (
    ask_solution,
    copy_plan,
    discard_draft,
    draft_plan,
    find_breach,
    set_duty,
    store_solution,
)
from coop.rota.usecases.printing import Asked, print_month, print_sector
from coop.rota.usecases.publishing import Published, publish_plan
from coop.rota.usecases.repairing import (
    Alternative,
    Repair,
    ask_repair,
    ask_repair_for,
    choose_repair,
    find_ways,
    get_repair,
)
from coop.rota.usecases.setting import (
    add_kind,
    add_post,
    check_rule,
    end_kind,
    end_post,
    set_allowed,
    set_hard,
    set_rule,
    set_takes_orders,
)
from coop.rota.usecases.solving import make_rota
from coop.rota.usecases.wishes import add_wish, withdraw_wish

__all__ = [
    "accept_amendment",
    "ask_amendment",
    "refuse_amendment",
    "withdraw_amendment",
    "Alternative",
    "Asked",
    "Repair",
    "ask_repair",
    "ask_repair_for",
    "choose_repair",
    "find_ways",
    "get_repair",
    "Explained",
    "ask_conflict",
    "explain_gap",
    "get_conflict",
    "Published",
    "accept_exchange",
    "add_kind",
    "add_post",
    "add_wish",
    "ask_solution",
    "ask_substitutes",
    "check_rule",
    "clock_in",
    "clock_out",
    "confirm_exchange",
    "confirm_hours",
    "copy_plan",
    "correct_hours",
    "discard_draft",
    "draft_plan",
    "end_calendar",
    "end_kind",
    "end_post",
    "find_breach",
    "give_shift",
    "make_calendar",
    "make_rota",
    "print_month",
    "print_sector",
    "propose_swap",
    "publish_plan",
    "refuse_exchange",
    "reject_exchange",
    "set_allowed",
    "set_duty",
    "set_hard",
    "set_rule",
    "set_takes_orders",
    "store_solution",
    "take_back",
    "take_vacancy",
    "withdraw_wish",
]
