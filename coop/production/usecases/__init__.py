"""What can be done in production. First argument `uow`; nothing here commits."""

from coop.production.usecases.changes import cancel_order, change_order, reopen_order
from coop.production.usecases.clients import add_line, allow_gift, plan_order, remove_line, take_order
from coop.production.usecases.imports import (
    TARGETS,
    apply_import,
    discard_import,
    get_target,
    import_table,
    plan_import,
    plan_table,
    set_mapping,
    undo_import,
    upload,
    waiting_table,
)
from coop.production.usecases.methods import (
    add_bill_line,
    add_centre,
    add_step,
    change_centre,
    end_bill_line,
    remove_step,
)
from coop.production.usecases.orders import (
    finish_operation,
    finish_order,
    move_order,
    release_client_order,
    release_order,
)

__all__ = [
    "TARGETS",
    "add_bill_line",
    "add_centre",
    "add_line",
    "add_step",
    "allow_gift",
    "apply_import",
    "cancel_order",
    "change_centre",
    "change_order",
    "discard_import",
    "end_bill_line",
    "finish_operation",
    "finish_order",
    "get_target",
    "import_table",
    "move_order",
    "plan_import",
    "plan_order",
    "plan_table",
    "release_client_order",
    "release_order",
    "remove_line",
    "remove_step",
    "reopen_order",
    "set_mapping",
    "take_order",
    "undo_import",
    "upload",
    "waiting_table",
]
