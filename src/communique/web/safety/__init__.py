"""What keeps strangers out and documents in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

from communique.web.safety.forms import EmptyFields
from communique.web.safety.headers import Headers

if TYPE_CHECKING:
    from communique.web.settings import Settings


def install(app: FastAPI, settings: Settings) -> None:
    """Put the guards around an application; the last one added sees a request first."""
    app.add_middleware(EmptyFields)
    app.add_middleware(Headers)
