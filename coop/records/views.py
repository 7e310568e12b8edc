"""Pages of the record book, and the public check of a fingerprint."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.canonical import fingerprint, read_fingerprint
from coop.kernel.errors import N_, Invalid, Sentence
from coop.records import queries, usecases
from coop.records.forms import EraseForm
from coop.records.queries import Decision, Entry, PersonalValue
from coop.records.registry import by_key, label_of
from coop.store import reading
from coop.web import Column, Module, current, form_page, listing, page, submit
from coop.web.exports import file_answer
from coop.web.identity import Person
from coop.web.language import _, fold, say
from coop.web.qr import checked_at, qr
from coop.web.views import prove

bp = Module("records", __name__)

LONGEST_SOUGHT = 100


class NotAFingerprint(Invalid):
    message = N_(
        "A fingerprint has sixteen letters and digits, such as ABCD-EFGH-IJKL-MNOP. "
        "Read it from the paper again, next to the square code."
    )


@bp.page("/libro", access="records:book:list")
def entries() -> ResponseReturnValue:
    """Every entry, the newest first."""

    def found(query: str, limit: int | None, offset: int) -> tuple[Sequence[Entry], int]:
        with reading() as uow:
            if not query:
                return queries.entries(uow, limit=limit, offset=offset), queries.size(uow)
            words = fold(query).split()
            matching = [e for e in queries.entries(uow) if all(w in fold(_searched(e)) for w in words)]
        return matching[offset : None if limit is None else offset + limit], len(matching)

    with reading() as uow:
        checkpoint = queries.newest_checkpoint(uow)
        size = queries.size(uow)
    return listing(
        "records/entries.html",
        found,
        [
            Column("seq", N_("Entry"), "int", link=lambda e: url_for("records.entry", seq=e.seq)),
            Column("at", N_("When"), "instant"),
            Column("what", N_("What")),
            Column("gist", N_("Facts")),
            Column("fingerprint", N_("Fingerprint"), "code"),
        ],
        title=N_("Record book"),
        name="libro",
        empty=N_("Nothing was recorded yet. What the assembly decides is written here by itself."),
        checkpoint=checkpoint,
        root=fingerprint(checkpoint.root) if checkpoint else "",
        unsigned=size - (checkpoint.size if checkpoint else 0),
        may_sign=current.may("records:book:sign"),
        may_erase=current.may("records:value:erase"),
    )


def _searched(entry: Entry) -> str:
    said = " ".join(say(sentence) for sentence in entry.said)
    return f"{entry.seq} {say(entry.what)} {said} {entry.fingerprint} {entry.line}"


@bp.page("/libro/asientos/<int:seq>", access="records:book:list")
def entry(seq: int) -> ResponseReturnValue:
    """One entry."""
    with reading() as uow:
        found = queries.get_entry(uow, seq)
        writer = by_key(uow, found.by)
    title = Sentence(N_("Entry %(seq)s"), {"seq": str(found.seq)})
    personal = dict.fromkeys(_(label_of(name)) for name in found.personal)
    return page("records/entry.html", title=title, entry=found, writer=writer, personal=list(personal))


@bp.page("/libro/resoluciones/<int:decision_id>", access="records:book:list")
def decision(decision_id: int) -> ResponseReturnValue:
    """One decision with its fingerprint and the code that leads to its check."""
    with reading() as uow:
        found = queries.get_decision(uow, decision_id)
        written = queries.get_entry(uow, found.entry_seq)
    title = Sentence(N_("Decision %(number)s"), {"number": found.number})
    code = qr(checked_at(found.fingerprint) or found.fingerprint)
    return page("records/decision.html", title=title, decision=found, entry=written, code=code)


@bp.page("/libro/copia", access="records:book:list")
def copy() -> ResponseReturnValue:
    """The book as a file, up to the last signed note."""
    with reading() as uow:
        book = queries.exported(uow)
    return file_answer(book, name="libro.jsonl", kind="text/plain; charset=utf-8")


@bp.button("/libro/firmar", access="records:book:sign")
def sign() -> ResponseReturnValue:
    """Sign the book as it stands."""
    return submit(
        usecases.checkpoint,
        done=lambda _checkpoint: url_for("records.entries"),
        said=N_("The record book is signed as it stands."),
    )


@bp.form("/libro/suprimir", access="records:value:erase")
def erase() -> ResponseReturnValue:
    """Find the personal values of somebody in the book and erase them, two officers together."""
    sought = request.args.get("q", "")[:LONGEST_SOUGHT]
    with reading() as uow:
        found = queries.find_personal(uow, sought)
    second: list[Person] = []
    form = EraseForm([(_place(v), _said(v)) for v in found], chosen=[_place(v) for v in found if v.is_hers])
    return form_page(
        form,
        "records/erase.html",
        title=N_("Erase personal data from the record book"),
        prepare=lambda form: second.append(
            prove(form.second_number.data, form.second_password.data, "password", current.device_id)
        ),
        action=lambda uow, form: usecases.erase(
            uow,
            [(v.seq, v.name) for v in found if _place(v) in form.values.data],
            why=form.why.data,
            confirmed_by=second[0].member_id,
        ),
        done=lambda entry: url_for("records.entry", seq=entry.seq),
        said=N_("Erased for ever, and written down without saying what it was."),
        found=found,
        sought=sought,
    )


def _place(value: PersonalValue) -> str:
    return f"{value.seq}:{value.name}"


def _said(value: PersonalValue) -> str:
    facts = {
        "seq": value.seq,
        "what": value.what,
        "at": value.at,
        "name": Sentence(label_of(value.name)),
        "value": value.shown,
    }
    return say(Sentence(N_("Entry %(seq)s, %(at)s, %(what)s – %(name)s: %(value)s"), facts))


@bp.page("/verificar", access="records:paper:verify")
def ask() -> ResponseReturnValue:
    """Ask for a fingerprint; lead on to its answer."""
    typed = request.args.get("huella", "")
    if typed:
        prefix = read_fingerprint(typed)
        if prefix is None:
            return _answer(NotAFingerprint().sentence, None, None, status=422)
        return redirect(url_for("records.verify", mark=fingerprint(prefix)))
    return _answer(None, None, None)


@bp.page("/verificar/<mark>", access="records:paper:verify")
def verify(mark: str) -> ResponseReturnValue:
    """Say which paper or decision a fingerprint is of, and nothing personal."""
    prefix = read_fingerprint(mark)
    if prefix is None:
        return _answer(NotAFingerprint().sentence, None, None, status=422)
    with reading() as uow:
        decision_ = queries.find_decision_by_fingerprint(uow, prefix)
        paper = queries.find_paper(uow, prefix)
    if decision_ is None and paper is None:
        return _answer(Sentence(UNKNOWN), fingerprint(prefix), None, status=404)
    return _answer(None, fingerprint(prefix), decision_, paper=paper)


UNKNOWN = N_(
    "No paper and no decision of this workplace has this fingerprint. Compare it letter by letter; "
    "if it is the same, the paper was not issued here: show it to the secretary."
)


def _answer(
    refused: Sentence | None,
    mark: str | None,
    decision_: Decision | None,
    *,
    paper: queries.PrintedPaper | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    return page(
        "records/verify.html",
        title=N_("Check a paper"),
        status=status,
        refused=refused,
        mark=mark,
        decision=decision_,
        paper=paper,
    )
