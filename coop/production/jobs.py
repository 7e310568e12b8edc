"""Long work of this module: importing a long file."""

from __future__ import annotations

from typing import Any

from coop.kernel.errors import N_, Sentence
from coop.production import queries, usecases
from coop.store import reading, writing
from coop.web.jobs import JobKind, Progress

IMPORT = "production.import"


def _import(progress: Progress, args: dict[str, Any]) -> dict[str, Any]:
    """Apply a file; called again after a crash it finds that the work is done."""
    progress.step(0, 1, Sentence(N_("Writing down the rows of the file.")))
    with reading() as uow:
        done = queries.get_import(uow, args["import_id"])
    if done.state == "uploaded":
        with writing(progress.actor) as uow:
            done = usecases.apply_import(
                uow, args["import_id"], digest=args["digest"], leave_out_bad=args["leave_out_bad"]
            )
    progress.step(1, 1)
    return {"created": done.created, "updated": done.updated, "skipped": done.skipped, "bad": done.bad}


KINDS = (JobKind(IMPORT, N_("Import of production"), _import),)
