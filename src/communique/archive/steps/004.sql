-- Schema 4: where words stand on their pages, what a source is called elsewhere, how it was fetched.

-- Boxes of words or lines on pages, and how sure a reader of pictures was of them (packed JSON), once a reading.
CREATE TABLE places (reading INTEGER PRIMARY KEY REFERENCES readings, packing TEXT NOT NULL, bytes BLOB NOT NULL);

-- Ids and addresses that a collection has for a source: `scheme` says whose (url, doi, frus, warc-record-id, message-id).
CREATE TABLE aliases (
  identity INTEGER NOT NULL REFERENCES identities, scheme TEXT NOT NULL, alias TEXT NOT NULL,
  PRIMARY KEY (identity, scheme, alias)) WITHOUT ROWID;
CREATE INDEX aliases_alias ON aliases (alias);

-- Each time an address was asked for: what came of it, with the answer's headers (JSON). `version` is the number of the
-- version it made or confirmed; NULL where nothing usable came.
CREATE TABLE fetches (
  id INTEGER PRIMARY KEY, identity INTEGER NOT NULL REFERENCES identities, at TEXT NOT NULL, url TEXT NOT NULL,
  status INTEGER, headers TEXT NOT NULL, version INTEGER, error TEXT);
CREATE INDEX fetches_identity ON fetches (identity, at);
