"""Long work: outside every request, with progress, stoppable, and found again after a restart."""

from coop.web.jobs import queue
from coop.web.jobs.kinds import (
    JobKind,
    Progress,
    Stopped,
    enqueue,
    register,
    run_one,
    run_queued,
    stop_job,
    wake,
)
from coop.web.jobs.queries import JobView, get_job, recent_jobs

__all__ = [
    "JobKind",
    "JobView",
    "Progress",
    "Stopped",
    "enqueue",
    "get_job",
    "recent_jobs",
    "register",
    "run_one",
    "run_queued",
    "stop_job",
]

wake.connect(queue.wake)
