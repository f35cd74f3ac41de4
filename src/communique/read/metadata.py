"""Facts that a web page states about itself: title, date, author, language, site, address.

Recognises `<title>`, `<html lang>`, `<meta>` by name, property or itemprop (Open Graph, Dublin
Core, Highwire citation, the names that news systems use), JSON-LD of articles, `<link
rel=canonical>`, and the first `<time datetime>` of the text. Values are kept as the page writes
them; `where` names the element, and the better-kept ones win: an article's own statement before a
site-wide one. Left out: RDFa and microdata trees, and dates in the running text (read/header).

    >>> facts = Facts()
    >>> facts.meta({"property": "og:title", "content": "Joint Statement of Mervania and Kestria"})
    >>> facts.found["title"].where
    'og:title'
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from communique.read.layout import Metadatum

ORDER: Mapping[str, tuple[str, ...]] = {
    "title": (
        "og:title", "citation_title", "dc.title", "dcterms.title", "json-ld:headline",
        "twitter:title", "<title>",
    ),
    "published": (
        "article:published_time", "json-ld:datePublished", "citation_publication_date",
        "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
        "dc.date", "dcterms.date", "datepublished", "pubdate", "publishdate", "publish_date",
        "publication_date", "parsely-pub-date", "sailthru.date", "og:published_time", "date",
        "dcterms.available", "<time>",
    ),
    "author": (
        "citation_author", "dc.creator", "dcterms.creator", "json-ld:author", "article:author",
        "parsely-author", "byl", "author",
    ),
    "language": (
        "<html lang>", "content-language", "dc.language", "og:locale", "json-ld:inLanguage",
        "language",
    ),
    "site": ("og:site_name", "json-ld:publisher", "dc.publisher", "application-name", "publisher"),
    "url": ("<link rel=canonical>", "og:url", "json-ld:url", "citation_public_url"),
}  # fmt: skip
"""Where a page may state a fact, the place best kept first."""

KEY_OF = {where: key for key, places in ORDER.items() for where in places}
RANK = {where: n for places in ORDER.values() for n, where in enumerate(places)}
ARTICLES = (
    "Article",
    "Posting",
    "Report",
    "WebPage",
    "SpeechObject",
    "CreativeWork",
    "Legislation",
    "Statement",
)
LONGEST = 1000  # of a value; a title of more is a page that has lost its way
LARGEST_JSON = 1 << 20


class Facts:
    """Collects a page's statements about itself and keeps the best of each key."""

    def __init__(self) -> None:
        self.found: dict[str, Metadatum] = {}

    def add(self, where: str, value: object, span: tuple[int, int] | None = None) -> None:
        """Note a statement; where one of a better-kept place is known already it is passed over."""
        key = KEY_OF.get(where)
        if key is None or not isinstance(value, str):
            return
        value = " ".join(value[: LONGEST * 4].split())[:LONGEST]
        if where == "article:author" and value.startswith("http"):
            return
        known = self.found.get(key)
        if value and (known is None or RANK[where] < RANK[known.where]):
            self.found[key] = Metadatum(value, where, span)

    def meta(self, attributes: Mapping[str, str]) -> None:
        """A `<meta>` element."""
        for name in ("property", "name", "itemprop", "http-equiv"):
            label = attributes.get(name, "").strip().lower()
            if label:
                self.add(
                    label.replace("dc:", "dc.").replace("dcterms:", "dcterms."),
                    attributes.get("content", ""),
                )

    def json_ld(self, text: str) -> bool:
        """A `<script type="application/ld+json">`; False if it is no JSON."""
        if len(text) > LARGEST_JSON:
            return False
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return False
        for thing in _things(data):
            kinds = thing.get("@type", "")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(n, str) and n.endswith(ARTICLES) for n in names):
                self._article(thing)
        return True

    def _article(self, thing: dict[str, Any]) -> None:
        for field in ("headline", "datePublished", "inLanguage", "url"):
            self.add(f"json-ld:{field}", thing.get(field))
        for field in ("author", "publisher"):
            value = thing.get(field)
            value = value[0] if isinstance(value, list) and value else value
            self.add(f"json-ld:{field}", value.get("name") if isinstance(value, dict) else value)


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top of JSON-LD and in its `@graph`."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (t for t in graph if isinstance(t, dict))
