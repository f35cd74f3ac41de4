-- A file of schema 1, as the first program wrote it. Never change this: it stands for the files people have.
PRAGMA journal_mode = WAL;
PRAGMA application_id = 1129139793;
PRAGMA user_version = 1;
BEGIN;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, packing TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE identities (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
CREATE TABLE readings (
  id INTEGER PRIMARY KEY, blob TEXT NOT NULL REFERENCES blobs, sha256 TEXT NOT NULL, reader TEXT NOT NULL,
  length INTEGER NOT NULL, size INTEGER NOT NULL, pages TEXT NOT NULL, text BLOB, UNIQUE (blob, sha256, reader, pages));
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
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, analysis INTEGER NOT NULL REFERENCES analyses, ordinal INTEGER NOT NULL,
  place INTEGER NOT NULL, current INTEGER NOT NULL, stable_id TEXT NOT NULL, ranges TEXT NOT NULL,
  found_language TEXT NOT NULL, found TEXT NOT NULL, passages INTEGER NOT NULL, day INTEGER NOT NULL,
  edited INTEGER NOT NULL, language TEXT NOT NULL, title TEXT, kind TEXT NOT NULL, level TEXT NOT NULL,
  authenticity TEXT NOT NULL, published TEXT, event_date TEXT, event_place TEXT, series TEXT,
  earliest INTEGER, latest INTEGER, UNIQUE (analysis, ordinal));
CREATE INDEX documents_stable_id ON documents (stable_id);
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
CREATE TABLE edits (
  id INTEGER PRIMARY KEY, identity INTEGER NOT NULL REFERENCES identities, language TEXT NOT NULL,
  place INTEGER NOT NULL, field TEXT NOT NULL, value TEXT, who TEXT NOT NULL, at TEXT NOT NULL,
  superseded INTEGER NOT NULL);
CREATE INDEX edits_place ON edits (identity, language, place);
CREATE VIRTUAL TABLE passage_words USING fts5 (words, content = '', columnsize = 0, tokenize = 'ascii');
INSERT INTO meta VALUES ('created', '2026-11-22T02:30:35Z');
INSERT INTO meta VALUES ('program', '0.1.0');
INSERT INTO meta VALUES ('tokenizer', '1');
INSERT INTO blobs VALUES ('8e34c32a1ce738e8f698f75d2d4b1cf4e3786c42f21c14cb9bf999cffacce6aa', 120, 'raw', X'E585B1E5908CE5A3B0E6988E0AE4B8A1E9A696E884B3E381AFE58FB0E6B9BEE6B5B7E5B3A1E381AEE5B9B3E5928CE381A8E5AE89E5AE9AE381AEE9878DE8A681E680A7E38292E7A2BAE8AA8DE38197E3819FE380820AE7B1B3E59BBDE381AFE5908CE79B9FE38292E9878DE8A696E38199E3828BE380820A');
INSERT INTO blobs VALUES ('1a946b00ce598e0aafc7b605143aa48c19f9b3d1d862849d897f0b8960f474c1', 160, 'zlib', X'789C3D8E510A80201044E7BB53EC093A48F411D4058202254BA820BC7CF5940859F7393B8E3E77A328AF4DA74C3DFB48CD5AA9AC551AE460832F9CA603F78472C0171C5856FC73C9C859A60EEF5ECEAD12DDA9FEB3126A601EB54063719DDF2BF9073B9AA7E71B2F17381DA0');
INSERT INTO identities VALUES (1, '/desk/talks.ja.txt');
INSERT INTO identities VALUES (2, '/desk/talks.en.txt');
INSERT INTO readings VALUES (1, '8e34c32a1ce738e8f698f75d2d4b1cf4e3786c42f21c14cb9bf999cffacce6aa', '8e34c32a1ce738e8f698f75d2d4b1cf4e3786c42f21c14cb9bf999cffacce6aa', 'test/1', 42, 120, '', NULL);
INSERT INTO readings VALUES (2, '1a946b00ce598e0aafc7b605143aa48c19f9b3d1d862849d897f0b8960f474c1', '551c629ca59708a9265147209d2dd5662a881a358b830c628de4be80c206932e', 'test/1', 79, 79, '', X'789C15CBC109C0201004C0BF556C051612F2086803420E3CA277A00B62F749FE3387AB118985D2C51872157039A6DE32B1B4357411420D970FE2DCACF1571BCDFD4121F895C4519431BC6CFB1BA3');
INSERT INTO analyses VALUES (1, '8e34c32a1ce738e8f698f75d2d4b1cf4e3786c42f21c14cb9bf999cffacce6aa', 1, 'c0446afe1f3fd60e4e8c0539152acec62b816cdbfde176e5e741e0e1dc857582', '0.1.0', '2026-11-22T00:00:00Z');
INSERT INTO analyses VALUES (2, '1a946b00ce598e0aafc7b605143aa48c19f9b3d1d862849d897f0b8960f474c1', 2, 'd9937642ddde70fac330b9b35f56b68ad7a6792378ae81606dab4747f4837c82', '0.1.0', '2026-11-22T00:00:00Z');
INSERT INTO versions VALUES (1, 1, 1, 1, 1, 'talks.ja.txt', 'text/plain', 'utf-8', 'utf-8', NULL, '2026-11-22T00:00:00Z', '');
INSERT INTO versions VALUES (2, 2, 1, 2, 1, 'talks.en.txt', 'text/plain', 'utf-8', 'utf-8', NULL, '2026-11-22T00:00:00Z', '');
INSERT INTO documents VALUES (1, 1, 0, 0, 1, '157dfda830157124', '0-42', 'ja', '{"title":"共同声明","kind":"joint_statement","issuers":["XAA"],"level":"leaders","authenticity":"original","published":null,"event":{"date":"1996-04-17","place":"Port Lyth","parties":["XAA","XBB"],"people":["Ada Brook"]},"series":null}', 3, 729025, 1, 'ja', '共同声明', 'joint_statement', 'leaders', 'original', NULL, '1997', 'Port Lyth', 'talks', 729025, 729389);
INSERT INTO documents VALUES (2, 2, 0, 0, 1, 'cfb575a6a012f9e5', '0-79', 'en', '{"title":"Joint Statement","kind":"joint_statement","issuers":["XAA"],"level":"leaders","authenticity":"original","published":null,"event":{"date":null,"place":"Port Lyth","parties":["XAA","XBB"],"people":["Ada Brook"]},"series":null}', 3, 2147483647, 0, 'en', 'Joint Statement', 'joint_statement', 'leaders', 'original', NULL, NULL, 'Port Lyth', NULL, NULL, NULL);
INSERT INTO participants VALUES (1, 'issuers', 0, 'XAA');
INSERT INTO participants VALUES (2, 'issuers', 0, 'XAA');
INSERT INTO participants VALUES (1, 'parties', 0, 'XAA');
INSERT INTO participants VALUES (2, 'parties', 0, 'XAA');
INSERT INTO participants VALUES (1, 'parties', 1, 'XBB');
INSERT INTO participants VALUES (2, 'parties', 1, 'XBB');
INSERT INTO participants VALUES (1, 'people', 0, 'Ada Brook');
INSERT INTO participants VALUES (2, 'people', 0, 'Ada Brook');
INSERT INTO passages VALUES (3131138532966400, 1, 0, '06956b20c0149a8e', 'heading', '0-4', NULL, 'ja', '4(a)', 0, NULL, '["①"]');
INSERT INTO passages VALUES (3131138532966401, 1, 1, 'f214133b28fc85ac', 'sentence', '5-29', NULL, 'ja', '4(a)', 1, NULL, '["①"]');
INSERT INTO passages VALUES (3131138532966402, 1, 2, 'ec3718a4b38e3569', 'sentence', '30-41', NULL, 'ja', '4(a)', 2, NULL, '["①"]');
INSERT INTO passages VALUES (9223372032559808512, 2, 0, 'c2f87e86f28f1535', 'heading', '0-15', NULL, 'en', '4(a)', 0, NULL, '["①"]');
INSERT INTO passages VALUES (9223372032559808513, 2, 1, 'e27b7ed206042aa9', 'sentence', '16-53', NULL, 'en', '4(a)', 1, NULL, '["①"]');
INSERT INTO passages VALUES (9223372032559808514, 2, 2, 'ee4ebe763c781b16', 'sentence', '54-78', NULL, 'en', '4(a)', 2, NULL, '["①"]');
INSERT INTO outline VALUES (1, 0, '1.', 1, NULL, '0-4');
INSERT INTO outline VALUES (1, 1, NULL, 2, 'other', '0-4');
INSERT INTO outline VALUES (2, 0, '1.', 1, NULL, '0-15');
INSERT INTO outline VALUES (2, 1, NULL, 2, 'other', '0-15');
INSERT INTO notes VALUES (1, 0, '①', '0-4', '30-41');
INSERT INTO notes VALUES (1, 1, '2', NULL, '0-4');
INSERT INTO notes VALUES (2, 0, '①', '0-15', '54-78');
INSERT INTO notes VALUES (2, 1, '2', NULL, '0-15');
INSERT INTO tables VALUES (1, 0, 1, '0-42', '[[["a","0-4"],["",null]]]');
INSERT INTO tables VALUES (2, 0, 1, '0-79', '[[["a","0-15"],["",null]]]');
INSERT INTO grounds VALUES (1, 'kind', 'rule', 'kind/title', NULL, 'the word in the title');
INSERT INTO grounds VALUES (1, 'title', 'text', 'title/first-line', '0-4', NULL);
INSERT INTO grounds VALUES (2, 'kind', 'rule', 'kind/title', NULL, 'the word in the title');
INSERT INTO grounds VALUES (2, 'title', 'text', 'title/first-line', '0-15', NULL);
INSERT INTO boilerplate VALUES (1, 0, 'footer', '0-4');
INSERT INTO boilerplate VALUES (2, 0, 'footer', '0-15');
INSERT INTO gaps VALUES (1, 0, 'no-date', 'talks.ja.txt: nothing says when');
INSERT INTO gaps VALUES (2, 0, 'no-date', 'talks.en.txt: nothing says when');
INSERT INTO edits VALUES (1, 1, 'ja', 0, 'series', '"talks"', 'Mika', '2026-11-22T00:00:00Z', 0);
INSERT INTO edits VALUES (2, 1, 'ja', 0, 'date', '"1997"', 'Mika', '2026-11-22T00:00:00Z', 0);
INSERT INTO passage_words (rowid, words) VALUES (3131138532966400, '共同 同声 声明 明');
INSERT INTO passage_words (rowid, words) VALUES (3131138532966401, '两首 首脑 脑は は台 台湾 湾海 海峡 峡の の平 平和 和と と安 安定 定の の重 重要 要性 性を を确 确认 认し した た');
INSERT INTO passage_words (rowid, words) VALUES (3131138532966402, '米国 国は は同 同盟 盟を を重 重视 视す する る');
INSERT INTO passage_words (rowid, words) VALUES (9223372032559808512, 'joint statement');
INSERT INTO passage_words (rowid, words) VALUES (9223372032559808513, 'the two sides will meet in port lyth');
INSERT INTO passage_words (rowid, words) VALUES (9223372032559808514, 'they look at the strait');
COMMIT;
