"""Texts from an archive are those of the files, with a person's edits."""

from __future__ import annotations

from pathlib import Path

from communique.archive import Archive
from communique.compare.archived import kin, text_of_entry, texts
from communique.compare.series import series_of
from communique.compare.texts import Text
from communique.read.analyse import analyse_bytes


def test_texts_and_kin(tmp_path: Path) -> None:
    with Archive.open(str(tmp_path / "a.db"), create=True) as archive:
        for year in (2031, 2032, 2033):
            data = f"The sides will hold talks on fisheries.\n\nIt is {year}.\n".encode()
            name = f"{year}-05-01-statement.txt"
            archive.put(analyse_bytes(data, name=name, fields={"date": f"{year}-05-01"}), data)
        found = texts(archive)
        assert [text.date for text in found] == ["2031-05-01", "2032-05-01", "2033-05-01"]
        entry = archive.find("2032-05-01-statement.txt")
        doc = text_of_entry(archive, entry)
        assert isinstance(doc, Text)
        own = series_of(doc, kin(archive, entry))
        before = own.before(doc)
        assert len(own.texts) == 3 and before is not None and before.date == "2031-05-01"
        archive.edit(entry, {"series": "talks"}, who="an editor")
        assert text_of_entry(archive, archive.find(entry.id)).header.series == "talks"
