-- Schema 1: sources, readings, documents, edits, index.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

-- The bytes as they came, kept for ever, each once.
CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, packing TEXT NOT NULL, bytes BLOB NOT NULL);

CREATE TABLE identities (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);

-- The text of a blob as one reader extracted it; NULL where it is the blob itself in UTF-8.
CREATE TABLE readings (
  id INTEGER PRIMARY KEY, blob TEXT NOT NULL REFERENCES blobs, sha256 TEXT NOT NULL, reader TEXT NOT NULL,
  length INTEGER NOT NULL, size INTEGER NOT NULL, pages TEXT NOT NULL, text BLOB, UNIQUE (blob, sha256, reader, pages));

-- What was made of a blob by its last reading.
CREATE TABLE analyses (
  id INTEGER PRIMARY KEY, blob TEXT NOT NULL UNIQUE REFERENCES blobs, reading INTEGER NOT NULL REFERENCES readings,
  digest TEXT NOT NULL, program TEXT NOT NULL, made TEXT NOT NULL);

CREATE TABLE versions (
  id INTEGER PRIMARY KEY, identity INTEGER NOT NULL REFERENCES identities, number INTEGER NOT NULL,
  analysis INTEGER NOT NULL REFERENCES analyses, latest INTEGER NOT NULL, name TEXT NOT NULL,
  media_type TEXT NOT NULL, encoding TEXT NOT NULL, encoding_basis TEXT NOT NULL, retrieved TEXT,
  added TEXT NOT NULL, fields TEXT NOT NULL, UNIQUE (identity, number));
CREATE INDEX versions_analysis ON versions (analysis);
CREATE INDEX versions_name ON versions (name);

-- `found` is the header as the program found it (JSON); the columns hold it with a person's edits applied.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, analysis INTEGER NOT NULL REFERENCES analyses, ordinal INTEGER NOT NULL,
  place INTEGER NOT NULL, current INTEGER NOT NULL, stable_id TEXT NOT NULL, ranges TEXT NOT NULL,
  found_language TEXT NOT NULL, found TEXT NOT NULL, passages INTEGER NOT NULL, day INTEGER NOT NULL,
  edited INTEGER NOT NULL, language TEXT NOT NULL, title TEXT, kind TEXT NOT NULL, level TEXT NOT NULL,
  authenticity TEXT NOT NULL, published TEXT, event_date TEXT, event_place TEXT, series TEXT,
  earliest INTEGER, latest INTEGER, UNIQUE (analysis, ordinal));
CREATE INDEX documents_stable_id ON documents (stable_id);

-- Issuers, parties and people of a document, edits applied.
CREATE TABLE participants (
  document INTEGER NOT NULL REFERENCES documents, role TEXT NOT NULL, ordinal INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (document, role, ordinal)) WITHOUT ROWID;
CREATE INDEX participants_value ON participants (role, value);

CREATE TABLE passages (
  passage_id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, ordinal INTEGER NOT NULL,
  stable_id TEXT NOT NULL, type TEXT NOT NULL, ranges TEXT NOT NULL, text TEXT, language TEXT NOT NULL, item TEXT,
  paragraph INTEGER NOT NULL, page INTEGER, notes TEXT, UNIQUE (document, ordinal));

CREATE TABLE outline (
  document INTEGER NOT NULL REFERENCES documents, ordinal INTEGER NOT NULL, label TEXT, level INTEGER NOT NULL,
  heading TEXT, ranges TEXT NOT NULL, PRIMARY KEY (document, ordinal)) WITHOUT ROWID;
CREATE TABLE notes (
  document INTEGER NOT NULL REFERENCES documents, ordinal INTEGER NOT NULL, label TEXT NOT NULL, anchor TEXT,
  ranges TEXT NOT NULL, PRIMARY KEY (document, ordinal)) WITHOUT ROWID;
CREATE TABLE tables (
  document INTEGER NOT NULL REFERENCES documents, ordinal INTEGER NOT NULL, header INTEGER NOT NULL,
  ranges TEXT NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (document, ordinal)) WITHOUT ROWID;
CREATE TABLE grounds (
  document INTEGER NOT NULL REFERENCES documents, field TEXT NOT NULL, basis TEXT NOT NULL, rule TEXT NOT NULL,
  ranges TEXT, note TEXT, PRIMARY KEY (document, field)) WITHOUT ROWID;
CREATE TABLE boilerplate (
  analysis INTEGER NOT NULL REFERENCES analyses, ordinal INTEGER NOT NULL, what TEXT NOT NULL, ranges TEXT NOT NULL,
  PRIMARY KEY (analysis, ordinal)) WITHOUT ROWID;
CREATE TABLE gaps (
  analysis INTEGER NOT NULL REFERENCES analyses, ordinal INTEGER NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
  PRIMARY KEY (analysis, ordinal)) WITHOUT ROWID;

-- What a person set, by the document's place and not its row, so that it survives reading again.
CREATE TABLE edits (
  id INTEGER PRIMARY KEY, identity INTEGER NOT NULL REFERENCES identities, language TEXT NOT NULL,
  place INTEGER NOT NULL, field TEXT NOT NULL, value TEXT, who TEXT NOT NULL, at TEXT NOT NULL,
  superseded INTEGER NOT NULL);
CREATE INDEX edits_place ON edits (identity, language, place);

-- `ascii` takes every character beyond ASCII for a letter: our tokens go in as they are, whatever SQLite's own tables know.
CREATE VIRTUAL TABLE passage_words USING fts5 (words, content = '', columnsize = 0, tokenize = 'ascii');
