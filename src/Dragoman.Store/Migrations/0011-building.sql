-- What a load of very many rows has left for its end: counts by two values behind an event, indexes. Whoever opens the store for writing next does it.
CREATE TABLE building (
  what TEXT PRIMARY KEY, -- 'counts', or the name of an index that is not there
  since INTEGER NOT NULL, -- of counts: key of the last event that is in them; 0 for an index
  sql TEXT -- of an index: the statement that makes it
) STRICT, WITHOUT ROWID;

-- Events that are not dated to a day: counts by day lack them, so that counts between two days add them.
CREATE INDEX events_imprecise ON events (day) WHERE precision <> 'day';

-- CAMEO codes are walked along, and counted.
-- sqlite:
CREATE INDEX events_cameo ON events (cameo, day, published_at, rank) WHERE cameo IS NOT NULL;
-- postgresql:
CREATE INDEX events_cameo ON events (cameo, day, published_at, rank, key) WHERE cameo IS NOT NULL;
-- both:
INSERT INTO tallies (kind, value, count) SELECT 'cameo', cameo, count(*) FROM events WHERE cameo IS NOT NULL GROUP BY cameo;

-- What one country did to another is walked along.
-- sqlite:
CREATE INDEX events_dyad ON events (actor_root, recipient_root, day, published_at, rank) WHERE actor_root IS NOT NULL AND recipient_root IS NOT NULL;
-- postgresql:
CREATE INDEX events_dyad ON events (actor_root, recipient_root, day, published_at, rank, key) WHERE actor_root IS NOT NULL AND recipient_root IS NOT NULL;
-- both:
