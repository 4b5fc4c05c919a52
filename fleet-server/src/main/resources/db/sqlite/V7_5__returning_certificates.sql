-- A certificate is followed by a newer one. On a disk that is rolled back at each start it comes again: there it is not taken away.
ALTER TABLE certificate ADD COLUMN superseded INTEGER;  -- when a newer one of the machine was used first, in ms since 1970
ALTER TABLE certificate ADD COLUMN returned INTEGER;    -- when it was used although it had been followed by a newer one, first
