"""Forms: the shape of what is typed. The law is judged by use cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any

from flask import has_request_context, request
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import TextInput

from coop.kernel.clock import clock_hours
from coop.kernel.money import Money
from coop.kernel.ranges import is_sane
from coop.kernel.sentences import N_, Sentence
from coop.web.identity import new_token
from coop.web.language import NotAnAmount, _, language, money, parse_money

__all__ = [
    "BooleanField",
    "CoopForm",
    "FileField",
    "HiddenField",
    "HoursField",
    "InputRequired",
    "IntegerField",
    "Length",
    "MoneyField",
    "Needed",
    "NumberRange",
    "Optional",
    "PasswordField",
    "RadioField",
    "SelectField",
    "SelectMultipleField",
    "StringField",
    "TextAreaField",
    "TimeField",
    "ValidationError",
    "asked",
    "choices",
    "day_field",
    "file_field",
    "minute_of",
    "needed",
    "text_field",
    "whole_field",
]

LONGEST_LINE = 200
LONGEST_TEXT = 20_000


class Words:
    """WTForms' own messages in the reader's language."""

    def gettext(self, string: str) -> str:
        return _(string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return _(singular if n == 1 else plural)


class CoopForm(FlaskForm):
    """A form of ours: CSRF token, a key against double sending, messages in the reader's language.

    Field labels and descriptions are English message ids and are translated where shown.

    Attributes:
        refused: why the use case refused it, shown above the fields.
    """

    class Meta:
        def get_translations(self, form: object) -> Words:
            return Words()

    request_id = HiddenField()
    refused: Sentence | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.request_id.data:
            self.request_id.data = new_token()

    @property
    def shown(self) -> list[Field]:
        """The fields a person fills in, in order."""
        return [f for f in self if f.type not in ("HiddenField", "CSRFTokenField")]


class Needed(InputRequired):
    """Something was typed; blanks alone are nothing."""

    def __call__(self, form: BaseForm, field: Field) -> None:
        typed = field.raw_data[0] if field.raw_data else None
        if isinstance(typed, str) and not typed.strip():
            field.raw_data = []
        super().__call__(form, field)


def needed() -> Needed:
    """The field may not stay empty."""
    return Needed(N_("Fill this in."))


def day_field(label: str, *, required: bool = True, description: str = "") -> Field:
    """A day from 1900 to 2199; what lies outside is a slip of the finger and breaks calendars."""
    return DateField(label, [needed() if required else Optional(), _sane_day], description=description)


def _sane_day(_form: object, field: Field) -> None:
    if field.data is not None and not is_sane(field.data):
        raise ValidationError(_("That year cannot be right. Write the day with four digits of the year."))


def file_field(label: str, *, required: bool = True, description: str = "") -> Field:
    """A file; `data` is its upload, or None when none was sent."""
    return FileField(
        label, [FileRequired(N_("Choose a file.")) if required else Optional()], description=description
    )


def text_field(
    label: str, *, required: bool = True, longest: int = LONGEST_LINE, description: str = ""
) -> Field:
    """A line of text without stray blanks; an empty optional one is None."""
    return StringField(
        label,
        [
            # Blanks alone are nothing, so that InputRequired, which looks before the filter, is not enough.
            DataRequired(N_("Fill this in.")) if required else Optional(),
            Length(max=longest, message=N_("That is too long.")),
        ],
        filters=[_stripped],
        description=description,
    )


def whole_field(
    label: str, *, low: int = 0, high: int = 1_000_000_000, required: bool = True, description: str = ""
) -> Field:
    """A whole number in [low, high]."""
    return IntegerField(
        label,
        [
            needed() if required else Optional(),
            NumberRange(low, high, message=N_("That number is too small or too large.")),
        ],
        description=description,
    )


def asked(name: str) -> str | None:
    """What the link to a form brings along, before it is sent."""
    return request.args.get(name) if has_request_context() and request.method == "GET" else None


def choices(pairs: Sequence[tuple[object, str]], *, empty: str | None = None) -> list[tuple[str, str]]:
    """Options for a select: keys as text, labels as they are; a first empty one when named."""
    first = [("", empty)] if empty is not None else []
    return [*first, *((str(k), label) for k, label in pairs)]


def _stripped(value: str | None) -> str | None:
    return (value or "").strip() or None


class MoneyField(Field):
    """An amount as people type it; `data` is Money or None."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return money(self.data, language()).replace("$\u00a0", "") if self.data is not None else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            found = parse_money(valuelist[0])
        except NotAnAmount:
            raise ValueError(_("Write an amount such as 1.234,50.")) from None
        self.data = found if isinstance(found, Money) else None


class HoursField(Field):
    """Hours and minutes as `7:30` or `8`; `data` is whole minutes or None."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return clock_hours(self.data) if self.data is not None else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            return
        whole, _colon, rest = text.replace(".", ":").replace(",", ":").partition(":")
        wrong = not whole.isdecimal() or (rest and (not rest.isdecimal() or len(rest) != 2 or int(rest) > 59))
        if wrong or len(whole) > 5:
            raise ValueError(_("Write hours and minutes such as 7:30."))
        self.data = int(whole) * 60 + int(rest or 0)


def minute_of(value: time) -> int:
    """Minutes since midnight of a wall-clock time."""
    return value.hour * 60 + value.minute
