"""Findings as people decided them: rejected ones left out, corrected ones as corrected, with who
did.

Only an archive holds decisions. Left out: notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from communique.archive.corrections import STATUS, as_decided
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.errors import ArchiveError
from communique.model.decisions import Decision, Status, Verdict


@dataclass
class Decisions:
    """What people decided on some documents: by the id of the finding, who corrected it; which were
    rejected; the status set of a promise and who set it.
    """

    corrected: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, tuple[Status, str]] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    judged: dict[str, Decision] = field(default_factory=dict)

    @classmethod
    def on(cls, library: Library, texts: Iterable[Text]) -> Decisions:
        """The decisions on texts of an archive; none on files."""
        made = cls()
        if library.archive is None or library.files:
            return made
        entries = []
        for text in texts:
            try:
                entries.append(library.archive.find(text.id))
            except ArchiveError:  # a file beside the archive
                continue
        for each in library.archive.reviews.decisions(documents=entries):
            if each.finding is not None:
                made._take(each.finding.id, each.decision)
        return made

    def _take(self, id: str, decision: Decision) -> None:
        if decision.verdict is Verdict.STATUS:
            self.statuses[id] = Status(decision.fields[STATUS]), decision.who
        elif decision.verdict is not Verdict.NOTE:
            self.judged[id] = decision
            self.corrected.pop(id, None)
            self.rejected.discard(id)
            if decision.verdict is Verdict.REJECT:
                self.rejected.add(id)
            elif decision.verdict is Verdict.CORRECT:
                self.corrected[id] = decision.who

    def applied(self, text: Text) -> Text:
        """A text with its findings as decided."""
        if not self.judged:
            return text
        kept = tuple(
            as_decided(each, self.judged.get(each.id))
            for each in text.findings
            if each.id not in self.rejected
        )
        return replace(text, findings=kept)
