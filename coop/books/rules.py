"""The law of the books: balanced entries, the chart of accounts, journals for other programs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.money import MOST, ZERO, Money, total
from coop.kernel.ranges import is_sane


class Unbalanced(Invalid):
    message = N_("Debits and credits differ by %(difference)s. Correct the amounts.")


class TooFewLines(Invalid):
    message = N_("An entry has at least two lines with an amount. Add the missing one.")


class UnknownAccount(Invalid):
    message = N_("There is no account %(code)s in the chart. Choose one of the list.")


class AlreadyReversed(CoopError):
    message = N_("That entry was reversed already by entry %(number)s.")


class IsReversal(CoopError):
    message = N_("That entry undoes entry %(number)s itself. Book anew what should stand.")


class BadCode(Invalid):
    message = N_("A code begins with 1 to 5 and has groups of digits between points, such as 5.2.4.")


class CodeTaken(CoopError):
    message = N_("There is an account of that code or name already: %(code)s. Choose another.")


class PartyTaken(CoopError):
    message = N_("Somebody of that name or CUIT is written down already. Look in the list.")


class NotByHand(CoopError):
    message = N_(
        "This entry follows from a decision that was carried out, so it is not undone by hand. "
        "Correct what it came from, such as the payslip; the books follow."
    )


class TooMuch(Invalid):
    message = N_("%(amount)s is more than these books can hold. Correct the amount.")


class NoDay(Invalid):
    message = N_("That year cannot be right. Write the day with four digits of the year.")


class NeedsReason(Invalid):
    message = N_("Write why it is reversed.")


@dataclass(frozen=True, slots=True)
class Account:
    """An account.

    Attributes:
        code: such as `2.1.3`; the first digit is its kind.
        name: in Spanish, as the law's books are kept.
    """

    code: str
    name: str

    @property
    def kind(self) -> str:
        """Asset, liability, equity, income or expense."""
        return KINDS[self.code[0]]


def new_account(code: str, name: str) -> Account:
    """An account that may join the chart.

    Raises:
        BadCode: the code is none.
    """
    if not re.fullmatch(r"[1-5](\.\d{1,4}){1,4}", code):
        raise BadCode()
    return Account(code, name)


KINDS = {"1": "Activo", "2": "Pasivo", "3": "Patrimonio", "4": "Ingresos", "5": "Egresos"}

CASH, BANK = "1.1.1", "1.1.2"
CLIENTS, SUPPLIERS = "1.2.1", "2.1.1"
POT, MEMBERS = "2.2.1", "2.2.2"
SHARES, RESERVE = "3.1.1", "3.2.1"
WORK = "5.1.1"

CHART = (
    Account(CASH, "Caja"),
    Account(BANK, "Banco"),
    Account(CLIENTS, "Clientes"),
    Account("1.3.1", "Materias primas y productos"),
    Account("1.4.1", "Máquinas e instalaciones"),
    Account(SUPPLIERS, "Proveedores"),
    Account("2.1.2", "Energía y servicios a pagar"),
    Account("2.1.3", "Impuestos y aportes a pagar"),
    Account(POT, "Fondo a repartir"),
    Account(MEMBERS, "Asociados: retribuciones a pagar"),
    Account("2.3.1", "Fondo solidario"),
    Account(SHARES, "Capital: cuotas sociales"),
    Account(RESERVE, "Reserva legal"),
    Account("3.2.2", "Fondo de acción asistencial y laboral"),
    Account("3.2.3", "Fondo de educación y capacitación"),
    Account("3.3.1", "Resultado del ejercicio"),
    Account("4.1.1", "Ventas"),
    Account("4.1.2", "Trabajos a façon"),
    Account(WORK, "Retribuciones al trabajo"),
    Account("5.2.1", "Materias primas consumidas"),
    Account("5.2.2", "Energía y servicios"),
    Account("5.2.3", "Otros gastos"),
)
"""The accounts that a worker co-operative starts with."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry.

    Attributes:
        account: its code.
        amount: debits above zero, credits below.
        member_id: whose sub-account, for the accounts kept per member.
    """

    account: str
    amount: Money
    member_id: int | None = None


MANUAL = "manual"
"""Origin of an entry that somebody wrote by hand; the others are named by the module that booked them."""

FEWEST = 3
"""A sum over fewer other members than these would tell what one of them gets, so it is not shown."""


def check_entry(day: date, lines: Sequence[Posting]) -> None:
    """See that an entry sums to zero, has something to say and lies within reason.

    Raises:
        NoDay: the day is before 1900 or after 2199.
        TooMuch: an amount that no book holds.
        TooFewLines: fewer than two lines, or a line without amount.
        Unbalanced: it does not sum to zero.
    """
    if not is_sane(day):
        raise NoDay()
    if most := max((abs(line.amount) for line in lines if abs(line.amount) > MOST), default=None):
        raise TooMuch(amount=most)
    if len(lines) < 2 or not all(line.amount for line in lines):
        raise TooFewLines()
    difference = total([line.amount for line in lines])
    if difference:
        raise Unbalanced(difference=difference)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as exported.

    Attributes:
        number: its running number.
        lines: account name (full path), amount.
        meta: keys and values, such as the decision.
    """

    number: int
    day: date
    text: str
    lines: tuple[tuple[str, Money], ...]
    meta: tuple[tuple[str, str], ...]


def plain_name(text: str) -> str:
    """A name that every accounting program accepts: letters, digits and dashes, no accents."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    name = re.sub(r"[^A-Za-z0-9]+", "-", bare).strip("-") or "X"
    return name[0].upper() + name[1:]


def account_path(account: Account, member_number: int | None = None) -> str:
    """The account's name in a journal: `Pasivo:Fondo-a-repartir`, with the member's number where kept."""
    path = f"{account.kind}:{plain_name(account.name)}"
    return path if member_number is None else f"{path}:{member_number:04d}"


def balances(entries: Sequence[Entry]) -> dict[str, Money]:
    """The balance of every account at the end, by name."""
    found: dict[str, Money] = {}
    for entry in entries:
        for name, amount in entry.lines:
            found[name] = found.get(name, ZERO) + amount
    return dict(sorted(found.items()))


def hledger(entries: Sequence[Entry]) -> str:
    """The journal as hledger and ledger read it; its last entry asserts every balance.

    References:
        hledger 1.25 manual, "journal format", "balance assertions".
    """
    final = balances(entries)
    out = ["commodity ARS 1000.00", ""]
    out += [f"account {name}" for name in final]
    for entry in entries:
        out += ["", f"{entry.day.isoformat()} * ({entry.number}) {_line(entry.text)}"]
        out += [f"    ; {key}: {_line(value)}" for key, value in entry.meta]
        out += [f"    {name}    ARS {amount.plain}" for name, amount in entry.lines]
    if entries:
        out += ["", f"{entries[-1].day.isoformat()} * Control"]
        out += [f"    {name}    ARS 0.00 = ARS {amount.plain}" for name, amount in final.items()]
    return "\n".join(out) + "\n"


ROOTS = {
    "Activo": "Assets",
    "Pasivo": "Liabilities",
    "Patrimonio": "Equity",
    "Ingresos": "Income",
    "Egresos": "Expenses",
}


def beancount(entries: Sequence[Entry]) -> str:
    """The journal as beancount reads it; its last lines assert every balance.

    References:
        Beancount language syntax, v3.
    """
    final = balances(entries)
    out = ['option "operating_currency" "ARS"']
    out += [f'option "name_{english.lower()}" "{name}"' for name, english in ROOTS.items()]
    out.append("")
    first = min((e.day for e in entries), default=date(2000, 1, 1))
    out += [f"{first.isoformat()} open {name} ARS" for name in final]
    for entry in entries:
        text = _line(entry.text).replace("\\", "/").replace('"', "'")
        out += ["", f'{entry.day.isoformat()} * "{text}"', f'  number: "{entry.number}"']
        out += [f'  {key}: "{_line(value)}"' for key, value in entry.meta]
        out += [f"  {name}  {amount.plain} ARS" for name, amount in entry.lines]
    if entries:
        after = (entries[-1].day + timedelta(days=1)).isoformat()
        out += ["", *(f"{after} balance {name} {_with_parts(final, name).plain} ARS" for name in final)]
    return "\n".join(out) + "\n"


def _with_parts(final: Mapping[str, Money], name: str) -> Money:
    """The balance of an account with those below it, which beancount asserts together."""
    return total([amount for other, amount in final.items() if other == name or other.startswith(f"{name}:")])


def _line(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f]+", " ", text.replace(";", ",")).strip()
