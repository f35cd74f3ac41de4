"""Volumes of diplomatic papers in TEI, made in the manner of the FRUS series, with what they hold.

Each document has an id, dates, a dateline with a place, people (written by, to, participants), a
source note and footnotes, page beginnings, lists, and sometimes a table. The words are made of a
small list; the people and places are invented. The same seed gives the same volume.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape

PLACES = ("Averne", "Varn", "Lindholt", "Port Casta", "Mervale", "Kestrup", "Saint Orl", "Tamber")
GIVEN = ("Alva", "Bruno", "Carla", "Dirk", "Edda", "Falk", "Gerda", "Hugo", "Irma", "Jonas")
FAMILY = ("Marsk", "Tellin", "Orvid", "Brandt-Ley", "Quist", "Halloran", "Seyder", "Vane", "Ostry")
KINDS = ("Memorandum of Conversation", "Telegram From the Embassy in {place}", "Editorial Note",
         "Letter From {a} to {b}", "Minutes of a Meeting at {place}")  # fmt: skip
SENTENCES = (
    "{a} said that Mervania would reduce its garrison at {place} by {n} men before {year}.",
    "{b} replied that Kestria could not accept any change of the line of {place}.",
    "The two sides agreed to set up a working group, which would report by {month} {n}, {year}.",
    "He noted that the credit of {n} million marks had been used for the port of {place}.",
    "{a} asked whether the fishing talks would be resumed; {b} thought this possible in {month}.",
    "No decision was taken on the exchange of prisoners, although both sides welcomed the list.",
    "The Embassy believes that the Cabinet will consider the matter when the Assembly meets.",
)
MONTHS = ("January", "March", "May", "July", "September", "November")
NAMESPACES = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'


@dataclass(frozen=True, slots=True)
class Truth:
    """What was put into a document."""

    id: str
    title: str
    date: str
    place: str
    people: tuple[str, ...]
    notes: int


def volume(
    documents: int, *, seed: int = 1, volume_id: str = "frus2031v01"
) -> tuple[bytes, list[Truth]]:
    """A volume with its front matter, and what it holds."""
    truths: list[Truth] = []
    parts = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI {NAMESPACES} xml:id="{volume_id}">\n'
        "<teiHeader><fileDesc><titleStmt><title>Papers of an invented service</title></titleStmt>"
        "<publicationStmt><p>Made by a bench</p></publicationStmt></fileDesc></teiHeader>\n"
        '<text><front><div xml:id="persons"><head>Persons</head><list type="persons">'
        '<item><persName xml:id="p_1">Marsk, A.</persName>, Minister</item></list></div></front>\n'
        '<body><div type="compilation" xml:id="comp1"><head>Mervania and Kestria</head>\n'
    ]  # fmt: skip
    for number, (text, truth) in enumerate(made(documents, seed=seed), 1):
        if number % 60 == 0:
            parts.append(f'</div><div type="compilation" xml:id="comp{number}"><head>More</head>\n')
        parts.append(text)
        truths.append(truth)
    parts.append("</div></body></text></TEI>\n")
    return "".join(parts).encode(), truths


def made(documents: int, *, seed: int = 1) -> Iterator[tuple[str, Truth]]:
    """The documents of a volume, each as its element."""
    rng = random.Random(seed)
    page = 1
    for number in range(1, documents + 1):
        text, truth, page = _document(rng, number, page)
        yield text, truth


def _document(rng: random.Random, number: int, page: int) -> tuple[str, Truth, int]:
    day = date(2031, 1, 1) + timedelta(days=rng.randrange(1400))
    place = rng.choice(PLACES)
    people = tuple(
        dict.fromkeys(f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}" for _ in range(rng.randint(2, 5)))
    )
    a, b = people[0], people[-1]
    title = rng.choice(KINDS).format(place=place, a=a, b=b)
    notes = [f"Source: Archive of the Foreign Office, Box {rng.randrange(90)}, Secret."]
    paragraphs = []
    for _ in range(rng.randint(3, 9)):
        words = [
            rng.choice(SENTENCES).format(
                a=_person(a), b=_person(b), place=rng.choice(PLACES), n=rng.randint(2, 900),
                year=rng.randint(2031, 2036), month=rng.choice(MONTHS),
            )
            for _ in range(rng.randint(2, 6))
        ]  # fmt: skip
        if rng.random() < 0.3:
            notes.append(f"See Document {rng.randint(1, 300)}.")
            words[0] += _note(notes, number)
        if rng.random() < 0.25:
            page += 1
            words[-1] = f'<pb n="{page}" xml:id="pg_{page}"/>{words[-1]}'
        paragraphs.append(f"<p>{' '.join(words)}</p>")
    listed = "".join(f"<item>{_person(name)}</item>" for name in people)
    end = f"{day}T23:59:59-05:00"
    text = (
        f'<div type="document" n="{number}" xml:id="d{number}" subtype="historical-document" '
        f'frus:doc-dateTime-min="{day}T00:00:00-05:00" frus:doc-dateTime-max="{end}">\n'
        f'<head>{number}. {escape(title)}<note n="1" xml:id="d{number}fn1" type="source">'
        f"{notes[0]}</note></head>\n"
        f"<opener><dateline><placeName>{place}</placeName>, "
        f'<date when="{day}">{day:%B} {day.day}, {day.year}</date>.</dateline></opener>\n'
        f'<list type="participants"><head>PARTICIPANTS</head>{listed}</list>\n'
        + "\n".join(paragraphs)
        + (_table(rng) if rng.random() < 0.1 else "")
        + "\n</div>\n"
    )
    return text, Truth(f"d{number}", title, str(day), place, people, len(notes)), page


def _person(name: str) -> str:
    return f'<persName corresp="#p_{abs(hash(name)) % 1}">{escape(name)}</persName>'


def _note(notes: list[str], number: int) -> str:
    label = len(notes)
    return f'<note n="{label}" xml:id="d{number}fn{label}">{notes[-1]}</note>'


def _table(rng: random.Random) -> str:
    rows = "".join(
        f"<row><cell>{place}</cell><cell>{rng.randint(10, 999)}</cell></row>"
        for place in PLACES[:4]
    )
    return f'\n<table><row role="label"><cell>Garrison</cell><cell>Men</cell></row>{rows}</table>'
