"""The shape of what is typed at the terminal."""

from __future__ import annotations

from coop.kernel.sentences import N_
from coop.web.forms import CoopForm, Length, PasswordField, needed


class PinForm(CoopForm):
    pin = PasswordField(N_("PIN"), [needed(), Length(max=6)])
