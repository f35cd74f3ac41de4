"""The grammar modules of a language: what data cannot say, a module a part and language.

>>> grammar("clauses", "zh-Hant").__name__
'communique.find.clauses_zh'
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType

from communique.errors import LanguageDataError
from communique.languages import FOLDERS


@cache
def grammar(part: str, language: str) -> ModuleType:
    """The module of a part (`clauses`, `speech`, `people`); `language-data` if there is none."""
    name = f"communique.find.{part}_{FOLDERS[language]}"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise LanguageDataError(f"{language} lacks rules of {part}") from None
