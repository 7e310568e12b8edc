"""The form in which a person says which column means what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coop.kernel.sentences import N_
from coop.web.forms import CoopForm, SelectField
from coop.web.imports.fields import Field
from coop.web.imports.mapping import DATE_FORMATS, ColumnMapping
from coop.web.imports.reading import Table
from coop.web.language import _

PREFIX = "column_"
DATE_EXAMPLES = {
    "%d/%m/%Y": "31/12/2026",
    "%Y-%m-%d": "2026-12-31",
    "%d-%m-%Y": "31-12-2026",
    "%d.%m.%Y": "31.12.2026",
    "%m/%d/%Y": "12/31/2026",
    "%d/%m/%y": "31/12/26",
}


class MappingForm(CoopForm):
    """One choice of a column per field; made by `mapping_form`."""

    dates: SelectField
    decimal: SelectField

    def chosen(self, before: ColumnMapping) -> ColumnMapping:
        """The mapping as the person left it.

        Args:
            before: what the form was opened with. A field whose first column is unchanged keeps
                all its columns; constants, values and empty words stay.
        """
        columns = {}
        for each in self:
            if each.name.startswith(PREFIX) and each.data:
                name = each.name.removeprefix(PREFIX)
                had = before.columns.get(name, ())
                columns[name] = had if had[:1] == (each.data,) else (each.data,)
        return replace(before, columns=columns, dates=self.dates.data, decimal=self.decimal.data)


def mapping_form(fields: Sequence[Field], table: Table, mapping: ColumnMapping) -> MappingForm:
    """A form for a table, opened with a mapping.

    Args:
        fields: what rows can say.
        table: the file; its headings are the choices.
        mapping: what is chosen so far.
    """
    # Fields are shown in the order in which they are made: what is asked for most comes first.
    found: dict[str, Any] = {f"{PREFIX}{f.name}": SelectField(f.title) for f in fields}
    found["dates"] = SelectField(N_("How days are written"))
    found["decimal"] = SelectField(N_("Decimal mark"))
    form_class: type[MappingForm] = type("ThisMappingForm", (MappingForm,), found)
    data: dict[str, Any] = {"dates": mapping.dates, "decimal": mapping.decimal}
    for f in fields:
        headings = [h for h in mapping.columns.get(f.name, ()) if h in table.header]
        data[f"{PREFIX}{f.name}"] = headings[0] if headings else ""
    form = form_class(data=data)
    for f in fields:
        select = form[f"{PREFIX}{f.name}"]
        select.choices = [("", _("Not in this file")), *((h, h) for h in table.header)]
        select.flags.required = f.required
    dates = dict.fromkeys((*DATE_FORMATS, mapping.dates))
    form.dates.choices = [(d, DATE_EXAMPLES.get(d, d)) for d in dates]
    form.decimal.choices = [(",", _("Comma: 1.234,5")), (".", _("Point: 1,234.5"))]
    return form
