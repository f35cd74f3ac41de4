"""What a server is told when it starts: which archive, for whom, and how much it will take."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.web.safety.access import Access

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may bring: bytes of a file and of all, files, fields of a form, seconds to
    send them in.
    """

    file_bytes: int = 32 * MIB
    request_bytes: int = 256 * MIB
    files: int = 200
    fields: int = 500
    form_bytes: int = 8 * MIB
    upload_seconds: float = 300.0
    request_seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One server. `archive` and `names` are paths; `encoder` as the command line names it; `warm`:
    begin to work out answers over the whole archive (web/kept.py) before anybody asks.
    """

    archive: str
    names: tuple[str, ...] = ()
    encoder: str = "auto"
    host: str = "127.0.0.1"
    port: int = 8470
    access: Access = field(default_factory=Access)
    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False
    desks: int = 3
    warm: bool = False
