"""The version of the program: the one place that says it; packaging reads it from here.

    >>> VERSION.count(".")
    2
"""

__version__ = VERSION = "0.1.0"
