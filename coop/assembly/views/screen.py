"""The screen of the hall, seen from the last row; refreshes itself."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from coop.assembly import queries
from coop.assembly.views.base import STATES, bp
from coop.kernel.errors import N_
from coop.store import reading
from coop.web import page


@bp.page("/pantalla", access="assembly:screen:see")
def screen() -> ResponseReturnValue:
    """Quorum, the motion being voted with votes not split, its result afterwards."""
    with reading() as uow:
        shown = queries.screen(uow)
    return page("assembly/screen.html", title=N_("Assembly"), shown=shown, states=STATES, nav=())
