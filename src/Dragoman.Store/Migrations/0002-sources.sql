-- The sources that are watched, with the state of their schedules. Times are milliseconds since 1970, UTC.
CREATE TABLE sources (
  key INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, -- feed, sitemap, page
  title TEXT,
  category TEXT, -- folders, joined by slashes
  interval INTEGER NOT NULL, -- seconds; 0 where not known yet
  next_at INTEGER NOT NULL, -- 0 for at once
  etag TEXT,
  last_modified TEXT,
  content_hash TEXT,
  checked_at INTEGER,
  changed_at INTEGER,
  health TEXT NOT NULL, -- new, working, empty, failing, broken, gone
  failures INTEGER NOT NULL,
  problem TEXT,
  documents INTEGER NOT NULL
) STRICT;

CREATE INDEX sources_due ON sources (next_at);

-- What stood at an address at one time and another: the same document in its versions.
CREATE TABLE versions (
  address TEXT NOT NULL,
  number INTEGER NOT NULL, -- 1 the first
  document TEXT NOT NULL, -- id
  fingerprint TEXT NOT NULL, -- of what announced it
  seen_at INTEGER NOT NULL,
  changes TEXT, -- lines that begin with + or -; NULL for the first
  PRIMARY KEY (address, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX versions_document ON versions (document);

-- How far archives have been read.
CREATE TABLE readings (
  path TEXT PRIMARY KEY,
  length INTEGER NOT NULL,
  position INTEGER NOT NULL, -- bytes as they lie on disk
  records INTEGER NOT NULL,
  skipped INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
