-- Schema 5: what people decided of findings, by the document's place and not its row, as edits are. `words` (JSON) are those
-- decided on, with what stood around; `finding` and `fields` (JSON) what the program had found and what the person set.

CREATE TABLE decisions (
  id INTEGER PRIMARY KEY, stable_id TEXT NOT NULL, identity INTEGER NOT NULL REFERENCES identities, language TEXT NOT NULL,
  place INTEGER NOT NULL, kind TEXT NOT NULL, verdict TEXT NOT NULL, words TEXT NOT NULL, finding TEXT NOT NULL,
  fields TEXT NOT NULL, note TEXT, who TEXT NOT NULL, at TEXT NOT NULL, superseded INTEGER NOT NULL,
  UNIQUE (identity, language, place, stable_id));
CREATE INDEX decisions_place ON decisions (identity, language, place);
CREATE INDEX findings_stable_id ON findings (stable_id);
