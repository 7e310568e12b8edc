"""Pages of the books."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.books import queries, rules, usecases
from coop.books.forms import AccountForm, EntryForm, PartyForm, ReverseForm
from coop.books.rules import Posting
from coop.kernel.canonical import fingerprint
from coop.kernel.money import ZERO, Money
from coop.kernel.sentences import N_, Sentence
from coop.people import usecases as people
from coop.store import UnitOfWork, reading, writing
from coop.web import Column, Module, _, current, form_page, listing, page
from coop.web.exports import file_answer
from coop.web.language import cuit

bp = Module("books", __name__, url_prefix="/libros")


def _entry_link(line: queries.Line) -> str | None:
    return url_for("books.entry", entry_id=line.entry_id) if current.may("books:account:read") else None


LINES = (
    Column("day", N_("Day"), "day"),
    Column("entry_id", N_("Entry"), "int", link=_entry_link),
    Column("text", N_("What happened")),
    Column("code", N_("Code")),
    Column("account", N_("Account")),
    Column("member", N_("Member")),
    Column("debit", N_("Debit"), "money", value=lambda line: _seen(line.debit, line)),
    Column("credit", N_("Credit"), "money", value=lambda line: _seen(line.credit, line)),
)

PARTIES = {"client": N_("Client"), "supplier": N_("Supplier"), "both": N_("Client and supplier")}


BOOKS = N_("Lines in the books")
"""What a member reads of whoever saw her lines."""


META = {"acta": N_("Decision"), "sha": N_("Fingerprint")}
"""What stands beside an entry: its key in the journal, and what people call it."""


def _short(key: str, value: str) -> str:
    return fingerprint(value) if key == "sha" else value


def _note(uow: UnitOfWork, lines: Sequence[queries.Line]) -> None:
    people.note_readings(uow, {line.member_id for line in lines if line.member_id}, BOOKS)


def _trail() -> list[dict[str, str]]:
    return [{"title": _("Journal"), "url": url_for("books.journal")}]


def _seen(value: Money | None, line: queries.Line) -> Money | str | None:
    return "—" if line.is_veiled else value


@bp.page("/diario", access="books:journal:read")
def journal() -> ResponseReturnValue:
    """The journal, the same for everybody: lines of other members are shown as one sum."""
    with reading(current.actor) as uow:
        years = queries.years(uow)
        wanted = request.args.get("anio", type=int)
        year = wanted if wanted in years else next(iter(years), uow.today().year)
        lines = queries.journal(uow, year, reader=current.member_id or 0)
    return listing(
        "books/journal.html",
        lines,
        LINES,
        title=Sentence(N_("Journal of %(year)s"), {"year": str(year)}),
        name=f"libro-diario-{year}",
        empty=N_("Nothing is booked yet. The first entries come with the first month of pay, or by hand."),
        years=[y for y in years if y != year],
    )


@bp.page("/saldos", access="books:journal:read")
def balances() -> ResponseReturnValue:
    """The trial balance; entries that would tell one member's pay count for the keepers only."""
    whole = current.may("books:account:read")
    with reading(current.actor) as uow:
        rows = queries.trial_balance(uow, reader=None if whole else current.member_id or 0)
    return listing(
        "books/balances.html",
        rows,
        [
            Column("code", N_("Code"), link=_account_link),
            Column("name", N_("Account")),
            Column("kind", N_("Kind")),
            Column("debit", N_("Debit"), "money"),
            Column("credit", N_("Credit"), "money"),
            Column("balance", N_("Balance"), "money"),
        ],
        title=N_("Balances"),
        name="saldos",
        whole=whole,
        trail=_trail(),
        empty=N_("The chart of accounts is opened with the first entry."),
    )


def _account_link(row: queries.Balance) -> str | None:
    return url_for("books.account", code=row.code) if current.may("books:account:read") else None


@bp.page("/cuentas/<code>", access="books:account:read")
def account(code: str) -> ResponseReturnValue:
    """One account, line by line; each member in it sees who read it."""
    with writing(current.actor) as uow:
        found = next((a for a in queries.accounts(uow) if a.code == code), None)
        if found is None:
            raise rules.UnknownAccount(code=code)
        lines = queries.account_lines(uow, code)
        _note(uow, lines)
    return listing(
        "books/account.html",
        lines,
        [*LINES, Column("balance", N_("Balance"), "money")],
        title=Sentence("%(code)s %(name)s", {"code": code, "name": found.name}),
        name=f"cuenta-{code}",
        trail=_trail(),
        empty=N_("Nothing is booked on this account yet."),
    )


@bp.page("/asientos/<int:entry_id>", access="books:account:read")
def entry(entry_id: int) -> ResponseReturnValue:
    """One entry with its lines; each member in it sees who read it."""
    with writing(current.actor) as uow:
        found = queries.get_entry(uow, entry_id)
        _note(uow, found.lines)
    return page(
        "books/entry.html",
        title=Sentence(N_("Entry %(number)s"), {"number": entry_id}),
        entry=found,
        meta=[(_(META.get(key, key)), _short(key, value)) for key, value in found.meta.items()],
        trail=_trail(),
    )


@bp.form("/asientos/nuevo", access="books:entry:write")
def add_entry() -> ResponseReturnValue:
    """Write an entry of two lines."""
    with reading(current.actor) as uow:
        accounts = [a for a in queries.accounts(uow) or rules.CHART if a.code != rules.MEMBERS]
    return form_page(
        EntryForm(accounts),
        "books/add_entry.html",
        title=N_("New entry"),
        action=lambda uow, form: usecases.post(uow, form.day.data, form.text.data, _two_lines(form)),
        done=lambda number: url_for("books.entry", entry_id=number),
        said=N_("Booked. It cannot be changed any more; a mistake is undone by a reversal."),
        trail=_trail(),
    )


def _two_lines(form: EntryForm) -> list[Posting]:
    amount = form.amount.data or ZERO
    return [Posting(form.debit.data, amount), Posting(form.credit.data, -amount)]


@bp.form("/asientos/<int:entry_id>/revertir", access="books:entry:write")
def reverse_entry(entry_id: int) -> ResponseReturnValue:
    """Undo an entry by its opposite."""
    with reading(current.actor) as uow:
        usecases.check_undoable(queries.get_entry(uow, entry_id))
    return form_page(
        ReverseForm(),
        "books/reverse_entry.html",
        title=Sentence(N_("Reverse entry %(number)s"), {"number": entry_id}),
        action=lambda uow, form: usecases.reverse(uow, entry_id, form.reason.data),
        done=lambda number: url_for("books.entry", entry_id=number),
        said=N_("Reversed. Both entries stay in the journal."),
        trail=_trail(),
    )


@bp.form("/cuentas/nueva", access="books:account:write")
def add_account() -> ResponseReturnValue:
    """Add an account to the chart."""
    return form_page(
        AccountForm(),
        "books/add_account.html",
        title=N_("New account"),
        action=lambda uow, form: usecases.add_account(uow, code=form.code.data, name=form.name.data),
        done=lambda _key: url_for("books.balances"),
        said=N_("The account is in the chart."),
        trail=_trail(),
    )


@bp.page("/clientes-y-proveedores", access="books:party:list")
def parties() -> ResponseReturnValue:
    """Clients and suppliers."""
    with reading(current.actor) as uow:
        rows = queries.parties(uow)
    return listing(
        "books/parties.html",
        rows,
        [
            Column("name", N_("Name")),
            Column("kind", N_("Kind"), value=lambda p: Sentence(PARTIES[p.kind])),
            Column("cuit", "CUIT", value=lambda p: cuit(p.cuit)),
        ],
        title=N_("Clients and suppliers"),
        name="clientes-y-proveedores",
        empty=N_("Nobody is written down yet. Add whom the co-op sells to and buys from."),
        trail=_trail(),
    )


@bp.form("/clientes-y-proveedores/nuevo", access="books:party:write")
def add_party() -> ResponseReturnValue:
    """Write down a client or supplier."""
    return form_page(
        PartyForm(),
        "books/add_party.html",
        title=N_("New client or supplier"),
        action=lambda uow, form: usecases.add_party(
            uow, kind=form.kind.data, name=form.name.data, cuit=form.cuit.data
        ),
        done=lambda _key: url_for("books.parties"),
        said=N_("Written down."),
        trail=_trail(),
    )


@bp.page("/exportar", access="books:journal:export")
def export() -> ResponseReturnValue:
    """The journal as a file that hledger, ledger or beancount read; each member in it sees who took it."""
    with writing(current.actor) as uow:
        entries = queries.entries(uow)
        people.note_readings(uow, queries.members_booked(uow), BOOKS)
    form = "beancount" if request.args.get("programa") == "beancount" else "hledger"
    text = rules.beancount(entries) if form == "beancount" else rules.hledger(entries)
    ending = "beancount" if form == "beancount" else "journal"
    return file_answer(text.encode(), name=f"libro-diario.{ending}", kind="text/plain; charset=utf-8")
