-- What machines consumed, a row for each day of each machine in each place it was in that day. Energies in watt-hours, times in
-- seconds; the meaning of each column is that of Sums.Measure.
CREATE TABLE energy_day (
    machine      INTEGER NOT NULL REFERENCES machine (id),
    day          INTEGER NOT NULL,            -- by the clock on the school's wall: days since 1970
    place        INTEGER NOT NULL,            -- of the machine then; 0 when it was nowhere
    trace        BLOB,                        -- by the quarter of an hour; null once it is too old
    tells_use    INTEGER NOT NULL,
    used         REAL    NOT NULL,
    idle         REAL    NOT NULL,
    outside      REAL    NOT NULL,
    asleep       REAL    NOT NULL,
    off          REAL    NOT NULL,
    undated      REAL    NOT NULL,
    metered      REAL    NOT NULL,
    uncertainty  REAL    NOT NULL,
    screens      REAL    NOT NULL,
    on_school    REAL    NOT NULL,
    on_outside   REAL    NOT NULL,
    active       REAL    NOT NULL,
    lit_unused   REAL    NOT NULL,
    asleep_time  REAL    NOT NULL,
    off_time     REAL    NOT NULL,
    undated_time REAL    NOT NULL,
    time         REAL    NOT NULL,
    PRIMARY KEY (machine, day, place)
) WITHOUT ROWID;

CREATE INDEX energy_day_by_place ON energy_day (place, day);

-- The same, added up over the machines of a place, without those of the places in it; and over the days of a month.
CREATE TABLE energy_place (
    place        INTEGER NOT NULL,
    day          INTEGER NOT NULL,            -- of a month: its first day
    month        INTEGER NOT NULL,            -- 1: of a whole month
    machines     INTEGER NOT NULL,            -- how many have figures
    used         REAL    NOT NULL,
    idle         REAL    NOT NULL,
    outside      REAL    NOT NULL,
    asleep       REAL    NOT NULL,
    off          REAL    NOT NULL,
    undated      REAL    NOT NULL,
    metered      REAL    NOT NULL,
    uncertainty  REAL    NOT NULL,
    screens      REAL    NOT NULL,
    on_school    REAL    NOT NULL,
    on_outside   REAL    NOT NULL,
    active       REAL    NOT NULL,
    lit_unused   REAL    NOT NULL,
    asleep_time  REAL    NOT NULL,
    off_time     REAL    NOT NULL,
    undated_time REAL    NOT NULL,
    time         REAL    NOT NULL,
    PRIMARY KEY (place, month, day)
) WITHOUT ROWID;

-- Days of places whose machines have gained something since they were added up.
CREATE TABLE energy_due (
    place INTEGER NOT NULL,
    day   INTEGER NOT NULL,
    PRIMARY KEY (place, day)
) WITHOUT ROWID;

-- The calendar by which the days of a school were told apart last.
CREATE TABLE energy_calendar (
    school INTEGER PRIMARY KEY REFERENCES place (id) ON DELETE CASCADE,
    rules  TEXT    NOT NULL                   -- a digest of them
);

-- Which plug a machine hangs on: what one counts that feeds several is theirs in equal parts.
CREATE TABLE energy_plug (
    machine INTEGER PRIMARY KEY REFERENCES machine (id),
    plug    TEXT    NOT NULL
);

CREATE INDEX energy_plug_by_plug ON energy_plug (plug);

-- Where a machine was before it was moved. What it consumed then stays with that place, also when it is told later.
CREATE TABLE machine_move (
    machine INTEGER NOT NULL REFERENCES machine (id),
    at      INTEGER NOT NULL,
    origin  INTEGER,                          -- the place it left; null when it was nowhere
    PRIMARY KEY (machine, at)
) WITHOUT ROWID;

CREATE TRIGGER machine_moves AFTER UPDATE OF place ON machine WHEN OLD.place IS NOT NEW.place
BEGIN
    INSERT OR REPLACE INTO machine_move (machine, at, origin)
        VALUES (NEW.id, CAST(unixepoch('subsec') * 1000 AS INTEGER), OLD.place);
END;

-- Editions of factors as they were added; the last one counts. None is ever changed or removed: figures name theirs.
CREATE TABLE factor_edition (
    id    INTEGER PRIMARY KEY,
    name  TEXT    NOT NULL UNIQUE,
    body  TEXT    NOT NULL,
    added INTEGER NOT NULL
);

-- What a place pays for a kilowatt-hour from a day on, in cents of a euro.
CREATE TABLE tariff (
    place INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
    first INTEGER NOT NULL,                   -- days since 1970
    cents REAL    NOT NULL,
    PRIMARY KEY (place, first)
) WITHOUT ROWID;

-- Consumption that serves nobody, as the last look found it.
CREATE TABLE waste (
    machine INTEGER NOT NULL REFERENCES machine (id),
    kind    TEXT    NOT NULL,
    yearly  REAL    NOT NULL,                 -- watt-hours a year that could be saved
    measure REAL    NOT NULL,                 -- what gave it away: hours a day, watts or years, by kind
    since   INTEGER NOT NULL,                 -- of the look that found it first
    PRIMARY KEY (machine, kind)
) WITHOUT ROWID;

CREATE INDEX waste_by_size ON waste (yearly);
