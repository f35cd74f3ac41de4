"""Finding what was said: a module a kind, each over a document's scans (context.py).

>>> from communique.find import FINDERS
>>> set(FINDERS) <= {"figures", "people", "attributions", "commitments", "positions", "mechanisms",
...                  "claims", "events"}
True
"""

from communique.find.finders import FINDERS, find, with_findings

__all__ = ["FINDERS", "find", "with_findings"]
