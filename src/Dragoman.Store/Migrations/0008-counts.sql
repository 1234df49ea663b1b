-- Events counted by two values at once, kept with every batch: facets and days of a query with one condition. The kinds are PairKind's; a and b
-- are values ('' for none), q0 to q4 the events of each quad class. Filled from the events by the program.
CREATE TABLE pair_counts (
  kind INTEGER NOT NULL,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  q0 INTEGER NOT NULL,
  q1 INTEGER NOT NULL,
  q2 INTEGER NOT NULL,
  q3 INTEGER NOT NULL,
  q4 INTEGER NOT NULL,
  g INTEGER NOT NULL, -- the sum of their Goldstein values, in thousandths
  n INTEGER NOT NULL, -- how many of them have one
  PRIMARY KEY (kind, a, b)
) STRICT, WITHOUT ROWID;

-- sqlite:
-- A walk along newest first sees type and factuality without the row: two indexes fewer to keep. The events of a document are few, and sorted.
DROP INDEX events_type;
DROP INDEX events_factuality;
DROP INDEX events_document;
DROP INDEX events_newest;
CREATE INDEX events_newest ON events (day, published_at, rank, key, type, factuality);
CREATE INDEX events_document ON events (document);
-- both:
