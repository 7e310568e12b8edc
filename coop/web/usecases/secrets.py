"""Giving out PINs, passwords and badges."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from coop.kernel.sentences import N_, Sentence
from coop.store import UnitOfWork
from coop.web import identity, rules
from coop.web.identity import Person
from coop.web.notices import notify
from coop.web.tables import Secret, WebSession
from coop.web.usecases.book import told
from coop.web.usecases.officers import is_officer
from coop.web.usecases.sessions import end_sessions

CHANGED = N_("%(at)s: your secret was changed (%(what)s). If you did not want that, tell two officers now.")


def issue_secret(
    uow: UnitOfWork,
    member_id: int,
    *,
    kind: str,
    hashed: str,
    confirmed_by: int | None,
    session_id: int | None = None,
) -> None:
    """Replace a member's PIN, password or badge; she is signed out everywhere and told of it.

    Args:
        uow: the unit of work; its actor is the issuing officer, or the member herself.
        member_id: whose secret it is.
        kind: "pin", "password", "badge" or "start".
        hashed: from `hash_secret`, for a badge `token_sha256` of what the scanner reads.
        confirmed_by: the second officer; None when the member changes her own.
        session_id: the session in which she changes her own, which goes on.

    Raises:
        BadgeTaken: the badge is somebody's.
    """
    if kind == "badge" and uow.session.scalar(
        select(Secret.id).where(Secret.kind == "badge", Secret.hashed == hashed, Secret.ended_at.is_(None))
    ):
        raise rules.BadgeTaken()
    uow.session.execute(
        update(Secret)
        .where(
            Secret.member_id == member_id,
            Secret.kind.in_((kind, "start") if kind == "password" else (kind,)),
            Secret.ended_at.is_(None),
        )
        .values(ended_at=uow.now())
    )
    uow.add(
        Secret(
            member_id=member_id,
            kind=kind,
            hashed=hashed,
            created_at=uow.now(),
            issued_by=uow.actor.member_id,
            confirmed_by=confirmed_by,
        )
    )
    end_sessions(uow, member_id, but=session_id)
    if session_id is not None and kind == "password":
        uow.get(WebSession, session_id).how = "password"
    if uow.actor.member_id is not None:
        facts = {"what": Sentence(rules.TITLES[kind]), "at": uow.now()}
        notify(uow, Sentence(CHANGED, facts), member_ids=[member_id], about="access")
    if uow.actor.member_id != member_id:
        told(
            uow,
            "web.secret_issued",
            {"member": member_id, "kind": kind, "by": [uow.actor.member_id, confirmed_by]},
        )


def give_start_passwords(uow: UnitOfWork, numbers: Sequence[int], hashes: Sequence[str]) -> list[Person]:
    """Give two officers passwords for the start, before anybody can give out anything.

    Somebody at the machine itself runs this; whoever has two officers with passwords of their own
    needs it no more, and it is refused.

    Args:
        uow: the unit of work, of the program itself.
        numbers: two different members' numbers.
        hashes: from `hash_secret`, one each.

    Raises:
        SameOfficer: not two different numbers.
        NoSuchNumber: nobody has it.
        NotAnOfficer: one of them holds no office today.
        OwnPasswordsThere: two officers can sign in already, or one of these two can.
    """
    found = [identity.find_person_by_number(uow.session, n) for n in numbers]
    people = [p for p in found if p is not None]
    if len(people) < len(found):
        raise rules.NoSuchNumber(number=numbers[found.index(None)])
    if len({p.member_id for p in people}) != 2:
        raise rules.SameOfficer()
    if not all(p.active and is_officer(uow, p.member_id) for p in people):
        raise rules.NotAnOfficer()
    own = uow.session.scalars(
        select(Secret.member_id).where(Secret.kind == "password", Secret.ended_at.is_(None)).distinct()
    )
    able = {member_id for member_id in own if is_officer(uow, member_id)}
    if len(able) > 1 or able & {p.member_id for p in people}:
        raise rules.OwnPasswordsThere()
    for person, hashed in zip(people, hashes, strict=True):
        issue_secret(uow, person.member_id, kind="start", hashed=hashed, confirmed_by=None)
    return people
