"""English memory: who was spoken of last, for the pronouns of the sentences after.

Recognised: the actors of main clauses, one, several or a group under one code; a body or a thing
that "it" then stands for. Left out: how a pronoun is resolved (subjects_en.py).

    memory.note(("KEN",), 3) -> "it" and "he" are KEN
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Memory:
    """Who was spoken of last, for pronouns."""

    last: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    paragraph: int = -1
    near: tuple[str, ...] = ()
    thing: str = ""
    """Whether a body, a thing or a meeting that speaks was spoken of last, which "it" then
    stands for."""

    def note(self, actors: tuple[str, ...], paragraph: int, *, group: bool = False) -> None:
        """Remember a subject; a `group` under one code is "they" as well as "it"."""
        self.last = self.near = actors
        self.thing = ""
        self.paragraph = paragraph
        if len(actors) == 1:
            self.single = actors
        if len(actors) > 1 or group:
            self.several = actors
