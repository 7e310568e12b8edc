"""The blueprint of the web floor, and forms that several of its pages share."""

from __future__ import annotations

from wtforms import PasswordField

from coop.kernel.errors import N_
from coop.web.forms import CoopForm, Length, needed, whole_field
from coop.web.module import Module

bp = Module("web", __name__)

LOOKS = ("language", "theme", "size")
"""What a person may choose before signing in and keeps afterwards."""
LONGEST_SECRET = 200


class TwoOfficersForm(CoopForm):
    second_number = whole_field(N_("Second officer's member number"), low=1)
    second_password = PasswordField(N_("Second officer's password"), [needed(), Length(max=LONGEST_SECRET)])
