"""What the server signs: the cookie of who has signed in, and the token of a form.

The secret lives as long as the process: after a restart people sign in again and load a form again.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import time
from hashlib import sha256

LASTS = 12 * 3600
"""Seconds that a sign-in holds."""


class Sessions:
    """Signs and tells what it has signed."""

    def __init__(self, secret: bytes | None = None) -> None:
        self._secret = secret or secrets.token_bytes(32)

    def _signature(self, purpose: str, text: str) -> str:
        made = hmac.new(self._secret, f"{purpose}\n{text}".encode(), sha256).digest()
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def begin(self, key: str) -> str:
        """A session of whoever has shown the token with this key."""
        value = [key, int(time.time()) + LASTS, secrets.token_hex(8)]
        told = base64.urlsafe_b64encode(json.dumps(value).encode()).decode()
        return f"{told}.{self._signature('session', told)}"

    def key(self, session: str) -> str | None:
        """The key a session was begun with; None for one that is over or not of this server."""
        told, _, signature = session.partition(".")
        if not hmac.compare_digest(
            self._signature("session", told).encode(), signature.encode("utf-8", "replace")
        ):
            return None
        key, until, _ = json.loads(base64.urlsafe_b64decode(told))
        return str(key) if time.time() < until else None

    def form_token(self, holder: str) -> str:
        """The token of forms that are shown to a holder: a session, or a user's name."""
        return self._signature("form", holder)

    def is_form_token(self, token: str, holder: str) -> bool:
        """Whether a form that was shown to this holder carries the token."""
        made = self.form_token(holder).encode()
        return hmac.compare_digest(made, token.encode("utf-8", "replace"))
