"""The law of signing in: how long wrong guesses wait, how long a session lives."""

from __future__ import annotations

from datetime import datetime, timedelta

from coop.kernel.errors import N_, CoopError, Forbidden, Invalid

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)

TERMINAL_LIFE = timedelta(minutes=3)
OWN_IDLE = timedelta(minutes=30)
OWN_LIFE = timedelta(hours=12)
SLACK = timedelta(minutes=1)
"""How far a clock that is being corrected may go back without ending sessions."""

WEAK_PINS = frozenset({"123456", "654321", "012345", "543210", "121212", "123123", "112233", "102030"})
SHORTEST_PASSWORD = 8


TITLES = {
    "pin": N_("PIN"),
    "badge": N_("Badge"),
    "password": N_("Password"),
    "start": N_("Start password"),
}
"""Kinds of secrets, and the ways of signing in."""


class SignInFailed(CoopError):
    message = N_(
        "That does not match. Check the number and try again; after five wrong tries there is a wait."
    )
    status = 401


class TooManyTries(CoopError):
    message = N_("Too many wrong tries. Wait %(seconds)s seconds, or sign in on another device.")
    status = 429


class WeakPin(Invalid):
    message = N_("That PIN is too easy to guess. Choose six digits that are not in order and not repeated.")


class ShortPassword(Invalid):
    message = N_("A password has at least 8 characters. Several words together are easy to remember.")


class SameOfficer(Invalid):
    message = N_("Two different officers are needed. Ask another officer to type her number and password.")


class NotAnOfficer(Forbidden):
    message = N_("The second person holds no office now. Ask another officer.")


class BadgeTaken(CoopError):
    message = N_("That badge belongs to somebody already. Use another badge.")


class NothingNew(Invalid):
    message = N_("Type a new PIN or a new password.")


class NothingGiven(Invalid):
    message = N_("Type a new PIN or password, or scan a badge.")


class NoSuchNumber(CoopError):
    message = N_("There is no member number %(number)s. Look it up in the roll.")
    status = 422


class OwnPasswordsThere(CoopError):
    message = N_("Two officers have passwords of their own already. They give out new ones, under My access.")


class OwnPasswordFirst(Forbidden):
    message = N_("You came in with a start password. Choose a password of your own first.")


class SignInNeeded(CoopError):
    message = N_("Sign in to go on.")
    status = 401


class NotAllowed(Forbidden):
    message = N_("This is for: %(who)s. If you think it is your task, ask the assembly for the mandate.")


class PasswordNeeded(Forbidden):
    message = N_("This asks for your password. Sign in with it on a phone or PC.")


def wait_after(failures: int) -> timedelta:
    """How long a member waits at one device after a number of wrong tries in a row.

    Nothing for the first four; 30 s at the fifth, doubling with each further one up to 15 min:
    at most about a hundred guesses a day, one in ten thousand of six digits.
    """
    if failures < FREE_TRIES:
        return timedelta()
    doublings = min(failures - FREE_TRIES, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def is_alive(*, created: datetime, seen: datetime, now: datetime, terminal: bool) -> bool:
    """Whether a session may still be used.

    At a terminal it lives three minutes; on an own device twelve hours, and half an hour without
    use. A clock set back by more than `SLACK` kills it: nobody can tell how long it has lived.
    """
    if now < created - SLACK or now < seen - SLACK:
        return False
    if terminal:
        return now - created < TERMINAL_LIFE
    return now - created < OWN_LIFE and now - seen < OWN_IDLE


def check_pin(pin: str, *, forbidden: frozenset[str] = frozenset()) -> None:
    """Refuse a PIN that is not six digits or is easily guessed.

    Args:
        pin: what the member chose.
        forbidden: further ones, such as the birthday or the member's number.

    Raises:
        WeakPin: too easy, or not six digits.
    """
    easy = pin in WEAK_PINS or pin in forbidden or len(set(pin)) < 3
    if len(pin) != 6 or not pin.isdecimal() or easy:
        raise WeakPin()


def check_password(password: str) -> None:
    """Refuse a password that is too short.

    Raises:
        ShortPassword: fewer than 8 characters without the blanks around them (OWASP ASVS 5.0, 6.2.1).
    """
    if len(password.strip()) < SHORTEST_PASSWORD:
        raise ShortPassword()
