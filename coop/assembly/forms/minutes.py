"""What is typed for the minutes: free parts, signatures, errata."""

from __future__ import annotations

from typing import Any

from coop.kernel.sentences import N_
from coop.web.forms import (
    LONGEST_TEXT,
    CoopForm,
    HiddenField,
    Length,
    PasswordField,
    SelectField,
    TextAreaField,
    choices,
    needed,
    text_field,
)

LONGEST_SECRET = 200
TOO_LONG = N_("That is too long.")


def cleaned(value: str | None) -> str | None:
    """A long text without what a browser adds."""
    return value.replace("\r\n", "\n").replace("\0", "").strip() if value else value


def long_field(label: str, *, required: bool = True, description: str = "") -> TextAreaField:
    """A text of several lines."""
    return TextAreaField(
        label,
        [*([needed()] if required else []), Length(max=LONGEST_TEXT, message=TOO_LONG)],
        filters=[cleaned],
        description=description,
    )


class NoteForm(CoopForm):
    """A free part of the minutes."""

    text = long_field(N_("Text, as it is to stand in the minutes"), required=False)


class SignForm(CoopForm):
    """A signature under the text that was seen."""

    digest = HiddenField()
    secret = PasswordField("", [needed(), Length(max=LONGEST_SECRET)])

    def __init__(self, *, at_terminal: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        at_one = N_("My PIN, or hold my badge to the reader")
        self.secret.label.text = at_one if at_terminal else N_("My password")


class SendBackForm(CoopForm):
    """Why the minutes are not signed as they are."""

    why = long_field(N_("What is wrong in them"))


class InkForm(CoopForm):
    """Who signed the paper by hand."""

    member = SelectField(N_("Signed in ink on paper"))

    def __init__(self, missing: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member.choices = choices(missing)


class UnsignedForm(CoopForm):
    """Who does not sign, and why."""

    member = SelectField(N_("Who does not sign"))
    why = text_field(N_("Why, as it is to stand in the minutes"), longest=500)

    def __init__(self, missing: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member.choices = choices(missing)


class ErratumForm(CoopForm):
    """A mistake in approved minutes."""

    text = long_field(N_("What it should say, and where"))
    reason = text_field(N_("Reason"))
