"""The names of rooms: short ones for a short link, made of the secret that only the presenter's page holds."""

from __future__ import annotations

import hashlib
import re
import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""No 0 and o, 1, i and l, which look alike on a wall."""

LENGTH = 6
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
VISIT = re.compile(r"[A-Za-z0-9_-]{16,32}")

_TURNS = 50_000
"""Whoever looks for a token with the id of another room needs this much longer: years, not minutes."""


def new_token() -> str:
    """A secret for a presenter's page."""
    return secrets.token_urlsafe(32)


def room_id(token: str) -> str:
    """The room of this secret: always the same, so that it is found again after the server was restarted."""
    total = int.from_bytes(hashlib.pbkdf2_hmac("sha256", token.encode(), b"nexus-atlas room", _TURNS))
    digits = ""
    for _ in range(LENGTH):
        total, digit = divmod(total, len(LETTERS))
        digits += LETTERS[digit]
    return digits


def lock(token: str) -> str:
    """What the server holds instead of the secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def opens(token: str, held: str) -> bool:
    """Whether this secret is the one."""
    return secrets.compare_digest(lock(token), held)


def written(id: str) -> str:
    """The id as it is held, whatever letters it was typed in."""
    return id.strip().lower()
