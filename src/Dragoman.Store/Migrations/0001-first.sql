-- Every text that repeats from event to event is kept once and named by its key.
CREATE TABLE publishers (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- One row for each way in which somebody is named and resolved; '' where there is nothing, so that UNIQUE holds.
CREATE TABLE parties (
  key INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  sectors TEXT NOT NULL, -- separated by spaces
  UNIQUE (text, code, name, country, sectors)
) STRICT;

CREATE INDEX parties_code ON parties (code);

CREATE TABLE party_sectors (
  sector TEXT NOT NULL,
  party INTEGER NOT NULL REFERENCES parties (key),
  PRIMARY KEY (sector, party)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  admin1 TEXT NOT NULL,
  geonames INTEGER NOT NULL, -- 0 where unknown
  lat REAL,
  lon REAL,
  UNIQUE (name, country, admin1, geonames)
) STRICT;

CREATE TABLE documents (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, -- derived from the content
  given_id TEXT,
  locator TEXT NOT NULL,
  publisher INTEGER REFERENCES publishers (key),
  origin_publisher TEXT,
  url TEXT,
  title TEXT,
  published TEXT, -- as the document says it
  published_at INTEGER NOT NULL, -- seconds since the beginning of year 1, UTC; 0 where unknown
  rank INTEGER NOT NULL, -- 47 bits of the id
  read_at INTEGER NOT NULL, -- milliseconds since 1970, UTC
  engine TEXT NOT NULL,
  events INTEGER NOT NULL,
  statements INTEGER NOT NULL
) STRICT;

CREATE INDEX documents_newest ON documents (published_at, rank);

-- Apart from documents, so that lists never walk over the texts.
CREATE TABLE contents (
  document INTEGER PRIMARY KEY REFERENCES documents (key),
  media_type TEXT NOT NULL,
  raw_length INTEGER NOT NULL,
  raw BLOB NOT NULL, -- Brotli
  reading_length INTEGER NOT NULL,
  reading BLOB NOT NULL -- Brotli over two lines of JSON: the article, the coded document
) STRICT;

CREATE TABLE sentences (
  document INTEGER NOT NULL REFERENCES documents (key),
  sentence INTEGER NOT NULL, -- 0 the first
  start INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (document, sentence)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
  key INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (key),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  speaker INTEGER REFERENCES parties (key),
  content_start INTEGER NOT NULL,
  content_end INTEGER NOT NULL,
  parent TEXT,
  continues TEXT,
  factuality TEXT,
  date TEXT
) STRICT;

CREATE INDEX statements_document ON statements (document);
CREATE INDEX statements_speaker ON statements (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE events (
  key INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (key),
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  contexts TEXT, -- separated by spaces
  cameo TEXT,
  quad INTEGER NOT NULL,
  goldstein REAL,
  actor INTEGER NOT NULL REFERENCES parties (key),
  actor_code TEXT,
  actor_root TEXT GENERATED ALWAYS AS (substr(actor_code, 1, 3)) VIRTUAL,
  recipient INTEGER REFERENCES parties (key),
  recipient_code TEXT,
  recipient_root TEXT GENERATED ALWAYS AS (substr(recipient_code, 1, 3)) VIRTUAL,
  date TEXT,
  precision TEXT NOT NULL,
  day INTEGER NOT NULL, -- first day that the date can mean, 1 for 0001-01-01; 0 where unknown
  last_day INTEGER NOT NULL,
  published_at INTEGER NOT NULL, -- the document's
  rank INTEGER NOT NULL, -- 47 bits of the document's id, then 16 that fall with the event's place in the document
  place INTEGER REFERENCES places (key),
  place_country TEXT,
  publisher INTEGER REFERENCES publishers (key),
  factuality TEXT NOT NULL,
  asserted_by TEXT,
  speaker INTEGER REFERENCES parties (key),
  sentence INTEGER NOT NULL,
  evidence_start INTEGER NOT NULL,
  evidence_end INTEGER NOT NULL,
  trigger_start INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  confidence REAL NOT NULL,
  salience REAL NOT NULL
) STRICT;

-- Newest first is (day, published_at, rank, key) downwards. Each index ends in it, so that a page of any one filter is a walk along one index.
-- sqlite:
CREATE INDEX events_newest ON events (day, published_at, rank);
CREATE INDEX events_document ON events (document, day, published_at, rank);
CREATE INDEX events_type ON events (type, day, published_at, rank);
CREATE INDEX events_mode ON events (mode, day, published_at, rank) WHERE mode IS NOT NULL;
CREATE INDEX events_factuality ON events (factuality, day, published_at, rank);
CREATE INDEX events_actor ON events (actor, day, published_at, rank);
CREATE INDEX events_actor_root ON events (actor_root, day, published_at, rank) WHERE actor_root IS NOT NULL;
CREATE INDEX events_recipient ON events (recipient, day, published_at, rank) WHERE recipient IS NOT NULL;
CREATE INDEX events_recipient_root ON events (recipient_root, day, published_at, rank) WHERE recipient_root IS NOT NULL;
CREATE INDEX events_speaker ON events (speaker, day, published_at, rank) WHERE speaker IS NOT NULL;
CREATE INDEX events_place ON events (place, day, published_at, rank) WHERE place IS NOT NULL;
CREATE INDEX events_place_country ON events (place_country, day, published_at, rank) WHERE place_country IS NOT NULL;
CREATE INDEX events_publisher ON events (publisher, day, published_at, rank) WHERE publisher IS NOT NULL;
-- postgresql:
CREATE INDEX events_newest ON events (day, published_at, rank, key);
CREATE INDEX events_document ON events (document, day, published_at, rank, key);
CREATE INDEX events_type ON events (type, day, published_at, rank, key);
CREATE INDEX events_mode ON events (mode, day, published_at, rank, key) WHERE mode IS NOT NULL;
CREATE INDEX events_factuality ON events (factuality, day, published_at, rank, key);
CREATE INDEX events_actor ON events (actor, day, published_at, rank, key);
CREATE INDEX events_actor_root ON events (actor_root, day, published_at, rank, key) WHERE actor_root IS NOT NULL;
CREATE INDEX events_recipient ON events (recipient, day, published_at, rank, key) WHERE recipient IS NOT NULL;
CREATE INDEX events_recipient_root ON events (recipient_root, day, published_at, rank, key) WHERE recipient_root IS NOT NULL;
CREATE INDEX events_speaker ON events (speaker, day, published_at, rank, key) WHERE speaker IS NOT NULL;
CREATE INDEX events_place ON events (place, day, published_at, rank, key) WHERE place IS NOT NULL;
CREATE INDEX events_place_country ON events (place_country, day, published_at, rank, key) WHERE place_country IS NOT NULL;
CREATE INDEX events_publisher ON events (publisher, day, published_at, rank, key) WHERE publisher IS NOT NULL;
-- both:

-- Counts of events by value, kept with every batch: facets without a query, and the choice of the index to walk.
CREATE TABLE tallies (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  key INTEGER PRIMARY KEY,
  locator TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  time INTEGER NOT NULL -- milliseconds since 1970, UTC
) STRICT;

-- sqlite:
-- The words only: the texts themselves are in contents. Row ids are documents' keys.
CREATE VIRTUAL TABLE texts USING fts5 (
  title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Words of names. Row ids are three times a key, plus 0 for parties, 1 for places, 2 for publishers.
CREATE VIRTUAL TABLE names USING fts5 (
  text, name, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
-- postgresql:
-- The words only, taken apart as SQLite's table does. Row ids are documents' keys.
CREATE TABLE texts (
  rowid BIGINT PRIMARY KEY,
  words TSVECTOR NOT NULL
);

CREATE INDEX texts_words ON texts USING gin (words) WITH (fastupdate = off);

-- Words of names. Row ids are three times a key, plus 0 for parties, 1 for places, 2 for publishers.
CREATE TABLE names (
  rowid BIGINT PRIMARY KEY,
  words TSVECTOR NOT NULL
);

CREATE INDEX names_words ON names USING gin (words) WITH (fastupdate = off);
