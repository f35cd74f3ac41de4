"""`/sign-in` and `/sign-out`: a token shown once for a cookie that holds for a working day."""

from __future__ import annotations

import time
from typing import Annotated, NotRequired

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import StringConstraints
from typing_extensions import TypedDict

from communique.errors import NotSignedIn
from communique.web.answers import answer, json_response, page, wants_json
from communique.web.bodies import body, local, taken
from communique.web.safety.access import User, within
from communique.web.safety.audit import note
from communique.web.safety.identity import COOKIE, SAFE_COOKIE, Door
from communique.web.safety.sessions import LASTS

router = APIRouter(tags=["access"])

Next = Annotated[str, StringConstraints(max_length=2000)]


class Who(TypedDict):
    """A user of the server."""

    name: str
    role: str


class SignedIn(TypedDict):
    """Who asks, and what they may do. `asks`: whether the server wants to know who comes."""

    user: Who | None
    may_write: bool
    asks: bool


class SignIn(TypedDict):
    """A token to sign in with. `next`: the path to go on to (for browsers)."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    next: NotRequired[Next | None]


class SignOut(TypedDict):
    """Nothing needs to be said."""


@page(router, "/sign-in", SignedIn, errors=())
def sign_in_page(
    request: Request,
    next: Annotated[str | None, Query(max_length=2000, description="The path to go on to.")] = None,
) -> Response:
    """Say who asks and whether they may write; a browser gets a form for a token."""
    return _form(request, next=local(next, default="/"))


@page(router, "/sign-in", SignedIn, method="post", errors=(), openapi_extra=taken(SignIn))
def sign_in(request: Request, given: Annotated[SignIn, Depends(body(SignIn))]) -> Response:
    """Sign in with a token: sets a cookie. Programs send the token with each request instead, as
    `Authorization: Bearer TOKEN`.
    """
    there, goes_on = door(request), local(given.get("next"), default="/")
    try:
        user, key = there.shown(request, given["token"].strip())
    except NotSignedIn:
        time.sleep(there.attempts.pause)
        if wants_json(request):
            raise
        return _form(request, next=goes_on, wrong=True)
    request.state.user = user
    note(request, "signed-in")
    may_write = user.role == "editor" and not there.access.read_only
    response: Response
    if wants_json(request):
        response = json_response(_told(user, may_write=may_write, request=request))
    else:
        response = RedirectResponse(goes_on, 303)
    safe = is_https(request)
    response.set_cookie(
        SAFE_COOKIE if safe else COOKIE,
        there.sessions.begin(key),
        max_age=LASTS,
        httponly=True,
        samesite="strict",
        secure=safe,
    )
    return response


@page(router, "/sign-out", SignedIn, method="post", errors=(), openapi_extra=taken(SignOut))
def sign_out(request: Request, given: Annotated[SignOut, Depends(body(SignOut))]) -> Response:
    """Sign out of this browser."""
    if request.state.user is None:
        raise NotSignedIn("nobody is signed in")
    note(request, "signed-out")
    response: Response
    if wants_json(request):
        response = json_response(_told(None, may_write=False, request=request))
    else:
        response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    response.delete_cookie(SAFE_COOKIE, httponly=True, samesite="strict", secure=True)
    return response


def door(request: Request) -> Door:
    """What tells the users of this server."""
    found: Door = request.app.state.door
    return found


def is_https(request: Request) -> bool:
    """Whether a browser asks over HTTPS, as far as this server or its proxy can tell."""
    access = door(request).access
    direct = request.client.host if request.client else ""
    if access.proxy_header and within(direct, access.proxies):
        return request.headers.get("x-forwarded-proto", request.url.scheme) == "https"
    return request.url.scheme == "https"


def _form(request: Request, *, next: str, wrong: bool = False) -> Response:
    state = request.state
    return answer(
        request,
        "sign-in.html",
        json=_told(state.user, may_write=state.may_write, request=request),
        status=401 if wrong else 200,
        next=next,
        asks=door(request).tokens is not None,
        wrong=wrong,
    )


def _told(user: User | None, *, may_write: bool, request: Request) -> SignedIn:
    return {
        "user": Who(name=user.name, role=user.role) if user else None,
        "may_write": may_write,
        "asks": not door(request).access.open,
    }
