-- What people say about what belongs together: happenings and stories merged and split by hand. Kept beside what is found, so that it outlives every finding anew.
CREATE TABLE rulings (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL, -- happening, story
  kind TEXT NOT NULL, -- merge, split
  one TEXT NOT NULL, -- id of the one that was to go on
  other TEXT, -- merge: id of the one that was to end; split of a story: id of the part, once it has one
  author TEXT NOT NULL,
  made_at INTEGER NOT NULL, -- milliseconds since 1970, UTC
  reason TEXT,
  undone_by TEXT,
  undone_at INTEGER,
  pending INTEGER NOT NULL -- 1 where stories have yet to follow
) STRICT;

CREATE INDEX rulings_subject ON rulings (subject, one);
CREATE INDEX rulings_other ON rulings (subject, other) WHERE other IS NOT NULL;

-- What it was said of: documents by id and events by their words, as corrections name them, so that it holds after a second reading.
CREATE TABLE ruling_parts (
  ruling INTEGER NOT NULL REFERENCES rulings (key),
  side INTEGER NOT NULL, -- 0 of the one that goes on, 1 of the other, or of the part
  document TEXT NOT NULL, -- id
  event TEXT NOT NULL, -- id then; '' for a story
  type TEXT NOT NULL, -- of the event; '' for a story
  trigger_start INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  PRIMARY KEY (ruling, side, document, event)
) STRICT, WITHOUT ROWID;

CREATE INDEX ruling_parts_document ON ruling_parts (document);
