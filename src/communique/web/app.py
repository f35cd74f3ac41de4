"""The application: desks over an archive, the pages, their safety, and what they are made of."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from anyio import to_thread
from fastapi import Depends, FastAPI, Request, Response
from starlette.exceptions import HTTPException

from communique.compare import encoder as encoders
from communique.compare.anchors import anchors
from communique.compare.encoder_kept import Remembering
from communique.names import load
from communique.web import faults, pages
from communique.web.adding import Additions
from communique.web.adding.process import Options
from communique.web.analyser import Analyser
from communique.web.answers import EVERYWHERE, errors_told
from communique.web.assets import assets
from communique.web.briefs import Briefs
from communique.web.desks import Desks
from communique.web.exporting import Exports
from communique.web.front import Front
from communique.web.kept import Kept
from communique.web.openapi import describe, operation_id
from communique.web.registers import Registers
from communique.web.safety import guards
from communique.web.safety.forms import form_limits, genuine
from communique.web.settings import Settings

_FOR_EVER = "public, max-age=31536000, immutable"


def create_app(settings: Settings) -> FastAPI:
    """The application of a server. Raises `names-table` for tables that cannot be used."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # A request waits for a desk in its thread: more threads than this would only wait.
        to_thread.current_default_thread_limiter().total_tokens = 16
        if settings.warm:
            Thread(target=_warm, args=(app,), name="warm", daemon=True).start()
        yield
        app.state.analyser.close()
        app.state.additions.close()
        app.state.briefs.close()
        app.state.front.close()
        app.state.kept.close()
        app.state.desks.close()

    app = FastAPI(
        openapi_url=None,  # pages/api.py gives it, so that it is guarded and described like all
        generate_unique_id_function=operation_id,
        lifespan=lifespan,
        dependencies=[Depends(genuine)],
        form_limits=form_limits(settings.limits),
        responses=errors_told(*EVERYWHERE),
    )
    encoder = encoders.installed() if settings.encoder == "auto" else None
    app.state.settings = settings
    app.state.desks = Desks(
        settings.archive,
        names=load(settings.names),
        encoder=Remembering(encoder) if encoder else None,
        count=settings.desks,
    )
    app.state.kept = Kept(settings.archive, names=settings.names)
    app.state.registers = Registers(app.state.kept)
    app.state.front = Front(app.state.kept, app.state.desks)
    app.state.exports = Exports(settings.archive, app.state.desks.names)
    app.state.briefs = Briefs(app.state.desks, app.state.kept.state)
    app.state.additions = Additions(
        Options(
            archive=settings.archive,
            names=settings.names,
            vectors=encoder is not None,
            max_bytes=settings.limits.file_bytes,
            allow_private=settings.allow_private,
        )
    )
    app.state.analyser = Analyser(settings.names, max_bytes=settings.limits.file_bytes)
    faults.install(app)
    describe(app, settings)
    guards.install(app, settings)
    for router in pages.ROUTERS:
        app.include_router(router)
    app.add_api_route("/static/{digest}/{name}", _static, include_in_schema=False)
    return app


_FIRST = {
    "en": "The two sides met.",
    "ja": "両国は会談した。",
    "zh-Hant": "兩國會談。",
    "zh-Hans": "两国会谈。",
}
"""What is encoded and searched for names before anybody asks."""


def _warm(app: FastAPI) -> None:
    """Read what the first reader would else wait for, and begin what takes long."""
    with app.state.desks.taken() as desk:
        app.state.registers.promised(desk.archive)
        app.state.registers.measures(desk.archive)
        desk.library.series()
        app.state.front.timeline(desk)
        # Names, dates and weights of a language are read when they are first needed.
        for language, words in _FIRST.items():
            anchors(words, language, "en", names=desk.names)
            if desk.library.encoder is not None:
                desk.library.encoder.encode([words], language)
    app.state.kept.warm()


def _static(request: Request, digest: str, name: str) -> Response:
    asset = assets().get(name)
    if asset is None:
        raise HTTPException(404, "there is no such file")
    fresh = digest == asset.digest
    return Response(
        asset.data,
        media_type=asset.media_type,
        headers={"Cache-Control": _FOR_EVER if fresh else "no-cache"},
    )
