-- What a document came with, as JSON without its text, so that it can be read again from its bytes; NULL where it was not kept.
ALTER TABLE contents ADD COLUMN given TEXT;

-- Address of the watched source that announced it; NULL for files.
ALTER TABLE documents ADD COLUMN source_url TEXT;

-- When its text was taken out because it was kept long enough, milliseconds since 1970; NULL where it is there.
ALTER TABLE documents ADD COLUMN text_removed_at INTEGER;

CREATE INDEX documents_source_url ON documents (source_url) WHERE source_url IS NOT NULL;
CREATE INDEX documents_publisher ON documents (publisher) WHERE publisher IS NOT NULL;

-- Readings of everything again. One at most is open (finished_at IS NULL); what it has read so far lies in recoded.
CREATE TABLE recodings (
  number INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL, -- of engine, tables, models and options
  engine TEXT NOT NULL,
  query TEXT NOT NULL, -- canonical; '' for everything
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  documents INTEGER NOT NULL, -- how many are to be read; once finished, how many were
  changed INTEGER NOT NULL -- how many readings differ; 0 until finished
) STRICT;

CREATE TABLE recoding_documents (
  document INTEGER PRIMARY KEY -- key of a document that the open recoding is to read
) STRICT;

CREATE TABLE recoded (
  document INTEGER PRIMARY KEY,
  outcome INTEGER NOT NULL, -- 0 as before, 1 different, 2 there is no text, 3 it failed
  reading_length INTEGER NOT NULL, -- 0 unless different
  reading BLOB -- as in contents; NULL unless different
) STRICT;

-- What was forgotten, and is not taken in again. No address or text of it is kept: hashes only.
CREATE TABLE tombstones (
  id TEXT PRIMARY KEY, -- of the document
  address TEXT, -- SHA-256 of its address; NULL where it had none
  forgotten_at INTEGER NOT NULL,
  reason TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX tombstones_address ON tombstones (address) WHERE address IS NOT NULL;

-- How long texts are kept. The source is an address that is watched, an outlet's name, or * for all others.
CREATE TABLE retention (
  source TEXT PRIMARY KEY,
  days INTEGER NOT NULL -- 0 or more
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_queries (
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL, -- canonical
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Files of other data sets that were imported.
CREATE TABLE imports (
  key INTEGER PRIMARY KEY,
  origin TEXT NOT NULL, -- gdelt, icews, polecat
  file TEXT NOT NULL, -- name without folders
  rows INTEGER NOT NULL, -- that were new
  known INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  imported_at INTEGER NOT NULL
) STRICT;

-- Events of other data sets: apart from events, so that they are never counted with them unless somebody asks. Rows name others without
-- REFERENCES, and are sorted by day and key alone: ten million of them are written at once.
CREATE TABLE foreign_events (
  key INTEGER PRIMARY KEY, -- from origin and id (ForeignKey): the same row has the same key in every store
  import INTEGER NOT NULL,
  id TEXT NOT NULL, -- as the data set writes it
  type TEXT, -- NULL where PLOVER has no such type
  mode TEXT,
  contexts TEXT, -- separated by spaces
  cameo TEXT,
  quad INTEGER NOT NULL,
  goldstein REAL, -- the data set's intensity where it has one of its own
  actor INTEGER NOT NULL,
  actor_code TEXT,
  actor_root TEXT,
  recipient INTEGER,
  recipient_code TEXT,
  recipient_root TEXT,
  day INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  place INTEGER,
  place_country TEXT,
  publisher INTEGER,
  sentence INTEGER, -- 1 the first
  mentions INTEGER,
  sources INTEGER,
  articles INTEGER,
  tone REAL,
  url TEXT
) STRICT;

CREATE INDEX foreign_newest ON foreign_events (day);
CREATE INDEX foreign_actor ON foreign_events (actor, day);
CREATE INDEX foreign_actor_root ON foreign_events (actor_root, day) WHERE actor_root IS NOT NULL;
CREATE INDEX foreign_recipient ON foreign_events (recipient, day) WHERE recipient IS NOT NULL;
CREATE INDEX foreign_recipient_root ON foreign_events (recipient_root, day) WHERE recipient_root IS NOT NULL;
CREATE INDEX foreign_place_country ON foreign_events (place_country, day) WHERE place_country IS NOT NULL;
