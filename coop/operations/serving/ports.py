"""Ports and addresses of this machine."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import urllib.error
import urllib.request

from coop.kernel.errors import N_, CoopError


class PortTaken(CoopError):
    message = N_("Port %(port)s is taken by another program. Try: --port %(next)s")


class CannotListen(CoopError):
    message = N_("Cannot listen on %(host)s port %(port)s: %(said)s")


def check_free(host: str, port: int) -> None:
    """See that nobody listens on a port.

    Raises:
        PortTaken: somebody does.
        CannotListen: the address is not this machine's, or the port needs an administrator.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == 98:
                raise PortTaken(port=str(port), next=str(port + 1)) from error
            raise CannotListen(host=host, port=str(port), said=error.strerror) from error


def is_this_machine_only(host: str) -> bool:
    """Whether only programs of this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def answers(url: str, trust: ssl.SSLContext | None = None) -> bool:
    """Whether a page answers with a success within two seconds."""
    try:
        with urllib.request.urlopen(url, timeout=2, context=trust) as response:  # noqa: S310  # made here
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False
