"""The booth: a terminal where nobody is signed in. It leaves no trace but the burned slip and the envelope.

No form of it is written down as done, no session is touched, and nothing that was typed stands in a log.
"""

from __future__ import annotations

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries
from coop.assembly.queries import Vote
from coop.assembly.queries import urn as urns
from coop.assembly.rules import urn as rules
from coop.assembly.rules.questions import ABOUT
from coop.assembly.urn import Answer
from coop.assembly.usecases import urn as usecases
from coop.assembly.views.base import bp
from coop.assembly.views.counting import answer_form
from coop.kernel.errors import N_, CoopError
from coop.store import reading, writing
from coop.web import current, page
from coop.web.forms import CoopForm


class SomebodyIsSignedIn(CoopError):
    message = N_("Somebody is signed in at this terminal. Press Exit first: in the booth nobody is.")


class NoBooth(CoopError):
    message = N_("This terminal is no booth just now. A teller makes it one on the page of the urn.")


HIDDEN = frozenset({"csrf_token", "request_id", "code", "step"})
"""What a form of the booth carries besides the answer."""


@bp.form("/cabina", access="assembly:booth:vote")
def booth() -> ResponseReturnValue:
    """Code, answer, confirmation; each step is sent whole, so that nothing is kept in between."""
    if current.is_authenticated:
        raise SomebodyIsSignedIn()
    if "listo" in request.args:
        session.clear()  # the next one finds the terminal as it always is
        return page("assembly/booth_done.html", title=N_("Your vote is in the urn"))
    with reading() as uow:
        vote_id = urns.booth_vote(uow, current.device_id)
        if vote_id is None:
            raise NoBooth()
        vote = queries.get_vote(uow, vote_id)
    if request.method == "GET":
        return _ask_code()
    return _step(vote)


def _step(vote: Vote) -> ResponseReturnValue:
    try:
        with reading() as uow:
            code = usecases.check_slip(uow, vote.id, request.form.get("code", ""))
    except CoopError as error:
        return _ask_code(error)
    step = request.form.get("step", "")
    form = answer_form(vote)
    if step not in ("confirm", "cast"):
        return _choose(vote, form, code)
    if not form.validate():
        return _choose(vote, form, code, 422)
    answer = _answer(form.answer)
    try:
        rules.check_answer(vote.question, answer)
        if step == "confirm":
            return _confirm(vote, code, answer)
        with reading() as uow:
            sealed = usecases.seal_vote(uow, vote.id, code, answer)
        with writing() as uow:
            usecases.cast(uow, vote.id, sealed)
    except CoopError as error:
        form.refused = error.sentence
        return _choose(vote, form, code, error.status)
    return redirect(url_for("assembly.booth", listo=1), 303)


def _ask_code(refused: CoopError | None = None) -> ResponseReturnValue:
    return page(
        "assembly/booth_code.html",
        title=N_("Voting booth"),
        status=refused.status if refused else 200,
        refused=refused.sentence if refused else None,
    )


def _choose(vote: Vote, form: CoopForm, code: str, status: int = 200) -> ResponseReturnValue:
    with reading() as uow:
        motion = queries.get_motion(uow, vote.motion_id)
    return page(
        "assembly/booth_choose.html",
        title=motion.name,
        status=status,
        form=form,
        code=code,
        motion=motion,
        about=ABOUT[vote.question.about],
        options=[says for _key, says in vote.question.options],
        is_ranked=vote.question.is_ranked,
    )


def _confirm(vote: Vote, code: str, answer: Answer) -> ResponseReturnValue:
    given = [(name, value) for name, values in request.form.lists() if name not in HIDDEN for value in values]
    with reading() as uow:
        motion = queries.get_motion(uow, vote.motion_id)
    return page(
        "assembly/booth_confirm.html",
        title=N_("Is this your vote?"),
        code=code,
        given=given,
        motion=motion,
        says=rules.says(vote.question, answer),
    )


def _answer(found: dict[str, object]) -> Answer:
    if "said" in found:
        return str(found["said"])
    ranks = found["ranks"]
    assert isinstance(ranks, list)
    return tuple(tuple(rank) for rank in ranks)
