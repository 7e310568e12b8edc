"""The law of papers: what is printed, what its fingerprint stands for, who may read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from coop.kernel.canonical import digest, plain
from coop.kernel.errors import N_, CoopError, Sentence
from coop.kernel.sentences import to_json

PENDING = "pending"
ISSUED = "issued"

FOR_MEMBERS = "documents:paper:list"
"""What a paper of the whole co-op asks of its reader."""
PERSONAL = "documents:personal:read"
"""What a paper of one member asks of everybody but her, unless it names another permission."""

PAPER_OF_A_MEMBER = Sentence(N_("Paper of a member"))
"""What the public check says of a personal paper that names nothing better."""


class OutsideReached(CoopError):
    message = N_(
        "This paper tried to fetch something from outside (%(what)s) and was not made. "
        "Remove the address from its text."
    )
    status = 422


class NotYetMade(CoopError):
    message = N_("This paper is still being made. Open it again in a minute.")
    status = 404


class PaperBroken(CoopError):
    message = N_("The archive no longer holds this paper as it was issued. Restore it from a back-up.")
    status = 500


class NobodyMakes(CoopError):
    message = N_("This version of the program does not know how to make this kind of paper: %(kind)s.")


class AlreadyIssued(CoopError):
    message = N_("This paper was issued already and cannot be changed. Issue a new one that corrects it.")


class Draft(NamedTuple):
    """What a paper is made of.

    Attributes:
        template: path below `templates/`, such as `papers/payroll_payslip.html`.
        context: what the template shows; frozen values, no rows.
        attachment: the same facts for machines; canonical JSON inside the PDF.
        language: of the paper.
    """

    template: str
    context: Mapping[str, Any]
    attachment: Mapping[str, Any]
    language: str = "es_AR"


Maker = Callable[[Any, str], tuple[Any, ...]]
"""Makes the draft of a paper: (uow, ref) -> Draft, or a tuple of its fields."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The co-op at the head of its papers; empty texts are left out."""

    name: str
    legal_name: str = ""
    cuit: str = ""
    matricula: str = ""
    address: str = ""


def envelope(
    kind: str, ref: str, *, title: Sentence, issued_on: date, data: Mapping[str, Any]
) -> dict[str, Any]:
    """The facts of a paper as they are attached to it; their digest is its fingerprint.

    Kind and reference stand beside the data, so two papers never have one fingerprint.
    """
    found = plain(
        {"kind": kind, "ref": ref, "title": to_json(title), "issued_on": issued_on, "data": data},
    )
    assert isinstance(found, dict)
    return found


def paper_digest(facts: Mapping[str, Any]) -> str:
    """The digest that a paper prints as its fingerprint: of its facts, not of its pixels.

    References:
        RFC 8785 (canonical JSON), FIPS 180-4 (SHA-256).
    """
    return digest(facts)
