-- The school's own electricity meter, as its supplier's files say it. One meter a school.
CREATE TABLE meter (
    school   INTEGER PRIMARY KEY REFERENCES place (id) ON DELETE CASCADE,
    prm      TEXT    NOT NULL,                -- its number with the grid's operator; empty when no file has said it
    imported INTEGER NOT NULL
);

CREATE INDEX meter_by_prm ON meter (prm);

-- What the building took, a row for each day.
CREATE TABLE meter_day (
    school INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
    day    INTEGER NOT NULL,                  -- by the clock on the school's wall: days since 1970
    hours  TEXT    NOT NULL,                  -- watt-hours of each hour from midnight on, between semicolons; nothing where it is not known
    total  INTEGER,                           -- watt-hours; null when an hour is not known
    PRIMARY KEY (school, day)
) WITHOUT ROWID;

-- Machines held against the building, over the days of a month that are known of both. Energies in watt-hours.
CREATE TABLE meter_month (
    school      INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
    month       INTEGER NOT NULL,             -- its first day
    days        INTEGER NOT NULL,
    building    REAL    NOT NULL,
    machines    REAL    NOT NULL,
    uncertainty REAL    NOT NULL,             -- of what the machines took
    PRIMARY KEY (school, month)
) WITHOUT ROWID;
