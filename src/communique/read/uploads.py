"""Files that came without a path of their own: uploaded, with a label that a stranger chose.

The label says what to call a file and, as a folder that was dropped as a whole keeps its structure,
where it stood. It is never used as a path. The same label with other bytes is a new version, as it
is for files by path; manifests speak for the files beside and below them, and what a walk of a
folder passes over is passed over here too. Left out: how files come, and where they are kept.

    >>> label_of("..\\\\..\\\\etc/pass\\x00wd"), label_of("talks/2031/May.txt")
    ('etc/passwd', 'talks/2031/May.txt')
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from communique.errors import InputError, InputSkipped, ManifestError
from communique.read import manifest
from communique.read.encodings import decode
from communique.read.inputs import Input, passed_over, sources_of
from communique.read.manifest import Manifest, Value

SCHEME = "upload:"
"""What the identity of a file without a path begins with."""
NO_NAME = "unnamed"
_LONGEST, _DEEPEST = 200, 20
_ROOT = PurePosixPath("/upload:")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file: where its bytes are kept, and its label (see `label_of`)."""

    path: Path
    label: str

    @property
    def identity(self) -> str:
        """What the archive knows it by."""
        return SCHEME + self.label

    @property
    def name(self) -> str:
        """The last part of the label."""
        return PurePosixPath(self.label).name


def label_of(name: str) -> str:
    """The label of a file that a sender calls so: its parts without what leads elsewhere, control
    characters and excess; never empty.
    """
    clean = unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode("utf-8")
    clean = "".join(c for c in clean if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    parts = [part.strip() for part in clean.replace("\\", "/").split("/")]
    kept = [part[-_LONGEST:] for part in parts if part and part not in (".", "..")]
    if kept and len(kept[0]) == 2 and kept[0][1] == ":":
        kept = kept[1:]
    return "/".join(kept[-_DEEPEST:]) or NO_NAME


def uploaded(files: Sequence[Upload]) -> Iterator[Input | tuple[str, InputError]]:
    """What the files hold, in their order, as `collect` gives it for paths. Never raises for what
    is wrong with a file: that is a pair of its label and the error.
    """
    manifests: dict[PurePosixPath, Manifest] = {}
    for one in files:
        if one.name in manifest.FILE_NAMES:
            try:
                manifests[(_ROOT / one.label).parent] = _read(one)
            except InputError as error:
                yield one.label, error
    for one in files:
        if one.name in manifest.FILE_NAMES:
            continue
        why = _skipped(one.label)
        if why:
            yield one.label, InputSkipped(f"{one.label} was passed over: {why}")
            continue
        yield from sources_of(
            one.path, name=one.name, identity=one.identity, fields=_fields(one, manifests)
        )


def _skipped(label: str) -> str:
    """Why a file is passed over; one that was named itself never is."""
    *folders, name = PurePosixPath(label).parts
    if not folders:
        return ""
    # The first folder is the one that was dropped: it was named itself.
    inner = (why for each in folders[1:] if (why := passed_over(each, True)))
    return next(inner, "") or passed_over(name, False)


def _read(one: Upload) -> Manifest:
    """The manifest that a file is. Raises `manifest`."""
    if one.path.stat().st_size > manifest.LARGEST:
        raise ManifestError(f"{one.label} has more than {manifest.LARGEST // 2**20} MiB")
    try:
        text = decode(one.path.read_bytes()).text
    except InputError as error:
        raise ManifestError(f"{one.label} cannot be read: {error.message}") from error
    path = Path(_ROOT / one.label)
    if path.suffix == ".csv":
        return manifest.read_csv(text, path=path)
    return manifest.read_yaml(text, path=path)


def _fields(one: Upload, manifests: Mapping[PurePosixPath, Manifest]) -> dict[str, Value]:
    """What the manifests say of a file; the one nearest to it wins."""
    place = _ROOT / one.label
    found: dict[str, Value] = {}
    for folder in reversed(place.parents):
        if folder in manifests:
            found |= manifests[folder].fields(Path(place))
    return found
