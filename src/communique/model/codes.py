"""The closed lists of words that fields may hold, in the terms of the codebook (docs/codebook.md).

Open lists (states, organisations, issues, people) are tables under names/, not here.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of text a document is."""

    JOINT_STATEMENT = "joint_statement"
    READOUT = "readout"
    PRESS_CONFERENCE = "press_conference"
    SPEECH = "speech"
    FACT_SHEET = "fact_sheet"
    TREATY = "treaty"
    RESOLUTION = "resolution"
    NEWS = "news"
    ARTICLE = "article"
    SEMINAR_REPORT = "seminar_report"
    OTHER = "other"


class Level(StrEnum):
    """The rank of those who issued a document or met."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    OFFICIALS = "officials"
    NONE = "none"


class Authenticity(StrEnum):
    """What the text says of its own standing."""

    ORIGINAL = "original"
    OFFICIAL_TRANSLATION = "official_translation"
    PROVISIONAL_TRANSLATION = "provisional_translation"
    UNOFFICIAL = "unofficial"
    QUOTED = "quoted"


class PassageType(StrEnum):
    """What a passage is in the layout of its document."""

    SENTENCE = "sentence"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


class Basis(StrEnum):
    """What a header field rests on."""

    TEXT = "text"
    METADATA = "metadata"
    FILE_NAME = "file_name"
    MANIFEST = "manifest"
    CATALOGUE = "catalogue"
    RULE = "rule"
    PERSON = "person"


LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")
"""The BCP 47 tags of languages that the program holds data for."""
