-- sqlite:
-- Words of a batch wait in up to 32 MiB of memory before they become a segment (FTS5's own default is 1 MiB), and eight segments of a level are merged
-- instead of four: each word is written fewer times.
INSERT INTO texts (texts, rank) VALUES ('hashsize', 33554432);
INSERT INTO texts (texts, rank) VALUES ('automerge', 8);
INSERT INTO names (names, rank) VALUES ('hashsize', 8388608);

-- A walk along newest first sees the CAMEO code too; the events of documents that have a word are sorted without their rows, and so are the documents.
DROP INDEX events_newest;
CREATE INDEX events_newest ON events (day, published_at, rank, key, type, factuality, cameo);
DROP INDEX events_document;
CREATE INDEX events_document ON events (document, day, published_at, rank, key, type, factuality);
CREATE INDEX documents_order ON documents (key, published_at, rank);
-- both:
