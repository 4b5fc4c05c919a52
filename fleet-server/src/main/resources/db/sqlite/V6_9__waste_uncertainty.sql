-- Watt-hours a year by which what could be saved may be off; told anew at the next look, once a day.
ALTER TABLE waste ADD COLUMN off REAL NOT NULL DEFAULT 0;
