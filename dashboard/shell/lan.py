"""Under which addresses phones reach this server, and the same as QR codes. Nothing leaves the machine for it."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import segno
import streamlit as st

_ROUTES = Path("/proc/net/fib_trie")
"""Where Linux lists the addresses that are its own; elsewhere the name of the machine leads to them."""

_LOCAL = re.compile(r"\|-- (\d+\.\d+\.\d+\.\d+)\n\s+/32 host LOCAL")
_BRIDGE = re.compile(r"172\.\d+\.0\.1")
"""What containers on this machine are behind, mostly: offered last."""

_SOMEWHERE = ("10.255.255.255", "172.31.255.255", "192.168.255.255")
_EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104 - compared with, not listened on


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An address of a room, in full and as a QR code (the `src` of an image)."""

    url: str
    qr: str
    is_loopback: bool


def ways(asked: str, path: str) -> tuple[Way, ...]:
    """Where phones find `path`, the likeliest first. `asked` is where the presenter's page has this server.

    A name that is not this machine's own for itself is the one to use: it works for whoever reads it.
    """
    parts = urlsplit(asked)
    return tuple(_way(parts, host, path) for host in _hosts(parts.hostname or "localhost"))


def _hosts(asked: str) -> tuple[str, ...]:
    own = own_addresses() if _listens_to_all() else ()
    if is_loopback(asked):
        return own or (asked,)
    return tuple(dict.fromkeys((asked, *own))) if asked in own else (asked,)


def _way(parts: SplitResult, host: str, path: str) -> Way:
    name = f"[{host}]" if ":" in host else host
    url = f"{parts.scheme}://{name}{f':{parts.port}' if parts.port else ''}{parts.path.rstrip('/')}/{path}"
    drawn = segno.make_qr(url, error="m").svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
    return Way(url=url, qr=drawn, is_loopback=is_loopback(host))


def is_loopback(host: str) -> bool:
    """Whether only this machine itself has a server at this host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _listens_to_all() -> bool:
    return (st.get_option("server.address") or "") in _EVERYWHERE


def own_addresses() -> tuple[str, ...]:
    """The IPv4 addresses of this machine in its networks, the one that leads out of here first."""
    listed = _listed(_ROUTES.read_text(encoding="ascii")) if _ROUTES.is_file() else _by_name()
    found = dict.fromkeys((*_outward(), *sorted(listed, key=lambda one: (bool(_BRIDGE.fullmatch(one)), one))))
    return tuple(one for one in found if _is_of_a_network(one))


def _listed(routes: str) -> set[str]:
    return set(_LOCAL.findall(routes))


def _by_name() -> set[str]:
    try:
        return {str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    except OSError:
        return set()


def _outward() -> Iterable[str]:
    """The address that packets would carry; none is sent, a UDP socket only asks the system for the way."""
    for there in _SOMEWHERE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((there, 9))
            except OSError:
                continue
            yield str(probe.getsockname()[0])


def _is_of_a_network(address: str) -> bool:
    own = ipaddress.ip_address(address)
    return not (own.is_loopback or own.is_link_local or own.is_unspecified)
