"""The edge: every error becomes a page that says what to do."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from flask import Flask, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from coop.kernel.errors import N_, CoopError, Sentence
from coop.web.identity import Identity
from coop.web.language import _
from coop.web.rules import OwnPasswordFirst, SignInNeeded

log = logging.getLogger(__name__)

SAID = {
    400: N_("That request is incomplete or too old. Open the page again and send it from there."),
    403: N_("That is not for you to do. Go back, or ask the assembly for the mandate."),
    404: N_("There is no such page. Check the address, or start from the first page."),
    405: N_("That address does not work this way. Go back and use the button there."),
    413: N_("That file is too large. Split it, or ask for it to be imported from the command line."),
    415: N_("That kind of file cannot be read. Save it as CSV or XLSX."),
    422: N_("Something in it is not right. Look at what is marked and correct it."),
    429: N_("Too many requests. Wait a minute and try again."),
    500: N_(
        "The program failed. Look whether what you did is there before you do it again. "
        "If it stays, tell the coordinator the hour."
    ),
    507: N_("The disk is full: nothing new can be stored. Free some space, then go on; nothing was lost."),
}


TITLES = {
    400: N_("That was not understood"),
    401: N_("Sign in first"),
    403: N_("Not for you to do"),
    404: N_("Nothing here"),
    405: N_("Not this way"),
    413: N_("Too large"),
    422: N_("Something is not right"),
    429: N_("Wait a little"),
    500: N_("The program failed"),
    507: N_("The disk is full"),
}
REFUSED = N_("Not possible now")


def error_page(sentence: Sentence, status: int) -> ResponseReturnValue:
    """The page of an error: what happened and what to do."""
    wanted = url_for("web.sign_in", next=request.full_path.rstrip("?")) if status == 401 else None
    text = render_template(
        "errors/error.html",
        title=_(TITLES.get(status, REFUSED)),
        sentence=sentence,
        status=status,
        back=local_path(request.headers.get("Referer")) if request.method == "POST" else None,
        sign_in=wanted if request.method == "GET" else None,
    )
    return text, status


def local_path(target: str | None) -> str | None:
    """The path of an address of this server, or None: never another host."""
    parts = urlsplit(target or "")
    if parts.netloc and parts.netloc != request.host:
        return None
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else None


def init_app(app: Flask) -> None:
    """Translate every error at the edge of an application."""

    @app.errorhandler(CoopError)
    def refused(error: CoopError) -> ResponseReturnValue:
        if isinstance(error, OwnPasswordFirst) and request.method == "GET":
            return redirect(url_for("web.own_secrets"))
        if isinstance(error, SignInNeeded) and request.method == "GET":
            return redirect(url_for("web.sign_in", next=request.full_path.rstrip("?")))
        return error_page(error.sentence, error.status)

    @app.errorhandler(CSRFError)
    def forged(_error: CSRFError) -> ResponseReturnValue:
        return error_page(Sentence(SAID[400]), 400)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> ResponseReturnValue:
        status = error.code or 500
        if status < 400:
            return error
        return error_page(Sentence(SAID.get(status, SAID[400 if status < 500 else 500])), status)

    @app.errorhandler(OperationalError)
    def storage(error: OperationalError) -> ResponseReturnValue:
        full = "disk is full" in str(error) or "disk I/O" in str(error) or "No space left" in str(error)
        log.exception("the database failed")
        g.setdefault("identity", Identity())  # it cannot tell who this is
        return error_page(Sentence(SAID[507 if full else 500]), 507 if full else 500)

    @app.errorhandler(Exception)
    def broken(_error: Exception) -> ResponseReturnValue:
        log.exception("a page failed: %s", request.path)
        return error_page(Sentence(SAID[500]), 500)
