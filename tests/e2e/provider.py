"""An OpenID provider of the tests' own on this machine: whoever is set as `person` is logged in at once.

It speaks the authorization code flow with PKCE (RFC 7636) and refuses what a real one would refuse. The app is told to
go through it as a proxy to everywhere else, so that a request that would leave the machine ends here and is noted.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "atlas", secrets.token_urlsafe(24)
_KID = "tests"
_VALID_S = 300


@dataclass(kw_only=True)
class Provider:
    """Its address without a slash at the end, who logs in next, what it gave out and what it was asked."""

    url: str = ""
    person: dict[str, object] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": _KID, "use": "sig", "alg": "RS256"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Code -> what was asked for with it; a code is good for one use."""

    sessions: set[str] = field(default_factory=set)
    """The ID tokens that stand: logging out takes one back."""

    outside: list[str] = field(default_factory=list)
    """Requests that would have left this machine."""

    def secrets(self) -> str:
        """Streamlit's file of secrets for an app that logs in here."""
        return (
            '[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
            f'cookie_secret = "{secrets.token_urlsafe(32)}"\nclient_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
            f'server_metadata_url = "{self.url}/.well-known/openid-configuration"\n'
        )

    def environment(self) -> dict[str, str]:
        """What makes the app's server ask here for everything that is not on this machine."""
        ways = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), self.url) | {"NO_PROXY": "127.0.0.1"}
        return ways | {name.lower(): value for name, value in ways.items()}

    def metadata(self) -> dict[str, object]:
        """Where everything is (OpenID Connect Discovery 1.0)."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "end_session_endpoint": f"{self.url}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes back to, with a code. Raises `KeyError` or `ValueError` for what is refused."""
        right = {"client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256"}
        if right.items() - asked.items() or "openid" not in asked["scope"].split():
            raise ValueError(asked)
        code = secrets.token_urlsafe(16)
        self.codes[code] = {name: asked[name] for name in ("code_challenge", "nonce", "redirect_uri")}
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str], credentials: str) -> dict[str, object]:
        """The tokens for a code and its verifier. Raises `KeyError` or `ValueError` for what is refused."""
        given = self.codes.pop(asked["code"])
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (challenge, asked["redirect_uri"]) != (given["code_challenge"], given["redirect_uri"]):
            raise ValueError(asked)
        if asked["grant_type"] != "authorization_code" or credentials != f"Basic {basic}":
            raise ValueError(asked)
        token = self.signed(given["nonce"])
        self.sessions.add(token)
        return {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": token}

    def signed(self, nonce: str) -> str:
        """An ID token of the person."""
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + _VALID_S, "nonce": nonce, **self.person}
        return jwt.encode({"alg": "RS256", "kid": _KID}, claims, self.key)

    def logout(self, asked: dict[str, str]) -> str:
        """Where the browser goes after a login was taken back. Raises `KeyError` for a login that does not stand."""
        self.sessions.remove(asked["id_token_hint"])
        return asked["post_logout_redirect_uri"]


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that runs until the block ends."""
    own = Provider()
    with _Server(own) as server:
        own.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield own
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    """The server of one provider."""

    def __init__(self, own: Provider) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.own = own


class _Handler(BaseHTTPRequestHandler):
    """Answers as the provider says; what it refuses is a bad request."""

    @property
    def own(self) -> Provider:
        assert isinstance(self.server, _Server)
        return self.server.own

    def do_GET(self) -> None:
        if not self.path.startswith("/"):
            self.do_CONNECT()
            return
        parts, asked = urlsplit(self.path), dict(parse_qsl(urlsplit(self.path).query))
        ways = {"/authorize": self.own.authorize, "/logout": self.own.logout}
        keys: dict[str, object] = {"keys": [self.own.key.as_dict(private=False)]}
        pages = {"/.well-known/openid-configuration": self.own.metadata(), "/jwks": keys}
        try:
            if parts.path in ways:
                self._on(ways[parts.path](asked))
            else:
                self._told(pages[parts.path])
        except (KeyError, ValueError):
            self.send_error(HTTPStatus.BAD_REQUEST)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            self._told(self.own.token(dict(parse_qsl(body)), self.headers.get("Authorization", "")))
        except (KeyError, ValueError):
            self.send_error(HTTPStatus.BAD_REQUEST)

    def do_CONNECT(self) -> None:
        self.own.outside.append(self.path)
        self.send_error(HTTPStatus.BAD_GATEWAY)

    def _on(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", to)
        self.end_headers()

    def _told(self, content: Mapping[str, object]) -> None:
        body = json.dumps(content).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: what matters is noted."""
