-- What people set for a source: not looked at for the time being; left out of the start page.
ALTER TABLE sources ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;

ALTER TABLE sources ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
