"""Making a device a terminal, and ending it."""

from __future__ import annotations

from sqlalchemy import update

from coop.store import UnitOfWork
from coop.web.identity import new_token, token_sha256
from coop.web.tables import Device, WebSession
from coop.web.usecases.book import told
from coop.web.usecases.officers import check_two_officers


def enrol_device(uow: UnitOfWork, *, name: str, confirmed_by: int) -> str:
    """Make this device a shared terminal; the acting officer and a second one together.

    Returns:
        The token for the device's cookie.

    Raises:
        SameOfficer: both are the same person.
        NotAnOfficer: the second one holds no office.
    """
    first = check_two_officers(uow, confirmed_by)
    token = new_token()
    device = uow.add(
        Device(
            name=name,
            token_sha256=token_sha256(token),
            enrolled_by=first,
            confirmed_by=confirmed_by,
            enrolled_at=uow.now(),
        )
    )
    told(uow, "web.device_enrolled", {"device": device.id, "name": name, "by": [first, confirmed_by]})
    return token


def end_device(uow: UnitOfWork, device_id: int, *, confirmed_by: int) -> None:
    """A device is no terminal any more; its sessions end with it. The acting officer and a second one.

    Raises:
        SameOfficer: both are the same person.
        NotAnOfficer: the second one holds no office.
    """
    first = check_two_officers(uow, confirmed_by)
    device = uow.get(Device, device_id)
    if device.ended_at is None:
        device.ended_at, device.ended_by = uow.now(), first
        uow.session.execute(
            update(WebSession)
            .where(WebSession.device_id == device_id, WebSession.ended_at.is_(None))
            .values(ended_at=uow.now())
        )
        told(uow, "web.device_ended", {"device": device.id, "by": [first, confirmed_by]})
