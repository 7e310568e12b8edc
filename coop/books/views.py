"""Pages of the books."""

from __future__ import annotations

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from coop.books import queries, rules, usecases
from coop.books.forms import EntryForm, ReverseForm
from coop.books.rules import Posting
from coop.kernel.money import ZERO
from coop.kernel.sentences import N_, Sentence
from coop.store import reading
from coop.web import Column, Module, current, form_page, listing, page
from coop.web.permissions import PERMISSIONS

bp = Module("books", __name__, url_prefix="/libros")

LINES = (
    Column("day", N_("Day"), "day"),
    Column("entry_id", N_("Entry"), "int", link=lambda r: url_for("books.entry", entry_id=r.entry_id)),
    Column("text", N_("What happened")),
    Column("code", N_("Code")),
    Column("account", N_("Account")),
    Column("member", N_("Member")),
    Column("debit", N_("Debit"), "money"),
    Column("credit", N_("Credit"), "money"),
)


def _reader() -> int | None:
    """The member whose own lines alone are shown; None for officers who keep or check the books."""
    keepers = PERMISSIONS["books:entry:write"].who
    return current.member_id if current.offices.isdisjoint(keepers | {"auditor"}) else None


@bp.page("/diario", access="books:journal:read")
def journal() -> ResponseReturnValue:
    """The journal, open to every member; lines of other members are shown as one sum."""
    with reading(current.actor) as uow:
        lines = queries.journal(uow, member_id=_reader())
    return listing(
        "books/journal.html",
        lines,
        LINES,
        title=N_("Journal"),
        name="libro-diario",
        empty=N_("Nothing is booked yet. The first entries come with the first month of pay, or by hand."),
    )


@bp.page("/saldos", access="books:journal:read")
def balances() -> ResponseReturnValue:
    """The trial balance."""
    with reading(current.actor) as uow:
        rows = queries.trial_balance(uow)
    return listing(
        "books/balances.html",
        rows,
        [
            Column("code", N_("Code"), link=lambda r: url_for("books.account", code=r.code)),
            Column("name", N_("Account")),
            Column("kind", N_("Kind")),
            Column("debit", N_("Debit"), "money"),
            Column("credit", N_("Credit"), "money"),
            Column("balance", N_("Balance"), "money"),
        ],
        title=N_("Balances"),
        name="saldos",
        empty=N_("The chart of accounts is opened with the first entry."),
    )


@bp.page("/cuentas/<code>", access="books:account:read")
def account(code: str) -> ResponseReturnValue:
    """One account, line by line."""
    with reading(current.actor) as uow:
        found = next((a for a in queries.accounts(uow) if a.code == code), None)
        if found is None:
            raise rules.UnknownAccount(code=code)
        lines = queries.account_lines(uow, code)
    return listing(
        "books/account.html",
        lines,
        [*LINES, Column("balance", N_("Balance"), "money")],
        title=Sentence("%(code)s %(name)s", {"code": code, "name": found.name}),
        name=f"cuenta-{code}",
        empty=N_("Nothing is booked on this account yet."),
    )


@bp.page("/asientos/<int:entry_id>", access="books:account:read")
def entry(entry_id: int) -> ResponseReturnValue:
    """One entry with its lines."""
    with reading(current.actor) as uow:
        found = queries.get_entry(uow, entry_id)
    return page("books/entry.html", title=Sentence(N_("Entry %(number)s"), {"number": entry_id}), entry=found)


@bp.form("/asientos/nuevo", access="books:entry:write")
def add_entry() -> ResponseReturnValue:
    """Write an entry of two lines."""
    return form_page(
        EntryForm(),
        "books/add_entry.html",
        title=N_("New entry"),
        action=lambda uow, form: usecases.post(
            uow,
            form.day.data,
            form.text.data,
            _two_lines(form),
        ),
        done=lambda number: url_for("books.entry", entry_id=number),
        said=N_("Booked. It cannot be changed any more; a mistake is undone by a reversal."),
    )


def _two_lines(form: EntryForm) -> list[Posting]:
    amount = form.amount.data or ZERO
    return [Posting(form.debit.data, amount), Posting(form.credit.data, -amount)]


@bp.form("/asientos/<int:entry_id>/revertir", access="books:entry:write")
def reverse_entry(entry_id: int) -> ResponseReturnValue:
    """Undo an entry by its opposite."""
    return form_page(
        ReverseForm(),
        "books/reverse_entry.html",
        title=Sentence(N_("Reverse entry %(number)s"), {"number": entry_id}),
        action=lambda uow, form: usecases.reverse(uow, entry_id, form.reason.data),
        done=lambda number: url_for("books.entry", entry_id=number),
        said=N_("Reversed. Both entries stay in the journal."),
    )


@bp.page("/exportar", access="books:journal:export")
def export() -> ResponseReturnValue:
    """The journal as a file that hledger, ledger or beancount read."""
    with reading(current.actor) as uow:
        entries = queries.entries(uow)
    form = "beancount" if request.args.get("programa") == "beancount" else "hledger"
    text = rules.beancount(entries) if form == "beancount" else rules.hledger(entries)
    answer = Response(text, mimetype="text/plain; charset=utf-8")
    ending = "beancount" if form == "beancount" else "journal"
    answer.headers["Content-Disposition"] = f'attachment; filename="libro-diario.{ending}"'
    return answer
