"""Who may write into the register from the page: a logged-in person whose confirmed address is on the list."""

from __future__ import annotations

from collections.abc import Collection, Mapping

VARIABLE = "NEXUS_ATLAS_STEWARDS"
"""The e-mail addresses of the stewards, with commas or spaces between them."""

_WHICH = ("iss", "sub", "email", "iat", "nonce")
"""What tells one login from another, of the same person too."""


def allowed(listed: str) -> frozenset[str]:
    """The addresses of a list."""
    return frozenset(one.lower() for one in listed.replace(",", " ").split() if "@" in one)


def is_steward(user: Mapping[str, object], allowed: Collection[str]) -> bool:
    """Whether the login is complete, its address is confirmed by the provider, and on the list.

    Only the values of a real login count: `True`, not a word that looks like it.
    """
    email = user.get("email")
    logged_in = user.get("is_logged_in") is True and user.get("email_verified") is True
    return logged_in and isinstance(email, str) and email.strip().lower() in allowed


def login(user: Mapping[str, object]) -> tuple[str, ...]:
    """What a login is known by, in whichever tab it is used."""
    return tuple(str(user.get(name, "")) for name in _WHICH)
