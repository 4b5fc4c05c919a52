-- What ties the database to the directory, the authority and the broker it belongs to, and what the last look at all of it found.
CREATE TABLE installation (
    only    INTEGER PRIMARY KEY CHECK (only = 1),
    id      TEXT    NOT NULL,
    checked INTEGER,
    finding TEXT
);
