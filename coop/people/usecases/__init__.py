"""What can be done with the co-op and its people. First argument `uow`; nothing here commits."""

from coop.people.usecases.absences import add_absence, end_absence
from coop.people.usecases.coop import (
    add_holiday,
    add_sector,
    add_skill,
    change_coop,
    fill_holidays,
    remove_holiday,
    remove_sector,
    remove_skill,
    rename_sector,
    rename_skill,
)
from coop.people.usecases.founding import NewMandate, NewMember, found_roll
from coop.people.usecases.mandates import end_mandate, give_mandate
from coop.people.usecases.members import (
    add_candidate,
    admit_member,
    change_member,
    change_own,
    leave_coop,
    note_readings,
    set_skills,
    start_trial,
    withdraw_candidate,
)

__all__ = [
    "NewMandate",
    "NewMember",
    "add_absence",
    "add_candidate",
    "add_holiday",
    "add_sector",
    "add_skill",
    "admit_member",
    "change_coop",
    "change_member",
    "change_own",
    "end_absence",
    "end_mandate",
    "fill_holidays",
    "found_roll",
    "give_mandate",
    "leave_coop",
    "note_readings",
    "remove_holiday",
    "remove_sector",
    "remove_skill",
    "rename_sector",
    "rename_skill",
    "set_skills",
    "start_trial",
    "withdraw_candidate",
]
