-- Schema 3: the vectors of a document's passages, one row an encoder. `words` is a digest of the passages that were
-- encoded: vectors never meet other words. A row of `dimension` signed bytes a passage, in the order of the passages.

CREATE TABLE vectors (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, encoder TEXT NOT NULL, dimension INTEGER NOT NULL,
  words TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (document, encoder)) WITHOUT ROWID;
