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
from coop.people.usecases.import_rows import shown_privately
from coop.people.usecases.import_undo import undo_import
from coop.people.usecases.imports import (
    apply_import,
    discard_import,
    import_file,
    plan_import,
    set_mapping,
    upload,
    waiting_table,
)
from coop.people.usecases.leaving import leave_coop
from coop.people.usecases.mandates import check_rotation, end_mandate, give_mandate, name_alternates, resign
from coop.people.usecases.members import (
    add_candidate,
    admit_member,
    change_member,
    change_own,
    choose_language,
    set_skills,
    start_trial,
    withdraw_candidate,
)
from coop.people.usecases.readings import note_readings

__all__ = [
    "check_rotation",
    "resign",
    "name_alternates",
    "NewMandate",
    "NewMember",
    "add_absence",
    "add_candidate",
    "add_holiday",
    "add_sector",
    "add_skill",
    "admit_member",
    "apply_import",
    "change_coop",
    "change_member",
    "change_own",
    "choose_language",
    "discard_import",
    "end_absence",
    "end_mandate",
    "fill_holidays",
    "found_roll",
    "give_mandate",
    "import_file",
    "leave_coop",
    "note_readings",
    "plan_import",
    "remove_holiday",
    "remove_sector",
    "remove_skill",
    "rename_sector",
    "rename_skill",
    "set_mapping",
    "set_skills",
    "shown_privately",
    "start_trial",
    "undo_import",
    "upload",
    "waiting_table",
    "withdraw_candidate",
]
