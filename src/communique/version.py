"""The version of the program: the one place that says it; packaging reads it from here.

>>> __version__.count(".")
2
"""

__version__ = "0.1.0"
