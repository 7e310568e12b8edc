"""What is typed about a decision."""

from __future__ import annotations

from coop.kernel.sentences import N_
from coop.web.forms import (
    CoopForm,
    text_field,
)


class RegistrationForm(CoopForm):
    """What the authority answered."""

    registered_as = text_field(N_("Number and date of the registration"), longest=120)
