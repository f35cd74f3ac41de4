-- Schema 2: findings, all kinds in one table; `fields` (JSON) holds what a kind declares.

CREATE TABLE findings (
  document INTEGER NOT NULL REFERENCES documents, ordinal INTEGER NOT NULL, kind TEXT NOT NULL,
  stable_id TEXT NOT NULL, rule TEXT NOT NULL, confidence REAL NOT NULL, ranges TEXT NOT NULL,
  fields TEXT NOT NULL, PRIMARY KEY (document, ordinal)) WITHOUT ROWID;
CREATE INDEX findings_kind ON findings (kind);
