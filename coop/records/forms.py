"""The shape of what is typed about the record book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.widgets import CheckboxInput, ListWidget

from coop.kernel.errors import N_
from coop.records.rules import REASONS
from coop.web.forms import RadioField, SelectMultipleField, choices, needed
from coop.web.language import _
from coop.web.views.base import TwoOfficersForm


class EraseForm(TwoOfficersForm):
    """Which values are erased and why; a second officer confirms."""

    values = SelectMultipleField(
        N_("To be erased"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    why = RadioField(N_("Why"), [needed()])

    def __init__(self, values: Sequence[tuple[str, str]], *, chosen: Sequence[str], **kwargs: Any) -> None:
        super().__init__(data={"values": list(chosen)}, **kwargs)
        self.values.choices = choices(values)
        self.why.choices = [(code, _(text)) for code, text in REASONS.items()]
