"""How a route answers: a page of HTML to people, JSON to programs, from one value.

Who asks for `text/html` gets the page, everybody else JSON; `format=html` or `format=json` in the
address says it outright. A route declares its value's shape once, for OpenAPI:

    @page(router, "/documents", Documents)
    def documents(request: Request, …) -> Response:
        with desk_of(request) as desk:
            found = …
            return answer(request, "documents.html", json=…, found=found)
"""

from __future__ import annotations

import json as jsons
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from communique.report.around import parted
from communique.report.brief.phrases import Phrases
from communique.report.brief.sayings import value as field_value
from communique.report.page import words as escaped
from communique.report.series_words import series_words
from communique.version import __version__
from communique.web.assets import assets
from communique.web.contract import Errors
from communique.web.desks import Desk, Desks
from communique.web.words import LANGUAGES, Words, preferred

THEMES = ("auto", "light", "dark")
LANGUAGE_COOKIE, THEME_COOKIE = "communique-language", "communique-theme"
_YEAR = 365 * 24 * 3600


def _escaped(value: Any) -> Markup:
    """Words of a document as HTML, control characters as visible signs."""
    return Markup(escaped(str(value)))


_SIGNS = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"},
    **dict.fromkeys(range(0x7F, 0xA0), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}


def _printable(value: Any) -> Any:
    """A value as a template prints it: no control characters, nothing that is no UTF-8. What comes
    from an address is not passed through `shown`."""
    return value.translate(_SIGNS) if type(value) is str else value


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("communique.web", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["shown"] = _escaped
    made.globals["LANGUAGES"] = LANGUAGES
    made.globals["parted"] = parted
    made.globals["field_value"] = field_value
    made.globals["series_words"] = series_words
    made.globals["version"] = __version__
    made.globals["asset"] = lambda name: assets()[name].address
    return made


TEMPLATES = _environment()


def wants_json(request: Request) -> bool:
    """Whether JSON answers a request: it says so, or does not accept HTML."""
    asked = request.query_params.get("format")
    if asked in ("html", "json"):
        return asked == "json"
    return "text/html" not in request.headers.get("accept", "")


def desk_of(request: Request) -> AbstractContextManager[Desk]:
    """A desk for this request."""
    desks: Desks = request.app.state.desks
    return desks.taken()


def language_of(request: Request) -> str:
    """The language a reader chose in this address or before, else the browser's."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if chosen in LANGUAGES:
            return str(chosen)
    return preferred(request.headers.get("accept-language", ""))


def theme_of(request: Request) -> str:
    """Light, dark, or as the reader's system has it."""
    for chosen in (request.query_params.get("theme"), request.cookies.get(THEME_COOKIE)):
        if chosen in THEMES:
            return str(chosen)
    return "auto"


def phrases_of(request: Request) -> Phrases:
    """The words of codes, names, dates and amounts for this reader."""
    return Phrases.of(language_of(request), request.app.state.desks.names)


def address(path: str, /, **query: Any) -> str:
    """An address of the page with its query; what is empty is left out."""
    held = {name: value for name, value in query.items() if value not in (None, "", (), [])}
    return f"{path}?{urlencode(held, doseq=True)}" if held else path


def with_query(request: Request, **changed: Any) -> str:
    """This address with some of its query changed; None takes a parameter out."""
    left_out = {"lang", "theme", "format", *changed}
    query = [(k, v) for k, v in request.query_params.multi_items() if k not in left_out and v]
    query += [(k, str(v)) for k, v in changed.items() if v not in (None, "")]
    return f"{request.url.path}?{urlencode(query)}" if query else request.url.path


def context(request: Request) -> dict[str, Any]:
    """What every template may use."""
    words = Words(language_of(request))
    return {
        "request": request,
        "path": request.url.path,
        "query": request.query_params,
        "lang": words.language,
        "theme": theme_of(request),
        "t": words.say,
        "phrases": phrases_of(request),
        "address": address,
        "here": lambda **changed: with_query(request, **changed),
        "csrf": getattr(request.state, "csrf", ""),
        "user": getattr(request.state, "user", None),
        "may_write": getattr(request.state, "may_write", False),
    }


def rendered(request: Request, template: str, **values: Any) -> str:
    """The HTML of a template."""
    return TEMPLATES.get_template(template).render({**context(request), **values})


def answer(
    request: Request,
    template: str,
    *,
    json: Mapping[str, Any] | Callable[[], Mapping[str, Any]],
    status: int = 200,
    **values: Any,
) -> Response:
    """The answer to a request: `json` (or what it makes) for programs, else the template with
    `values`.
    """
    if wants_json(request):
        made = json() if callable(json) else json
        return json_response(made, status=status)
    response = Response(
        rendered(request, template, **values), status, media_type="text/html; charset=utf-8"
    )
    remember(request, response)
    return response


def json_response(value: Any, *, status: int = 200) -> Response:
    """JSON as all routes give it: UTF-8, no spaces, nothing that is no JSON."""
    text = jsons.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A lone surrogate of a document is no UTF-8: it is written as its escape.
    body = text.encode("utf-8", "backslashreplace")
    response = Response(body, status, media_type="application/json")
    response.headers["Vary"] = "Accept"
    return response


def remember(request: Request, response: Response) -> None:
    """Keep the language and theme that an address chose, and say what the answer depends on."""
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    for name, cookie, allowed in (
        ("lang", LANGUAGE_COOKIE, tuple(LANGUAGES)),
        ("theme", THEME_COOKIE, THEMES),
    ):
        chosen = request.query_params.get(name)
        if chosen in allowed:
            response.set_cookie(cookie, chosen, max_age=_YEAR, samesite="lax", httponly=True)


EVERYWHERE = (400, 401, 403, 404, 422, 429, 503)
"""Errors that any route may answer with: what guards it, what it is asked for, and an archive that
is at work. The application tells them of every route."""

ERRORS = {
    400: "The request does not fit: a date that is none, a host that is not this server.",
    401: "Nobody the server knows.",
    403: "This user may not, or another site may have sent it.",
    404: "There is no such thing here.",
    408: "The request was not sent in time.",
    409: "It has changed meanwhile, or is there already.",
    413: "More than the server takes.",
    415: "A media type that is not taken.",
    422: "A parameter or a body that does not fit.",
    429: "Too many wrong tokens.",
    503: "The archive cannot be asked now.",
}


ERRORS_OF_WRITES = (400, 408, 413, 415)
"""Errors that a route which takes a body may answer with besides."""


def errors_told(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Errors as OpenAPI tells them."""
    return {code: {"model": Errors, "description": ERRORS[code]} for code in sorted({*codes})}


def page(
    router: APIRouter,
    path: str,
    shape: Any,
    *,
    method: Literal["get", "post", "put", "delete", "patch"] = "get",
    status: int = 200,
    errors: tuple[int, ...] = (400, 404),
    also: tuple[str, ...] = (),
    **options: Any,
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Declare a route that answers with HTML or JSON of a `shape` (a TypedDict). `also`: media
    types of the same in other formats.
    """
    told: dict[int | str, dict[str, Any]] = {
        status: {
            "model": shape,
            "description": "The value as JSON, or as a page for browsers.",
            "content": {each: {"schema": {"type": "string"}} for each in ("text/html", *also)},
        }
    }
    if method != "get":
        told[303] = {"description": "Done; a browser goes on to the page that shows it."}
    writes = () if method == "get" else ERRORS_OF_WRITES
    told |= errors_told(*errors, *writes)
    register: Callable[..., Any] = getattr(router, method)
    made: Callable[[Callable[..., Response]], Callable[..., Response]] = register(
        path, response_model=None, status_code=status, responses=told, **options
    )
    return made
