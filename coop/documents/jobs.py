"""Long work of the archive: making the promised papers."""

from __future__ import annotations

from typing import Any

from coop.documents import usecases
from coop.kernel.sentences import N_, Sentence
from coop.web.jobs import JobKind, Progress


def _render(progress: Progress, _args: dict[str, Any]) -> dict[str, Any]:
    made = usecases.render_pending(
        lambda done, whole: progress.step(done, whole, Sentence(N_("Making papers")))
    )
    if made.failed:
        whole = made.made + made.failed
        said = N_("%(made)s papers were made, %(failed)s could not be made. The list of papers says why.")
        progress.step(whole, whole, Sentence(said, {"made": made.made, "failed": made.failed}))
    return {"made": made.made, "failed": made.failed}


KINDS = (JobKind(usecases.RENDER, N_("Make papers"), _render),)
