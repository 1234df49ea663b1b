-- What a document has from another one, and which document of a group of reprints counts as the first.
CREATE TABLE reuses (
  document INTEGER PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE,
  kind TEXT NOT NULL, -- reprint, series, passage
  other INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE, -- the one in which the words stand
  origin INTEGER REFERENCES documents (key) ON DELETE SET NULL, -- of a reprint: the one that counts as the first of its group
  share REAL NOT NULL, -- of the document's words, 0 to 1
  passages TEXT NOT NULL -- where the words stand in the document's text: start-end start-end ...
) STRICT;

CREATE INDEX reuses_origin ON reuses (origin) WHERE origin IS NOT NULL;

-- What a text is found by: read as a whole when a reading begins.
CREATE TABLE fingerprints (
  document INTEGER PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE,
  words INTEGER NOT NULL,
  agency INTEGER NOT NULL, -- 1 where the publisher is a news agency
  hashes BLOB NOT NULL -- sampled shingles, eight bytes each, little-endian, rising
) STRICT;

-- What a text is compared by: read one by one.
CREATE TABLE prints (
  document INTEGER PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE,
  print BLOB NOT NULL -- words and marks, two bytes each, little-endian
) STRICT;

CREATE TABLE stories (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, -- that of the document that began it
  title TEXT,
  merged INTEGER REFERENCES stories (key), -- the one that it went into
  first_at INTEGER NOT NULL, -- as published_at of documents
  last_at INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  state BLOB -- its words and names, as long as it takes reports
) STRICT;

CREATE INDEX stories_newest ON stories (last_at, key) WHERE merged IS NULL;

CREATE TABLE story_documents (
  document INTEGER PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE,
  story INTEGER NOT NULL REFERENCES stories (key)
) STRICT;

CREATE INDEX story_documents_story ON story_documents (story, document);

-- One row for each happening; the three columns that newest first goes by are those of the event that tells it best.
CREATE TABLE happenings (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  merged INTEGER REFERENCES happenings (key), -- the one that it went into
  event INTEGER NOT NULL, -- the one that tells it best; it may be gone until the happening is looked at again
  day INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  publishers INTEGER NOT NULL,
  independent INTEGER NOT NULL,
  denials INTEGER NOT NULL,
  standing TEXT NOT NULL, -- single, corroborated, disputed, retracted
  credibility INTEGER NOT NULL, -- 1 to 6
  reliability TEXT NOT NULL, -- A to F
  numbers_differ INTEGER NOT NULL, -- 1 where reports give numbers that exclude each other
  first_at INTEGER NOT NULL, -- published_at of the first report
  last_at INTEGER NOT NULL
) STRICT;

CREATE INDEX happenings_newest ON happenings (day, published_at, rank, key) WHERE merged IS NULL;
CREATE INDEX happenings_standing ON happenings (standing, day, published_at, rank, key) WHERE merged IS NULL;

CREATE TABLE reports (
  event INTEGER PRIMARY KEY REFERENCES events (key) ON DELETE CASCADE,
  happening INTEGER NOT NULL REFERENCES happenings (key),
  component INTEGER NOT NULL, -- reports that are compared with each other have the same number
  position TEXT NOT NULL, -- asserts, denies, expects
  origin TEXT NOT NULL, -- who stands behind the text
  denied_by TEXT, -- who denies it in the same document; '' for somebody unnamed
  magnitude TEXT -- JSON
) STRICT;

CREATE INDEX reports_happening ON reports (happening, event);
CREATE INDEX reports_component ON reports (component, event);

-- What reports of one happening have in common, with the day: candidates are found by it.
CREATE TABLE report_keys (
  name TEXT NOT NULL,
  day INTEGER NOT NULL,
  event INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
  PRIMARY KEY (name, day, event)
) STRICT, WITHOUT ROWID;

-- Worth of publishers, as the user graded them: A (reliable) to E (unreliable), F (cannot be judged).
CREATE TABLE reliabilities (
  publisher INTEGER PRIMARY KEY REFERENCES publishers (key),
  grade TEXT NOT NULL,
  note TEXT,
  set_at INTEGER NOT NULL -- milliseconds since 1970, UTC
) STRICT;

CREATE TABLE history (
  key INTEGER PRIMARY KEY,
  subject TEXT NOT NULL, -- document, story, happening
  id TEXT NOT NULL,
  change TEXT NOT NULL,
  detail TEXT NOT NULL,
  time INTEGER NOT NULL -- milliseconds since 1970, UTC
) STRICT;

CREATE INDEX history_id ON history (subject, id, key);

CREATE INDEX report_keys_event ON report_keys (event);

-- Documents whose events have not been brought together with those of others yet.
CREATE TABLE unsettled (
  document INTEGER PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE
) STRICT;

INSERT INTO unsettled SELECT key FROM documents;
