"""The words of the page, in the languages of its readers.

A file of words/ for each page; a row is a thing, with a column for each language:

    title:
      en: Commitments
      ja: 約束事項
      zh-Hant: 承諾
      zh-Hans: 承诺

A row whose English changes with number has `one` and `other` under `en`. Words of codes, names,
dates and amounts are those of the brief (report/brief/phrases.py).

    >>> Words("ja").say("base.documents")
    '文書'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

LANGUAGES = {"en": "English", "ja": "日本語", "zh-Hant": "繁體中文", "zh-Hans": "简体中文"}
"""The languages of the page, each by its own name."""


@cache
def table() -> Mapping[str, Mapping[str, Any]]:
    """All words: `page.name` to the word in each language."""
    made: dict[str, Mapping[str, Any]] = {}
    for path in sorted(
        (resources.files("communique.web") / "words").iterdir(), key=lambda each: each.name
    ):
        if not path.name.endswith(".yaml"):
            continue
        page = path.name.removesuffix(".yaml")
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        made.update({f"{page}.{name}": row for name, row in rows.items()})
    return made


@dataclass(frozen=True, slots=True)
class Words:
    """The words for a reader of a language."""

    language: str

    def say(self, name: str, /, **values: Any) -> str:
        """The words of a name, `{…}` filled in; `count` chooses the number. Raises KeyError."""
        row = table()[name][self.language]
        if isinstance(row, Mapping):
            row = row["one" if values.get("count") == 1 else "other"]
        shown = {
            key: f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else value
            for key, value in values.items()
        }
        return str(row).format(**shown) if shown else str(row)


def preferred(accept: str, *, default: str = "en") -> str:
    """The language of the page that suits an Accept-Language header best.

    >>> preferred("zh-TW,zh;q=0.9,en;q=0.8"), preferred("zh-CN"), preferred("fr, ja;q=0.5")
    ('zh-Hant', 'zh-Hans', 'ja')
    """
    wishes = []
    for place, part in enumerate(accept[:500].split(",")):
        tag, _, weight = part.partition(";")
        try:
            sure = float(weight.partition("=")[2] or 1)
        except ValueError:
            sure = 0.0
        wishes.append((-sure, place, tag.strip().lower()))
    for _, _, tag in sorted(wishes):
        if tag.startswith("zh"):
            hant = any(mark in tag for mark in ("hant", "tw", "hk", "mo"))
            return "zh-Hant" if hant else "zh-Hans"
        for language in ("en", "ja"):
            if tag.split("-")[0] == language:
                return language
    return default
