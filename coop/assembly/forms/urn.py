"""What is typed to prepare and to count an urn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import Field
from wtforms.form import BaseForm

from coop.assembly.rules.urn import MOST_SPARE
from coop.assembly.urn import KEEPERS, SHORTEST
from coop.kernel.sentences import N_
from coop.web.forms import (
    CoopForm,
    Length,
    PasswordField,
    SelectField,
    ValidationError,
    choices,
    needed,
    whole_field,
)
from coop.web.language import _

LONGEST = 200


def _phrase(label: str) -> Field:
    return PasswordField(
        label,
        [
            needed(),
            Length(
                SHORTEST,
                LONGEST,
                message=N_("Twelve letters at least: three or four words."),
            ),
        ],
    )


class _Same:
    """Typed alike twice: a slip of the finger would lock the urn for good."""

    def __init__(self, other: str) -> None:
        self.other = other

    def __call__(self, form: BaseForm, field: Field) -> None:
        if field.data != form[self.other].data:
            raise ValidationError(_("The two do not agree. Type the passphrase again, both times."))


class PrepareUrnForm(CoopForm):
    """Three keepers, each with a passphrase of her own, and how many spare slips."""

    spare = whole_field(
        N_("Spare slips, more than people who vote"),
        high=MOST_SPARE,
        description=N_("For slips that are spoilt before they are drawn."),
    )
    keeper_1 = SelectField(N_("First keeper of the key"), [needed()])
    phrase_1 = _phrase(N_("Her passphrase"))
    again_1 = PasswordField(N_("Her passphrase once more"), [needed(), _Same("phrase_1")])
    keeper_2 = SelectField(N_("Second keeper of the key"), [needed()])
    phrase_2 = _phrase(N_("Her passphrase"))
    again_2 = PasswordField(N_("Her passphrase once more"), [needed(), _Same("phrase_2")])
    keeper_3 = SelectField(N_("Third keeper of the key"), [needed()])
    phrase_3 = _phrase(N_("Her passphrase"))
    again_3 = PasswordField(N_("Her passphrase once more"), [needed(), _Same("phrase_3")])

    def __init__(self, here: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for field in (self.keeper_1, self.keeper_2, self.keeper_3):
            field.choices = choices(here, empty=_("Choose"))

    @property
    def passphrases(self) -> dict[int, str]:
        """By member; fewer than three when one was chosen twice."""
        return {int(self[f"keeper_{n}"].data): str(self[f"phrase_{n}"].data) for n in range(1, KEEPERS + 1)}


class CountUrnForm(CoopForm):
    """What was counted by hand, and the passphrases of two keepers; made by `count_urn_form`."""

    second_urn = whole_field(N_("Used slips in the second urn"), high=100_000)
    left = whole_field(N_("Slips left in the hat"), high=100_000)
    keepers: tuple[int, ...] = ()

    @property
    def passphrases(self) -> dict[int, str]:
        """By member; empty ones of those who do not take part."""
        return {keeper: str(self[f"phrase_{keeper}"].data or "") for keeper in self.keepers}


def count_urn_form(keepers: Sequence[tuple[int, str]]) -> CountUrnForm:
    """A form with one field for each keeper's passphrase.

    Args:
        keepers: keys and labels, such as "Passphrase of Irma Ibáñez".
    """
    fields: dict[str, Any] = {
        f"phrase_{keeper}": PasswordField(label, [Length(max=LONGEST)]) for keeper, label in keepers
    }
    ids = tuple(keeper for keeper, _label in keepers)
    made: CountUrnForm = type("CountUrn", (CountUrnForm,), {**fields, "keepers": ids})()
    return made
