"""What is typed to move a motion."""

from __future__ import annotations

from coop.kernel.sentences import N_
from coop.web.forms import (
    LONGEST_TEXT,
    CoopForm,
    Length,
    TextAreaField,
    needed,
    text_field,
)


class TextMotionForm(CoopForm):
    """A resolution in words."""

    title = text_field(N_("What it is about"), longest=120)
    text = TextAreaField(
        N_("The resolution, word for word as it is to be voted"),
        [needed(), Length(max=LONGEST_TEXT, message=N_("That is too long."))],
        filters=[lambda value: value.replace("\r\n", "\n").replace("\0", "").strip() if value else value],
    )
