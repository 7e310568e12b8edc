"""The cast of every test: a small co-op with Ana, Bruno, Elsa and friends; Carla and Dario outside.

Ana is treasurer, Elsa coordinator, Gabi president, Hugo secretary, Irma and Juan scrutineers,
Bruno a member without office. Carla is a candidate; Dario is not on the roll at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coop.decisions import DecisionProof
from coop.people import usecases as people
from coop.people.queries import Coop
from coop.people.usecases import NewMandate, NewMember
from coop.records import usecases as records
from coop.store import Actor, UnitOfWork, writing
from coop.web import usecases as access
from coop.web.identity import token_sha256
from coop.web.secrets import hash_secret

FOUNDED = date(2026, 1, 5)
TERM = date(2028, 1, 1)
PASSWORD = "la tierra es nuestra"
PIN = "482915"
WHO = (
    ("ana", "Ana", "Acosta", "treasurer"),
    ("bruno", "Bruno", "Benítez", None),
    ("elsa", "Elsa", "Escobar", "coordinator"),
    ("gabi", "Gabi", "Gómez", "president"),
    ("hugo", "Hugo", "Herrera", "secretary"),
    ("irma", "Irma", "Ibáñez", "scrutineer"),
    ("juan", "Juan", "Juárez", "scrutineer"),
)
COOP = Coop(
    name="Cerámica del Sur",
    legal_name="Cooperativa de Trabajo Cerámica del Sur Ltda.",
    cuit="30500010912",
    matricula="12345",
    address="Ruta 7 km 1",
    city="Neuquén",
    province="Neuquén",
    currency="ARS",
    zone="America/Argentina/Buenos_Aires",
    founded_on=FOUNDED,
)


@dataclass
class Cast:
    """Keys of the members; `cast.ana` is Ana's, `cast.numbers["ana"]` her number."""

    ana: int = 0
    bruno: int = 0
    elsa: int = 0
    gabi: int = 0
    hugo: int = 0
    irma: int = 0
    juan: int = 0
    carla: int = 0
    proof: DecisionProof | None = None
    numbers: dict[str, int] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Somebody acting."""
        return Actor(member_id=getattr(self, name))


def proof(
    uow: UnitOfWork, *, number: str, kind: str = "assembly.text", subject: str = "0" * 64
) -> DecisionProof:
    """A carried decision as the assembly would record it, for tests of the other modules."""
    made = records.record_decision(
        uow, number=number, kind=kind, matter="ordinary", outcome="carried", subject=subject, facts={}
    )
    return DecisionProof(made.id, made.number, made.digest, kind, subject, uow.today())


def found(uow: UnitOfWork) -> Cast:
    """Found the co-op with the cast on its roll."""
    cast = Cast()
    cast.proof = proof(uow, number="2026-001", kind="assembly.founding")
    members = [NewMember(given, family, number=n) for n, (_key, given, family, _o) in enumerate(WHO, 1)]
    offices = [NewMandate(n, office, TERM) for n, (_k, _g, _f, office) in enumerate(WHO, 1) if office]
    keys = people.found_roll(uow, cast.proof, coop=COOP, members=members, mandates=offices)
    for n, ((key, *_rest), member_id) in enumerate(zip(WHO, keys, strict=True), 1):
        setattr(cast, key, member_id)
        cast.numbers[key] = n
    cast.carla = people.add_candidate(uow, NewMember("Carla", "Castro", number=8))
    cast.numbers["carla"] = 8
    return cast


def give_secrets(app: Flask, cast: Cast) -> None:
    """Give everybody of the cast the same PIN and password, and a badge `badge-<name>`."""
    with app.app_context():
        # The key of the hash is the application's own: hashes of another one do not match.
        hashes = {"pin": hash_secret(PIN), "password": hash_secret(PASSWORD)}
        with writing() as uow:
            for key, *_rest in WHO:
                member_id = getattr(cast, key)
                for kind, hashed in hashes.items():
                    access.issue_secret(uow, member_id, kind=kind, hashed=hashed, confirmed_by=None)
                badge = token_sha256(f"badge-{key}")
                access.issue_secret(uow, member_id, kind="badge", hashed=badge, confirmed_by=None)


class Browser:
    """A test client that fills in forms as a person does: it opens the page first."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, url: str) -> TestResponse:
        return self.client.get(url)

    def hidden(self, url: str) -> dict[str, str]:
        """The hidden fields of a page's own form, or of any form when there is but a button."""
        html = self.client.get(url).get_data(as_text=True)
        found = re.findall(r'<input[^>]*type="hidden"[^>]*>', html)
        pairs = [(re.search(r'name="([^"]*)"', f), re.search(r'value="([^"]*)"', f)) for f in found]
        return {n[1]: v[1] for n, v in pairs if n and v}

    def post(
        self, url: str, *, at: str | None = None, follow: bool = False, **fields: object
    ) -> TestResponse:
        """Send a form.

        Args:
            url: where to.
            at: the page that shows the form, when it is another one.
            follow: whether to follow the redirect.
            fields: what is filled in.
        """
        hidden = self.hidden(at or url)
        hidden.setdefault("request_id", "test-" + "x" * 16)
        data = {**hidden, **{k: v for k, v in fields.items() if v is not None}}
        return self.client.post(url, data=data, follow_redirects=follow)

    def sign_in(self, number: int, password: str = PASSWORD) -> TestResponse:
        """Sign in on an own device."""
        return self.post("/entrar", number=number, password=password)
