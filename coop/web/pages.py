"""Answers: a page, a form, one press of a button. Here a unit of work is opened for a view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from coop.kernel.errors import N_, CoopError, Invalid, Sentence
from coop.store import UnitOfWork, reading, writing
from coop.web.forms import CoopForm
from coop.web.identity import current
from coop.web.language import _, say
from coop.web.tables import Submission

Form = TypeVar("Form", bound=CoopForm)
Result = TypeVar("Result")


DONE_ALREADY = N_("That was done already; nothing was done twice.")


class NoRequestId(Invalid):
    message = N_("This form is incomplete. Open its page again and send it from there.")
    status = 400


def page(
    template: str, *, title: str | Sentence, status: int = 200, **context: object
) -> ResponseReturnValue:
    """Answer with a page.

    Args:
        template: path below `templates/`.
        title: English text or sentence; heading and window title.
        status: HTTP status.
        context: what the template needs.
    """
    text = say(title) if isinstance(title, Sentence) else _(title)
    return render_template(template, title=text, **context), status


def form_page(
    form: Form,
    template: str,
    *,
    title: str | Sentence,
    action: Callable[[UnitOfWork, Form], Result],
    done: Callable[[Result], str],
    said: str | Callable[[Result], Sentence],
    prepare: Callable[[Form], None] | None = None,
    **context: object,
) -> ResponseReturnValue:
    """Show a form, or carry it out and lead on.

    Args:
        form: a fresh form of this request.
        template: shows `form` with the macro `ui.form`.
        title: of the page.
        action: the use case, in a write unit that commits when it returns.
        done: the address to go to, made from its result inside the unit.
        said: what to say afterwards; nothing when the next page says it itself.
        prepare: slow work before the unit is opened, such as proving a password; not done for a
            form that was carried out already.
        context: whatever else the template needs.

    Returns:
        The page (200), the same with errors (422, or the error's own status), or a redirect (303).
    """
    status = 200
    if request.method == "POST":
        if (earlier := _done_already()) is not None:
            return earlier
        if form.validate():
            try:
                if prepare is not None:
                    prepare(form)
                return submit(lambda uow: action(uow, form), done=done, said=said)
            except CoopError as error:
                form.refused = error.sentence
                status = error.status
        else:
            status = 422
    return page(template, title=title, status=status, form=form, **context)


def submit(
    action: Callable[[UnitOfWork], Result],
    *,
    done: Callable[[Result], str],
    said: str | Callable[[Result], Sentence],
) -> ResponseReturnValue:
    """Do something once, however often its form is sent, and lead on.

    The form carries a random `request_id`; it is stored in the same transaction as the deed.

    Raises:
        NoRequestId: the form was not ours.
    """
    key = request.form.get("request_id", "")
    if not 16 <= len(key) <= 100:
        raise NoRequestId()
    with writing(current.actor) as uow:
        earlier = _earlier(uow)
        if earlier is not None:
            location, text = earlier, _(DONE_ALREADY)
        else:
            result = action(uow)
            location = done(result)
            text = say(said(result)) if callable(said) else _(said)
            uow.add(Submission(key=key, path=request.path, location=location, at=uow.now()))
    if text:
        flash(text)
    return redirect(location, 303)


def _done_already() -> ResponseReturnValue | None:
    with reading() as uow:
        location = _earlier(uow)
    if location is None:
        return None
    flash(_(DONE_ALREADY))
    return redirect(location, 303)


def _earlier(uow: UnitOfWork) -> str | None:
    """Where this very form has led already.

    Raises:
        NoRequestId: its key was used on another page.
    """
    key = request.form.get("request_id", "")
    found = uow.session.scalar(select(Submission).where(Submission.key == key))
    if found is not None and found.path != request.path:
        raise NoRequestId()
    return found.location if found is not None else None
