-- Counts by the sectors of both sides and by whether somebody is named who says so are kept too (kinds of pair_counts from 53 on; filled from the events by the program).
-- Where no counts are kept, events of one country are counted along an index that holds what they are counted by: their rows need not be read. It begins with a
-- column that is written: SQLite does not read what it computes (actor_root) from an index alone.
CREATE INDEX events_actor_counts ON events (
  actor_code, type, factuality, quad, asserted_by, day, last_day, precision, goldstein, recipient_code, place_country, publisher, confidence
) WHERE actor_code IS NOT NULL;
CREATE INDEX events_recipient_counts ON events (
  recipient_code, type, factuality, quad, asserted_by, day, last_day, precision, goldstein, actor_code, place_country, publisher, confidence
) WHERE recipient_code IS NOT NULL;
