"""Forms of the stock ledger: the shape of what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coop.kernel.errors import N_
from coop.stock import rules
from coop.stock.queries import Item, Lot, Place, Unit
from coop.web.forms import BooleanField, CoopForm, SelectField, choices, needed, text_field, whole_field
from coop.web.language import _
from coop.web.quantities import QuantityField


class UnitForm(CoopForm):
    code = text_field(N_("Short form, such as kg"), longest=12)
    name = text_field(N_("Name"), longest=60)
    decimals = whole_field(
        N_("Decimals"), low=0, high=3, description=N_("0 for what is counted in pieces, 3 for kilograms.")
    )


class ConversionForm(CoopForm):
    unit_id = SelectField(N_("One of this unit"), [needed()], coerce=int)
    factor = QuantityField(N_("is so many"), [needed()], description=N_("For example: one box is 12 pieces."))
    into_id = SelectField(N_("of that unit"), [needed()], coerce=int)

    def __init__(self, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.unit_id.choices = self.into_id.choices = [(u.id, f"{u.name} ({u.code})") for u in units]


class ItemForm(CoopForm):
    code = text_field(N_("Code"), longest=40)
    name = text_field(N_("Name"))
    unit_id = SelectField(N_("Counted in"), [needed()], coerce=int)
    source = SelectField(N_("Where it comes from"), [needed()])

    def __init__(self, units: Sequence[Unit], item: Item | None = None, **kwargs: Any) -> None:
        first = (
            {"code": item.code, "name": item.name, "unit_id": item.unit.id, "source": item.source}
            if item
            else {}
        )
        super().__init__(**first, **kwargs)
        self.unit_id.choices = [(u.id, f"{u.name} ({u.code})") for u in units]
        self.source.choices = [(k, _(v)) for k, v in rules.SOURCES.items()]


class ChangeItemForm(ItemForm):
    active = BooleanField(N_("In use"))

    def __init__(self, units: Sequence[Unit], item: Item | None = None, **kwargs: Any) -> None:
        super().__init__(units, item, active=bool(item and item.active), **kwargs)


class PlaceForm(CoopForm):
    code = text_field(N_("Code"), longest=40)
    name = text_field(N_("Name"))


class MovementForm(CoopForm):
    kind = SelectField(N_("What happened"), [needed()])
    quantity = QuantityField(N_("Quantity"), [needed()])
    from_place = SelectField(N_("From which place"))
    to_place = SelectField(N_("To which place"))
    lot = text_field(
        N_("Lot"), required=False, longest=60, description=N_("What is written on the batch, if it has one.")
    )
    owner = text_field(
        N_("Client whose material it is"),
        required=False,
        description=N_("Leave it empty when it is ours. Material of a client needs a lot."),
    )
    note = text_field(N_("Note"), required=False)

    def __init__(self, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        kinds = (rules.RECEIPT, rules.ISSUE, rules.TRANSFER, rules.SCRAP)
        self.kind.choices = [(k, _(rules.MOVEMENTS[k])) for k in kinds]
        options = choices([(p.id, p.name) for p in places], empty=_("nowhere here"))
        self.from_place.choices = self.to_place.choices = options


class CountForm(CoopForm):
    place = SelectField(N_("Place"), [needed()], coerce=int)
    lot = SelectField(N_("Lot"))
    found = QuantityField(N_("Counted"), [needed()])
    note = text_field(N_("Note"), required=False)

    def __init__(self, places: Sequence[Place], lots: Sequence[Lot], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.place.choices = [(p.id, p.name) for p in places]
        self.lot.choices = choices([(lot.id, lot.code) for lot in lots], empty=_("without a lot"))
