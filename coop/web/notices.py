"""Notices: what everybody, or one member, should know; shown at the terminal and at home."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import or_, select

from coop.kernel.sentences import Sentence, from_json, to_json
from coop.store import UnitOfWork
from coop.web.tables import Notice

LIFE = timedelta(days=7)

About = Literal["access", "agreements", "assembly", "data", "offices", "pay", "shifts", "split"]
"""What a notice is about; the terminal, which knows all pages, leads to it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in force.

    Attributes:
        about: what it is about, or None; see `About`.
        key: of the assembly or split it is about.
    """

    sentence: Sentence
    about: str | None
    key: int | None
    at: datetime
    personal: bool


def notify(
    uow: UnitOfWork,
    sentence: Sentence,
    *,
    member_ids: Iterable[int] | None = None,
    until: datetime | None = None,
    about: About | None = None,
    key: int | None = None,
) -> None:
    """Tell everybody, or some members, from now until an instant.

    Args:
        uow: the unit of work.
        sentence: what to tell.
        member_ids: whom; None is everybody.
        until: exclusive; a week when absent.
        about: what it is about, so that it leads there.
        key: of the assembly or split it is about.
    """
    now = uow.now()
    for member_id in member_ids if member_ids is not None else (None,):
        uow.session.add(
            Notice(
                member_id=member_id,
                sentence=to_json(sentence),
                about=about,
                key=key,
                created_at=now,
                until=until or now + LIFE,
            )
        )


def notices(uow: UnitOfWork, member_id: int | None) -> tuple[Told, ...]:
    """What is in force for everybody and, if given, for one member; the newest first."""
    mine = (
        Notice.member_id.is_(None)
        if member_id is None
        else or_(Notice.member_id.is_(None), Notice.member_id == member_id)
    )
    rows = uow.session.scalars(
        select(Notice)
        .where(mine, Notice.until > uow.now())
        .order_by(Notice.created_at.desc(), Notice.id.desc())
    )
    return tuple(
        Told(from_json(r.sentence), r.about, r.key, r.created_at, r.member_id is not None) for r in rows
    )
