"""Pages of the web as inputs: addresses, robots.txt, the fetch itself, feeds and sitemaps.

Only this room opens connections, and only when a person names an address.
"""
