"""The guards around the application, from the outside to the inside:

headers that browsers go by, the host and the site that ask, how much is sent and how long it takes,
who asks and whether they may, a note of what was written.
"""

from __future__ import annotations

from fastapi import FastAPI

from communique.web.safety.audit import Audit, Noted
from communique.web.safety.forms import EmptyFields
from communique.web.safety.headers import Headers
from communique.web.safety.hosts import Hosts
from communique.web.safety.identity import Door, Identity
from communique.web.safety.measured import Measured
from communique.web.settings import Settings


def install(app: FastAPI, settings: Settings) -> None:
    """Put the guards around an application; the last one added sees a request first.

    Raises `server-exposed` and `server-settings`.
    """
    settings.access.check(settings.host)
    app.state.audit = Audit(settings.archive)
    app.state.door = Door(settings.access)
    app.add_middleware(EmptyFields)
    app.add_middleware(Noted)
    app.add_middleware(Identity, door=app.state.door)
    app.add_middleware(Measured, limits=settings.limits)
    app.add_middleware(Hosts, host=settings.host, hostnames=settings.access.hostnames)
    app.add_middleware(Headers)
