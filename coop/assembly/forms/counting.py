"""What is typed to count."""

from __future__ import annotations

from coop.kernel.sentences import N_
from coop.web.forms import (
    CoopForm,
    whole_field,
)


class CountForm(CoopForm):
    """What one teller counted."""

    in_favour = whole_field(N_("In favour"), high=100_000)
    against = whole_field(N_("Against"), high=100_000)
    abstained = whole_field(N_("Abstentions"), high=100_000)
