"""A folder of collections, good ones and ones made to harm, in one run: every good member is in the
archive, every bad one is a coded failure with advice.
"""

from __future__ import annotations

import gzip
import tarfile
from pathlib import Path

from tests.read.collections.packs import (
    STATEMENT,
    mbox,
    message,
    nested_multiparts,
    packed_warc,
    page,
    tarred,
    warc_record,
    zip_link,
    zipped,
)

from communique.archive import Archive
from communique.archive.add import add
from communique.read.inputs import collect

ENTITY = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
TEI = '%s<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="v"><text>%s</text></TEI>'
DOCUMENT = '<div type="document" xml:id="d1"><head>1. Note</head><p>Both sides met.</p></div>'
FROM = b"From press@mofa.example Mon May  4 10:00:00 2026\n"


def test_what_harms_costs_itself_alone(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "Both sides of talks %d agreed.\n"
    files = {
        "good.zip": zipped({"a.txt": text % 1, "b.zip": zipped({"c.txt": text % 2})}),
        "good.tgz": tarred([("d.txt", tarfile.REGTYPE, (text % 3).encode())]),
        "good.mbox": mbox([message(1), message(2, text=text % 4)]),
        "good.warc.gz": packed_warc([warc_record("https://mofa.example/a", page("Both met."))]),
        "good.xml": (TEI % ("", DOCUMENT)).encode(),
        "bomb.zip": zipped({"zeros.txt": bytes(50_000_000)}),
        "deep.zip": zipped({"1.zip": zipped({"2.zip": zipped({"3.txt": STATEMENT})})}),
        "climbs.tgz": tarred([("../../etc/cron.d/x", tarfile.REGTYPE, b"x")]),
        "link.zip": zip_link("a.txt", "/etc/shadow"),
        "cut.zip": zipped({"a.txt": STATEMENT})[:-30],
        "cut.tgz": gzip.compress(b"\x00" * 100 + bytes(range(256)) * 40)[:-60],
        "cut.warc.gz": packed_warc([warc_record("https://mofa.example/b", page("Met."))])[:-40],
        "nested.mbox": FROM + nested_multiparts(1000),
        "entity.xml": (TEI % (ENTITY, DOCUMENT)).encode(),
        "nothing.zip": b"PK\x05\x06" + bytes(10),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with Archive.open(str(tmp_path / "a.db"), create=True) as archive:
        summary = add(archive, collect([str(folder)]), workers=2)
        held = {entry.identity.removeprefix(str(folder)) for entry in archive.documents()}
        assert held == {
            "/good.zip!/a.txt",
            "/good.zip!/b.zip!/c.txt",
            "/good.tgz!/d.txt",
            "/good.mbox#1@mofa.example",
            "/good.mbox#2@mofa.example",
            "/good.xml#d1",
            "https://mofa.example/a",
        } | ({"/nested.mbox#deep@mofa.example"} & held)
        assert archive.verify() == []
        again = add(archive, collect([str(folder)]), workers=2)
        assert set(again.counts) == {"unchanged"}
    failed = {
        Path(one.name.partition("!/")[0].partition("#")[0]).name: one for one in summary.failed
    }
    assert {name: one.code for name, one in failed.items() if name != "nothing.zip"} == {
        "bomb.zip": "bomb",
        "deep.zip": "member-refused",
        "climbs.tgz": "member-refused",
        "link.zip": "member-refused",
        "cut.zip": "broken",
        "cut.tgz": "broken",
        "cut.warc.gz": "broken",
        "nested.mbox": "bomb",
        "deep@mofa.example.eml": "bomb",
        "entity.xml": "unsafe-markup",
    }
    assert failed["nothing.zip"].code == "broken"
    assert all(one.advice and one.message for one in summary.failed)
