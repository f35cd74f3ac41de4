"""The style sheet and scripts of the page: read once, named by their content, kept by browsers.

`static/css/*.css` are one sheet, in the order of their names, and with them what draws a brief,
which holds within `.sheet`; `static/js/*.js` are modules by themselves. The address of each holds
the hash of what is served, so it may be kept for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources

from communique.report.brief.html import sheet

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    name: str
    data: bytes
    media_type: str
    digest: str

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"/static/{self.digest}/{self.name}"


@cache
def assets() -> dict[str, Asset]:
    """All of them by name: `app.css`, and each script."""
    static = resources.files("communique.web") / "static"
    sheets = sorted((static / "css").iterdir(), key=lambda each: each.name)
    brief = f".sheet {{\n{sheet('blocks.css')}}}\n"
    ages = (resources.files("communique.report") / "ages.css").read_bytes()
    made = {"app.css": ages + b"".join(each.read_bytes() for each in sheets) + brief.encode()}
    for each in (static / "js").iterdir():
        made[each.name] = each.read_bytes()
    return {
        name: Asset(name, data, _TYPES[name.rpartition(".")[2]], sha256(data).hexdigest()[:12])
        for name, data in made.items()
    }
