"""Findings come back as they were, of every kind that is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from communique.archive import Archive
from communique.model.documents import Analysis
from communique.model.findings import KINDS

Make = Callable[..., tuple[Analysis, bytes]]


def test_every_kind_comes_back(archive: Archive, made: Make) -> None:
    """A new kind of finding must be added to the builder of tests, and then needs nothing else."""
    analysis, data = made("聯合聲明\n雙方將會面。")
    findings = analysis.documents[0].findings
    assert {finding.kind for finding in findings} == set(KINDS)
    entry = archive.find(archive.put(analysis, data).documents[0])
    assert archive.analysis(entry).documents[0].findings == findings
    assert archive.verify() == []


def test_other_findings_are_another_reading(archive: Archive, made: Make) -> None:
    analysis, data = made("聯合聲明\n雙方將會面。")
    archive.put(analysis, data)
    fewer = replace(analysis, documents=(replace(analysis.documents[0], findings=()),))
    assert archive.put(fewer, data, reread=True).status == "reread"
    assert archive.analysis(archive.find("a.txt")) == fewer
    assert archive.verify() == []
