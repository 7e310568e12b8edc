"""Forms of production: the shape of what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coop.kernel.errors import N_
from coop.people.queries import Named
from coop.production import rules
from coop.production.queries import Centre, Order
from coop.stock.queries import Item, Place, Unit
from coop.web.forms import (
    CoopForm,
    HoursField,
    MoneyField,
    Optional,
    SelectField,
    choices,
    day_field,
    file_field,
    needed,
    text_field,
    whole_field,
)
from coop.web.language import _
from coop.web.quantities import QuantityField

LONG_TEXT = 2000


class ClientOrderForm(CoopForm):
    kind = SelectField(N_("Kind"), [needed()])
    customer = text_field(N_("Who asks for it"))
    due_on = day_field(N_("For which day"))
    note = text_field(N_("Note"), required=False, longest=LONG_TEXT)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind.choices = [(k, _(v)) for k, v in rules.KINDS.items()]


class ChangeOrderForm(CoopForm):
    customer = text_field(N_("Who asks for it"))
    due_on = day_field(N_("For which day"))
    note = text_field(N_("Note"), required=False, longest=LONG_TEXT)


class CancelOrderForm(CoopForm):
    why = text_field(N_("Why"), description=N_("Everybody reads it on the order."))


class LineForm(CoopForm):
    item_id = SelectField(N_("Item"), [needed()], coerce=int)
    quantity = QuantityField(N_("Quantity"), [needed()])

    def __init__(self, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.item_id.choices = [(i.id, f"{i.label} ({i.unit.code})") for i in items]


class BillLineForm(CoopForm):
    component_id = SelectField(N_("What goes in"), [needed()], coerce=int)
    quantity = QuantityField(N_("Quantity"), [needed()])
    unit_id = SelectField(N_("Unit"))
    per = QuantityField(
        N_("For how much of the product"), [needed()], description=N_("For example: 12,5 kg for 100 plates.")
    )
    from_day = day_field(N_("Holds from"))
    until_day = day_field(
        N_("Holds until"),
        required=False,
        description=N_("First day it no longer holds; empty: until further notice."),
    )

    def __init__(self, items: Sequence[Item], units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.component_id.choices = [(i.id, f"{i.label} ({i.unit.code})") for i in items]
        self.unit_id.choices = choices([(u.id, u.name) for u in units], empty=_("the item's own"))


class EndLineForm(CoopForm):
    until_day = day_field(
        N_("Holds until"),
        description=N_("First day it no longer holds. Before its first day: it is taken off."),
    )


class StepForm(CoopForm):
    sequence = whole_field(N_("Number"), low=1, high=9999, description=N_("Operations follow in this order."))
    centre_id = SelectField(N_("Work centre"), [needed()], coerce=int)
    skill_id = SelectField(N_("Skill"))
    setup_minutes = HoursField(N_("Set-up (hours and minutes)"), [needed()])
    run_minutes = HoursField(N_("Run (hours and minutes)"), [needed()])
    run_per = QuantityField(
        N_("For how much of the product"),
        [Optional()],
        description=N_("Empty when the time is the same for any lot, as in a kiln."),
    )
    members = whole_field(N_("People at the same time"), low=1, high=100)

    def __init__(self, centres: Sequence[Centre], skills: Sequence[Named], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.centre_id.choices = [(c.id, c.name) for c in centres]
        self.skill_id.choices = choices([(s.id, s.name) for s in skills], empty=_("the centre's own"))


class CentreForm(CoopForm):
    code = text_field(N_("Code"), longest=40)
    name = text_field(N_("Name"))
    skill_id = SelectField(N_("Skill that work there asks for"), [needed()], coerce=int)
    rate = MoneyField(N_("Cost of an hour"), description=N_("Energy, wear, rent; not the members' hours."))

    def __init__(self, skills: Sequence[Named], centre: Centre | None = None, **kwargs: Any) -> None:
        first = (
            {"code": centre.code, "name": centre.name, "skill_id": centre.skill_id, "rate": centre.rate}
            if centre
            else {}
        )
        super().__init__(**first, **kwargs)
        self.skill_id.choices = [(s.id, s.name) for s in skills]


class MoveOrderForm(CoopForm):
    start_on = day_field(N_("First day of work"))
    due_on = day_field(N_("Last day of work"))


class FinishOrderForm(CoopForm):
    good = QuantityField(N_("Good"), [needed()])
    scrap = QuantityField(N_("Spoiled"), [needed()])
    place = SelectField(N_("Put where"), description=N_("It enters the journal of stock there."))

    def __init__(self, order: Order, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(good=order.quantity, scrap=0, **kwargs)
        self.place.choices = choices([(p.id, p.name) for p in places], empty=_("not kept in stock"))


class GiftForm(CoopForm):
    order_id = SelectField(
        N_("Client order"), [needed()], description=N_("Gifts that have lines and no decision yet.")
    )

    def __init__(self, orders: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.order_id.choices = choices(orders, empty=_("Choose"))


class UploadForm(CoopForm):
    target = SelectField(N_("What it brings"), [needed()])
    file = file_field(
        N_("File"),
        description=N_("XLSX or CSV, at most 5 MB and 20,000 rows, with headings in the first row."),
    )
    mapping = file_field(
        N_("Mapping file, if you have one"),
        required=False,
        description=N_("The TOML file that you kept from an earlier import."),
    )

    def __init__(self, targets: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target.choices = [(code, _(title)) for code, title in targets]
