"""The copy for the authority: one ZIP with the minutes and what they rest on."""

from __future__ import annotations

import csv
import io
import zipfile

from coop.assembly import queries, rules
from coop.assembly.queries import Meeting, Minutes
from coop.assembly.rules.minutes import ERRATUM
from coop.documents import queries as documents
from coop.kernel.clock import local_date
from coop.kernel.errors import N_, CoopError
from coop.kernel.sentences import Sentence
from coop.records import queries as book
from coop.store import UnitOfWork
from coop.web.language import _, say


class NotReady(CoopError):
    message = N_(
        "The copy is made of approved minutes, and their paper is not ready yet. Have all signers sign, and "
        "open this again in a minute."
    )


READ_ME = N_(
    "Copy for the authority (%(article)s)\n"
    "%(coop)s\n"
    "%(assembly)s, held on %(day)s\n\n"
    "%(minutes)s: the signed minutes; inside, as an attachment, the same facts for machines.\n"
    "%(notice)s: the notice.\n"
    "%(attendance)s: the attendance book, line by line.\n"
    "%(roll)s: how many were on the roll and present.\n"
    "%(book)s: the record book up to its last signed note; the minutes are its entry %(entry)s.\n\n"
    "Fingerprint of the minutes: %(mark)s\n"
    "Signed note: %(size)s entries.\n"
    "Anybody can check the copy without the program's data:\n"
    "  coop assembly verify %(minutes)s --book %(book)s\n"
)
ROLL = N_(
    "On the roll when it was opened: %(roll)s\nPresent or represented then: %(present)s\n"
    "Present at the close: %(close)s\n"
)


def copy_package(uow: UnitOfWork, meeting_id: int) -> tuple[str, bytes]:
    """The name and bytes of the ZIP.

    Raises:
        NoMinutes: none were fixed.
        NotReady: not all have signed, or the paper is still being made.

    References:
        Ley 20.337 art. 56: a copy of the minutes within thirty days.
    """
    minutes = queries.get_minutes(uow, meeting_id)
    meeting = minutes.meeting
    paper = documents.find_paper(uow, rules.MINUTES, str(meeting_id))
    checkpoint = book.newest_checkpoint(uow)
    if minutes.approved_at is None or paper is None or not paper.is_issued or checkpoint is None:
        raise NotReady()
    names = {
        "minutes": _("minutes.pdf"),
        "notice": _("notice.pdf"),
        "attendance": _("attendance.csv"),
        "roll": _("roll.txt"),
        "book": _("record-book.jsonl"),
    }
    files = {names["minutes"]: documents.pdf_of(uow, paper.id)}
    first = queries.first_sitting(uow, meeting)
    notice = documents.find_paper(uow, rules.NOTICE, str(first.id))
    if notice is not None and notice.is_issued:
        files[names["notice"]] = documents.pdf_of(uow, notice.id)
    for one in queries.errata(uow, meeting_id):
        sheet = documents.find_paper(uow, ERRATUM, str(one.id))
        if sheet is not None and sheet.is_issued:
            files[_("erratum-%(n)s.pdf", n=str(one.number))] = documents.pdf_of(uow, sheet.id)
    files[names["attendance"]] = _attendance(uow, meeting)
    files[names["roll"]] = say(
        Sentence(
            ROLL,
            {
                "roll": minutes.facts["roll"],
                "present": minutes.facts["present"],
                "close": minutes.facts["present_at_close"],
            },
        )
    ).encode()
    files[names["book"]] = book.exported(uow)
    facts: dict[str, object] = {
        "article": meeting.statute.copy_article,
        "coop": minutes.facts["coop"]["legal_name"],
        "assembly": meeting.title,
        "day": meeting.day,
        "entry": str(minutes.entry_seq),
        "mark": minutes.fingerprint,
        "size": checkpoint.size,
    }
    files[_("READ-ME.txt")] = say(Sentence(READ_ME, {**facts, **names})).encode()
    name = _("copy-assembly")
    return f"{name}-{meeting.number}.zip", _zipped(uow, minutes, files)


def _attendance(uow: UnitOfWork, meeting: Meeting) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([_("No."), _("Name"), _("In or out"), _("Time")])
    ways = {"in": _("in"), "out": _("out")}
    for line in queries.attendance(uow, meeting.id):
        at = f"{line.at.astimezone(uow.zone):%Y-%m-%d %H:%M:%S}"
        lines.writerow([line.number, line.name, ways[line.way], at])
    return text.getvalue().encode("utf-8-sig")


def _zipped(uow: UnitOfWork, minutes: Minutes, files: dict[str, bytes]) -> bytes:
    """The same files give the same ZIP: every one bears the day of the approval."""
    assert minutes.approved_at is not None
    day = local_date(minutes.approved_at, uow.zone)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, body)
    return made.getvalue()
