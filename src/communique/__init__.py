"""Read what governments say to one another, keep the exact words, and compare.

The public names and nothing else; the modules below hold the work.
"""

from communique.version import __version__

__all__ = ["__version__"]
