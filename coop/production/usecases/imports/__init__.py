"""Files of production: what they bring, looked at in a dry run, applied as a batch, undone."""

from coop.production.usecases.imports.batch import (
    LIMITS,
    TARGETS,
    WHOLE_FACTORY,
    apply_import,
    discard_import,
    get_target,
    import_table,
    plan_import,
    plan_table,
    set_mapping,
    upload,
    waiting_table,
)
from coop.production.usecases.imports.target import Target
from coop.production.usecases.imports.undo import undo_import

__all__ = [
    "LIMITS",
    "TARGETS",
    "WHOLE_FACTORY",
    "Target",
    "apply_import",
    "discard_import",
    "get_target",
    "import_table",
    "plan_import",
    "plan_table",
    "set_mapping",
    "undo_import",
    "upload",
    "waiting_table",
]
