"""Two links of the sample alone: this browser as the terminal at the gate, or as somebody's phone."""

from __future__ import annotations

from flask import current_app, make_response, redirect
from flask.typing import ResponseReturnValue

from coop.operations.settings import TERMINAL_TOKEN
from coop.web.guard import DEVICE_COOKIE, SESSION_COOKIE, set_cookie
from coop.web.module import Module

bp = Module("doors", __name__, url_prefix="/muestra")


@bp.page("/terminal", access="web:page:open")
def terminal() -> ResponseReturnValue:
    """Make this browser the terminal that the sample has enrolled."""
    answer = make_response(redirect("/", 303))
    answer.delete_cookie(SESSION_COOKIE)
    set_cookie(answer, DEVICE_COOKIE, current_app.config[TERMINAL_TOKEN])
    return answer


@bp.page("/celular", access="web:page:open")
def phone() -> ResponseReturnValue:
    """Make this browser an ordinary one again, nobody signed in."""
    answer = make_response(redirect("/entrar", 303))
    for cookie in (SESSION_COOKIE, DEVICE_COOKIE):
        answer.delete_cookie(cookie)
    return answer
