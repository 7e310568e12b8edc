"""Pages of the web floor: signing in and out, own secrets, terminals, long work, looks."""

from coop.web.views import devices, entering, jobs, secrets
from coop.web.views.base import LOOKS, bp
from coop.web.views.entering import enter, prove

__all__ = ["LOOKS", "bp", "devices", "enter", "entering", "jobs", "prove", "secrets"]
