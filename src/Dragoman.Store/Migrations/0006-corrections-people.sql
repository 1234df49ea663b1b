-- What readers say is wrong with an event. A correction names its document by id and the words by their text, so that it outlives a second
-- reading: after that, the event may have another id, and the document may be gone.
CREATE TABLE corrections (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL, -- id
  event TEXT, -- id in the document when the correction was made; NULL for an event that was missed
  type TEXT, -- of the event then
  actor TEXT, -- words
  recipient TEXT, -- words
  evidence TEXT NOT NULL, -- the words that it was read from
  evidence_start INTEGER NOT NULL,
  evidence_end INTEGER NOT NULL,
  trigger_words TEXT NOT NULL,
  trigger_start INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  title TEXT,
  url TEXT,
  aspect TEXT NOT NULL, -- what is wrong
  coded TEXT, -- what the program said
  value TEXT, -- what is right
  note TEXT,
  engine TEXT NOT NULL,
  author TEXT NOT NULL,
  made_at INTEGER NOT NULL, -- milliseconds since 1970, UTC
  state TEXT NOT NULL, -- open, accepted, rejected
  decided_by TEXT,
  decided_at INTEGER,
  reason TEXT
) STRICT;

CREATE INDEX corrections_document ON corrections (document);
CREATE INDEX corrections_state ON corrections (state, key);

-- Who may sign in. Names in lower case.
CREATE TABLE accounts (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL, -- reader, editor, admin
  password TEXT, -- salted hash; NULL where only keys are used
  made_at INTEGER NOT NULL,
  disabled_at INTEGER
) STRICT, WITHOUT ROWID;

-- Keys of programs. The secret is never kept, only its hash.
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL, -- name
  label TEXT,
  role TEXT NOT NULL, -- at most the account's counts
  hash TEXT NOT NULL, -- SHA-256 of the secret
  made_at INTEGER NOT NULL,
  expires_at INTEGER,
  used_at INTEGER,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX api_keys_account ON api_keys (account);

-- Browsers that are signed in, by the hash of what their cookie holds.
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_account ON sessions (account);

-- Who did what, and when. Rows are only ever added.
CREATE TABLE audit (
  key INTEGER PRIMARY KEY,
  at INTEGER NOT NULL, -- milliseconds since 1970, UTC
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  detail TEXT,
  address TEXT -- of the other machine
) STRICT;
