"""What is typed to change a value of the statute."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms.widgets import CheckboxInput, ListWidget

from coop.assembly.rules.majority import BASES
from coop.assembly.rules.statute import MATTERS, MOST, TIES
from coop.assembly.rules.values import Value, get_value
from coop.kernel.offices import OFFICES
from coop.kernel.sentences import N_
from coop.web.forms import (
    CoopForm,
    RadioField,
    SelectField,
    SelectMultipleField,
    needed,
    whole_field,
)
from coop.web.language import _

YES = "yes"
NO = "no"


class StatuteValueForm(CoopForm):
    """The new value, with the fields that its kind needs; the address says which value (`?valor=`)."""

    number = whole_field(N_("New value"), high=MOST)
    yes = RadioField(N_("New value"), [needed()])
    tie = RadioField(N_("New value"), [needed()])
    part = whole_field(N_("Parts"), high=100)
    whole = whole_field(N_("Of how many"), low=1, high=100)
    strict = RadioField(N_("How much of it"), [needed()])
    base = SelectField(N_("Of whom"), [needed()])
    listed = SelectMultipleField(
        N_("New value"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.value: Value = get_value(request.args.get("valor", "notice_days"))
        self.yes.choices = [(YES, _("yes")), (NO, _("no"))]
        self.tie.choices = [(key, _(title)) for key, title in TIES.items()]
        self.strict.choices = [(YES, _("more than that")), (NO, _("at least that"))]
        self.base.choices = [(key, _(title)) for key, title in BASES.items()]
        titles = MATTERS if self.value.kind == "matters" else OFFICES
        self.listed.choices = [(key, _(title)) for key, title in titles.items()]
        for name in {n for some in FIELDS.values() for n in some} - set(FIELDS[self.value.kind]):
            del self[name]

    @property
    def new(self) -> Any:
        """The value that was typed, as `rules.values.raw` would give it."""
        match self.value.kind:
            case "whole":
                return self.number.data
            case "yes":
                return self.yes.data == YES
            case "tie":
                return self.tie.data
            case "share":
                return [self.part.data, self.whole.data]
            case "majority":
                return {
                    "numerator": self.part.data,
                    "denominator": self.whole.data,
                    "strict": self.strict.data == YES,
                    "base": self.base.data,
                }
        order = list(OFFICES) if self.value.kind == "offices" and self.value.key == "signers" else None
        chosen = self.listed.data or []
        return sorted(chosen, key=order.index) if order else sorted(chosen)


FIELDS: dict[str, tuple[str, ...]] = {
    "whole": ("number",),
    "yes": ("yes",),
    "tie": ("tie",),
    "share": ("part", "whole"),
    "majority": ("strict", "part", "whole", "base"),
    "matters": ("listed",),
    "offices": ("listed",),
}
