"""Signing in and out, enrolling terminals, giving out PINs, passwords and badges."""

from coop.web.usecases.book import told
from coop.web.usecases.devices import end_device, enrol_device
from coop.web.usecases.officers import check_two_officers
from coop.web.usecases.secrets import give_start_passwords, issue_secret
from coop.web.usecases.sessions import (
    Claim,
    badge_holder,
    claim,
    count_failure,
    end_own_session,
    end_session,
    end_sessions,
    open_session,
    proves,
    touch_session,
)

__all__ = [
    "Claim",
    "badge_holder",
    "check_two_officers",
    "claim",
    "count_failure",
    "end_device",
    "end_own_session",
    "end_session",
    "end_sessions",
    "enrol_device",
    "give_start_passwords",
    "issue_secret",
    "open_session",
    "proves",
    "told",
    "touch_session",
]
