"""What the commands that fetch pages share: how they ask, and the option for hosts of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.read.fetching.robots import Manners

AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private", help="Fetch from hosts that are not on the public network, too."
    ),
]


def manners(*, allow_private: bool) -> Manners:
    """How this program asks for pages."""
    from communique.read.fetching.client import Client
    from communique.read.fetching.robots import Manners

    return Manners(Client(allow_private=allow_private))


def normal(address: str) -> str | None:
    """The identity of a page by its address; None for what is no address."""
    from communique.read.fetching.addresses import parse

    try:
        return parse(address).url
    except CommuniqueError:
        return None
