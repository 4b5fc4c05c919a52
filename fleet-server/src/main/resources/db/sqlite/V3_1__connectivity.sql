-- When each school's line is tested next, and by which of its machines it was tested last.
CREATE TABLE speed_line (
    school  INTEGER PRIMARY KEY REFERENCES place (id) ON DELETE CASCADE,
    due     INTEGER NOT NULL,
    machine INTEGER,                          -- number of the machine asked last; null: none yet
    tries   INTEGER NOT NULL DEFAULT 0        -- how many were asked since the last time one was due
);

CREATE INDEX speed_line_by_due ON speed_line (due);

-- What came of the tests, for the school the machine was in then.
CREATE TABLE speed_test (
    machine INTEGER NOT NULL REFERENCES machine (id),
    number  INTEGER NOT NULL,                 -- by the machine's clock; with the machine it tells a test from a repeated report
    school  INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    down    REAL    NOT NULL,                 -- megabytes a second, likewise up
    up      REAL    NOT NULL,
    ping    REAL    NOT NULL,                 -- milliseconds
    PRIMARY KEY (machine, number)
) WITHOUT ROWID;

CREATE INDEX speed_test_by_school ON speed_test (school, at);
CREATE INDEX speed_test_by_time ON speed_test (at);

-- Commands that ended a while ago are forgotten with each new one.
CREATE INDEX command_by_end ON command (not_after);
