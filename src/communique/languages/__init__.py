"""All knowledge of a language: a folder each (`en`, `ja`, `zh`; `zh` holds both scripts), as YAML
that an analyst can edit.

>>> "U.S" in data("en", "sentences")["abbreviations"]
True
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from communique.errors import LanguageDataError, UnknownLanguage

FOLDERS = {"en": "en", "ja": "ja", "zh-Hant": "zh", "zh-Hans": "zh"}
"""Where the data of each language tag live."""


@cache
def data(language: str, file: str) -> Mapping[str, Any]:
    """The data of one file of a language, loaded once. Errors: `language-missing`,
    `language-data`."""
    if language not in FOLDERS:
        raise UnknownLanguage(f"no data for the language {language!r}")
    path = resources.files(__package__) / FOLDERS[language] / f"{file}.yaml"
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LanguageDataError(f"{FOLDERS[language]} lacks {file}.yaml") from None
    except yaml.YAMLError as error:
        raise LanguageDataError(
            f"{FOLDERS[language]}/{file}.yaml does not parse: {error}"
        ) from error
    if not isinstance(loaded, dict):
        raise LanguageDataError(f"{FOLDERS[language]}/{file}.yaml is no mapping")
    return loaded
