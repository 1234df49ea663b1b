-- sqlite:
-- Words of a batch wait in up to 32 MiB of memory before they become a segment (FTS5's own default is 1 MiB), and eight segments of a level are merged
-- instead of four: each word is written fewer times.
INSERT INTO texts (texts, rank) VALUES ('hashsize', 33554432);
INSERT INTO texts (texts, rank) VALUES ('automerge', 8);
INSERT INTO names (names, rank) VALUES ('hashsize', 8388608);
-- postgresql:
-- both:
