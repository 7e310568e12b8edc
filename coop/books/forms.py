"""Forms of the books."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coop.books.rules import Account
from coop.kernel.money import Money
from coop.kernel.sentences import N_
from coop.web.forms import (
    CoopForm,
    MoneyField,
    SelectField,
    ValidationError,
    choices,
    day_field,
    needed,
    text_field,
)
from coop.web.language import _


class EntryForm(CoopForm):
    """An entry of two lines: the everyday case."""

    day = day_field(N_("Day"))
    text = text_field(N_("What happened"))
    debit = SelectField(N_("Where it goes (debit)"), [needed()])
    credit = SelectField(N_("Where it comes from (credit)"), [needed()])
    amount = MoneyField(N_("Amount"), [needed()])

    def __init__(self, accounts: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        pairs = [(a.code, f"{a.code} {a.name}") for a in accounts]
        self.debit.choices = choices(pairs, empty=_("Choose"))
        self.credit.choices = choices(pairs, empty=_("Choose"))

    def validate_amount(self, field: MoneyField) -> None:
        """Debit and credit say the direction; the amount has no sign."""
        if field.data is not None and field.data <= Money(0):
            raise ValidationError(_("Write an amount above zero; swap the accounts for the other direction."))

    def validate_credit(self, field: SelectField) -> None:
        """Money does not go where it comes from."""
        if field.data and field.data == self.debit.data:
            raise ValidationError(_("Choose two different accounts."))


class ReverseForm(CoopForm):
    """Why an entry is undone."""

    reason = text_field(N_("Why it is reversed"))


class AccountForm(CoopForm):
    """A further account."""

    code = text_field(N_("Code"), longest=20, description=N_("Such as 5.2.4; the first digit is its kind."))
    name = text_field(N_("Name"), description=N_("In Spanish, as it stands in the books."))


class PartyForm(CoopForm):
    """A client or supplier."""

    kind = SelectField(N_("Kind"), [needed()])
    name = text_field(N_("Name"))
    cuit = text_field("CUIT", required=False, longest=20)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind.choices = choices(
            [("client", _("Client")), ("supplier", _("Supplier")), ("both", _("Client and supplier"))]
        )
