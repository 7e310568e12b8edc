"""What is typed to change values of the statute."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from wtforms import Form, FormField
from wtforms.widgets import CheckboxInput, ListWidget

from coop.assembly.rules.majority import BASES
from coop.assembly.rules.statute import MATTERS, MOST, TIES
from coop.assembly.rules.values import VALUES, Value, get_value
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
from coop.web.language import _, say

YES = "yes"
NO = "no"


class ValueForm(Form):
    """One new value, with the fields that its kind needs."""

    Meta = CoopForm.Meta

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

    def __init__(self, value: Value, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.value = value
        self.yes.choices = [(YES, _("yes")), (NO, _("no"))]
        self.tie.choices = [(key, _(title)) for key, title in TIES.items()]
        self.strict.choices = [(YES, _("more than that")), (NO, _("at least that"))]
        self.base.choices = [(key, _(title)) for key, title in BASES.items()]
        titles = MATTERS if value.kind == "matters" else OFFICES
        self.listed.choices = [(key, _(title)) for key, title in titles.items()]
        for name in {n for some in FIELDS.values() for n in some} - set(FIELDS[value.kind]):
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
        order = list(OFFICES) if self.value.key == "signers" else None
        chosen = self.listed.data or []
        return sorted(chosen, key=order.index) if order else sorted(chosen)


class StatuteValuesForm(CoopForm):
    """New values, one group of fields for each.

    Args:
        data: a proposal; its changes say which values, and what stands in the fields before anybody types.
    """

    _unbound_fields: list[tuple[str, Any]]

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        changes = {change["key"]: change["new"] for change in (data or {"changes": ()})["changes"]}
        self.chosen = tuple(get_value(key) for key in changes)
        groups: list[tuple[str, Any]] = [
            (f"value-{n}", FormField(partial(ValueForm, value), say(value.name)))
            for n, value in enumerate(self.chosen)
        ]
        # Only this form has these fields: which they are, the motion says.
        self._unbound_fields = [*self._unbound_fields, *groups]
        typed = {
            name: _typed(value, changes[value.key])
            for (name, _field), value in zip(groups, self.chosen, strict=True)
        }
        super().__init__(data=typed, **kwargs)

    @property
    def new(self) -> dict[str, Any]:
        """The values that were typed, by key."""
        return {value.key: self[f"value-{n}"].form.new for n, value in enumerate(self.chosen)}

    @property
    def others(self) -> list[tuple[str, str]]:
        """The values that could be changed in the same motion."""
        return [(value.key, say(value.name)) for value in VALUES if value not in self.chosen]


def _typed(value: Value, raw: Any) -> dict[str, Any]:
    """A value as the fields of its kind show it."""
    match value.kind:
        case "whole":
            return {"number": raw}
        case "yes":
            return {"yes": YES if raw else NO}
        case "tie":
            return {"tie": raw}
        case "share":
            return {"part": raw[0], "whole": raw[1]}
        case "majority":
            return {
                "part": raw["numerator"],
                "whole": raw["denominator"],
                "strict": YES if raw["strict"] else NO,
                "base": raw["base"],
            }
    return {"listed": raw}


FIELDS: dict[str, tuple[str, ...]] = {
    "whole": ("number",),
    "yes": ("yes",),
    "tie": ("tie",),
    "share": ("part", "whole"),
    "majority": ("part", "whole", "strict", "base"),
    "matters": ("listed",),
    "offices": ("listed",),
}
