"""Read what governments say to one another, keep the exact words, and compare.

The public names and nothing else; the modules below hold the work, and a name loads its module when
it is first used.

    from communique import Archive, Library

    with Archive.open("communique.db") as archive:
        library = Library(archive)
        new = library.text("2024.en.txt")
        print(library.diff(library.previous(new), new).summary())

Functions on texts that need no archive: `analyse` reads a file, `Text.all_of` makes texts of what
it read, `align`, `diff`, `blame`, `log` and `series` compare them.
"""

from importlib import import_module
from sys import modules
from typing import TYPE_CHECKING, Any

from communique.version import __version__

if TYPE_CHECKING:
    from communique.archive import Archive
    from communique.compare.align import align
    from communique.compare.blame import blame
    from communique.compare.diff import diff
    from communique.compare.library import Library
    from communique.compare.log import log
    from communique.compare.omissions import omissions
    from communique.compare.series import series
    from communique.compare.texts import Text
    from communique.find.analyse import analyse_file as analyse
    from communique.report.notebook import show

__all__ = [
    "Archive",
    "Library",
    "Text",
    "__version__",
    "align",
    "analyse",
    "blame",
    "diff",
    "log",
    "omissions",
    "series",
    "show",
]

_WHERE = {
    "Archive": ("archive", "Archive"),
    "Library": ("compare.library", "Library"),
    "Text": ("compare.texts", "Text"),
    "align": ("compare.align", "align"),
    "analyse": ("find.analyse", "analyse_file"),
    "blame": ("compare.blame", "blame"),
    "diff": ("compare.diff", "diff"),
    "log": ("compare.log", "log"),
    "omissions": ("compare.omissions", "omissions"),
    "series": ("compare.series", "series"),
    "show": ("report.notebook", "show"),
}

_NOTEBOOKS = ("IPython", "marimo")
"""Where one of these runs, results show themselves (report/notebook.py)."""


def __getattr__(name: str) -> Any:
    """The public name, from its module."""
    if name not in _WHERE:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    module, attribute = _WHERE[name]
    if any(each in modules for each in _NOTEBOOKS):
        import_module("communique.report.notebook").install()
    return getattr(import_module(f"communique.{module}"), attribute)
