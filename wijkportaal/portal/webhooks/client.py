"""Posting to an address that somebody typed: short, only to the public internet, and without following it elsewhere."""

import socket
import ssl
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

# Seconds: for one step of the conversation, and for all of it (an answer may come a byte at a time).
PATIENCE, ALL_PATIENCE = 10, 20
MOST_BYTES = 2_000
GONE = 410


class NotDelivered(Exception):
    """A message that did not arrive; says why in Dutch. `status` is the answer, if there was one."""

    def __init__(self, message: str, *, status: int | None = None, milliseconds: int | None = None) -> None:
        super().__init__(message)
        self.status, self.milliseconds = status, milliseconds


@dataclass(frozen=True)
class Answer:
    """What an address answered: its status, and how long that took."""

    status: int
    milliseconds: int


def check_address(address: str) -> str:
    """Return why we send nothing to an address, in Dutch, or nothing when it may be tried. Asks no name server."""
    parts = urlsplit(address)
    try:
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return _("Dit is geen geldig adres.")
    if parts.username or parts.password:
        return _(
            "Zet geen naam of wachtwoord in het adres. De handtekening bewijst dat het bericht van ons komt."
        )
    if is_known(host):
        return ""
    if parts.scheme != "https":
        return _("Het adres begint met https://, zodat niemand meeleest.")
    try:
        is_open = ip_address(host).is_global
    except ValueError:
        is_open = "." in host and not host.endswith((".local", ".localhost", ".internal"))
    return "" if is_open else _("Dit adres ligt niet op het openbare internet.")


def is_known(host: str) -> bool:
    """Whether the installation trusts a host inside its own network."""
    return host in settings.WEBHOOK_HOSTS


def post(address: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Post a message and return the answer; anything but 2xx is NotDelivered."""
    parts = urlsplit(address)
    if fault := check_address(address):
        raise NotDelivered(fault)
    started = time.monotonic()
    connection = _connection(parts)
    # The limit for a whole conversation; each step has its own in the socket.
    watch = threading.Timer(ALL_PATIENCE, _cut, [connection])
    watch.daemon = True
    watch.start()
    try:
        path = parts.path or "/"
        connection.request("POST", f"{path}?{parts.query}" if parts.query else path, body, headers)
        response = connection.getresponse()
        response.read(MOST_BYTES)
        status = response.status
    except ssl.SSLError as error:
        raise NotDelivered(
            _("Het certificaat van het adres deugt niet."), milliseconds=_since(started)
        ) from error
    except (OSError, HTTPException, ValueError) as error:
        raise NotDelivered(_("Het adres is niet bereikbaar."), milliseconds=_since(started)) from error
    finally:
        watch.cancel()
        connection.close()
    taken = _since(started)
    if 200 <= status < 300:
        return Answer(status, taken)
    if 300 <= status < 400:
        message = _("Het adres stuurt door naar een ander adres (%(code)d). Vul dat adres in.")
    else:
        message = _("Het adres antwoordde met fout %(code)d.")
    raise NotDelivered(message % {"code": status}, status=status, milliseconds=taken)


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def _cut(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it ended meanwhile


def _connection(parts) -> HTTPConnection:
    """Return a connection to the number that was checked: a name that gives another one next time leads nowhere."""
    host, is_safe = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_safe else 80)
    number = _number_of(host, port)

    class Pinned(HTTPSConnection if is_safe else HTTPConnection):
        def connect(self) -> None:
            self.sock = socket.create_connection((number, port), PATIENCE)
            if is_safe:
                self.sock = self._context.wrap_socket(self.sock, server_hostname=host)

    return Pinned(host, port, timeout=PATIENCE)


def _number_of(host: str, port: int) -> str:
    try:
        found = [each[4][0] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise NotDelivered(_("Het adres bestaat niet.")) from error
    if not is_known(host) and not all(_is_open(number) for number in found):
        raise NotDelivered(_("Dit adres ligt niet op het openbare internet."))
    return found[0]


def _is_open(number: str) -> bool:
    """Whether a number is of the public internet; of one written as IPv6 also what it stands for."""
    found = ip_address(number.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)
