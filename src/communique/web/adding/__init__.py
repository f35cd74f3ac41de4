"""Adding beside the server: a queue of additions, the process that reads and writes them, the
files that came with them.
"""

from communique.web.adding.additions import Addition, Item
from communique.web.adding.queue import Additions
from communique.web.adding.spool import Spool

__all__ = ["Addition", "Additions", "Item", "Spool"]
