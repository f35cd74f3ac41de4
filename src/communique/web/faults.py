"""Errors as answers: one shape for programs, a page for people, never a stack trace."""

from __future__ import annotations

from uuid import uuid4

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from communique import errors
from communique.errors import CommuniqueError
from communique.web.answers import answer
from communique.web.safety.headers import HEADERS

STATUS: dict[type[CommuniqueError], int] = {
    errors.DocumentNotFound: 404,
    errors.FindingNotFound: 404,
    errors.AdditionNotFound: 404,
    errors.ArchiveLocked: 503,
    errors.ArchiveMissing: 503,
    errors.ArchiveUnusable: 503,
    errors.ServerBusy: 503,
    errors.InputTooLarge: 413,
    errors.ExportTooLarge: 413,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.RequestForged: 403,
    errors.RequestTooSlow: 408,
    errors.RequestTooLarge: 413,
    errors.MediaTypeUnsupported: 415,
    errors.TooManyAttempts: 429,
}
"""The status of errors that are not simply a wrong request (400)."""

_TITLES = {
    401: ("not-signed-in", "Sign in, or send a token."),
    403: ("not-allowed", "Ask whoever runs this server."),
    404: ("no-such-page", "Look at the address, or begin at the home page."),
    405: ("no-such-method", "OpenAPI at /openapi.json says which methods a route has."),
    413: ("too-large", "Send less at a time."),
    415: ("unsupported-format", "OpenAPI at /openapi.json says which media types a route takes."),
}


def install(app: FastAPI) -> None:
    """Answer every error of an application in the one shape."""
    app.add_exception_handler(CommuniqueError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unknown)


def fault(
    request: Request, status: int, *, code: str, message: str, advice: str, headers: object = None
) -> Response:
    """An error as an answer."""
    error = {"code": code, "message": message, "advice": advice}
    response = answer(
        request, "error.html", json={"error": error}, status=status, error=error, status_code=status
    )
    if isinstance(headers, dict):
        response.headers.update(headers)
    return response


def refusal(request: Request, error: CommuniqueError) -> Response:
    """An error as an answer, for the guards, which stand outside of the routes."""
    headers = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": "300"}}
    status = status_of(error)
    return fault(request, status, **error.to_json(), headers=headers.get(status))


def status_of(error: CommuniqueError) -> int:
    """The status of an error."""
    return next((s for kind, s in STATUS.items() if isinstance(error, kind)), 400)


def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, CommuniqueError)
    return refusal(request, error)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(
        f"{'.'.join(str(part) for part in each['loc'][1:])}: {each['msg']}"
        for each in error.errors()[:5]
    )
    return fault(
        request,
        422,
        code="invalid-request",
        message=told[:1000] or "the request does not fit",
        advice="OpenAPI at /openapi.json says what each route takes.",
    )


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, advice = _TITLES.get(error.status_code, ("refused", "Try again."))
    headers = dict(error.headers) if error.headers else {}
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_allowed(request))
    return fault(
        request,
        error.status_code,
        code=code,
        message=str(error.detail)[:500],
        advice=advice,
        headers=headers,
    )


def _allowed(request: Request) -> list[str]:
    """The methods of an address: each is a route of its own, of which the router names but one."""
    paths: dict[str, dict[str, object]] = request.app.openapi()["paths"]
    found = (
        methods for path, methods in paths.items() if compile_path(path)[0].match(request.url.path)
    )
    return sorted(method.upper() for method in next(found, {}))


def _unknown(request: Request, error: Exception) -> Response:
    number = uuid4().hex[:12]
    # The framework raises it again, and the server logs it with its trace: once, with the number.
    error.add_note(f"error {number} at {request.method} {request.url.path!r}")
    # This answer is given outside of the guards, which set these headers everywhere else.
    return fault(
        request,
        500,
        headers=HEADERS,
        code="internal",
        message=f"something went wrong (number {number})",
        advice="The server's log tells more under this number; please report it.",
    )
