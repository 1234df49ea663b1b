-- Documents that an address has given once and that a newer version stands in for: kept, and left out of what queries find.
CREATE TABLE superseded (
  document INTEGER PRIMARY KEY REFERENCES documents (key)
) STRICT;

INSERT INTO superseded
SELECT key FROM documents WHERE
  id IN (SELECT v.document FROM versions v WHERE v.number < (SELECT max(number) FROM versions n WHERE n.address = v.address))
  AND id NOT IN (SELECT v.document FROM versions v WHERE v.number = (SELECT max(number) FROM versions n WHERE n.address = v.address));
